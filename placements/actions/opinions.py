"""What the two sides say to a request."""

from django.utils import timezone
from django.utils.translation import gettext as _

from placements.actions import locks
from placements.actions.action import action
from placements.models import Opinion
from placements.models.extensions import RequestState
from placements.refusals import NotAllowed, insist_on_permission, refuse_day


@action
def record_opinion(
    request,
    *,
    side,
    level,
    answer,
    until=None,
    given_on,
    signer="",
    note="",
    is_paper_received=False,
    by,
    at,
):
    """Record (or correct) the opinion of one side at one level. Raises NotAllowed, ValidationError.

    `side` is home or host, `level` the organisation or its organisation department, `answer` one
    of Answer; `until` goes with "agrees until another day". The trail keeps what stood before.
    """
    insist_on_permission(by, "placements.add_opinion")
    request = locks.hold_request(request)
    if request.placement.official.account_id == by.pk:
        raise NotAllowed(_("Nobody works on their own request."))
    if request.state not in [RequestState.SUBMITTED, RequestState.RETURNED]:
        raise NotAllowed(_("Opinions are recorded while the request waits."))
    refuse_day("given_on", given_on, on=timezone.localdate(at))
    opinion = Opinion.objects.filter(request=request, side=side, level=level).first()
    opinion = opinion or Opinion(request=request, side=side, level=level)
    opinion.answer, opinion.until, opinion.given_on = answer, until, given_on
    opinion.signer, opinion.note, opinion.is_paper_received = (
        signer.strip(),
        note.strip(),
        is_paper_received,
    )
    opinion.recorded_by, opinion.recorded_at = by, at
    opinion.full_clean()
    opinion.save()
    return opinion
