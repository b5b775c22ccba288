"""Recording what the organisation departments decided on a request, and taking an approval back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from placements import rules
from placements.actions import locks
from placements.actions.action import action, keep_departures
from placements.actions.ledger import enter, latest_entry
from placements.actions.requests import UNTYPED
from placements.actions.saving import clean, save_or_say
from placements.models.extensions import RequestState
from placements.models.ledger import EntryKind
from placements.notices import facts
from placements.refusals import NotAllowed, insist_on_permission, insist_on_reason, refuse_day

PAPER = [
    "approving_body",
    "signed_off_by",
    "decision_document_number",
    "decision_document_on",
]


@action
def approve_extension(request, *, until=None, words="", reason="", by, at, **paper):
    """Record an approval, as asked or to another day (`until`): the ledger gets its entry, the end moves.

    `words` go to the official. `reason` answers a warning and is kept with it. `paper` may name
    approving_body, signed_off_by, decision_document_number and decision_document_on; without
    them it stands as "paper outstanding". Raises NotAllowed, NeedsReason.
    """
    insist_on_permission(by, "placements.decide_extension")
    request = locks.hold_request(request)
    rules.refuse_to_decide(request, by=by)
    placement = request.placement
    until = until or request.asked_ends_on
    if refusal := rules.refusal_of_end(placement, until):
        raise NotAllowed({"until": refusal})
    if request.current_ends_on != placement.ends_on:
        raise NotAllowed(_("The current end has changed since this was asked; return the request first."))
    if refusal := rules.refusal_of_staying(placement, until):
        raise NotAllowed(refusal)
    concerns = rules.concerns_of_approving(request, until)
    insist_on_reason(concerns, reason)
    enter(
        placement,
        kind=EntryKind.EXTENSION,
        ends_on=until,
        request=request,
        by=by,
        at=at,
    )
    request.approved_ends_on = until
    _decide(request, RequestState.APPROVED, words, by, at, paper)
    keep_departures(concerns, reason=reason, by=by, at=at, request=request)
    return request


@action
def decline_extension(request, *, words, next_step, by, at, **paper):
    """Record that it was declined: why, and what can be done next; the end stays. Raises NotAllowed."""
    insist_on_permission(by, "placements.decide_extension")
    request = locks.hold_request(request)
    rules.refuse_to_decide(request, by=by)
    missing = {
        name: _("Fill this in.") for name, text in {"words": words, "next_step": next_step}.items() if not text.strip()
    }
    if missing:
        raise NotAllowed(missing)
    request.next_step = next_step.strip()
    return _decide(request, RequestState.DECLINED, words, by, at, paper)


def _decide(request, state, words, by, at, paper):
    request.state, request.decision_words = state, words.strip()
    request.decided_by, request.decided_at = by, at
    for name in PAPER:
        if paper.get(name):
            setattr(request, name, paper.pop(name))
    if request.decision_document_on:
        refuse_day("decision_document_on", request.decision_document_on, on=timezone.localdate(at))
    # What was typed. The database keeps the rest; asking it beforehand too is most of the time that many take.
    request.full_clean(exclude=UNTYPED, validate_unique=False, validate_constraints=False)
    request.save()
    facts.tell_decided(request, at=at)
    return request


@action
def return_extension(request, *, words, by, at):
    """Send the request back to be corrected, saying what. Nothing is decided. Raises NotAllowed."""
    insist_on_permission(by, "placements.decide_extension")
    request = locks.hold_request(request)
    rules.refuse_to_decide(request, by=by)
    if not words.strip():
        raise NotAllowed({"words": _("Fill this in.")})
    request.state = RequestState.RETURNED
    request.returned_by, request.returned_at, request.return_words = (
        by,
        at,
        words.strip(),
    )
    clean(request, exclude=UNTYPED)
    save_or_say(request)
    facts.tell_returned(request, at=at)
    return request


@action
def reverse_extension(request, *, reason, by, at, on):
    """Take an approval back while nothing was built on it: the earlier end comes back. Raises NotAllowed."""
    insist_on_permission(by, "placements.decide_extension")
    request = locks.hold_request(request)
    if request.placement.official.account_id == by.pk:
        raise NotAllowed(_("You cannot decide your own request."))
    if request.state != RequestState.APPROVED:
        raise NotAllowed(_("Only an approved request can be reversed."))
    if not reason.strip():
        raise NotAllowed({"reason": _("Give the reason.")})
    placement = request.placement
    entry = latest_entry(placement)
    if entry.request_id != request.pk:
        raise NotAllowed(
            _("The approval cannot be reversed: {what} rests on it.").format(what=_("a later term record"))
        )
    if entry.previous_ends_on < on:
        raise NotAllowed(_("The approval cannot be reversed: the earlier end is already past."))
    if what := rules.what_rests_on(entry):
        raise NotAllowed(_("The approval cannot be reversed: {what} rests on it.").format(what=what))
    enter(
        placement,
        kind=EntryKind.REVERSAL,
        ends_on=entry.previous_ends_on,
        undoes=entry,
        note=reason.strip(),
        by=by,
        at=at,
    )
    request.state = RequestState.REVERSED
    request.reversed_by, request.reversed_at, request.reversal_reason = (
        by,
        at,
        reason.strip(),
    )
    clean(request, exclude=UNTYPED)
    save_or_say(request)
    facts.tell_dates_changed(placement, at=at)
    return request
