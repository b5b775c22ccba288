"""What all tests share: the database, a signed-in client, and the cast that walks every page."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import translation
from psycopg import sql

from exchangeoffice import sessions
from tests import factories, patterns

# What the migrations make, tables and triggers; whatever else `migrate` does, it does to each copy.
MIGRATED_BY = [f"{app}/{folder}" for app in ("officials", "placements") for folder in ("migrations", "sql")]


def _migrate(address: str) -> None:
    environment = {**patterns.bare_environment(), "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    patterns.run("manage.py", "migrate", "--verbosity=0", environment=environment)
    # What tests write is never committed, so autovacuum would call each table empty, and PostgreSQL then
    # reads it again for every row of another. A table never counted is taken for one of some pages.
    with psycopg.connect(address) as made:
        tables = made.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        )
        for (table,) in tables.fetchall():
            made.execute(sql.SQL("alter table {} set (autovacuum_enabled = off)").format(sql.Identifier(table)))


PATTERN = patterns.Pattern("office_test_", [*MIGRATED_BY, "requirements.txt", "tests/conftest.py"], _migrate)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Test databases are copies: migrating takes each of them as long as a hundred tests."""
    with patterns.alone(patterns.PROJECT / ".local" / "test-pattern"):
        connection.settings_dict["TEST"]["TEMPLATE"] = PATTERN.ready()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, with its guards against TRUNCATE switched off.

    Tests with ``transaction=True`` clean up by TRUNCATE, which the guards (triggers named
    ``office_kept_whole``) refuse in production.  One test switches a guard on again and shows that
    it holds.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text, tgname from pg_trigger where tgname = 'office_kept_whole'")
        for table, trigger in cursor.fetchall():
            cursor.execute(f"alter table {table} disable trigger {trigger}")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Language is a thread's own; a test that switches it must not speak for the next."""
    with translation.override("en"):
        yield


@pytest.fixture
def signed_in() -> Callable[[Any], Client]:
    """A client signed in as the given account, its session's clocks already running.

    ``force_login`` alone leaves the clocks to the first request, which then writes the session:
    three queries more than any later request.
    """

    def sign_in(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        session = client.session
        sessions.begin(session)
        session.save()
        return client

    return sign_in


# The cast ------------------------------------------------------------------------------------


@pytest.fixture
def coordinator(db):
    return factories.office()


@pytest.fixture
def second_coordinator(db):
    return factories.make_user("second", "Coordinators", is_staff=True)


@pytest.fixture
def staff(db):
    return factories.make_user("staff", "Staff")


@pytest.fixture
def administrator(db):
    return factories.make_user("administrator", "Administrators", is_staff=True)


@pytest.fixture
def placement(db):
    """A confirmed placement, from 24 July 2015 to 23 July 2016."""
    return factories.make_placement()


@pytest.fixture
def official_user(placement):
    """The account of the official of `placement`."""
    return factories.account_of(placement.official)


@pytest.fixture
def other_official_user(db):
    """The account of an official with a placement of their own."""
    return factories.account_of(factories.make_placement().official)
