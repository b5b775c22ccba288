"""How tests go round the actions: straight at the database."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction


@contextmanager
def refused_by_database(*constraints):
    """What is written inside is refused by one of the named constraints (or error codes), at once or at commit."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        yield
        cursor.execute("set constraints all immediate")
    diagnosis = caught.value.__cause__.diag
    assert (diagnosis.constraint_name or diagnosis.sqlstate) in constraints, diagnosis.message_primary


def sql(statement, *parameters):
    """Run raw SQL, as somebody at psql would."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount
