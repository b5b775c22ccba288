"""Notices: e-mails that are owed, each written with the fact it tells, and sent later, once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from officials.constraints import CheckedAtOnce, one_of, one_of_or_blank
from officials.history import tracked
from officials.models import Official
from placements.models.extensions import ExtensionRequest
from placements.models.placements import Placement


class NoticeKind(models.TextChoices):
    """What the notice tells. Each has its text in templates/notices/."""

    WINDOW_OPENS = "window_opens", _("requests open")
    WINDOW_CLOSES = "window_closes", _("requests close soon")
    RECEIVED = "received", _("request received")
    RETURNED = "returned", _("request returned")
    DECISION = "decision", _("request decided")
    STARTS = "starts", _("start to come")
    ENDS = "ends", _("end to come")
    REMIND = "remind", _("reminded by the office")
    DATES_CHANGED = "dates_changed", _("dates changed")
    NEW_REQUEST = "new_request", _("new request")
    WAITING = "waiting", _("request waits")
    ENDINGS = "endings", _("ends to come, for the office")


class NoticeState(models.TextChoices):
    OWED = "owed", _("to be sent")
    SENDING = "sending", _("being sent")
    HANDED = "handed", _("perhaps sent")
    SENT = "sent", pgettext_lazy("a notice", "sent")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("not sent any more")


NOTICE_MOVES = {
    NoticeState.OWED: {NoticeState.SENDING, NoticeState.FAILED, NoticeState.DROPPED},
    # Nothing was handed over yet: back to the queue, or given up.
    NoticeState.SENDING: {NoticeState.HANDED, NoticeState.OWED, NoticeState.FAILED},
    # The text is on its way to the mail server, and its answer is not known here.
    NoticeState.HANDED: {NoticeState.SENT, NoticeState.OWED, NoticeState.FAILED},
    NoticeState.FAILED: {NoticeState.OWED, NoticeState.DROPPED},
    NoticeState.SENT: set(),
    NoticeState.DROPPED: set(),
}


class Trouble(models.TextChoices):
    """Why the last attempt failed, in words for a coordinator; the server's own words stand beside it."""

    NO_ADDRESS = "no_address", _("no e-mail address")
    UNREACHABLE = "unreachable", _("the mail server could not be reached")
    REFUSED = "refused", _("the mail server refused it")
    NO_ANSWER = "no_answer", _("the mail server’s answer did not come")
    INTERRUPTED = "interrupted", _("sending was interrupted")
    UNWRITTEN = "unwritten", _("its text could not be written")


class DropReason(models.TextChoices):
    NOT_SO = "not_so", _("it is no longer so")
    TOO_LATE = "too_late", _("it would come too late")
    BY_HAND = "by_hand", _("set aside by a coordinator")


class NoticeQuerySet(models.QuerySet):
    """Finishes the sentence "notices that are …"."""

    def visible_to(self, user):
        """Those who handle notices see all but what concerns themselves as officials."""
        if not user.has_perm("placements.handle_notice"):
            return self.none()
        return self.exclude(placement__in=Placement.objects.filter(official__account=user.pk))

    def due(self, *, at):
        """To be sent by now."""
        return self.filter(state=NoticeState.OWED, next_try__lte=at)

    def in_doubt(self):
        """Handed to the mail server, whose answer never came: a person looks."""
        return self.filter(state=NoticeState.HANDED)

    def needing_somebody(self):
        """Failed for good, or in doubt."""
        return self.filter(state__in=[NoticeState.FAILED, NoticeState.HANDED])


@tracked()
class Notice(CheckedAtOnce):
    """An e-mail that is owed to one person.

    `key` names the fact, so that it is owed once. `owed_since` is the moment from which it may go
    out, `next_try` the same, moved on by each failed attempt. Address, subject and text are as
    they were in the last attempt. It goes to the official's address, account or not.
    """

    key = models.CharField(_("key"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind)
    state = models.CharField(_("state"), max_length=10, choices=NoticeState, default=NoticeState.OWED)
    official = models.ForeignKey(
        Official, models.PROTECT, verbose_name=_("to the official"), related_name="notices", null=True, blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("to the account"),
        related_name="notices",
        null=True,
        blank=True,
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    placement = models.ForeignKey(
        Placement, models.PROTECT, verbose_name=_("placement"), related_name="notices", null=True, blank=True
    )
    request = models.ForeignKey(
        ExtensionRequest, models.PROTECT, verbose_name=_("request"), related_name="notices", null=True, blank=True
    )
    owed_since = models.DateTimeField(_("to be sent from"))
    next_try = models.DateTimeField(_("next attempt"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    attempt = models.UUIDField(_("attempt"), null=True, blank=True, editable=False)
    last_tried = models.DateTimeField(_("last attempt"), null=True, blank=True)
    trouble = models.CharField(_("what went wrong"), max_length=20, choices=Trouble, blank=True)
    last_error = models.CharField(_("the mail server’s words"), max_length=500, blank=True)
    drop_reason = models.CharField(_("why it is not sent"), max_length=20, choices=DropReason, blank=True)
    settled = models.DateTimeField(_("sent or set aside"), null=True, blank=True)
    address = models.EmailField(_("address"), blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-owed_since", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        permissions = [("handle_notice", gettext_noop("Can read notices and send failed ones again"))]
        constraints = [
            models.UniqueConstraint(
                name="notice_is_owed_once", fields=["key"], condition=~Q(state=NoticeState.DROPPED)
            ),
            models.CheckConstraint(
                name="notice_has_one_recipient",
                condition=Q(official__isnull=False, user__isnull=True) | Q(official__isnull=True, user__isnull=False),
            ),
            one_of("kind", NoticeKind, name="notice_kind_is_known"),
            one_of("state", NoticeState, name="notice_state_is_known"),
            models.CheckConstraint(
                name="notice_language_is_known",
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]),
            ),
            one_of_or_blank("trouble", Trouble, name="notice_trouble_is_known"),
            one_of_or_blank("drop_reason", DropReason, name="notice_drop_reason_is_known"),
            models.CheckConstraint(
                name="notice_is_sent_whole",
                condition=~Q(state__in=[NoticeState.SENDING, NoticeState.HANDED, NoticeState.SENT])
                | (
                    Q(attempt__isnull=False, last_tried__isnull=False, attempts__gt=0)
                    & ~Q(address="")
                    & ~Q(subject="")
                    & ~Q(text="")
                ),
            ),
            models.CheckConstraint(
                name="notice_is_settled_or_not",
                condition=Q(state__in=[NoticeState.SENT, NoticeState.DROPPED], settled__isnull=False)
                | (~Q(state__in=[NoticeState.SENT, NoticeState.DROPPED]) & Q(settled__isnull=True)),
            ),
            models.CheckConstraint(
                name="notice_says_why_it_is_dropped",
                condition=(Q(state=NoticeState.DROPPED) & ~Q(drop_reason=""))
                | (~Q(state=NoticeState.DROPPED) & Q(drop_reason="")),
            ),
            models.CheckConstraint(
                name="notice_says_why_it_failed",
                condition=~Q(state=NoticeState.FAILED) | ~Q(trouble=""),
            ),
        ]
        indexes = [
            models.Index(name="notice_next_try", fields=["next_try"], condition=Q(state=NoticeState.OWED)),
            models.Index(name="notice_by_state", fields=["state", "-owed_since", "-id"]),
            models.Index(name="notice_by_day", fields=["-owed_since", "-id"]),
        ]

    def __str__(self):
        return capfirst(self.get_kind_display())

    @property
    def recipient(self):
        """The official, or the account of somebody in the office."""
        return self.official or self.user

    @property
    def is_in_doubt(self):
        return self.state == NoticeState.HANDED

    @property
    def is_failed(self):
        return self.state == NoticeState.FAILED

    @property
    def is_owed(self):
        return self.state == NoticeState.OWED
