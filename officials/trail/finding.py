"""Which records are meant by a number or a name, those that are gone included."""

from functools import reduce
from operator import or_

from django.db.models import Q

from officials.models import AuditEvent, Official, Organisation, Post, User
from officials.models.trail import Deed
from officials.trail.kinds import kind_of, kinds

MOST = 500  # records of one kind
CALLED = ("number", "code", "personnel_number", "username", "name", "name_en", "name_zh", "title_en", "title_zh")
CALLED_ALSO = ("family_name", "given_name", "first_name", "last_name")


class TooMany(Exception):
    """So many records are called so that the text says nothing."""


class Found:
    """Keys of records by kind, and those that belong to them."""

    def __init__(self, text, reader):
        self.keys = {}
        for kind in kinds().values():
            # Of what they may not read, a person finds numbers alone: a name that is found is a name that is told.
            called, also = (CALLED, CALLED_ALSO) if reader.reads(kind) else (("number",), ())
            if columns := _columns(kind, called):
                self._add(kind, _live(kind, columns, text))
                self._add(kind, _gone(kind, [*columns, *_columns(kind, also)], text))

    def _add(self, kind, keys):
        found = self.keys.setdefault(kind, set())
        found.update(keys[: MOST + 1])
        if len(found) > MOST:
            raise TooMany

    def follow(self, kind, column, parent):
        """Take in what belongs to what was found: rows of this kind whose foreign key names it."""
        if parents := self.keys.get(parent):
            rows = kind.events.objects.filter(**{f"{column}__in": parents}).order_by(kind.key)
            self._add(kind, rows.values_list(kind.key, flat=True).distinct())

    def follow_links(self):
        """The rows of its many-to-many relations."""
        for kind in kinds().values():
            if kind.owner is not None:
                self.follow(kind, kind.owner.attname, kind_of(kind.owner.remote_field.model))

    @property
    def condition(self):
        """On AuditEvent."""
        of = [Q(kind=kind.name, record__in=[str(key) for key in keys]) for kind, keys in self.keys.items() if keys]
        return reduce(or_, of, Q(pk=None))


def _columns(kind, names):
    fields = {field.name for field in kind.events._meta.concrete_fields}
    return [name for name in names if name in fields]


def _holds(columns, text):
    return reduce(or_, (Q(**{f"{column}__icontains": text}) for column in columns))


def _live(kind, columns, text):
    """Rows that stand: by the search of their own where they have one."""
    rows = kind.model._base_manager.all()
    if kind.model is Official:
        rows = Official.objects.named(text)
    elif kind.model in (Organisation, Post):
        rows = kind.model.objects.matching(text)
    elif kind.model is User:
        rows = accounts_called(text)
    else:
        rows = rows.filter(_holds(columns, text))
    return rows.order_by().values_list("pk", flat=True)


def _gone(kind, columns, text):
    deleted = AuditEvent.objects.filter(kind=kind.name, deed=Deed.DELETE).values("event")
    rows = kind.events.objects.filter(_holds(columns, text), pgh_id__in=deleted)
    return rows.order_by().values_list(kind.key, flat=True)


def accounts_called(text):
    """The account of that name for signing in; else those that have every word in one of their names."""
    exact = User.objects.filter(username=text)
    if exact.exists():
        return exact
    names = ("username", "last_name", "first_name", "name_zh")
    return User.objects.filter(*(_holds(names, word) for word in text.split()[:6]))
