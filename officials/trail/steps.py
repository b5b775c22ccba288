"""Events read with the ones before them: one statement, however many kinds of records they are of."""

import json
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.utils.dateparse import parse_datetime

from officials.trail.kinds import Kind

# The `+ 0` keeps the planner on the index of the record, where else it would walk the whole table backwards.
EARLIER = """
    (select to_jsonb(p) from {table} p where p.{key} = e.{key} and p.pgh_id < e.pgh_id
     order by p.pgh_id + 0 desc limit 1)"""
EVENTS = """
    (select '{kind}', to_jsonb(e), {earlier},
       (select a.id from officials_auditevent a where a.kind = '{kind}' and a.event = e.pgh_id)
     from {table} e
     where e.{column} = any(%s) order by e.pgh_id desc limit {most})"""


@dataclass(frozen=True)
class Some:
    """Events of one kind: those in whose column stands one of the values."""

    kind: Kind
    column: str
    values: tuple


@dataclass
class Step:
    """An event, and the one before it of the same record."""

    kind: Kind
    after: dict
    before: dict | None
    serial: int  # of its line in the list: the order in which everything was written
    context: dict = field(init=False)

    def __post_init__(self):
        context = self.after["pgh_context"]
        self.context = context if isinstance(context, dict) else {}

    @property
    def id(self):
        return self.after["pgh_id"]

    @property
    def at(self):
        return parse_datetime(self.after["pgh_created_at"])

    @property
    def deed(self):
        return self.after["pgh_label"]

    @property
    def record(self):
        return self.after[self.kind.key]

    @property
    def role(self):
        return self.after["pgh_role"]

    @property
    def by(self):
        """The account that did it: as the action was told, or as the page knew. Raw SQL may put anything there."""
        by = self.context.get("by") or self.context.get("user")
        return by if isinstance(by, int) else None

    @property
    def order(self):
        """Of one transaction all steps have its moment; their lines tell which came first."""
        return self.at, self.serial


def read(wanted, *, most):
    """The steps of some events, of each kind so many at most, in no order."""
    wanted = [some for some in wanted if some.values]
    if not wanted:
        return []
    parts = [_sql(some, most) for some in wanted]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), [list(some.values) for some in wanted])
        rows = cursor.fetchall()
    of = {some.kind.name: some.kind for some in wanted}
    return [Step(of[name], _loaded(after), _loaded(before), serial or 0) for name, after, before, serial in rows]


def _sql(some, most):
    quote = connection.ops.quote_name
    kind = some.kind
    # The row of a many-to-many comes and goes and never changes.
    earlier = "null" if kind.relation else EARLIER.format(table=quote(kind.table), key=quote(kind.key))
    return EVENTS.format(
        kind=kind.name, table=quote(kind.table), column=quote(some.column), earlier=earlier, most=int(most)
    )


def _loaded(row):
    return json.loads(row, parse_float=Decimal) if row is not None else None
