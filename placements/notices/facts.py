"""What has happened and is told at once. The actions call these, in their own transaction."""

from django.utils import timezone

from placements.models.extensions import RequestState
from placements.models.notices import NoticeKind
from placements.notices.owing import Telling, owe
from placements.notices.people import coordinators, without_the_official


def _moment(at):
    return timezone.localtime(at).isoformat(timespec="microseconds")


# Which fact of a request a notice tells: the moment it became so, and the states in which it is still so.
REQUEST_FACTS = {
    NoticeKind.RECEIVED: ("submitted_at", {RequestState.SUBMITTED}),
    NoticeKind.NEW_REQUEST: ("submitted_at", {RequestState.SUBMITTED}),
    NoticeKind.RETURNED: ("returned_at", {RequestState.RETURNED}),
    NoticeKind.DECISION: ("decided_at", {RequestState.APPROVED, RequestState.DECLINED}),
}


def fact_of(kind, request):
    """The fact that such a notice tells of the request now, or nothing where it is not so (any more)."""
    column, states = REQUEST_FACTS[kind]
    return f"{request.number}:{_moment(getattr(request, column))}" if request.state in states else None


def _of_request(kind, request, **recipient):
    return Telling(kind=kind, fact=fact_of(kind, request), placement=request.placement, request=request, **recipient)


def tell_sent(request, *, at):
    """The official hears that it came, the coordinators that there is a new one."""
    office = without_the_official(coordinators(), request.placement)
    owe(
        [
            _of_request(NoticeKind.RECEIVED, request, official=request.placement.official),
            *(_of_request(NoticeKind.NEW_REQUEST, request, user=person) for person in office),
        ],
        since=at,
    )


def tell_returned(request, *, at):
    owe([_of_request(NoticeKind.RETURNED, request, official=request.placement.official)], since=at)


def tell_decided(request, *, at):
    """That there is a decision, not which."""
    owe([_of_request(NoticeKind.DECISION, request, official=request.placement.official)], since=at)


def tell_dates_changed(placement, *, at):
    """The end moved by something else than a decision on a request: early return, or something taken back."""
    fact = f"{placement.number}:{_moment(at)}"
    telling = Telling(kind=NoticeKind.DATES_CHANGED, fact=fact, official=placement.official, placement=placement)
    owe([telling], since=at)
