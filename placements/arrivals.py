"""Reporting for duty and going home: what may be recorded of it, asked by the actions and by the pages."""

import datetime as dt

from django.utils.translation import gettext as _

from placements.models.placements import MOST_DAYS_AHEAD, State
from placements.wording import day

# Days after the start (or the end) on which somebody should have been seen at the host (or back home).
DAYS_UNTIL_MISSED = 3

# Days after the end for which somebody is looked for at home; what is older is history.
DAYS_LOOKED_BACK = 365

AHEAD = dt.timedelta(days=MOST_DAYS_AHEAD)


def _refusal_of_any(placement):
    if placement.state != State.CONFIRMED:
        return _("Arrival and return are recorded for confirmed placements only.")
    return None


def _refusal_of_span(first, last, on_day):
    if first <= on_day <= last:
        return None
    return _("The day must be between {from} and {to}.").format(**{"from": day(first), "to": day(last)})


def why_not_record_arrival(placement, *, on):
    """The sentence that refuses to record any arrival on the day, or nothing."""
    if refusal := _refusal_of_any(placement):
        return refusal
    if on < placement.starts_on - AHEAD:
        return _("It is too early to record an arrival: the term starts on {date}.").format(
            date=day(placement.starts_on)
        )
    return None


def refusal_of_arrival(placement, on_day, *, on):
    """The sentence that refuses this day of arrival, or nothing: near the start or later, in the term, not ahead."""
    last = min(on, placement.ends_on, placement.back_home_on or on)
    return _refusal_of_span(placement.starts_on - AHEAD, last, on_day)


def _first_return(placement):
    return max(placement.arrived_on or placement.starts_on, placement.starts_on, placement.ends_on - AHEAD)


def why_not_record_return(placement, *, on):
    """The sentence that refuses to record any return on the day, or nothing."""
    if refusal := _refusal_of_any(placement):
        return refusal
    if on < _first_return(placement):
        return _("The term runs until {date}; who returns much earlier is recorded by ending it early.").format(
            date=day(placement.ends_on)
        )
    return None


def refusal_of_return(placement, on_day, *, on):
    """The sentence that refuses this day of return, or nothing: near the end or later, after the arrival, not ahead."""
    return _refusal_of_span(_first_return(placement), on, on_day)


def is_arrival_missed(placement, *, on):
    """The start was reached and nobody has recorded the arrival."""
    return (
        placement.state == State.CONFIRMED
        and placement.arrived_on is None
        and placement.starts_on <= on <= placement.ends_on
    )


def is_return_missed(placement, *, on):
    """The end has passed, not longer than a year ago, and nobody has recorded the return."""
    lately = on - dt.timedelta(days=DAYS_LOOKED_BACK) <= placement.ends_on < on
    return placement.state == State.CONFIRMED and placement.back_home_on is None and lately
