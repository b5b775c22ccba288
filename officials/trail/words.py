"""Steps of the audit trail in plain words: who, what, which field, from what to what."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from officials.models import User
from officials.models.trail import Deed
from officials.trail.kinds import kind_of
from officials.trail.steps import Some, read

MOST_GONE = 500  # events of one kind by which records that are gone are named
UNKNOWN = object()  # what stood there before is not in the trail


@dataclass(frozen=True)
class Change:
    """One field, before and after; nothing of either for those who may not read it."""

    label: str
    before: str
    after: str
    is_hidden: bool = False


@dataclass
class Told:
    """A step in words."""

    at: object
    who: str
    kind: str
    record: str  # what the record is called
    what: str
    address: str
    reference: str
    owner: tuple  # the record it belongs to: (model, key)
    by: int | None = None
    called: str = ""  # whose part, where that is another record
    part: str = ""  # what of the record, where it is not the record itself
    closed: str = ""  # why what changed is not told to this person
    changes: list[Change] = field(default_factory=list)


class Words:
    """Names what the steps hold by number: one query for each kind of thing, however many steps."""

    def __init__(self, steps, reader, *, action_names, owners=(), joins=(), without=()):
        self.reader, self.action_names = reader, action_names
        self.owners, self.joins = dict(owners), dict(joins)
        self.without = frozenset(without)  # (kind, column) that go without saying
        self.closed = {id(step): reader.why_closed(step) for step in steps}
        self.changed = {id(step): list(self._changed(step)) for step in steps}
        self.things = self._named(steps)

    # What they point to -----------------------------------------------------------------------

    def _named(self, steps):
        pointed = defaultdict(set)
        known = {}
        for step in steps:
            pointed[User].add(step.by)
            model, key = self.owner(step)
            pointed[model].add(key)
            if model is step.kind.model:
                known.setdefault((model, key), step)
            for column, before, after in self.changed[id(step)]:
                if column.is_relation and self.reader.reads_value(step.kind, column.name):
                    pointed[column.remote_field.model] |= {key for key in (before, after) if key is not UNKNOWN}
        things = {}
        for model, keys in pointed.items():
            for key, thing in self._in_bulk(model, keys - {None}).items():
                things[model, key] = self._label(thing)
        gone = {(model, key) for model, keys in pointed.items() for key in keys - {None} if (model, key) not in things}
        last = {pair: step for pair, step in known.items() if pair in gone} | _last_steps(gone - set(known))
        return things | {pair: self._label(_rebuilt(step)) for pair, step in last.items()}

    def _in_bulk(self, model, keys):
        if not keys:
            return {}
        joined = self.joins.get(model) or {"organisation", "content_type"} & {f.name for f in model._meta.fields}
        rows = model._base_manager.all()
        return (rows.select_related(*joined) if joined else rows).in_bulk(keys)

    def _label(self, thing):
        try:
            return self.reader.label(thing)
        except ObjectDoesNotExist:  # deleted, and so is what its name is made of
            return str(thing.pk)

    def _name(self, model, key):
        return self.things.get((model, key)) or str(key)

    def owner(self, step):
        """(model, key) of the record that a person would look for: a post, not the row of its expertise."""
        for column in self._owner_columns(step.kind):
            key = step.after.get(column.attname)
            if key is not None:
                return column.remote_field.model, key
        return step.kind.model, step.record

    def _owner_columns(self, kind):
        if kind.owner is not None:
            return [kind.owner]
        return [kind.model._meta.get_field(name) for name in self.owners.get(kind.name, ())]

    # What changed -----------------------------------------------------------------------------

    def _changed(self, step):
        """(field, before, after) of what this person may know of."""
        if self.closed[id(step)] or step.deed == Deed.DELETE:
            return
        for column in step.kind.columns:
            if (step.kind.name, column.attname) in self.without or column is step.kind.owner:
                continue
            after = _value(column, step.after)
            if step.deed == Deed.INSERT:
                before = None
            elif step.before is None:
                before = UNKNOWN
            else:
                before = _value(column, step.before)
            if after == before or (before is None and after in ("", False)):
                continue
            yield column, before, after

    # In plain words ---------------------------------------------------------------------------

    def tell(self, step):
        changes = [self._change(step.kind, *changed) for changed in self.changed[id(step)]]
        model, key = owner = self.owner(step)
        return Told(
            at=timezone.localtime(step.at),
            who=self._who(step),
            kind=step.kind.label,
            record=self._name(model, key),
            what=self._what(step),
            address=str(step.context.get("address") or ""),
            reference=str(step.context.get("request") or ""),
            owner=owner,
            by=step.by,
            closed=self.closed[id(step)],
            changes=changes,
        )

    def is_silent(self, step):
        """Whether only such fields changed as machines read."""
        return step.deed == Deed.UPDATE and not self.closed[id(step)] and not self.changed[id(step)]

    def _who(self, step):
        command = step.context.get("command")
        if step.by is not None:
            who = self.things.get((User, step.by)) or _("account {n}").format(n=step.by)
            return _("{who}, by the command {name}").format(who=who, name=command) if command else who
        if command:
            return _("command {name}").format(name=command)
        return _("database, role {name}").format(name=step.role)

    def _what(self, step):
        """What was done; the name of the action tells what came of a request, and is for the office."""
        done = str(Deed(step.deed).label) if step.deed in Deed.values else step.deed
        action = step.context.get("action")
        if not action or not self.reader.is_office:
            return done
        return f"{done} · {self.action_names.get(action, action)}"

    def _change(self, kind, column, before, after):
        label = _label_of(column)
        if not self.reader.reads_value(kind, column.name):
            return Change(label, "", "", is_hidden=True)
        was = "…" if before is UNKNOWN else self._said(column, before)
        return Change(label, was, self._said(column, after))

    def _said(self, column, value):
        if value is None or value == "":
            return ""
        if column.is_relation:
            return self._name(column.remote_field.model, value)
        if column.flatchoices:
            return str(dict(column.flatchoices).get(value, value))
        return _plain(value)


def in_one_line(changes):
    """Mobile: 138 → 139; Task: … For files, which have no lines to draw."""
    said = []
    for change in changes:
        if change.is_hidden:
            words = _("changed; the value is for coordinators")
        elif change.before:
            words = f"{change.before} → {change.after or _('empty')}"
        else:
            words = change.after
        said.append(f"{change.label}{pgettext('after a label', ': ')}{words}")
    return _("; ").join(said)


def _plain(value):
    """A value in the reader's language. Numbers are not grouped: many are years."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    return str(value)


def _value(column, row):
    value = row.get(column.attname)
    if column.is_relation or value is None:
        return value
    try:
        return column.to_python(value)
    except ValidationError:  # the field was another kind of thing once
        return value


def _rebuilt(step):
    """A record that is gone, as it last stood in the trail."""
    columns = {column.attname: _value(column, step.after) for column in step.kind.model._meta.concrete_fields}
    return step.kind.model(**columns)


def _last_steps(gone):
    """The last step of records that are there no more, by (model, key)."""
    keys = defaultdict(list)
    for model, key in gone:
        if kind := kind_of(model):
            keys[kind, model].append(key)
    models_of = {kind.name: model for kind, model in keys}
    steps = read([Some(kind, kind.key, tuple(of)) for (kind, _model), of in keys.items()], most=MOST_GONE)
    last = {}
    for step in sorted(steps, key=lambda step: step.order):
        last[models_of[step.kind.name], step.record] = step
    return last


def _label_of(column):
    """The field's name; in a table that Django made by itself it is called as what it points to."""
    is_unnamed = column.is_relation and column.model._meta.auto_created
    return capfirst(column.remote_field.model._meta.verbose_name if is_unnamed else column.verbose_name)
