"""The calendar file of an official's own days."""

import datetime as dt
import re

import pytest

from placements import actions
from placements.ics import WholeDay, calendar_file
from tests import factories
from tests.factories import NOW, make_placement

pytestmark = pytest.mark.usefixtures("on_the_day")

URL = "https://office.example/my/"


def unfolded(file):
    return file.decode().replace("\r\n ", "").split("\r\n")


def events(file):
    """The events as {uid: (day, summary, sequence)}."""
    found, event = {}, {}
    for line in unfolded(file):
        name, _, value = line.partition(":")
        event[name] = value
        if line == "END:VEVENT":
            found[event["UID"].split("@")[0]] = (event["DTSTART;VALUE=DATE"], event["SUMMARY"], event["SEQUENCE"])
    return found


def test_an_official_takes_their_own_days_along(placement, official_user, signed_in):
    answer = signed_in(official_user).get("/my/dates.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    number = placement.number
    assert events(answer.content) == {
        f"start-{number}": ("20150724", f"First day of your placement ({number})", "1"),
        f"opens-{number}": ("20160325", f"First day to ask for an extension ({number})", "1"),
        f"on-time-{number}": ("20160524", f"Last day to ask for an extension in time ({number})", "1"),
        f"end-{number}": ("20160723", f"Last day of your placement ({number})", "1"),
    }


def test_a_day_that_moved_keeps_its_identity_and_counts_up(placement, official_user, signed_in, coordinator):
    client = signed_in(official_user)
    before = events(client.get("/my/dates.ics").content)
    actions.return_early(placement, ends_on=dt.date(2016, 6, 30), reason="completed", by=coordinator, at=NOW)
    after = events(client.get("/my/dates.ics").content)
    assert before.keys() == after.keys()
    assert after[f"end-{placement.number}"] == (
        "20160630",
        f"Last day of your placement ({placement.number})",
        "2",
    )


def test_it_speaks_the_persons_language(placement, official_user, signed_in):
    client = signed_in(official_user)
    client.post("/language/", {"language": "zh-hans", "next": "/my/"})
    words = [summary for _day, summary, _n in events(client.get("/my/dates.ics").content).values()]
    assert len(words) == 4
    assert all(re.fullmatch(rf"[\u4e00-\u9fff]+ \({placement.number}\)", word) for word in words)


def test_nobody_elses_days_are_in_it(placement, other_official_user, signed_in):
    file = signed_in(other_official_user).get("/my/dates.ics").content
    assert events(file)
    assert placement.number not in file.decode()


def test_without_a_placement_under_way_there_is_no_file(signed_in):
    official = factories.make_official()
    make_placement(official=official, confirmed=False)  # must not be told
    assert signed_in(factories.account_of(official)).get("/my/dates.ics").status_code == 404


def test_lines_are_folded_by_octets_and_no_character_is_torn():
    summary = "挂职期满，回派出单位报到；" * 12 + "a\\b\nc"
    days = [WholeDay("end-P-15-0001", dt.date(2016, 7, 23), summary, 1)]
    file = calendar_file(days, host="office.example", url=URL, at=NOW)
    lines = file.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # a torn character would not be UTF-8
    assert f"SUMMARY:{summary}".replace("\\", "\\\\").replace("\n", "\\n") in unfolded(file)


def test_an_event_is_a_whole_day_and_private():
    file = calendar_file(
        [WholeDay("end-P-15-0001", dt.date(2016, 12, 31), "One, two; three", 3)],
        host="office.example",
        url=URL,
        at=NOW,
    )
    assert unfolded(file)[6:-2] == [
        "BEGIN:VEVENT",
        "UID:end-P-15-0001@office.example",
        "DTSTAMP:20160509T023000Z",
        "SEQUENCE:3",
        "DTSTART;VALUE=DATE:20161231",
        "DTEND;VALUE=DATE:20170101",
        "SUMMARY:One\\, two\\; three",
        f"URL:{URL}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
