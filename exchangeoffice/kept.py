"""Small tables that every page reads and that hardly ever change: kept in memory, and never out of date.

The tables are asked for their stamps, made of the versions of their rows (PostgreSQL's xmin, cmin and ctid): any
change that this transaction sees, by whatever door it came, makes another stamp. That is one query, or a column
of another one; only where a stamp is another are the rows read again. What is kept is shared by all requests of
the process: it is read, never changed.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Model

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """What `make` reads and makes of the tables of these models."""

    def __init__(self, make: Callable[[], Made], *models: type[Model]) -> None:
        self.make, self.models = make, models
        self._kept: tuple[str, Made] | None = None

    def read(self, stamp: str | None = None) -> Made:
        """As the rows are now; or as they were when another query asked for the stamp."""
        stamp, kept = stamp or self._stamp(), self._kept
        if kept is None or kept[0] != stamp:
            self._kept = kept = (stamp, self.make())
        return kept[1]

    @property
    def stamp_sql(self) -> str:
        """A query of one value, which is another one after each change."""
        one = "(select row(count(*), sum(hashtextextended(concat(xmin, '.', cmin, ctid), 0))) from {})"
        tables = [connection.ops.quote_name(model._meta.db_table) for model in self.models]
        return f"select concat({', '.join(one.format(table) for table in tables)})"

    def _stamp(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute(self.stamp_sql)
            return str(cursor.fetchone()[0])
