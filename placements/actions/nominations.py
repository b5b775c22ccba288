"""Putting officials forward for a cycle, checking, and taking a nomination back."""

from django.utils.translation import gettext as _

from placements import offering
from placements.actions import locks
from placements.actions.action import action
from placements.actions.saving import clean, save_or_say
from placements.models import Cycle, Nomination
from placements.models.nominations import NominationState
from placements.refusals import NotAllowed, insist_on_permission, refuse_day


@action
def put_forward(official, *, cycle, note="", nominated_on=None, by, at, on):
    """Put the official forward for the cycle, with the home organisation's note. Returns the nomination.

    `nominated_on` is the day of the home organisation's paper; `on`, where none is given.
    Raises NotAllowed, ValidationError.
    """
    insist_on_permission(by, "placements.add_nomination")
    locks.share_cycle(cycle.pk)
    locks.hold_officials_and_posts([official.pk], [])
    official.refresh_from_db(fields=["is_active"])
    nomination = Nomination(
        cycle=Cycle.objects.get(pk=cycle.pk),
        official=official,
        note=note.strip(),
        nominated_on=nominated_on or on,
        entered_by=by,
        entered_at=at,
    )
    offering.refuse_to_put_forward(nomination.cycle, official)
    refuse_day("nominated_on", nomination.nominated_on, on=on)
    clean(nomination)
    save_or_say(nomination, force_insert=True)
    return nomination


@action
def change_nomination(nomination, *, note, nominated_on, by, at, on):
    """Put note and day of the nomination right, while it stands. Raises NotAllowed, ValidationError."""
    insist_on_permission(by, "placements.change_nomination")
    nomination = _hold_one_that_stands(nomination)
    offering.insist_on_open_cycle(nomination.cycle)
    refuse_day("nominated_on", nominated_on, on=on)
    nomination.note, nomination.nominated_on = note.strip(), nominated_on
    clean(nomination)
    save_or_say(nomination, update_fields=["note", "nominated_on"])
    return nomination


@action
def check_nomination(nomination, *, by, at):
    """Note that the office has checked the nomination. Raises NotAllowed."""
    insist_on_permission(by, "placements.change_nomination")
    nomination = _hold_one_that_stands(nomination)
    if nomination.state == NominationState.CHECKED:
        raise NotAllowed(_("{name} checked this nomination already.").format(name=nomination.checked_by))
    offering.insist_on_open_cycle(nomination.cycle)
    nomination.state = NominationState.CHECKED
    nomination.checked_by, nomination.checked_at = by, at
    nomination.save(update_fields=["state", "checked_by", "checked_at"])
    return nomination


@action
def withdraw_nomination(nomination, *, reason, by, at):
    """Take the nomination back; the official may be put forward again. Raises NotAllowed, ValidationError."""
    insist_on_permission(by, "placements.change_nomination")
    nomination = _hold_one_that_stands(nomination)
    if placement := offering.placement_of(nomination):
        raise NotAllowed(
            _("{name} has placement {number} in this cycle; withdraw or cancel that first.").format(
                name=nomination.official, number=placement.number
            )
        )
    offering.refuse_while_accepted(nomination.plan_rows)
    if not reason.strip():
        raise NotAllowed({"reason": _("Give the reason.")})
    nomination.state = NominationState.WITHDRAWN
    nomination.withdrawn_by, nomination.withdrawn_at, nomination.withdrawal_reason = by, at, reason.strip()
    nomination.clean_fields()
    nomination.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    return nomination


def _hold_one_that_stands(nomination):
    nomination = locks.hold_nomination(nomination)
    if not nomination.stands:
        raise NotAllowed(_("The nomination was withdrawn; it no longer changes."))
    return nomination
