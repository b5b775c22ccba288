"""Who reported for duty and who is back home: nearly all, so that the list of the missing has a few."""

from collections import defaultdict

from officials.models.officials import Provenance
from placements.calendar import ONE_DAY
from placements.demo.moments import SATURDAY, moment, workday
from placements.models import Placement

ONE_IN = 40  # of so many, one was not seen


def record_days(*, on, office):
    """Record arrivals of all who have begun and returns of all who have ended, but for one in forty.

    In bulk, as no rule has anything to say to them; of the people of the news report nobody knows the days.
    """
    of_the_crowd = Placement.objects.confirmed().filter(official__provenance=Provenance.INVENTED)
    begun = of_the_crowd.filter(starts_on__lte=on)
    for starts_on, keys in _seen(begun.values_list("starts_on", "pk")).items():
        _record(keys, workday(starts_on), "arrived_on", "arrival_recorded", on=on, by=office[0])
    over = of_the_crowd.filter(ends_on__lt=on)
    for ends_on, keys in _seen(over.values_list("ends_on", "pk")).items():
        if (back_on := _first_workday_after(ends_on)) <= on:
            _record(keys, back_on, "back_home_on", "return_recorded", on=on, by=office[0])


def _seen(rows):
    by_day = defaultdict(list)
    for index, (day, pk) in enumerate(rows.order_by("pk")):
        if index % ONE_IN != ONE_IN // 2:
            by_day[day].append(pk)
    return by_day


def _first_workday_after(day):
    day += ONE_DAY
    while day.weekday() >= SATURDAY:
        day += ONE_DAY
    return day


def _record(keys, day, name, deed, *, on, by):
    at = moment(min(on, day + ONE_DAY), 9, 20)
    Placement.objects.filter(pk__in=keys).update(**{name: day, f"{deed}_by": by, f"{deed}_at": at})
