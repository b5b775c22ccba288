"""Days and moments at which the office was at work: Monday to Friday, nine to half past five."""

import datetime as dt

from django.utils import timezone

SATURDAY = 5


def workday(day):
    """The day, or the Friday before where it falls on a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def workday_before(day, count):
    """The working day so many working days before the day: 1 is the last one before it."""
    while count:
        day -= dt.timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def moment(day, hour=10, minute=0):
    """A moment of that day by the office's clock."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=timezone.get_default_timezone())


def within_hours(chance, day, *, first=9, last=16):
    """A moment of that day while the office is open."""
    return moment(day, chance.randint(first, last), chance.randint(0, 59))
