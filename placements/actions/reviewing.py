"""Who works on a request, and the paper of its decision that comes in afterwards."""

from django.utils import timezone
from django.utils.translation import gettext as _

from placements.actions import locks
from placements.actions.action import action
from placements.models import DecisionPaper
from placements.models.extensions import RequestState
from placements.refusals import NotAllowed, insist_on_permission, refuse_day


@action
def assign_extension(request, *, to, by, at):
    """Give the request to a coordinator, oneself included; `to=None` gives it back to all. Raises NotAllowed.

    Assigning says who works on it and bars nobody: whoever decides, both names stay.
    """
    insist_on_permission(by, "placements.decide_extension")
    request = locks.hold_request(request)
    if request.state not in [RequestState.SUBMITTED, RequestState.RETURNED]:
        raise NotAllowed(_("Only a request that waits is assigned."))
    if to is not None and not (to.is_active and to.has_perm("placements.decide_extension")):
        raise NotAllowed({"to": _("Choose from the list.")})
    if to is not None and request.placement.official.account_id == to.pk:
        raise NotAllowed({"to": _("Nobody works on their own request.")})
    request.assigned_to = to
    request.save(update_fields=["assigned_to"])
    return request


@action
def record_paper(request, *, document_number, document_on, approving_body="", signed_off_by="", by, at):
    """Record number and date of the paper that decided, after the decision. Raises NotAllowed, ValidationError.

    The decision stays as it was recorded; this is a row of its own, and the latest one stands.
    """
    insist_on_permission(by, "placements.decide_extension")
    request = locks.hold_request(request)
    if request.placement.official.account_id == by.pk:
        raise NotAllowed(_("You cannot decide your own request."))
    if not request.is_decided:
        raise NotAllowed(_("The paper is recorded once the request is decided."))
    refuse_day("document_on", document_on, on=timezone.localdate(at))
    paper = DecisionPaper(
        request=request,
        approving_body=approving_body.strip(),
        signed_off_by=signed_off_by.strip(),
        document_number=document_number.strip(),
        document_on=document_on,
        recorded_by=by,
        recorded_at=at,
    )
    paper.full_clean()
    paper.save()
    return paper
