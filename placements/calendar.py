"""Arithmetic with the days of a term. An end is inclusive: a year from 24 July 2015 ends on 23 July 2016."""

import calendar as months_and_years
import datetime as dt

ONE_DAY = dt.timedelta(days=1)


def add_months(day, months):
    """The same day of a later (or earlier) month; the month's last day where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = months_and_years.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def end_of_term(starts_on, months):
    """The last day of a term of so many months: the day before the same day of the later month."""
    return add_months(starts_on, months) - ONE_DAY


def months_later(ends_on, months):
    """The end moved by so many months, counted from the day after it: 31 January and one month is 28 February."""
    return end_of_term(ends_on + ONE_DAY, months)


def whole_months(starts_on, ends_on):
    """How many whole months lie in the term, both ends counted."""
    after = ends_on + ONE_DAY
    months = (after.year - starts_on.year) * 12 + after.month - starts_on.month
    return months - 1 if add_months(starts_on, months) > after else months


def week_of(day):
    """The Monday of the day's week."""
    return day - dt.timedelta(days=day.weekday())
