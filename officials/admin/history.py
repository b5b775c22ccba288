"""The history page of a record in the back office."""

from officials.trail.history import child_events, history, link_events, own_events


def history_of(obj, *, reader, includes=(), action_names=None):
    """What happened to the object and to the rows that belong to it, newest first."""
    wanted = [own_events(obj), *link_events(obj), *(child_events(obj, model) for model in includes)]
    return history(wanted, reader, action_names=action_names or {})
