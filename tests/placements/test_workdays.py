"""Working days: the week, corrected by the yearly files."""

import datetime as dt

import pytest

from placements.calendar import ONE_DAY
from placements.workdays import (
    FILES,
    UnreadableYearError,
    exceptions_of,
    is_working_day,
    is_year_known,
    read,
    working_day_by,
    working_days_after,
)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2016-05-09", True),  # a Monday
        ("2016-05-07", False),  # a Saturday
        ("2016-02-06", True),  # a Saturday made up for the Spring Festival
        ("2016-02-14", True),  # a Sunday made up
        ("2016-02-08", False),  # the festival itself
        ("2016-06-09", False),  # Dragon Boat Festival, a Thursday
        ("2016-06-12", True),  # and its Sunday
        ("2016-10-09", True),  # National Day's Sunday
        ("2015-09-03", False),  # the day off of one year only
        ("2018-12-31", False),  # belongs to the New Year after it
        ("2020-01-31", False),  # prolonged by a later notice
        ("2023-10-07", True),  # that year the seventh was made up for
        ("2026-10-07", False),
        ("2027-10-01", True),  # no file: the week alone
        ("2027-10-02", False),
    ],
)
def test_a_day_is_worked_as_the_notice_of_its_year_says(text, works):
    assert is_working_day(day(text)) is works


def test_the_last_working_day_before():
    assert working_day_by(day("2016-05-09")) == day("2016-05-09")
    assert working_day_by(day("2016-05-08")) == day("2016-05-06")
    assert working_day_by(day("2016-02-13")) == day("2016-02-06")


def test_working_days_are_counted_over_a_holiday():
    assert working_days_after(day("2016-05-06"), 1) == day("2016-05-09")
    assert working_days_after(day("2016-05-09"), 7) == day("2016-05-18")
    assert working_days_after(day("2016-09-30"), 1) == day("2016-10-08")
    assert working_days_after(day("2016-09-30"), 7) == day("2016-10-14")
    assert working_days_after(day("2016-05-07"), 0) == day("2016-05-07")


def test_a_year_without_a_file_says_so():
    assert [year for year in range(2014, 2029) if is_year_known(year)] == list(range(2015, 2027))


@pytest.mark.parametrize("year", range(2015, 2027))
def test_a_file_names_only_days_that_differ_from_their_week_or_belong_to_a_holiday(year):
    """Whoever works on a listed day works on a weekend; there are at least ten days off, and six in October."""
    days = exceptions_of(year)
    assert all(day.weekday() > 4 for day, works in days.items() if works)
    off = {day for day, works in days.items() if not works}
    assert len(off) > 10
    assert {dt.date(year, 10, 1) + n * ONE_DAY for n in range(6)} <= off
    assert dt.date(year, 1, 1) in off
    assert dt.date(year, 5, 1) in off


def test_every_file_is_read():
    files = [file for file in FILES.iterdir() if file.suffix == ".csv"]
    assert len(files) == 12
    assert all(exceptions_of(int(file.stem)) for file in files)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"from": "2016-1-1", "to": "2016-01-01", "work": "no"}, "line 3: cannot be read"),
        ({"from": "2016-01-01", "to": "2016-01-01", "work": "maybe"}, "line 3: cannot be read"),
        ({"from": "2016-01-01"}, "line 3: cannot be read"),
        ({"from": "2016-12-31", "to": "2017-01-01", "work": "no"}, "line 3: the days are not of 2016"),
        ({"from": "2016-01-03", "to": "2016-01-02", "work": "no"}, "line 3: the days are not of 2016"),
        ({"from": "2016-05-01", "to": "2016-05-02", "work": "no"}, "line 3: 2016-05-02 stands twice"),
    ],
)
def test_a_wrong_line_is_named(row, words):
    rows = [{"from": "2016-05-02", "to": "2016-05-02", "work": "no"}, row]
    with pytest.raises(UnreadableYearError, match=words):
        read(rows, year=2016, name="2016.csv")
