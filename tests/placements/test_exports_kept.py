"""Lists that leave the house: the row that each leaves, who keeps it, and which doors are shut."""

import datetime as dt
import json

import pytest

from placements import actions
from placements.models import Export
from placements.models.exports import ListKind, Medium
from placements.refusals import NotAllowed
from tests import factories
from tests.attacks import refused_by_database, sql
from tests.factories import DAY, NOW, make_placement
from tests.placements.files import FILES, PAPERS, PLACE, bytes_of, fetched, let_go

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


# The row it leaves ---------------------------------------------------------------------------


def test_each_list_leaves_one_row_that_tells_who_took_what(person, staff):
    make_placement()
    asked = {"home": "110000", "on": "2016-06-01", "q": "shen"}
    urls = [*FILES, *PAPERS]
    for url in urls:
        answer = fetched(person, url, asked)
        if answer.streaming:
            bytes_of(answer)
    rows = list(Export.objects.order_by("pk"))
    assert [(row.kind, row.medium) for row in rows] == [
        *((kind, medium) for kind in ("roster", "contacts", "leaders") for medium in ("xlsx", "csv")),
        *((kind, "paper") for kind in ("roster", "contacts", "leaders", "briefing")),
    ]
    for row in rows:
        assert (row.jurisdiction_id, row.as_of_on, row.rows) == ("130800", dt.date(2016, 6, 1), 1)
        assert row.asked == "home=110000&on=2016-06-01&q=shen"
        assert row.filters == "Beijing, shen, As of 1 June 2016, Current and upcoming"
        assert (row.exported_by, row.exported_at) == (staff, NOW)
    trail = sql("select pgh_context::text, pgh_label from placements_exportevent order by pgh_id")
    assert [label for _context, label in trail] == ["insert"] * len(urls)
    contexts = [json.loads(context) for context, _label in trail]
    for context, url in zip(contexts, urls, strict=True):
        assert context["action"] == "record_export"
        assert (context["user"], context["url"], context["address"]) == (staff.pk, url, "127.0.0.1")
        assert context["request"].startswith("E-")


def test_the_row_is_there_before_the_first_byte(person):
    make_placement()
    answer = fetched(person, FILES[1])
    assert Export.objects.count() == 1  # nothing of the stream was read yet
    bytes_of(answer)
    assert Export.objects.count() == 1


@pytest.mark.parametrize("url", [*FILES, *PAPERS])
def test_a_head_and_a_guess_leave_no_row_and_get_no_list(person, url):
    make_placement()
    head = person.head(url)
    assert head.status_code == 200
    assert head.content == b""
    guess = person.get(url, headers={"Sec-Purpose": "prefetch;prerender"})
    assert (guess.status_code, guess.content) == (503, b"")
    assert Export.objects.count() == 0
    answer = person.get(url)
    assert head.get("Content-Disposition") == answer.get("Content-Disposition")
    let_go(answer)
    assert Export.objects.count() == 1


def test_rows_are_kept_as_they_were_written(person):
    make_placement()
    bytes_of(fetched(person, FILES[1]))
    for statement in (
        "update placements_export set rows = 0",
        "delete from placements_export",
        "update placements_exportevent set rows = 0",
        "delete from placements_exportevent",
    ):
        with refused_by_database("audit_is_append_only"):
            sql(statement)
    ((rows,),) = sql("select rows from placements_export")
    assert rows == 1


def test_the_action_asks_for_the_permission_itself(official_user):
    export = Export(
        kind=ListKind.ROSTER,
        medium=Medium.CSV,
        jurisdiction=factories.jurisdiction("130800"),
        as_of_on=DAY,
        filters="All phases",
        rows=1,
    )
    with pytest.raises(NotAllowed):
        actions.record_export(export, by=official_user, at=NOW)
    assert Export.objects.count() == 0


def test_coordinators_and_administrators_read_the_rows_and_nobody_writes_them(
    person, coordinator, administrator, staff, signed_in
):
    make_placement()
    bytes_of(fetched(person, FILES[1]))
    export = Export.objects.get()
    for reader in (coordinator, administrator):
        client = signed_in(reader)
        html = fetched(client, "/admin/placements/export/").content.decode()
        assert "CSV file" in html
        assert "Current and upcoming" in html
        change = f"/admin/placements/export/{export.pk}/change/"
        assert 'name="_save"' not in fetched(client, change).content.decode()
        assert client.post(change, {"rows": 7}).status_code == 403
        assert client.get("/admin/placements/export/add/").status_code == 403
        assert client.post(f"/admin/placements/export/{export.pk}/delete/", {"post": "yes"}).status_code == 403
    assert signed_in(staff).get("/admin/placements/export/").status_code == 403


# Doors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", [*FILES, *PAPERS])
def test_lists_are_for_those_who_read_rosters(url, client, placement, official_user, administrator, signed_in):
    for stranger in (official_user, administrator, factories.make_user("nobody")):
        assert signed_in(stranger).get(url).status_code == 403
    assert client.get(url)["Location"].startswith("/sign-in/")
    assert signed_in(factories.office()).post(url).status_code == 405
    assert Export.objects.count() == 0


HOSTILE = [
    "on=2016-02-30",
    "on=-infinity",
    f"home={'9' * 400}",
    "phase=never",
    "sort=official__mobile",
    f"q={'x' * 400}",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_filter_that_cannot_be_read_leads_back_to_the_roster_and_no_file(person, query):
    make_placement()
    for url in (*FILES, *PAPERS):
        answer = person.get(f"{url}?{query}")
        assert (answer.status_code, answer["Location"]) == (302, f"{PLACE}?{query}")
    assert "error-summary" in person.get(f"{PLACE}?{query}").content.decode()
    assert Export.objects.count() == 0


@pytest.mark.parametrize("query", ["q=%00", "on=%ED%A0%80"])
def test_what_is_no_text_is_a_400(person, query):
    assert person.get(f"{FILES[0]}?{query}").status_code == 400


def test_a_place_that_does_not_exist_is_a_404_and_a_former_one_leads_on(person):
    assert person.get("/rosters/999999/export.xlsx").status_code == 404
    assert person.get("/rosters/999999/briefing/").status_code == 404
