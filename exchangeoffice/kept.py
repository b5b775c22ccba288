"""Small tables that every page reads and that hardly ever change: kept in memory, and never out of date.

The tables are asked for their stamps, made of the versions of their rows (PostgreSQL's xmin, cmin and ctid): any
change that this transaction sees, by whatever door it came, makes another stamp. That is one query; only where
a stamp is another are the rows read again. What is kept is shared by all requests of the process: it is read,
never changed.
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
        self._kept: tuple[object, Made] | None = None

    def read(self) -> Made:
        """As the rows are now."""
        stamp, kept = self._stamp(), self._kept
        if kept is None or kept[0] != stamp:
            self._kept = kept = (stamp, self.make())
        return kept[1]

    def _stamp(self) -> object:
        one = "(select row(count(*), sum(hashtextextended(concat(xmin, '.', cmin, ctid), 0)))::text from {})"
        tables = [connection.ops.quote_name(model._meta.db_table) for model in self.models]
        with connection.cursor() as cursor:
            cursor.execute(f"select {', '.join(one.format(table) for table in tables)}")
            return cursor.fetchone()
