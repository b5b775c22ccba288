"""Requests to stay longer, the opinions on them, and what was decided."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of, one_of_or_blank
from officials.history import tracked
from placements.models.placements import Placement
from placements.workdays import working_days_after


class RequestState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned for correction")
    WITHDRAWN = "withdrawn", _("withdrawn")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    REVERSED = "reversed", _("reversed")


REQUEST_MOVES = {
    RequestState.DRAFT: {RequestState.SUBMITTED},
    RequestState.SUBMITTED: {
        RequestState.APPROVED,
        RequestState.DECLINED,
        RequestState.RETURNED,
        RequestState.WITHDRAWN,
    },
    RequestState.RETURNED: {RequestState.SUBMITTED, RequestState.WITHDRAWN},
    RequestState.APPROVED: {RequestState.REVERSED},
    RequestState.DECLINED: set(),
    RequestState.WITHDRAWN: set(),
    RequestState.REVERSED: set(),
}

OPEN = [RequestState.DRAFT, RequestState.SUBMITTED, RequestState.RETURNED]
APPROVALS = [RequestState.APPROVED, RequestState.REVERSED]
DECISIONS = [*APPROVALS, RequestState.DECLINED]


class Origin(models.TextChoices):
    """Who started the request."""

    OFFICIAL = "official", _("the official")
    HOST = "host", _("the host organisation")
    HOME = "home", _("the home organisation")
    OFFICE = "office", _("the exchange office")


class ExtensionReason(models.TextChoices):
    PROJECT = "project", _("project to finish")
    NO_SUCCESSOR = "no_successor", _("no successor yet")
    HOST_ASKS = "host_asks", _("host organisation asks")
    BOTH_AGREE = "both_agree", _("both organisations agree to continue")
    PERSONAL = "personal", _("school year or personal arrangements")
    COUNTED_LATE = "counted_late", _("term counted late because of the appointment")
    OTHER = "other", _("other")


@dataclass(frozen=True)
class Paper:
    """The document that decides: whose, signed by whom, its number and its date, as far as they are known."""

    body: str
    signer: str
    number: str
    dated_on: dt.date | None


class ExtensionRequestQuerySet(models.QuerySet):
    """Finishes the sentence "requests that are …"."""

    def visible_to(self, user):
        """Coordinators read what was sent; an official, who may be one of them, their own requests, drafts included."""
        if user.has_perm("placements.view_extensionrequest"):
            own = Placement.objects.filter(official__account=user.pk)
            return self.exclude(Q(state=RequestState.DRAFT) & ~Q(drafted_by=user.pk) & ~Q(placement__in=own))
        return self.filter(placement__official__account=user.pk)

    def reviewable_by(self, user):
        """Visible, sent, and not their own: nobody reads the opinions on their own request, or decides it."""
        # Whoever reads all that was sent needs no rule for drafts, which are left out here.
        sent = self if user.has_perm("placements.view_extensionrequest") else self.visible_to(user)
        others = sent.exclude(state=RequestState.DRAFT)
        # Their own are few: looked up once, where a join would look at the official of every request.
        return others.exclude(placement__in=Placement.objects.filter(official__account=user.pk))

    def open(self):
        return self.filter(state__in=OPEN)

    def waiting(self):
        """Sent, and neither decided nor returned."""
        return self.filter(state=RequestState.SUBMITTED)

    def decided(self):
        return self.filter(state__in=DECISIONS)

    def paper_outstanding(self):
        """Decided, and number or date of the document that decides are not in yet."""
        is_bare = Q(decision_document_number="") | Q(decision_document_on__isnull=True)
        return self.decided().filter(is_bare, papers__isnull=True)

    def longest_wait_first(self):
        """What waits comes first, longest wait first; the rest newest first."""
        waits = Case(When(state=RequestState.SUBMITTED, then=Value(0)), default=Value(1))
        return self.order_by(
            waits,
            Case(When(state=RequestState.SUBMITTED, then=F("submitted_at"))),
            F("submitted_at").desc(nulls_last=True),
            "-pk",
        )


@tracked()
class ExtensionRequest(CheckedAtOnce):
    """A request to move the current end of one placement. It never moves anyone else's dates."""

    number = models.CharField(_("number"), max_length=12, unique=True, null=True, blank=True)
    placement = models.ForeignKey(
        Placement,
        models.PROTECT,
        verbose_name=_("placement"),
        related_name="extension_requests",
    )
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.DRAFT)
    origin = models.CharField(_("started by"), max_length=10, choices=Origin, default=Origin.OFFICIAL)
    current_ends_on = models.DateField(_("current end when asked"))
    asked_ends_on = models.DateField(_("end asked for"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=ExtensionReason, blank=True)
    explanation = models.TextField(_("explanation"), max_length=1000, blank=True)
    paper_dated_on = models.DateField(_("paper application dated"), null=True, blank=True)
    is_late = models.BooleanField(_("late"), default=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("assignee"),
        related_name="+",
        null=True,
        blank=True,
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("drafted by"),
        related_name="+",
    )
    drafted_at = models.DateTimeField(_("drafted at"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("sent by"),
        related_name="+",
        null=True,
        blank=True,
    )
    submitted_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("returned by"),
        related_name="+",
        null=True,
        blank=True,
    )
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True)
    return_words = models.TextField(_("what to correct"), max_length=1000, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("withdrawn by"),
        related_name="+",
        null=True,
        blank=True,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    # The decision: taken by the organisation departments, recorded by a coordinator.
    approved_ends_on = models.DateField(_("approved end"), null=True, blank=True)
    decision_words = models.TextField(_("reason of the decision"), max_length=1000, blank=True)
    next_step = models.TextField(_("what can be done next"), max_length=1000, blank=True)
    approving_body = models.CharField(_("approving body"), max_length=200, blank=True)
    signed_off_by = models.CharField(_("signed off by"), max_length=100, blank=True)
    decision_document_number = models.CharField(
        _("document number"),
        max_length=60,
        blank=True,
        help_text=_("As its issuer wrote it; never made up here."),
    )
    decision_document_on = models.DateField(_("date of the document"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("decision recorded by"),
        related_name="+",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField(_("decision recorded at"), null=True, blank=True)
    reversed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("reversed by"),
        related_name="+",
        null=True,
        blank=True,
    )
    reversed_at = models.DateTimeField(_("reversed at"), null=True, blank=True)
    reversal_reason = models.TextField(_("reason of the reversal"), max_length=1000, blank=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        verbose_name = _("extension request")
        verbose_name_plural = _("extension requests")
        permissions = [
            ("decide_extension", gettext_noop("Can record decisions on extension requests")),
            ("enter_extension", gettext_noop("Can enter a request on behalf of an official")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="request_one_open_for_a_placement",
                fields=["placement"],
                condition=Q(state__in=OPEN),
                violation_error_message=_("An open request exists."),
            ),
            one_of("state", RequestState, name="request_state_is_known"),
            one_of("origin", Origin, name="request_origin_is_known"),
            one_of_or_blank("reason", ExtensionReason, name="request_reason_is_known"),
            days_within_the_century(
                "current_ends_on",
                "asked_ends_on",
                "approved_ends_on",
                "paper_dated_on",
                "decision_document_on",
                name="request_days_are_of_this_century",
            ),
            models.CheckConstraint(
                name="request_sent_is_whole",
                # A returned one is being written anew, and may be withdrawn half written.
                condition=Q(
                    state=RequestState.DRAFT,
                    number__isnull=True,
                    submitted_by__isnull=True,
                    submitted_at__isnull=True,
                )
                | (
                    ~Q(state=RequestState.DRAFT)
                    & Q(number__isnull=False, submitted_by__isnull=False, submitted_at__isnull=False)
                    & (
                        Q(state__in=[RequestState.RETURNED, RequestState.WITHDRAWN])
                        | (Q(asked_ends_on__gt=F("current_ends_on")) & ~Q(reason=""))
                    )
                ),
                violation_error_message=_(
                    "A request that is sent has a number, an end after the current one and a reason."
                ),
            ),
            models.CheckConstraint(
                name="request_return_is_whole_or_absent",
                condition=(Q(returned_by__isnull=False, returned_at__isnull=False) & ~Q(return_words=""))
                | (
                    Q(
                        returned_by__isnull=True,
                        returned_at__isnull=True,
                        return_words="",
                    )
                    & ~Q(state=RequestState.RETURNED)
                ),
            ),
            models.CheckConstraint(
                name="request_withdrawal_is_whole_or_absent",
                condition=Q(
                    state=RequestState.WITHDRAWN,
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                )
                | (~Q(state=RequestState.WITHDRAWN) & Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="request_decision_is_whole_or_absent",
                condition=Q(
                    state__in=APPROVALS,
                    approved_ends_on__gt=F("current_ends_on"),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | (
                    Q(
                        state=RequestState.DECLINED,
                        approved_ends_on__isnull=True,
                        decided_by__isnull=False,
                        decided_at__isnull=False,
                    )
                    & ~Q(decision_words="")
                    & ~Q(next_step="")
                )
                | (
                    ~Q(state__in=DECISIONS)
                    & Q(
                        approved_ends_on__isnull=True,
                        decided_by__isnull=True,
                        decided_at__isnull=True,
                        decision_words="",
                        next_step="",
                        approving_body="",
                        signed_off_by="",
                        decision_document_number="",
                        decision_document_on__isnull=True,
                    )
                ),
            ),
            models.CheckConstraint(
                name="request_reversal_is_whole_or_absent",
                condition=(
                    Q(
                        state=RequestState.REVERSED,
                        reversed_by__isnull=False,
                        reversed_at__isnull=False,
                    )
                    & ~Q(reversal_reason="")
                )
                | (
                    ~Q(state=RequestState.REVERSED)
                    & Q(
                        reversed_by__isnull=True,
                        reversed_at__isnull=True,
                        reversal_reason="",
                    )
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="request_waiting_since",
                fields=["submitted_at"],
                condition=Q(state=RequestState.SUBMITTED),
            ),
        ]

    def __str__(self):
        return self.number or str(_("draft"))

    @property
    def is_open(self):
        return self.state in OPEN

    def is_draft_closed_to(self, user):
        """Whether it is a draft of somebody else: its writer's alone, and the official's."""
        writers = {self.drafted_by_id, self.placement.official.account_id}
        return self.state == RequestState.DRAFT and user.pk not in writers

    @property
    def is_decided(self):
        return self.state in DECISIONS

    @property
    def is_approved_to_another_day(self):
        return self.approved_ends_on is not None and self.approved_ends_on != self.asked_ends_on

    @property
    def is_paper_outstanding(self):
        """Decided, and the number or date of the document that decides it is not in yet."""
        return self.is_decided and not (self.paper.number and self.paper.dated_on)

    @cached_property
    def paper(self):
        """The paper of the decision: what was recorded with it, or the latest that came in after it."""
        later = list(self.papers.all())
        with_it = Paper(
            self.approving_body, self.signed_off_by, self.decision_document_number, self.decision_document_on
        )
        if not later:
            return with_it
        last = later[-1]
        return Paper(
            last.approving_body or with_it.body,
            last.signed_off_by or with_it.signer,
            last.document_number,
            last.document_on,
        )

    @property
    def is_private(self):
        """Personal arrangements: for the official and the coordinators alone, on no print and no letter."""
        return self.reason == ExtensionReason.PERSONAL

    def days_waiting(self, *, on):
        """Whole days since it was sent, by the office's calendar."""
        return (on - self.sent_on).days if self.sent_on else 0

    @property
    def sent_on(self):
        """The day it was sent, by the office's calendar."""
        return timezone.localdate(self.submitted_at) if self.submitted_at else None

    def decision_due_on(self):
        """The day by which a decision is aimed at (the cycle's `decision_days` after it was sent)."""
        return self.sent_on + dt.timedelta(days=self.placement.cycle.decision_days)

    def opinion_due_on(self):
        """The day by which both sides' opinions are asked for: so many working days after it was sent.

        How many says the cycle (`opinion_days`). Organisations answer on the days they work; over
        the National Day week seven days are no week.
        """
        return working_days_after(self.sent_on, self.placement.cycle.opinion_days)
