"""Which days the office works: the week, corrected by the yearly files in placements/reference/workdays/."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from placements.calendar import ONE_DAY

FILES = Path(__file__).parent / "reference" / "workdays"
SATURDAY = 5


class UnreadableYearError(ValueError):
    """A yearly file cannot be read; the message says which and where."""


@cache
def exceptions_of(year):
    """Days of the year that are not what their weekday says, each with whether the office works; None without a file.

    Raises UnreadableYearError.
    """
    file = FILES / f"{year}.csv"
    if not file.exists():
        return None
    with file.open(encoding="utf-8", newline="") as lines:
        return read(csv.DictReader(lines), year=year, name=file.name)


def read(rows, *, year, name):
    """The days of the rows. Raises UnreadableYearError where a row is wrong, or a day stands twice."""
    days = {}
    for number, row in enumerate(rows, start=2):
        try:
            first, last = dt.date.fromisoformat(row["from"]), dt.date.fromisoformat(row["to"])
            works = {"yes": True, "no": False}[row["work"]]
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableYearError(f"{name}, line {number}: cannot be read.") from error
        if not dt.date(year, 1, 1) <= first <= last <= dt.date(year, 12, 31):
            raise UnreadableYearError(f"{name}, line {number}: the days are not of {year}, or end before they begin.")
        for offset in range((last - first).days + 1):
            day = first + dt.timedelta(days=offset)
            if day in days:
                raise UnreadableYearError(f"{name}, line {number}: {day} stands twice.")
            days[day] = works
    return days


def is_year_known(year):
    """Whether the year has its file; without one only weekends are known."""
    return exceptions_of(year) is not None


def is_working_day(day):
    """Whether the office works on the day: Monday to Friday, save days off, and weekend days made up for."""
    return (exceptions_of(day.year) or {}).get(day, day.weekday() < SATURDAY)


def working_days_after(day, n):
    """The n-th working day after the day, which itself does not count. None after it is the day itself."""
    while n > 0:
        day += ONE_DAY
        n -= is_working_day(day)
    return day


def working_day_by(day):
    """The day, or where the office does not work on it, the last working day before: when a reminder goes out."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day
