"""Where days lie in the months of a timeline, to two digits of a percent."""

import datetime as dt

import pytest
from django.utils import translation

from placements.views.months import Months

JULY = Months(dt.date(2015, 7, 1))  # to 30 June 2017: 731 days


def test_the_window_begins_with_a_quarter_and_holds_the_day():
    assert Months.around(dt.date(2016, 5, 9)) == JULY
    assert (JULY.last, JULY.after) == (dt.date(2017, 6, 30), dt.date(2017, 7, 1))
    for month in range(1, 13):
        day = dt.date(2016, month, 28)
        months = Months.around(day)
        assert day in months
        assert months.first.month in (1, 4, 7, 10)
        assert 10 <= (day.year - months.first.year) * 12 + day.month - months.first.month <= 12


def test_a_day_lies_where_it_begins():
    assert JULY.at(dt.date(2015, 7, 1)) == "0.00"
    assert JULY.at(dt.date(2015, 7, 24)) == "3.15"  # 23 of 731 days
    assert JULY.at(dt.date(2016, 5, 9)) == "42.82"  # 313 of 731
    assert JULY.at(dt.date(2017, 7, 1)) == "100.00"


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        # an end is inclusive: 366 days, 23 to 389 of 731
        (dt.date(2015, 7, 24), dt.date(2016, 7, 23), ("3.15", "50.06")),
        (dt.date(2016, 7, 24), dt.date(2017, 7, 23), ("53.21", "46.79")),  # cut at the edge
        (dt.date(2015, 7, 1), dt.date(2015, 7, 1), ("0.00", "0.14")),  # one day has a width
        (dt.date(2017, 6, 30), dt.date(2017, 6, 30), ("99.86", "0.14")),
        (dt.date(2000, 1, 1), dt.date(2099, 1, 1), ("0.00", "100.00")),
        (dt.date(2015, 1, 1), dt.date(2015, 6, 30), None),
        (dt.date(2017, 7, 1), dt.date(2017, 8, 1), None),
        (dt.date(2016, 7, 24), dt.date(2016, 7, 23), None),
    ],
)
def test_a_span_reaches_to_the_end_of_its_last_day(first, last, span):
    assert JULY.span(first, last) == span


def test_two_terms_that_follow_each_other_touch():
    first = JULY.span(dt.date(2015, 7, 24), dt.date(2016, 7, 23))
    second = JULY.span(dt.date(2016, 7, 24), dt.date(2017, 6, 23))
    assert f"{float(first[0]) + float(first[1]):.2f}" == second[0]


def test_quarters_are_named_with_the_year_where_one_begins():
    ticks = JULY.ticks
    assert len(ticks) == 24
    assert [(tick.x, tick.label) for tick in ticks if tick.label][:4] == [
        ("0.00", "Jul 2015"),
        ("12.59", "Oct"),
        ("25.17", "Jan 2016"),
        ("37.62", "Apr"),
    ]
    with translation.override("zh-hans"):
        assert [tick.label for tick in JULY.ticks if tick.label][:3] == ["2015年7月", "10月", "2016年1月"]
        assert JULY.words == ("2015年7月", "2017年6月")
    assert JULY.words == ("July 2015", "June 2017")


def test_a_name_makes_room_for_the_first_one():
    labels = [tick.label for tick in Months(dt.date(2015, 8, 1)).ticks[:6]]
    assert labels == ["Aug 2015", "", "", "", "", "Jan 2016"]


@pytest.mark.parametrize(
    "text", ["", "2016", "2016-13", "2016-00", "2016-7", "9999-01", "0000-01", "²016-07", "2016-07-01"]
)
def test_what_is_no_month_is_none(text):
    assert Months.typed(text) is None


def test_months_move_by_half_a_year_within_the_century():
    assert JULY.earlier.key == "2015-01"
    assert JULY.later.key == "2016-01"
    assert Months.typed("1999-03").earlier is None
    assert Months.typed("2100-12").later is None
