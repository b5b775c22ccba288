"""What was written to people so far: the past is sent, one failed, of one nobody knows, the last day's waits."""

import datetime as dt
import uuid

from django.utils import timezone

from placements.demo.moments import moment, workday_before
from placements.models import Notice
from placements.models.notices import NoticeKind, NoticeState, Trouble
from placements.notices.letters import write
from placements.notices.reminders import owe_reminders

FIVE_MINUTES = dt.timedelta(minutes=5)
REFUSED = "(550, b'5.1.1 Mailbox unavailable')"


def tell_notices(*, on, unreachable):
    """Carry out the rounds of the past as of that day; `unreachable` is an official who has no e-mail address."""
    unreachable.email = ""
    unreachable.save(update_fields=["email"])
    past = Notice.objects.filter(owed_since__lt=moment(workday_before(on, 1), 0))
    _fail(past.filter(official=unreachable), Trouble.NO_ADDRESS)
    _fail(past.filter(kind=NoticeKind.RETURNED).order_by("-owed_since")[:1], Trouble.REFUSED, REFUSED)
    doubtful = past.filter(kind=NoticeKind.RECEIVED, state=NoticeState.OWED).order_by("-owed_since").first()
    _write(past.filter(state=NoticeState.OWED))
    past.filter(state=NoticeState.SENDING).update(state=NoticeState.HANDED)
    if doubtful is not None:
        past.filter(pk=doubtful.pk).update(trouble=Trouble.INTERRUPTED)
    for notice in past.in_doubt().filter(trouble=""):
        notice.state, notice.settled = NoticeState.SENT, notice.last_tried
        notice.save(update_fields=["state", "settled"])
    owe_reminders(at=moment(on, 8), on=on)


def _fail(notices, trouble, words=""):
    for notice in notices:
        notice.state, notice.trouble, notice.last_error = NoticeState.FAILED, trouble, words
        notice.save(update_fields=["state", "trouble", "last_error"])


def _write(notices):
    """Word them as on their day, and begin to send them."""
    notices = list(
        notices.select_related(
            "official", "user", "request__placement__cycle", "placement__cycle", "placement__confirmed_by"
        )
    )
    for notice in notices:
        letter = write(notice, on=timezone.localdate(notice.owed_since))
        notice.state, notice.attempt, notice.attempts = NoticeState.SENDING, uuid.uuid4(), 1
        notice.last_tried = notice.owed_since + FIVE_MINUTES
        notice.address, notice.subject, notice.text = notice.recipient.email, letter.subject, letter.text
    fields = ["state", "attempt", "attempts", "last_tried", "address", "subject", "text"]
    Notice.objects.bulk_update(notices, fields, batch_size=200)
