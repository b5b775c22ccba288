"""The history of one record: its own steps and those of what belongs to it, newest first."""

from dataclasses import dataclass

from django.forms.models import _get_foreign_key

from officials.trail.kinds import kind_of, kinds
from officials.trail.steps import Some, read
from officials.trail.words import Told, Words

MOST = 200  # events; the page says so when there are more


@dataclass
class History:
    """What is shown of it."""

    deeds: list[Told]
    is_cut: bool  # older ones are not shown


def own_events(record):
    kind = kind_of(type(record))
    return Some(kind, kind.key, (record.pk,))


def link_events(record):
    """Rows of its many-to-many relations: which account is in which group, what expertise a post wants."""
    model = type(record)._meta.concrete_model
    for kind in kinds().values():
        if kind.relation is not None and kind.relation.model._meta.concrete_model is model:
            yield Some(kind, kind.owner.attname, (record.pk,))


def child_events(record, model):
    """Rows of another model that belong to it by their foreign key."""
    return Some(kind_of(model), _get_foreign_key(type(record), model).attname, (record.pk,))


def history(wanted, reader, *, action_names, owners=(), joins=()):
    """These events in words. The columns by which they were found go without saying."""
    steps = list({(step.kind.name, step.id): step for step in read(wanted, most=MOST)}.values())
    counts = [sum(step.kind == some.kind for step in steps) for some in wanted]
    steps.sort(key=lambda step: step.order, reverse=True)
    is_cut = len(steps) > MOST or any(count >= MOST for count in counts)
    del steps[MOST:]
    without = [(some.kind.name, some.column) for some in wanted]
    words = Words(steps, reader, action_names=action_names, owners=owners, joins=joins, without=without)
    told = [_told(words, step, own=wanted[0].kind) for step in steps if not words.is_silent(step)]
    return History(told, is_cut)


def _told(words, step, *, own):
    deed = words.tell(step)
    if step.kind != own:
        deed.part = step.kind.part
        deed.called = deed.record if deed.owner[0] is not own.model else ""
    return deed
