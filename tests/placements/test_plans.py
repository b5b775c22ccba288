"""With 20,000 placements the pages find theirs by an index; none reads them all."""

import json
import re

import pytest
import time_machine
from django.db import connection

from tests.crowds import seed
from tests.factories import NOW

ROWS, CITIES = 20_000, 20
CITY = "/rosters/139905/"
TABLE = "placements_placement"

# For each page how many of its queries read placements, and the indexes without one of which they would read too many:
# few are to end, so that PostgreSQL may begin with their ends instead.
PAGES = {
    CITY: (2, "placement_host_post|placement_ends"),
    f"{CITY}?on=2012-06-01": (2, "placement_host_post|placement_ends"),
    f"{CITY}?phase=any&page=2": (3, "placement_host_post|placement_ends"),
    f"{CITY}export.csv": (2, "placement_host_post|placement_ends"),
    "/rosters/130000/": (3, "placement_host_days|placement_ends"),
    "/rosters/130000/?on=2012-06-01": (3, "placement_host_days|placement_ends"),
    "/rosters/": (2, "placement_ends"),
    "/posts/vacant/": (2, "placement_host_post_ends"),
}


def nodes(plan):
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def plan_of(statement):
    """The steps by which PostgreSQL would answer; nothing is run."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain (format json) {statement}")
        (answer,) = cursor.fetchone()
    return list(nodes(json.loads(answer)[0]["Plan"] if isinstance(answer, str) else answer[0]["Plan"]))


def plans_of(person, url):
    """For each query of the page that reads placements its statement and its plan."""
    asked = []

    def note(execute, statement, values, many, context):
        asked.append(connection.ops.compose_sql(statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(note):
        answer = person.get(url)
        assert answer.status_code == 200, url
        assert b"".join(answer)
    # Those of the lists: whoever asks, and what is written, is not meant.
    statements = [sql for sql in asked if TABLE in sql and "SELECT" in sql and "INSERT" not in sql]
    return [(statement, plan_of(statement)) for statement in statements]


@pytest.fixture
def crowd(db):
    with time_machine.travel(NOW, tick=False):
        seed(ROWS, cities=CITIES)
        yield


def test_no_page_reads_all_placements(crowd, staff, signed_in):
    person = signed_in(staff)
    for url, (count, index) in PAGES.items():
        plans = plans_of(person, url)
        assert len(plans) == count, url
        scans = [
            statement
            for statement, plan in plans
            if any(node["Node Type"] == "Seq Scan" and node["Relation Name"] == TABLE for node in plan)
        ]
        assert scans == [], url
        used = {node["Index Name"] for _statement, plan in plans for node in plan if "Index Name" in node}
        assert any(re.search(index, name) for name in used), f"{url}: {used}"
