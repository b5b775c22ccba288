"""Lists of a large office are read by indexes: what the pages really ask, explained at a hundred thousand rows."""

import re

import pytest
from django.db import connection

from exchangeoffice.prepared import prepared
from placements.models import Placement
from tests import crowds

MANY = 100_000
CITY = "/rosters/130800/"  # one of thirteen

BY_POST = "placement_host_post_|placement_post_has_one_guest|placement_host_days|placement_ends"

# What is asked for, and an index that must be named.
LISTS = {
    CITY: BY_POST,
    f"{CITY}?on=any&page=150": BY_POST,
    f"{CITY}?on=2010-03-03": BY_POST,
    f"{CITY}?on=any&q=n77": f"placement_official|{BY_POST}",
    f"{CITY}?on=2010-03-03&phase=ending": BY_POST,
    "/search/?q=n77": "placement_official",
    "/admin/placements/placement/": "placement_newest_first",
}
COUNT_OF_ALL = 'SELECT COUNT(*) AS "__count" FROM "placements_placement"'  # which no index spares


@pytest.fixture
def crowd(db):
    """Twenty years of five thousand officials in thirteen cities."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")  # no trail of a crowd
        crowds.seed(MANY, cities=13)
        cursor.execute("set local session_replication_role = origin")
    assert Placement.objects.confirmed().count() >= MANY


def asked_of(client, address):
    """(statement, values) of all that the page asks about placements."""
    asked = []

    def note(execute, statement, values, many, context):
        asked.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(note):
        assert client.get(address).status_code == 200
    return [(statement, values) for statement, values in asked if 'FROM "placements_placement"' in statement]


def plans_of(client, address):
    """How the database reads placements for the page: planned for these values, and where it is kept, for all."""
    asked = asked_of(client, address)
    assert asked
    for statement, values in asked:
        if statement != COUNT_OF_ALL:
            for way in ("force_custom_plan", "force_generic_plan"):
                with prepared(), connection.cursor() as cursor:
                    cursor.execute(f"set local plan_cache_mode = {way}")
                    cursor.execute(f"explain {statement}", values)
                    yield "\n".join(line for (line,) in cursor.fetchall())


def test_a_list_reads_indexes_and_never_all_placements(crowd, coordinator, client):
    client.force_login(coordinator)
    for address, index in LISTS.items():
        plans = list(plans_of(client, address))
        for plan in plans:
            assert not re.search(r"Seq Scan on placements_placement\b", plan), f"{address}\n{plan}"
        assert re.search(index, "\n".join(plans)), f"{address}\n{plans}"
