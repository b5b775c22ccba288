"""What is read in a `prepared` block is planned once a connection, and is always what is stored now."""

import pytest
from django.db import NotSupportedError, connection, transaction

from exchangeoffice.prepared import prepared
from officials.models import Jurisdiction, Official
from tests import factories


def kept_statements():
    """Those that this connection has prepared, beginning with the latest."""
    with connection.cursor() as cursor:
        cursor.execute("select statement from pg_prepared_statements order by prepare_time desc")
        return [statement for (statement,) in cursor.fetchall()]


def answer(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.fixture
def place(db):
    return factories.jurisdiction("130600")


@pytest.fixture
def another():
    """A second connection to the same database."""
    other = connection.copy()
    with other.cursor() as cursor:
        yield cursor
    other.close()


@pytest.fixture
def table(transactional_db, another):
    another.execute("create table changing (value varchar(3))")
    another.execute("insert into changing values ('abc')")
    yield "changing"
    another.execute("drop table changing")


def test_a_statement_is_kept_once_for_all_values_and_counted_each_time(place, django_assert_num_queries):
    before = kept_statements()
    with django_assert_num_queries(3), prepared():
        found = [Jurisdiction.objects.filter(pk=code, name_zh=place.name_zh).first() for code in ("1", "130600", "2")]
    assert found == [None, place, None]
    (statement,) = kept_statements()[: len(kept_statements()) - len(before)]
    assert "$1" in statement
    assert "130600" not in statement


def test_outside_of_the_block_nothing_is_kept(place):
    with prepared():
        Jurisdiction.objects.first()
        with prepared():
            Jurisdiction.objects.last()
        inside = kept_statements()
    assert list(Jurisdiction.objects.filter(name_en=place.name_en)) == [place]
    assert kept_statements()[0] == inside[0]  # which is the question for them


def test_what_was_changed_is_read(place):
    for name in ("Elsewhere", "Nowhere"):
        Jurisdiction.objects.filter(pk=place.pk).update(name_en=name)
        with prepared():
            assert Jurisdiction.objects.get(pk=place.pk).name_en == name


def test_a_migration_under_a_living_connection_is_no_error(table, another):
    with prepared():
        assert answer(f"select value from {table}") == "abc"
        another.execute(f"alter table {table} alter value type text")
        another.execute(f"update {table} set value = 'much longer'")
        assert answer(f"select value from {table}") == "much longer"


def test_in_a_transaction_such_an_error_is_not_hidden(table, another):
    with prepared():
        assert answer(f"select value from {table}") == "abc"
        another.execute(f"alter table {table} alter value type text")
        with pytest.raises(NotSupportedError, match="must not change result type"), transaction.atomic():
            answer(f"select value from {table}")
    assert answer(f"select value from {table}") == "abc"


def test_a_search_for_a_slip_leaves_what_is_prepared(place):
    with prepared():
        Jurisdiction.objects.filter(pk=place.pk).first()
    before = kept_statements()
    assert Official.objects.similar_to("zhengqian") == []
    assert kept_statements()[-len(before) :] == before
