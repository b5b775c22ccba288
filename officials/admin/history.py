"""The audit trail of one object in plain words: when, who, what, from what to what."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from django.apps import apps
from django.db import models
from django.db.models import Func, TextField
from django.forms.models import _get_foreign_key
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officials.models import User

MOST = 200  # events of one kind; the page says so when there are more

KINDS = {"insert": gettext_lazy("added"), "update": gettext_lazy("changed"), "delete": gettext_lazy("deleted")}


@dataclass
class Change:
    """One field, before and after."""

    label: str
    before: str
    after: str


@dataclass
class Deed:
    """One row of the trail."""

    at: object
    who: str
    what: str
    changes: list[Change] = field(default_factory=list)


@dataclass
class History:
    deeds: list[Deed]
    is_cut: bool  # older ones are not shown


def history_of(obj, *, includes=(), action_names=None):
    """What happened to the object and to the rows that belong to it, newest first."""
    trails = [_own_trail(obj), *_link_trails(obj), *(_included_trail(obj, model) for model in includes)]
    steps = [step for trail in trails for step in _steps(trail)]
    steps.sort(key=lambda step: (step.event.pgh_created_at, step.event.pgh_id), reverse=True)
    words = Words(steps)
    deeds = [words.deed(step, action_names or {}) for step in steps]
    return History([deed for deed in deeds if deed.changes or deed.what], any(len(t.events) >= MOST for t in trails))


# Which rows ----------------------------------------------------------------------------------


@dataclass
class Trail:
    """The events of some rows of one model, newest first; `name` where they are not the object itself."""

    model: type[models.Model]
    events: list
    name: str = ""
    hides: frozenset = frozenset()


@dataclass
class Step:
    """An event, and the one before it of the same row."""

    trail: Trail
    event: models.Model
    before: models.Model | None


def _events(model, **of):
    # The database's own role is a column that the event models do not know.
    role = Func(template="pgh_role", output_field=TextField())
    return list(model.pgh_event_model.objects.filter(**of).annotate(role=role).order_by("-pgh_id")[:MOST])


def _own_trail(obj):
    return Trail(type(obj), _events(type(obj), **{obj._meta.pk.attname: obj.pk}))


def _link_trails(obj):
    """Rows of many-to-many relations: which account is in which group, what expertise a post wants."""
    for relation in obj._meta.many_to_many:
        link = _tracked(relation.remote_field.through)
        if link:
            column = relation.m2m_column_name()
            yield Trail(link, _events(link, **{column: obj.pk}), capfirst(relation.verbose_name), frozenset({column}))


def _tracked(through):
    """The tracked proxy of a relation's own table, if there is one."""
    proxies = (model for model in apps.get_models() if model._meta.proxy and model._meta.concrete_model is through)
    return next((model for model in proxies if hasattr(model, "pgh_event_model")), None)


def _included_trail(obj, model):
    column = _get_foreign_key(type(obj), model).attname
    name = capfirst(model._meta.verbose_name)
    return Trail(model, _events(model, **{column: obj.pk}), name, frozenset({column}))


def _steps(trail):
    rows = defaultdict(list)
    for event in trail.events:
        rows[getattr(event, trail.model._meta.pk.attname)].append(event)
    for events in rows.values():
        for event, before in pairwise([*events, None]):
            yield Step(trail, event, before)


# In plain words ------------------------------------------------------------------------------


class Words:
    """Names what the events hold by number: people, and the rows that foreign keys point to."""

    def __init__(self, steps):
        pointed = defaultdict(set)
        for step in steps:
            pointed[User].add(_by(step.event))
            for column in _columns(step):
                if target := _target(column):
                    pointed[target].add(getattr(step.event, column.attname))
        self.rows = {model: _in_bulk(model, keys - {None}) for model, keys in pointed.items()}

    def deed(self, step, action_names):
        event, context = step.event, step.event.pgh_context or {}
        action = context.get("action")
        what = " · ".join(
            str(part)
            for part in (
                step.trail.name,
                KINDS.get(event.pgh_label, event.pgh_label),
                action_names.get(action, action),
            )
            if part
        )
        changes = list(self._changes(step))
        is_silent = event.pgh_label == "update" and not changes
        return Deed(timezone.localtime(event.pgh_created_at), self._who(event), "" if is_silent else what, changes)

    def _who(self, event):
        context = event.pgh_context or {}
        by = _by(event)
        if by is not None:
            return str(self.rows[User].get(by) or _("account {n}").format(n=by))
        return _("command {name}").format(name=context["command"]) if context.get("command") else event.role

    def _changes(self, step):
        if step.event.pgh_label == "delete":
            return
        for column in _columns(step):
            after = getattr(step.event, column.attname)
            before = getattr(step.before, column.attname) if step.before else None
            if step.before is None and step.event.pgh_label == "update":
                before = ...  # older events were cut off
            if after == before or (before is None and after in ("", False)):
                continue
            was = "…" if before is ... else self._said(column, before)
            yield Change(capfirst(column.verbose_name), was, self._said(column, after))

    def _said(self, column, value):
        if value is None or value == "":
            return ""
        if target := _target(column):
            return str(self.rows[target].get(value, value))
        if column.flatchoices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(column, models.DateTimeField):
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        return value.isoformat() if isinstance(column, models.DateField) else formats.localize(value)


def _columns(step):
    """The fields that an event of this row tells about: not its key, nor what only machines read."""
    tracked = {column.name for column in step.event._meta.concrete_fields}
    for column in step.trail.model._meta.concrete_fields:
        is_for_machines = not column.editable and not column.is_relation and not isinstance(column, models.DateField)
        if column.primary_key or is_for_machines or column.attname in step.trail.hides:
            continue
        if column.name in tracked:
            yield column


def _target(column):
    return column.remote_field.model if column.is_relation else None


def _by(event):
    """The account that did it: as the action was told, or as the page knew."""
    context = event.pgh_context or {}
    return context.get("by") or context.get("user")


def _in_bulk(model, keys):
    # What the names of posts and permissions are made of.
    joined = {"organisation", "content_type"} & {column.name for column in model._meta.fields}
    rows = model._base_manager.all()
    return (rows.select_related(*joined) if joined else rows).in_bulk(keys)
