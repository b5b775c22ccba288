"""Lists of a large office are read by indexes: what the pages really ask, explained at a hundred thousand rows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.models import Placement
from tests import crowds

MANY = 100_000
CITY = "/rosters/130800/"  # one of thirteen

# What is asked for, and an index that must be named.
LISTS = {
    CITY: "placement_host_post_",
    f"{CITY}?on=any&page=150": "placement_host_post_",
    f"{CITY}?on=2010-03-03": "placement_host_post_",
    f"{CITY}?on=any&q=n77": "placement_official|placement_host_post_",
    f"{CITY}?on=2010-03-03&phase=ending": "placement_host_post_",
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


def plans_of(client, address):
    """How the database reads placements for the page: the plans of all that it asks of them."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    asked = [query["sql"] for query in queries if 'FROM "placements_placement"' in query["sql"]]
    assert asked
    with connection.cursor() as cursor:
        for statement in asked:
            if statement == COUNT_OF_ALL:
                continue
            cursor.execute(f"explain {statement}")
            yield "\n".join(line for (line,) in cursor.fetchall())


def test_a_list_reads_indexes_and_never_all_placements(crowd, coordinator, client):
    client.force_login(coordinator)
    for address, index in LISTS.items():
        plans = list(plans_of(client, address))
        for plan in plans:
            assert not re.search(r"Seq Scan on placements_placement\b", plan), f"{address}\n{plan}"
        assert re.search(index, "\n".join(plans)), f"{address}\n{plans}"
