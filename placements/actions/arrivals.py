"""Recording the day an official reported for duty, and the day they were back at the home organisation."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from placements import arrivals
from placements.actions import locks
from placements.actions.action import action
from placements.refusals import NotAllowed, insist_on_permission
from placements.wording import day

MAY_RECORD = "placements.confirm_placement"


@dataclass(frozen=True)
class Sighting:
    """One of the two days: the columns that keep it, the rules it is asked by, the words where it is (not) there."""

    day: str
    recorded: tuple[str, str]  # by whom, and when
    why_not: Callable
    refusal_of: Callable
    there: Promise
    missing: Promise


ARRIVAL = Sighting(
    "arrived_on",
    ("arrival_recorded_by", "arrival_recorded_at"),
    arrivals.why_not_record_arrival,
    arrivals.refusal_of_arrival,
    gettext_lazy("The arrival on {date} is recorded already; correct it instead."),
    gettext_lazy("No arrival is recorded."),
)
RETURN = Sighting(
    "back_home_on",
    ("return_recorded_by", "return_recorded_at"),
    arrivals.why_not_record_return,
    arrivals.refusal_of_return,
    gettext_lazy("The return on {date} is recorded already; correct it instead."),
    gettext_lazy("No return is recorded."),
)


@action
def record_arrival(placement, *, on_day, by, at, on):
    """Record that the official reported for duty on that day. Raises NotAllowed where a day is recorded already."""
    return _record(ARRIVAL, placement, on_day, by, at, on)


@action
def correct_arrival(placement, *, on_day=None, by, at, on):
    """Put another day in the place of a wrong one, or none: the audit trail keeps what stood. Raises NotAllowed."""
    return _correct(ARRIVAL, placement, on_day, by, at, on)


@action
def record_return(placement, *, on_day, by, at, on):
    """Record that the official was back at the home organisation on that day. Raises NotAllowed."""
    return _record(RETURN, placement, on_day, by, at, on)


@action
def correct_return(placement, *, on_day=None, by, at, on):
    """Put another day of return in the place of a wrong one, or none. Raises NotAllowed."""
    return _correct(RETURN, placement, on_day, by, at, on)


def _record(sighting, placement, on_day, by, at, on):
    insist_on_permission(by, MAY_RECORD)
    placement = locks.hold_placement(placement)
    if stands := getattr(placement, sighting.day):
        raise NotAllowed(str(sighting.there).format(date=day(stands)))
    return _keep(sighting, placement, on_day, by, at, on)


def _correct(sighting, placement, on_day, by, at, on):
    insist_on_permission(by, MAY_RECORD)
    placement = locks.hold_placement(placement)
    if not getattr(placement, sighting.day):
        raise NotAllowed(sighting.missing)
    return _keep(sighting, placement, on_day, by, at, on)


def _keep(sighting, placement, on_day, by, at, on):
    if on_day:
        if refusal := sighting.why_not(placement, on=on):
            raise NotAllowed(refusal)
        if refusal := sighting.refusal_of(placement, on_day, on=on):
            raise NotAllowed({"on_day": refusal})
    facts = (on_day, by, at) if on_day else (None, None, None)
    columns = (sighting.day, *sighting.recorded)
    for column, fact in zip(columns, facts, strict=True):
        setattr(placement, column, fact)
    placement.save(update_fields=columns)
    return placement
