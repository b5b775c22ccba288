"""Pages of a large office read indexes: what they really ask, explained at a hundred thousand placements."""

import re

import pytest
import time_machine
from django.db import connection

from exchangeoffice.prepared import prepared
from placements.models import Placement
from tests import crowds
from tests.factories import NOW

MANY, CITIES = 100_000, 13
CITY = "/rosters/130800/"

BY_POST = "placement_host_post_|placement_post_has_one_guest|placement_host_days|placement_ends"

# Each page with how many of its statements read placements (one of them asks who is there and what waits), and the
# indexes of which one must be named: few of a crowd are still to end, so that PostgreSQL may begin with their ends.
LISTS = {
    CITY: (3, BY_POST),
    f"{CITY}?on=2010-03-03": (3, BY_POST),
    f"{CITY}?on=2010-03-03&phase=ending": (3, BY_POST),
    f"{CITY}?on=any&page=150": (4, BY_POST),
    f"{CITY}?on=any&q=n77": (3, f"placement_official|{BY_POST}"),
    f"{CITY}export.csv": (3, BY_POST),
    "/rosters/130000/": (4, BY_POST),
    "/rosters/130000/?on=2012-06-01": (4, BY_POST),
    "/rosters/": (3, "placement_ends"),
    "/posts/vacant/": (3, "placement_host_post_ends"),
    "/search/?q=n77": (2, "placement_official"),
    "/admin/placements/placement/": (2, "placement_newest_first"),
}
TABLE = "placements_placement"
COUNT_OF_ALL = 'SELECT COUNT(*) AS "__count" FROM "placements_placement"'  # which no index spares


@pytest.fixture
def crowd(db):
    """Twenty years of five thousand officials."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")  # no trail of a crowd
        crowds.seed(MANY, cities=CITIES)
        cursor.execute("set local session_replication_role = origin")
    assert Placement.objects.confirmed().count() >= MANY
    with time_machine.travel(NOW, tick=False):
        yield


def asked_of(client, address):
    """(statement, values) of all that the page asks about placements; what it writes is not meant."""
    asked = []

    def note(execute, statement, values, many, context):
        asked.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(note):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"".join(answer)  # of an export, its rows
    return [
        (statement, values)
        for statement, values in asked
        if re.match(r"\s*(?i:select|with)\b", statement) and TABLE in statement and statement != COUNT_OF_ALL
    ]


def plans_of(statement, values):
    """How the database would answer: planned for these values, and where the plan is kept, for all."""
    for way in ("force_custom_plan", "force_generic_plan"):
        with prepared(), connection.cursor() as cursor:
            cursor.execute(f"set local plan_cache_mode = {way}")
            cursor.execute(f"explain {statement}", values)
            yield "\n".join(line for (line,) in cursor.fetchall())


def test_no_list_reads_all_placements(crowd, coordinator, client):
    client.force_login(coordinator)
    for address, (count, index) in LISTS.items():
        asked = asked_of(client, address)
        plans = [plan for statement, values in asked for plan in plans_of(statement, values)]
        for plan in plans:
            assert not re.search(rf"Seq Scan on {TABLE}\b", plan), f"{address}\n{plan}"
        assert re.search(index, "\n".join(plans)), f"{address}\n{plans}"
        assert len(asked) == count, f"{address}: {len(asked)}"
