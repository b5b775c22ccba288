"""Going home before the end, and taking that back."""

from django.utils.translation import gettext as _

from placements import rules
from placements.actions import locks
from placements.actions.action import action, keep_departures
from placements.actions.ledger import enter, latest_entry
from placements.calendar import ONE_DAY
from placements.models import ExtensionRequest
from placements.models.extensions import RequestState
from placements.models.ledger import EarlyReturnReason, EntryKind
from placements.models.placements import State
from placements.notices import facts
from placements.refusals import NotAllowed, insist_on_permission, insist_on_reason
from placements.wording import day


@action
def return_early(placement, *, ends_on, reason, note="", because="", by, at):
    """End the placement on that day (its last), before the current end. Raises NotAllowed, NeedsReason.

    `reason` is one of EarlyReturnReason; `because` answers a warning and is kept with it.
    """
    insist_on_permission(by, "placements.confirm_placement")
    placement = locks.hold_placement(placement)
    if placement.state != State.CONFIRMED:
        raise NotAllowed(_("Only a confirmed placement can end early."))
    if reason not in EarlyReturnReason.values:
        raise NotAllowed({"reason": _("Choose a reason.")})
    first, last = max(placement.starts_on, placement.arrived_on or placement.starts_on), placement.ends_on - ONE_DAY
    if not first <= ends_on <= last:
        raise NotAllowed(
            {"ends_on": _("The day must be between {from} and {to}.").format(**{"from": day(first), "to": day(last)})}
        )
    if waiting := ExtensionRequest.objects.filter(placement=placement, state=RequestState.SUBMITTED).first():
        raise NotAllowed(_("Extension request {number} waits; decide it first.").format(number=waiting.number))
    concerns = rules.concerns_of_pairing(placement)
    insist_on_reason(concerns, because, "because")
    enter(
        placement,
        kind=EntryKind.EARLY_RETURN,
        ends_on=ends_on,
        reason=reason,
        note=note.strip(),
        by=by,
        at=at,
    )
    keep_departures(concerns, reason=because, by=by, at=at, placement=placement)
    facts.tell_dates_changed(placement, at=at)
    return placement


@action
def reverse_early_return(placement, *, reason, by, at, on):
    """Take back the latest early return while the end before it is still to come: it comes back. Raises NotAllowed."""
    insist_on_permission(by, "placements.confirm_placement")
    placement = locks.hold_placement(placement)
    entry = latest_entry(placement)
    if placement.state != State.CONFIRMED or entry.kind != EntryKind.EARLY_RETURN:
        raise NotAllowed(_("The latest term record is not an early return."))
    if not reason.strip():
        raise NotAllowed({"reason": _("Give the reason.")})
    if entry.previous_ends_on < on:
        raise NotAllowed(_("The early return cannot be taken back: the earlier end is already past."))
    if what := rules.what_rests_on(entry):
        raise NotAllowed(_("The early return cannot be taken back: {what} rests on it.").format(what=what))
    if refusal := rules.refusal_of_staying(placement, entry.previous_ends_on):
        raise NotAllowed(refusal)
    enter(
        placement,
        kind=EntryKind.REVERSAL,
        ends_on=entry.previous_ends_on,
        undoes=entry,
        note=reason.strip(),
        by=by,
        at=at,
    )
    facts.tell_dates_changed(placement, at=at)
    return placement
