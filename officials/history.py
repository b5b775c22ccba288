"""The audit trail: which changes of a model leave a row, written by triggers in the database."""

import pghistory


def tracked(**options):
    """Every insert, update and delete of the model leaves an event row, whatever door it came through.

    The trackers are made anew for each model: pghistory changes the instances it is given.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        **options,
    )


def tracked_links(**options):
    """For the row of a many-to-many relation: it comes and goes, and never changes.

    Django's own table of such a relation silently gets no trigger, so it is tracked by a proxy.
    """
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None, **options)
