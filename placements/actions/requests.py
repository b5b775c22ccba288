"""An extension request on the side of those who ask."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from placements import files, rules
from placements.actions import locks
from placements.actions.action import action
from placements.actions.saving import clean, save_or_say
from placements.models import ExtensionRequest
from placements.models.cycles import next_number
from placements.models.extensions import ExtensionReason, Origin, RequestState
from placements.notices import facts
from placements.refusals import NotAllowed, refuse_day

LEAST_EXPLANATION = 30  # characters; the personal reason needs none
EDITABLE = [RequestState.DRAFT, RequestState.RETURNED]
# What nobody types into a request: it needs no asking before the database keeps it.
UNTYPED = [
    "number",
    "placement",
    "drafted_by",
    "submitted_by",
    "returned_by",
    "withdrawn_by",
    "decided_by",
    "reversed_by",
]


def insist_on_own_or_office(placement, by):
    """Raise NotAllowed unless the placement is the person's own, or they enter requests for others."""
    if placement.official.account_id != by.pk and not by.has_perm("placements.enter_extension"):
        raise NotAllowed(_("This is not your placement."))


@action
def draft_extension(
    placement,
    *,
    asked_ends_on=None,
    reason="",
    explanation="",
    origin=Origin.OFFICIAL,
    paper_dated_on=None,
    by,
    at,
    on,
):
    """Keep what is asked as the placement's draft, or in its request that was returned. Raises NotAllowed.

    A coordinator may enter one that came on paper (`paper_dated_on`) or was started by somebody
    else (`origin`). The end may still be missing; a day that no request can have is refused.
    """
    insist_on_own_or_office(placement, by)
    placement = locks.hold_placement(placement)
    request = rules.open_request(placement)
    if request is not None and request.state not in EDITABLE:
        raise NotAllowed(_("An open request exists: {number}.").format(number=request.number))
    if request is not None and request.is_draft_closed_to(by):
        raise NotAllowed(
            _(
                "Somebody else is writing a draft of this request, and it stays theirs. What came on paper can be sent;"
                " it then takes the place of the draft."
            )
        )
    if refusal := rules.why_not_ask(placement, on=on):
        raise NotAllowed(refusal)
    if asked_ends_on and (refusal := rules.refusal_of_end(placement, asked_ends_on)):
        raise NotAllowed({"asked_ends_on": refusal})
    if paper_dated_on:
        refuse_day("paper_dated_on", paper_dated_on, on=on)
    if request is None:
        request = ExtensionRequest(placement=placement, drafted_by=by, drafted_at=at)
    request.placement = placement
    request.current_ends_on = placement.ends_on
    request.asked_ends_on, request.reason, request.explanation = (
        asked_ends_on,
        reason,
        explanation.strip(),
    )
    request.origin, request.paper_dated_on = origin, paper_dated_on
    clean(request, exclude=UNTYPED)
    save_or_say(request)
    return request


@action
def submit_extension(request, *, by, at, on):
    """Send the draft or the corrected request. Late ones are taken and marked. Raises NotAllowed."""
    insist_on_own_or_office(request.placement, by)
    request = locks.hold_request(request)
    placement = request.placement
    if request.state not in EDITABLE:
        raise NotAllowed(_("An open request exists: {number}.").format(number=request.number))
    if request.is_draft_closed_to(by):
        raise NotAllowed(_("This is not your draft."))
    if refusal := rules.why_not_ask(placement, on=on):
        raise NotAllowed(refusal)
    if request.asked_ends_on is None:
        raise NotAllowed({"asked_ends_on": _("Fill this in.")})
    if refusal := rules.refusal_of_end(placement, request.asked_ends_on):
        raise NotAllowed({"asked_ends_on": refusal})
    if request.reason not in ExtensionReason.values:
        raise NotAllowed({"reason": _("Choose a reason.")})
    if request.reason != ExtensionReason.PERSONAL and len(request.explanation) < LEAST_EXPLANATION:
        raise NotAllowed(
            {
                "explanation": _("Write at least {n} characters; you wrote {m}.").format(
                    n=LEAST_EXPLANATION, m=len(request.explanation)
                )
            }
        )
    request.attachments.unsent().visible_to(by).update(is_sent=True)  # files that somebody else still holds back stay
    request.state = RequestState.SUBMITTED
    request.current_ends_on = placement.ends_on
    request.is_late = rules.window(placement).is_late(on=on)
    request.submitted_by, request.submitted_at = by, at
    request.number = request.number or next_number("R", on.year)
    clean(request, exclude=UNTYPED)
    save_or_say(request)
    facts.tell_sent(request, at=at)
    return request


@action
def withdraw_extension(request, *, by, at):
    """Take a request back before it is decided. Raises NotAllowed."""
    insist_on_own_or_office(request.placement, by)
    request = locks.hold_request(request)
    if request.state not in [RequestState.SUBMITTED, RequestState.RETURNED]:
        raise NotAllowed(_("Only a request that was sent and is not settled can be withdrawn."))
    drop_unsent_files(request)
    request.state = RequestState.WITHDRAWN
    request.withdrawn_by, request.withdrawn_at = by, at
    request.save(update_fields=["state", "withdrawn_by", "withdrawn_at"])
    return request


@action
def discard_draft(request, *, by, at):
    """Delete a draft that was never sent; only whoever drafted it may. Raises NotAllowed."""
    if by.pk not in {request.drafted_by_id, request.placement.official.account_id}:
        raise NotAllowed(_("This is not your placement."))
    request = locks.hold_request(request)
    if request.state != RequestState.DRAFT:
        raise NotAllowed(_("Only a draft can be discarded."))
    drop_unsent_files(request)
    request.delete()


def drop_unsent_files(request):
    """Delete the files that nobody else has read; their content goes once that is certain."""
    unsent = request.attachments.unsent()
    for stored_name in unsent.values_list("stored_name", flat=True):
        transaction.on_commit(partial(files.drop, stored_name))
    unsent.delete()
