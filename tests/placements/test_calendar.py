"""Month arithmetic at the edges of months, and the cycle's real days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.calendar import ONE_DAY, add_months, end_of_term, months_later, whole_months

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
    ],
)
def test_months_later(ends_on, months, later):
    assert months_later(ends_on, months) == later


@given(DAYS, st.integers(0, 60))
def test_whole_months_counts_what_a_term_was_made_of(starts_on, months):
    ends_on = add_months(starts_on, months) - ONE_DAY
    assert whole_months(starts_on, ends_on) == months
