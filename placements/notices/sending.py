"""The postman: sends what is owed, each notice once, whatever crashes between (docs/adr/0040-notices.md).

A notice is taken under a lock and marked as being sent, in a transaction of its own, before
anything leaves; it is marked as handed over just before its text goes to the server, and as sent
when the server has said yes. What a crash leaves behind tells how far it came: being sent, and
the server has nothing, so it goes back to the queue; handed over, and only a person can know.
"""

import datetime as dt
import logging
import smtplib
import uuid
from collections import Counter
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction

from placements.models import Notice
from placements.models.notices import DropReason, NoticeKind, NoticeState, Trouble
from placements.notices.by_hand import still_unasked
from placements.notices.facts import REQUEST_FACTS, fact_of
from placements.notices.letters import write
from placements.notices.reminders import REMINDERS, still_holds

logger = logging.getLogger(__name__)

ADVISORY_LOCK = 5_100_247_040  # one postman at a time
BACK_OFF = [dt.timedelta(minutes=5), dt.timedelta(minutes=30), dt.timedelta(hours=2), dt.timedelta(hours=12)]
# With these the server has said no: it keeps nothing.
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)
TOO_LATE = dt.timedelta(days=30)  # after that, what happened is no news


class NoMailServerError(Exception):
    """The mail server could not be reached; the message says why. Nothing was sent since."""


@contextmanager
def only_postman():
    """Holds the round: True while nobody else sends. The database lets go when this process dies."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def nobody_sends():
    """Whether no postman is on the way; keeps them away until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        return cursor.fetchone()[0]


def is_still_so(notice, *, on):
    """Whether what the notice tells is true on the day."""
    if notice.kind in REMINDERS:
        return still_holds(notice, on=on)
    if notice.kind == NoticeKind.REMIND:
        return still_unasked(notice, on=on)
    if notice.kind in REQUEST_FACTS:
        fact = fact_of(notice.kind, notice.request)
        return fact is not None and notice.key.startswith(f"{notice.kind}:{fact}:")
    return notice.placement.state == "confirmed"


class Postman:
    """One round. `clock` gives the moment, `on` is the day by the office's calendar."""

    def __init__(self, *, clock, on):
        self.clock, self.on = clock, on
        self.done = Counter()
        self.taken = None  # the notice in hand
        self.mail = get_connection()
        self.tells_before_text = hasattr(self.mail, "before_text")
        if self.tells_before_text:
            self.mail.before_text = self._hand_over

    def go_round(self):
        """Send everything that is due. Returns how many went which way. Raises NoMailServerError."""
        self._pick_up_what_was_left()
        due = list(Notice.objects.due(at=self.clock()).order_by("next_try", "pk").values_list("pk", flat=True))
        try:
            for pk in due:
                self._open()
                self._deliver(pk)
        finally:
            self._close()
        return self.done

    def _pick_up_what_was_left(self):
        """What an earlier round left: nothing was handed over of these, so they go on."""
        for notice in Notice.objects.filter(state=NoticeState.SENDING):
            self._try_again_later(notice, Trouble.INTERRUPTED, "")
        Notice.objects.in_doubt().filter(trouble="").update(trouble=Trouble.INTERRUPTED)

    def _open(self):
        """Have a connection before a notice is touched: a server that is away costs no notice an attempt."""
        try:
            self.mail.open()
        except OSError as error:  # smtplib's errors are OSErrors
            words = _words(error)
            waiting = Notice.objects.due(at=self.clock()).exclude(trouble=Trouble.UNREACHABLE, last_error=words)
            waiting.update(trouble=Trouble.UNREACHABLE, last_error=words)
            raise NoMailServerError(words) from error

    def _close(self):
        with suppress(OSError):
            self.mail.close()

    def _deliver(self, pk):
        message = self._take(pk)
        if message is None:
            return
        try:
            if not self.tells_before_text:
                self._hand_over()
            self.mail.send_messages([message])
        except OSError as error:
            self._settle_trouble(error)
        else:
            logger.info("notice %s accepted by the mail server, %s", pk, message.extra_headers["Message-ID"])
            self._change(NoticeState.SENT, settled=self.clock(), trouble="", last_error="")
        self.taken = None

    def _take(self, pk):
        """Lock it, ask again whether it is so, word it, and mark it as being sent. Returns the message, or nothing."""
        with transaction.atomic():
            rows = Notice.objects.select_for_update(skip_locked=True, of=("self",))
            notice = rows.filter(pk=pk).due(at=self.clock()).first()
            if notice is None:
                return None
            self.taken = notice
            if reason := self._why_not(notice):
                return self._change(NoticeState.DROPPED, drop_reason=reason, settled=self.clock())
            address = notice.recipient.email
            if not address:
                return self._change(NoticeState.FAILED, trouble=Trouble.NO_ADDRESS, last_error="")
            try:
                letter = write(notice, on=self.on)
                message = message_of(notice, letter, address)
                message.message()
            except Exception as error:
                logger.exception("notice %s could not be worded", pk)
                return self._change(NoticeState.FAILED, trouble=Trouble.UNWRITTEN, last_error=_words(error))
            self._change(
                NoticeState.SENDING,
                attempt=uuid.uuid4(),
                attempts=notice.attempts + 1,
                last_tried=self.clock(),
                address=address,
                subject=letter.subject,
                text=letter.text,
                trouble="",
                last_error="",
            )
            return message

    def _why_not(self, notice):
        if not is_still_so(notice, on=self.on):
            return DropReason.NOT_SO
        is_old = self.clock() - notice.owed_since > TOO_LATE and not notice.attempts
        return DropReason.TOO_LATE if is_old and notice.kind != NoticeKind.WAITING else None

    def _hand_over(self):
        """From here on the server may have it: written down, and committed, before the text goes out."""
        self._change(NoticeState.HANDED)

    def _settle_trouble(self, error):
        """What the error means depends on how far it came, and on whether the server answered."""
        notice, words = self.taken, _words(error)
        self._close()
        is_answer = isinstance(error, ANSWERS)
        if notice.state == NoticeState.HANDED and not is_answer:
            self._change(NoticeState.HANDED, trouble=Trouble.NO_ANSWER, last_error=words)
            return
        trouble = Trouble.REFUSED if is_answer else Trouble.UNREACHABLE
        self._try_again_later(notice, trouble, words)

    def _try_again_later(self, notice, trouble, words):
        """Back off; after the last time it is for a person."""
        self.taken = notice
        facts = {"trouble": trouble, "last_error": words}
        if notice.attempts > len(BACK_OFF):
            self._change(NoticeState.FAILED, **facts)
        else:
            self._change(NoticeState.OWED, next_try=self.clock() + BACK_OFF[notice.attempts - 1], **facts)

    def _change(self, state, **facts):
        notice = self.taken
        notice.state = state
        for name, value in facts.items():
            setattr(notice, name, value)
        notice.save(update_fields=["state", *facts])
        self.done[state] += 1


def message_of(notice, letter, address):
    """The e-mail: text and HTML, the same identity at every attempt, and no automatic answers wanted."""
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[address],
        headers={
            "Message-ID": f"<notice-{notice.pk}@{urlsplit(settings.OFFICE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _words(error):
    """The error in one line that fits."""
    return " ".join(str(error).split())[:500] or type(error).__name__
