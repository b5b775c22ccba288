"""Recording the day an official reported for duty, and the day they were back at the home organisation."""

from django.utils.translation import gettext as _

from placements import arrivals
from placements.actions import locks
from placements.actions.action import action
from placements.refusals import NotAllowed, insist_on_permission
from placements.wording import day

MAY_RECORD = "placements.confirm_placement"


@action
def record_arrival(placement, *, on_day, by, at, on):
    """Record that the official reported for duty on that day. Raises NotAllowed where a day is recorded already."""
    insist_on_permission(by, MAY_RECORD)
    placement = locks.hold_placement(placement)
    if placement.arrived_on:
        raise NotAllowed(
            _("The arrival on {date} is recorded already; correct it instead.").format(date=day(placement.arrived_on))
        )
    return _keep_arrival(placement, on_day, by, at, on)


@action
def correct_arrival(placement, *, on_day=None, by, at, on):
    """Put another day in the place of a wrong one, or none: the audit trail keeps what stood. Raises NotAllowed."""
    insist_on_permission(by, MAY_RECORD)
    placement = locks.hold_placement(placement)
    if not placement.arrived_on:
        raise NotAllowed(_("No arrival is recorded."))
    return _keep_arrival(placement, on_day, by, at, on)


def _keep_arrival(placement, on_day, by, at, on):
    if on_day:
        if refusal := arrivals.why_not_record_arrival(placement, on=on):
            raise NotAllowed(refusal)
        if refusal := arrivals.refusal_of_arrival(placement, on_day, on=on):
            raise NotAllowed({"on_day": refusal})
    placement.arrived_on = on_day
    placement.arrival_recorded_by, placement.arrival_recorded_at = (by, at) if on_day else (None, None)
    placement.save(update_fields=["arrived_on", "arrival_recorded_by", "arrival_recorded_at"])
    return placement


@action
def record_return(placement, *, on_day, by, at, on):
    """Record that the official was back at the home organisation on that day. Raises NotAllowed."""
    insist_on_permission(by, MAY_RECORD)
    placement = locks.hold_placement(placement)
    if placement.back_home_on:
        raise NotAllowed(
            _("The return on {date} is recorded already; correct it instead.").format(date=day(placement.back_home_on))
        )
    return _keep_return(placement, on_day, by, at, on)


@action
def correct_return(placement, *, on_day=None, by, at, on):
    """Put another day of return in the place of a wrong one, or none. Raises NotAllowed."""
    insist_on_permission(by, MAY_RECORD)
    placement = locks.hold_placement(placement)
    if not placement.back_home_on:
        raise NotAllowed(_("No return is recorded."))
    return _keep_return(placement, on_day, by, at, on)


def _keep_return(placement, on_day, by, at, on):
    if on_day:
        if refusal := arrivals.why_not_record_return(placement, on=on):
            raise NotAllowed(refusal)
        if refusal := arrivals.refusal_of_return(placement, on_day, on=on):
            raise NotAllowed({"on_day": refusal})
    placement.back_home_on = on_day
    placement.return_recorded_by, placement.return_recorded_at = (by, at) if on_day else (None, None)
    placement.save(update_fields=["back_home_on", "return_recorded_by", "return_recorded_at"])
    return placement
