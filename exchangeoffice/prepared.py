"""Statements that PostgreSQL plans once for a connection, where planning them takes longer than running them.

Django writes each value into the text of its statement, so that no two are the same and each is planned anew. In a
`prepared` block values are sent beside the text: psycopg prepares a statement when a connection first meets it, and
keeps the hundred that were used last. Which plan is kept is PostgreSQL's choice: a statement whose best plan depends
much on its values goes on being planned each time (docs/adr/0073).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import NotSupportedError, connection
from django.db.backends.postgresql.base import ServerBindingCursor


@contextmanager
def prepared() -> Iterator[None]:
    """Prepare what is read in this block, or by the view that this decorates. For reading alone."""
    connection.ensure_connection()
    own = connection.connection
    before = own.cursor_factory, own.prepare_threshold
    own.cursor_factory, own.prepare_threshold = ServerBindingCursor, 0
    try:
        with connection.execute_wrapper(_prepared_anew):
            yield
    finally:
        own.cursor_factory, own.prepare_threshold = before


def _prepared_anew(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run the statement; once more where a migration has given a column another type since it was prepared."""
    try:
        return execute(sql, params, many, context)
    except NotSupportedError:
        if connection.in_atomic_block:  # the transaction is lost
            raise
        context["cursor"].execute("deallocate all")  # which psycopg hears too
        return execute(sql, params, many, context)
