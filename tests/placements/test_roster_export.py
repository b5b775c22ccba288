"""The files of a roster against a plain reading of its rules: made-up filters and days, and exact equality."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from officials.models import Jurisdiction
from placements import actions
from tests import factories
from tests.factories import DAY, NOW, make_official, make_placement, make_post, make_request
from tests.placements import roster_reading

TIER = "Division level, deputy"  # of everybody the factories make
WORDS = {"upcoming": "Upcoming", "serving": "Serving", "ended": "Ended", "early": "Ended early"}


@pytest.fixture(autouse=True)
def world(db):
    """Terms of every kind in three places, of officials from three regions; proposals and cancelled ones among them."""
    office = factories.office()
    with time_machine.travel(NOW, tick=False):
        years = {year: factories.make_cycle(year, ending_soon_days=90 - year % 3 * 30) for year in (2014, 2015, 2016)}
        for year, cycle in years.items():
            for at, place in enumerate(["130800", "130826", "130600", "130800"]):
                home, field = ["110000", "120000"][at % 2], ["WATER", "HEALTH", "ZETA"][(at + year) % 3]
                official = make_official(home, fields=(field, "WATER"), family_name="ZAMB"[at], work_phone=f"010-{at}")
                make_placement(cycle=cycle, official=official, host_post=make_post(place, fields=()))
        make_placement(cycle=years[2015], confirmed=False)
        gone = make_placement(cycle=years[2016])
        actions.cancel_placement(gone, reason="The post was given up.", by=office, at=NOW, on=DAY)
        make_request(state="approved")
        early = make_placement(cycle=years[2015])
        actions.return_early(early, ends_on=dt.date(2016, 4, 30), reason="completed", by=office, at=NOW)
        yield


def days(first, most):
    return st.integers(0, most).map(lambda n: (first + dt.timedelta(days=n)).isoformat())


ASKED = st.fixed_dictionaries(
    {},
    optional={
        "on": st.one_of(days(dt.date(2014, 1, 1), 1700), days(dt.date(2016, 4, 20), 80)),
        "cycle": st.sampled_from(["2014", "2015", "2016"]),
        "home": st.sampled_from(["110000", "120000"]),
        "expertise": st.sampled_from(["WATER", "HEALTH", "ZETA"]),
        "phase": st.sampled_from(["any", "any", "upcoming", "serving", "ending", "extended", "ended", "early"]),
        "tier": st.sampled_from(["DIVISION-DEP", "none"]),
        "within": st.sampled_from(["0", "60", "400"]),
        "sort": st.sampled_from(["end", "-end", "name", "-name", "signing-pinyin", "signing-strokes", "standing"]),
        "group": st.sampled_from(["none", "level"]),
        "page": st.sampled_from(["1", "2", "7"]),
    },
)


def phase_of(placement, on):
    if on < placement.starts_on:
        return "upcoming"
    if on <= placement.ends_on:
        return "serving"
    return "early" if placement.ends_on < placement.original_ends_on else "ended"


def read(asked, code):
    """The placements that a roster lists, in its order, from the words of the rules; and the day they are read on."""
    asked = {name: value for name, value in asked.items() if name != "page"}
    reading = roster_reading.read(
        roster_reading.everything(), asked, jurisdiction=Jurisdiction.objects.get(pk=code), today=DAY
    )
    return reading.placements, dt.date.fromisoformat(asked["on"]) if "on" in asked else DAY


def row_of(serial, placement, on):
    """The cells of a placement, from the words of the rules."""
    official, home, host = placement.official, placement.home_post, placement.host_post
    place = host.organisation.jurisdiction
    phase, left = phase_of(placement, on), (placement.ends_on - on).days
    soon = phase == "serving" and left <= placement.cycle.ending_soon_days
    fields = sorted(official.expertise.all(), key=lambda field: (field.order, field.code))
    return [
        serial,
        placement.number,
        official.name_zh,
        f"{official.family_name} {official.given_name}",
        placement.home_region.name_en,
        home.organisation.name_en,
        home.title_en,
        f"{place.name_en} ({place.parent.name_en})" if place.level == "county" else place.name_en,
        host.organisation.name_en,
        placement.host_title_en or host.title_en,
        "; ".join(field.name_en for field in fields),
        TIER,
        "Ending soon" if soon else WORDS[phase],
        placement.starts_on,
        placement.original_ends_on,
        placement.ends_on,
        left if phase == "serving" else None,
        placement.ends_on if placement.ends_on > placement.original_ends_on else None,
        official.work_phone or None,
    ]


def bytes_of(answer):
    assert answer.status_code == 200
    data = b"".join(answer.streaming_content)
    for closer in answer._resource_closers:
        closer()
    return data


def test_the_files_are_what_a_plain_reading_of_the_rules_says(staff, signed_in):
    person = signed_in(staff)
    kinds = set()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(asked=ASKED, code=st.sampled_from(["130000", "130800", "130600", "130826"]))
    def agree(asked, code):
        query = QueryDict(mutable=True)
        query.update(asked)
        placements, on = read(asked, code)
        wanted = [row_of(serial, placement, on) for serial, placement in enumerate(placements, start=1)]
        kinds.update(row[12] for row in wanted)

        data = bytes_of(person.get(f"/rosters/{code}/export.xlsx?{query.urlencode()}"))
        sheet = load_workbook(io.BytesIO(data)).active
        cells = [list(row) for row in sheet.iter_rows(min_row=7, values_only=True)]
        got = [[cell.date() if isinstance(cell, dt.datetime) else cell for cell in row] for row in cells]
        assert got == wanted
        assert sheet["A2"].value.startswith(f"{len(wanted)} placement")

        data = bytes_of(person.get(f"/rosters/{code}/export.csv?{query.urlencode()}"))
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[6:]
        assert lines == [["" if cell is None else str(cell) for cell in row] for row in wanted]

    agree()
    assert kinds == {"Ending soon", *WORDS.values()}
