"""A placement from proposal to confirmation, or out of the way."""

from django.utils.translation import gettext as _

from officials.models import Post
from placements import rules
from placements.actions import locks
from placements.actions.action import action, keep_departures
from placements.actions.saving import clean, save_or_say
from placements.links import refuse_links
from placements.models import Placement, TermEntry
from placements.models.cycles import next_number
from placements.models.ledger import EntryKind
from placements.models.placements import State
from placements.refusals import NotAllowed, insist_on_permission, insist_on_reason

# Fixed by confirmation: who, where and when.
FIXED = ["official", "host_post", "starts_on", "original_ends_on", "cycle", "replaces"]

# Written by actions of their own, never by a correction.
RECORDED = [
    *("arrived_on", "arrival_recorded_by", "arrival_recorded_at"),
    *("back_home_on", "return_recorded_by", "return_recorded_at"),
]

# What follows from the posts; the database compares it with them.
FOLLOWS = ["home_region", "host_region"]

# The document that appoints.
PAPER = ["appointment_document_number", "appointment_document_on"]


def ask_to_place(placement, *, reason):
    """Fill in, lock, ask. Returns the concerns that the reason answers; needs a transaction.

    Raises NotAllowed at the field that is refused, NeedsReason at `reason`.
    """
    placement.fill_in()
    locks.share_cycle(placement.cycle_id)
    locks.hold_official_and_post(placement.official_id, placement.host_post_id)
    placement.cycle.refresh_from_db()
    placement.host_post.refresh_from_db(from_queryset=Post.objects.select_related("organisation"))
    rules.refuse_to_place(placement)
    refuse_links(placement)
    concerns = rules.concerns_of_placing(placement)
    insist_on_reason(concerns, reason)
    return concerns


@action
def propose_placement(placement, *, reason="", by, at):
    """Propose the unsaved placement: `official`, `host_post` and `cycle` are set, the days where they differ.

    `reason` says why to go on where something warns; it is kept with each warning.
    Raises NotAllowed, NeedsReason, ValidationError.
    """
    insist_on_permission(by, "placements.add_placement")
    concerns = ask_to_place(placement, reason=reason)
    placement.state = State.PROPOSED
    placement.proposed_by, placement.proposed_at = by, at
    clean(placement, exclude=["number", *FOLLOWS])
    # Last, because the series stays locked until the end: see next_number.
    placement.number = next_number("P", placement.cycle.year)
    save_or_say(placement, force_insert=True)
    keep_departures(concerns, reason=reason, by=by, at=at, placement=placement)
    return placement


@action
def correct_placement(placement, *, reason="", by, at):
    """Save the changed placement. A proposal may change wholly; a confirmed one keeps who, where and when.

    A warning that was answered when it was proposed needs no new reason. Raises NotAllowed,
    NeedsReason, ValidationError.
    """
    insist_on_permission(by, "placements.change_placement")
    before = locks.hold_placement(Placement.objects.get(pk=placement.pk))
    changed = [name for name in FIXED if getattr(placement, name) != getattr(before, name)]
    if placement.state != before.state or not before.is_live:
        raise NotAllowed(_("Somebody changed this placement meanwhile; open it again."))
    concerns = []
    if "cycle" in changed:
        raise NotAllowed({"cycle": _("A placement stays in its cycle; withdraw it and propose it anew.")})
    if changed and before.state != State.PROPOSED:
        raise NotAllowed(_("Who, where and when of a confirmed placement no longer change."))
    if changed:
        if "official" in changed:
            placement.home_post = placement.official.home_post
        concerns = ask_to_place(placement, reason=reason)
    else:
        # The ledger, or the same correction sent twice, may have moved the end since the form was opened; and
        # days may have been recorded.
        for name in ["ends_on", *RECORDED]:
            setattr(placement, name, getattr(before, name))
        if placement.paired_with_id != before.paired_with_id:
            refuse_links(placement)
    clean(placement, exclude=FOLLOWS)
    save_or_say(placement, force_update=True)
    keep_departures(concerns, reason=reason, by=by, at=at, placement=placement)
    return placement


@action
def confirm_placement(placement, *, document_number="", document_on=None, reason="", by, at):
    """Confirm the proposal: the ledger opens with its original end. Raises NotAllowed, NeedsReason.

    Number and date are those of the appointment document; a placement that has its own keeps it.
    """
    insist_on_permission(by, "placements.confirm_placement")
    locks.share_cycle(placement.cycle_id)
    placement = locks.hold_placement(placement)
    if placement.state != State.PROPOSED:
        raise NotAllowed(_("Only a proposed placement can be confirmed."))
    rules.refuse_to_place(placement)
    concerns = rules.concerns_of_confirming(placement)
    insist_on_reason(concerns, reason)
    TermEntry.objects.create(
        placement=placement,
        serial=1,
        kind=EntryKind.ORIGINAL,
        ends_on=placement.original_ends_on,
        entered_by=by,
        entered_at=at,
    )
    placement.state = State.CONFIRMED
    placement.confirmed_by, placement.confirmed_at = by, at
    if not placement.has_appointment_document:
        placement.appointment_document_number, placement.appointment_document_on = document_number, document_on
        placement.clean_fields(exclude=[field.name for field in placement._meta.fields if field.name not in PAPER])
    placement.save(update_fields=["state", "confirmed_by", "confirmed_at", *PAPER])
    keep_departures(concerns, reason=reason, by=by, at=at, placement=placement)
    return placement


@action
def withdraw_placement(placement, *, reason, by, at):
    """Take a proposal back; official and post are free again. Raises NotAllowed."""
    insist_on_permission(by, "placements.confirm_placement")
    placement = locks.hold_placement(placement)
    if placement.state != State.PROPOSED:
        raise NotAllowed(_("Only a proposed placement can be withdrawn."))
    return _close(placement, State.WITHDRAWN, reason, by, at)


@action
def cancel_placement(placement, *, reason, by, at, on):
    """Cancel a confirmed placement before it starts. Raises NotAllowed from its first day on."""
    insist_on_permission(by, "placements.confirm_placement")
    placement = locks.hold_placement(placement)
    if placement.state != State.CONFIRMED:
        raise NotAllowed(_("Only a confirmed placement can be cancelled."))
    if on >= placement.starts_on:
        raise NotAllowed(_("The placement has started; end it early instead."))
    if placement.arrived_on:
        raise NotAllowed(_("The arrival is recorded already; take it back first."))
    concerns = rules.concerns_of_pairing(placement)
    _close(placement, State.CANCELLED, reason, by, at)
    keep_departures(concerns, reason=reason, by=by, at=at, placement=placement)
    return placement


def _close(placement, state, reason, by, at):
    if not reason.strip():
        raise NotAllowed({"reason": _("Give the reason.")})
    placement.state = state
    placement.closed_by, placement.closed_at, placement.closing_reason = (
        by,
        at,
        reason.strip(),
    )
    placement.clean_fields(exclude=["number"])
    placement.save(update_fields=["state", "closed_by", "closed_at", "closing_reason"])
    return placement
