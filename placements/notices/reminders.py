"""What the days bring: reminders that hold on a day, found anew from the dates each time.

A reminder whose day is not a working day goes out on the last working day before. It may come
late, after a pause of the machine, but not later than LATE_DAYS, nor once the next one of its
kind is near: three days' pause is caught up, a month's is not.
"""

import datetime as dt
from dataclasses import dataclass

from placements import rules
from placements.calendar import ONE_DAY
from placements.models import ExtensionRequest, Notice, Placement
from placements.models.extensions import RequestState
from placements.models.notices import NoticeKind, NoticeState
from placements.notices.owing import Telling, owe
from placements.notices.people import assignee_and_colleague, coordinators
from placements.workdays import is_working_day, working_day_by

LATE_DAYS = 14
DAYS_BEFORE_CLOSING = 30
WEEKS_BEFORE_START = (8, 4)
DAYS_BEFORE_END = (90, 60, 30)
DAYS_WAITED = 10
DAYS_OF_ENDINGS = 90
REMINDERS = {
    NoticeKind.WINDOW_OPENS,
    NoticeKind.WINDOW_CLOSES,
    NoticeKind.STARTS,
    NoticeKind.ENDS,
    NoticeKind.WAITING,
    NoticeKind.ENDINGS,
}


@dataclass(frozen=True)
class Reminder:
    """A day on which something is to be said, and the last on which it still makes sense."""

    kind: str
    fact: str
    day: dt.date
    until: dt.date  # inclusive

    def holds(self, *, on):
        """Whether it is (still) to be sent on the day."""
        return working_day_by(self.day) <= on <= self.until


def _in_time(day, until):
    return min(until, day + dt.timedelta(days=LATE_DAYS))


def of_placement(placement, *, is_asked):
    """Every reminder that the placement's dates give. `is_asked`: an extension of this end was asked for."""
    window, number = rules.window(placement), placement.number
    if window.latest_end > placement.ends_on and not is_asked:
        closing = max(window.on_time_until - dt.timedelta(days=DAYS_BEFORE_CLOSING), window.opens_on + ONE_DAY)
        fact = f"{number}:{window.opens_on}"
        yield Reminder(NoticeKind.WINDOW_OPENS, fact, window.opens_on, _in_time(window.opens_on, closing - ONE_DAY))
        fact = f"{number}:{window.on_time_until}"
        yield Reminder(NoticeKind.WINDOW_CLOSES, fact, closing, _in_time(closing, window.on_time_until))
    yield from _before(
        NoticeKind.STARTS, number, placement.starts_on, [7 * weeks for weeks in WEEKS_BEFORE_START], least=7
    )
    yield from _before(NoticeKind.ENDS, number, placement.ends_on, DAYS_BEFORE_END, least=1)


def _before(kind, number, event, numbers_of_days, *, least):
    """A reminder so many days before the event, each until the next one, the last until `least` days before."""
    for days, following in zip(numbers_of_days, [*numbers_of_days[1:], None], strict=True):
        day = event - dt.timedelta(days=days)
        until = event - dt.timedelta(days=least if following is None else following + 1)
        yield Reminder(kind, f"{number}:{event}:{days}", day, _in_time(day, until))


def of_request(request):
    """A request that waits is brought up once, however late."""
    day = request.sent_on + dt.timedelta(days=DAYS_WAITED)
    return Reminder(NoticeKind.WAITING, f"{request.number}:{request.sent_on}", day, dt.date.max)


# Who is told what on a day ------------------------------------------------------------------


def ends_asked_for(placements):
    """(placement, end) of every request sent that was not withdrawn."""
    sent = ExtensionRequest.objects.exclude(state__in=[RequestState.DRAFT, RequestState.WITHDRAWN])
    return set(sent.filter(placement__in=placements).values_list("placement", "current_ends_on"))


def to_officials(placements, *, on):
    asked = ends_asked_for(placements)
    for placement in placements:
        is_asked = (placement.pk, placement.ends_on) in asked
        for reminder in of_placement(placement, is_asked=is_asked):
            if reminder.holds(on=on):
                yield Telling(kind=reminder.kind, fact=reminder.fact, official=placement.official, placement=placement)


def to_the_office(*, on):
    people = coordinators()
    yield from _of_requests_that_wait(people, on=on)
    # Once a month, on its first working day (or, after a pause, the next).
    if is_working_day(on) and endings(on=on).exists():
        for person in people:
            yield Telling(kind=NoticeKind.ENDINGS, fact=f"{on:%Y-%m}", user=person)


def _of_requests_that_wait(people, *, on):
    """Two people hear of each. Assigned to somebody else later, it is told to that one, and to no third colleague."""
    waiting = list(ExtensionRequest.objects.waiting().select_related("placement__official"))
    told = Notice.objects.filter(kind=NoticeKind.WAITING, request__in=waiting).exclude(state=NoticeState.DROPPED)
    told = {key.rpartition(":")[0] for key in told.values_list("key", flat=True)}
    for request in waiting:
        reminder = of_request(request)
        if not reminder.holds(on=on):
            continue
        pair = assignee_and_colleague(people, request)
        if f"{reminder.kind}:{reminder.fact}" in told:
            pair = [person for person in pair if person.pk == request.assigned_to_id]
        for person in pair:
            yield Telling(
                kind=reminder.kind, fact=reminder.fact, user=person, placement=request.placement, request=request
            )


def endings(*, on):
    """The placements that end within the days of which the office is told."""
    return Placement.objects.confirmed().ending_within(DAYS_OF_ENDINGS, on=on)


def owe_reminders(*, at, on):
    """Owe every reminder that holds on the day; run again, it owes nothing twice. Returns how many are new."""
    current = Placement.objects.confirmed().filter(ends_on__gte=on).select_related("cycle", "official")
    return owe([*to_officials(list(current), on=on), *to_the_office(on=on)], since=at)


def still_holds(notice, *, on):
    """Whether the reminder would be owed on the day as the dates are now: an end that moved makes it untrue."""
    if notice.kind == NoticeKind.ENDINGS:
        return notice.key.startswith(f"{notice.kind}:{on:%Y-%m}:") and endings(on=on).exists()
    if notice.kind == NoticeKind.WAITING:
        request = notice.request
        is_same = notice.key.startswith(f"{notice.kind}:{of_request(request).fact}:")
        return request.state == RequestState.SUBMITTED and is_same
    if notice.placement.state != "confirmed":
        return False
    return notice.key in {telling.key for telling in to_officials([notice.placement], on=on)}
