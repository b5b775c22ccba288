"""What the pages ask is answered from indexes when there are 20,000 placements, not by reading them all."""

import datetime as dt
import json

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.crowds import seed

ROWS, CITIES = 20_000, 20
CITY = "139905"
TABLE = "placements_placement"

PAGES = {
    "the list of a city and its counts": f"/rosters/{CITY}/",
    "the list as of a day": f"/rosters/{CITY}/?on=2012-06-01",
    "the next page": f"/rosters/{CITY}/?on=2012-06-01&page=2",
    "the keys and facts of an export": f"/rosters/{CITY}/export.csv",
    "vacancies": "/vacancies/",
}


def nodes(plan):
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def plans(queries):
    """The plan of each query that reads placements, as PostgreSQL would go about it."""
    for query in queries:
        if TABLE in query["sql"] and query["sql"].startswith(("SELECT", "DECLARE")):
            statement = query["sql"][query["sql"].index("SELECT") :]
            with connection.cursor() as cursor:
                cursor.execute("explain (format json) " + statement.replace("%", "%%"), [])
                (answer,) = cursor.fetchone()
            plan = json.loads(answer) if isinstance(answer, str) else answer
            yield statement, list(nodes(plan[0]["Plan"]))


@pytest.mark.django_db
def test_no_page_reads_all_placements_where_an_index_serves(staff, signed_in):
    noon = dt.datetime(2016, 5, 9, 12, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(noon, tick=False):
        seed(ROWS, cities=CITIES)
        person = signed_in(staff)
        scans, used = [], {}
        for what, url in PAGES.items():
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer = person.get(url)
                b"".join(answer)
            for statement, found in plans(asked.captured_queries):
                mine = [
                    node
                    for node in found
                    if TABLE in (node.get("Relation Name"), node.get("Index Name", ""))
                    or "placement" in node.get("Index Name", "")
                ]
                used.setdefault(what, set()).update(node.get("Index Name") or "-" for node in mine)
                if any(node["Node Type"] == "Seq Scan" and node.get("Relation Name") == TABLE for node in found):
                    scans.append((what, statement))
        assert scans == []
