"""Month arithmetic at the edges of months, and the cycle's real days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.calendar import ONE_DAY, add_months, end_of_term, months_later, week_of, whole_months

D = dt.date
DAYS = st.dates(D(2000, 1, 1), D(2090, 12, 31))


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (D(2015, 7, 24), 12, D(2016, 7, 23)),
        (D(2015, 7, 24), 24, D(2017, 7, 23)),
        (D(2016, 2, 29), 12, D(2017, 2, 27)),
        (D(2016, 1, 31), 1, D(2016, 2, 28)),
        (D(2015, 3, 1), 12, D(2016, 2, 29)),
        (D(2016, 2, 29), 48, D(2020, 2, 28)),
        (D(2015, 1, 31), 12, D(2016, 1, 30)),
        (D(2015, 12, 31), 2, D(2016, 2, 28)),
        (D(2015, 12, 31), 14, D(2017, 2, 27)),
    ],
)
def test_end_of_term(starts_on, months, ends_on):
    assert end_of_term(starts_on, months) == ends_on


@pytest.mark.parametrize(
    ("ends_on", "months", "later"),
    [
        (D(2016, 7, 23), 3, D(2016, 10, 23)),
        (D(2016, 7, 23), 12, D(2017, 7, 23)),
        (D(2016, 1, 31), 1, D(2016, 2, 29)),
        (D(2015, 1, 31), 1, D(2015, 2, 28)),
        (D(2016, 2, 29), 12, D(2017, 2, 28)),
        (D(2016, 2, 28), 1, D(2016, 3, 28)),
        (D(2016, 2, 29), 1, D(2016, 3, 31)),
        (D(2015, 2, 28), 12, D(2016, 2, 29)),
        (D(2016, 1, 30), 1, D(2016, 2, 28)),
        (D(2016, 12, 31), 2, D(2017, 2, 28)),
    ],
)
def test_months_later(ends_on, months, later):
    assert months_later(ends_on, months) == later


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (D(2016, 1, 31), 1, D(2016, 2, 29)),
        (D(2015, 1, 31), 1, D(2015, 2, 28)),
        (D(2015, 1, 31), 2, D(2015, 3, 31)),
        (D(2016, 2, 29), 12, D(2017, 2, 28)),
        (D(2016, 2, 29), -12, D(2015, 2, 28)),
        (D(2016, 2, 29), 48, D(2020, 2, 29)),
        (D(2016, 3, 31), -1, D(2016, 2, 29)),
        (D(2015, 12, 24), 1, D(2016, 1, 24)),
        (D(2016, 1, 24), -1, D(2015, 12, 24)),
    ],
)
def test_add_months(day, months, then):
    assert add_months(day, months) == then


@pytest.mark.parametrize("year", range(2015, 2020))
def test_every_cycle_runs_from_24_july_to_23_july(year):
    """Leap years too: each cycle ends the day before the next begins, and is twelve months whole."""
    starts_on, ends_on = D(year, 7, 24), D(year + 1, 7, 23)
    assert end_of_term(starts_on, 12) == ends_on
    assert whole_months(starts_on, ends_on) == 12
    assert whole_months(starts_on, ends_on - ONE_DAY) == 11
    assert months_later(ends_on, 12) == end_of_term(starts_on, 24) == D(year + 2, 7, 23)
    assert (ends_on - starts_on).days + 1 == (366 if (year + 1) % 4 == 0 else 365)


@given(DAYS, st.integers(1, 12), st.integers(0, 24))
def test_ends_move_one_after_the_other_as_they_do_at_once(starts_on, first, more):
    """But for the days that a shorter month does not have, of which the last is taken."""
    once, in_turn = end_of_term(starts_on, first + more), months_later(end_of_term(starts_on, first), more)
    assert once == in_turn if starts_on.day <= 28 else dt.timedelta(0) <= once - in_turn <= dt.timedelta(days=3)


@given(DAYS)
def test_a_week_begins_on_the_monday_before(day):
    assert week_of(day).isoweekday() == 1
    assert 0 <= (day - week_of(day)).days < 7


@given(DAYS, st.integers(0, 60))
def test_whole_months_counts_what_a_term_was_made_of(starts_on, months):
    ends_on = add_months(starts_on, months) - ONE_DAY
    assert whole_months(starts_on, ends_on) == months
