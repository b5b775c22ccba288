"""Rows that belong to a few others: these are found first and by themselves, then each by an index."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func


def is_one_of(field, rows):
    """Whether the field points to one of the rows: a condition for `filter`.

    Joined to them, PostgreSQL takes each city for an average one: in a large office it expects hundreds of times as
    many rows, and reads whole tables to join and sort them. An array, of which it knows nothing, it takes for ten.
    """
    rows = rows if rows.query.is_sliced else rows.order_by()  # the order chooses where a part is cut out
    keys = Func(ArraySubquery(rows.values("pk")), function="any")
    return Func(F(field), keys, arg_joiner=" = ", template="%(expressions)s", output_field=BooleanField())
