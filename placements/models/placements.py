"""A placement: who serves where, from when to when, and what is true of it on a day."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from officials.constraints import CheckedAtOnce, Days, LiveExclusion, days_within_the_century, one_of
from officials.history import tracked
from officials.models import Contact, Jurisdiction, Official, Post
from officials.models.vocabulary import in_language
from officials.picking import is_at
from placements.calendar import whole_months
from placements.models.cycles import Cycle


class State(models.TextChoices):
    """What somebody decided. Whether it is upcoming, serving or ended follows from the days and is not stored."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    WITHDRAWN = "withdrawn", _("withdrawn (before confirmation)")
    CANCELLED = "cancelled", _("cancelled (before start)")


MOVES = {
    State.PROPOSED: {State.CONFIRMED, State.WITHDRAWN},
    State.CONFIRMED: {State.CANCELLED},
    State.WITHDRAWN: set(),
    State.CANCELLED: set(),
}

LIVE = [State.PROPOSED, State.CONFIRMED]

# Nobody reports for duty, or goes home for good, earlier than this before the day the term says.
MOST_DAYS_AHEAD = 30


class Phase(models.TextChoices):
    """Where a confirmed placement stands on a day."""

    UPCOMING = "upcoming", _("upcoming")
    SERVING = "serving", _("serving")
    ENDED = "ended", _("ended")
    ENDED_EARLY = "early", _("ended early")


def _a_year_from(field):
    return Func(
        F(field),
        template="(%(expressions)s + interval '1 year' - interval '1 day')::date",
        output_field=models.DateField(),
    )


def _earliest_arrival():
    return Func(
        F("starts_on"),
        template=f"(%(expressions)s - {MOST_DAYS_AHEAD})",
        output_field=models.DateField(),
    )


def host_title(placement, own_title, *, needs_decision, name):
    """The title in the notice, or the post's own; marked where the people's congress has still to appoint.

    The placement may be a row read flat: `own_title` and `needs_decision` are the post's, `name` chooses of two names.
    """
    title = name(placement.host_title_zh, placement.host_title_en) or own_title
    if needs_decision and not placement.is_congress_decision_known:
        return _("{title} (to be appointed)").format(title=title)
    return title


def _days_after(on, days):
    """The day so many days after `on`, where the days are a column."""
    return Func(
        Value(on),
        F(days),
        arg_joiner="::date + ",
        template="(%(expressions)s)",
        output_field=models.DateField(),
    )


def ends_soon(*, on):
    """An end within the days after `on` that the cycle counts as soon."""
    return Q(ends_on__lte=_days_after(on, "cycle__ending_soon_days"))


class PlacementQuerySet(models.QuerySet):
    """Finishes the sentence "placements that are …". Days are passed in."""

    def visible_to(self, user):
        """Coordinators see all; staff what was confirmed; officials their own, once confirmed."""
        if user.has_perm("placements.view_placement"):
            return self
        if user.has_perm("placements.view_roster"):
            return self.confirmed()
        return self.confirmed().filter(official__account=user.pk)

    def live(self):
        """Proposed or confirmed: they hold their official and their post."""
        return self.filter(state__in=LIVE)

    def proposed(self):
        return self.filter(state=State.PROPOSED)

    def confirmed(self):
        return self.filter(state=State.CONFIRMED)

    def hosted_in(self, jurisdiction):
        """Hosted in the division or in one that is part of it."""
        if jurisdiction.is_region:
            return self.filter(host_region=jurisdiction)
        return self.filter(is_at("host_post", jurisdiction))

    def sharing_a_day(self, starts_on, ends_on):
        return self.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)

    def upcoming(self, *, on):
        return self.filter(starts_on__gt=on)

    def serving(self, *, on):
        """Under way on the day; includes those ending soon and those extended."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def ending_soon(self, *, on):
        """Serving, with an end within the days that the cycle counts as soon."""
        return self.serving(on=on).filter(ends_soon(on=on))

    def ending_within(self, days, *, on):
        return self.serving(on=on).filter(ends_on__lte=on + dt.timedelta(days=days))

    def extended(self, *, on):
        """Serving, with an end later than the original one."""
        return self.serving(on=on).filter(ends_on__gt=F("original_ends_on"))

    def ended(self, *, on):
        """Over by the day, having run the whole original term."""
        return self.filter(ends_on__lt=on, ends_on__gte=F("original_ends_on"))

    def ended_early(self, *, on):
        return self.filter(ends_on__lt=on).filter(ends_on__lt=F("original_ends_on"))

    def not_seen_at_the_host(self, *, on, days):
        """Serving for at least so many days, and nobody has recorded that they reported for duty."""
        return self.serving(on=on).filter(starts_on__lte=on - dt.timedelta(days=days), arrived_on=None)

    def not_seen_back_home(self, *, on, days, at_most):
        """Over for so many days, `at_most` so many, and nobody has recorded that they are back home."""
        span = (on - dt.timedelta(days=at_most), on - dt.timedelta(days=days))
        return self.filter(ends_on__range=span, back_home_on=None)

    def current_or_upcoming(self, *, on, within=90):
        """Serving on the day, or starting within so many days after it."""
        return self.filter(ends_on__gte=on, starts_on__lte=on + dt.timedelta(days=within))


@tracked()
class Placement(CheckedAtOnce):
    """An official in a host post for a term, the home post kept.

    Posts and regions are as they were when it was made. `ends_on` is the current end: the
    database moves it with the ledger (TermEntry), and nothing else does.
    """

    number = models.CharField(_("number"), max_length=12, unique=True)
    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="placements")
    official = models.ForeignKey(Official, models.PROTECT, verbose_name=_("official"), related_name="placements")
    home_post = models.ForeignKey(
        Post,
        models.PROTECT,
        verbose_name=_("home post"),
        related_name="placements_from",
    )
    host_post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("host post"), related_name="placements")
    home_region = models.ForeignKey(Jurisdiction, models.PROTECT, verbose_name=_("home region"), related_name="+")
    host_region = models.ForeignKey(Jurisdiction, models.PROTECT, verbose_name=_("host region"), related_name="+")
    starts_on = models.DateField(_("start of term"))
    original_ends_on = models.DateField(_("original end"), help_text=_("Inclusive."))
    ends_on = models.DateField(_("current end"), help_text=_("Inclusive."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    host_title_en = models.CharField(
        _("full English title in the notice"),
        max_length=300,
        blank=True,
        help_text=_("Where the notice words it differently from the post; may hold two titles."),
    )
    host_title_zh = models.CharField(_("full Chinese title in the notice"), max_length=200, blank=True)
    task = models.TextField(_("task"), max_length=2000, blank=True)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("replaces"),
        related_name="replaced_by",
        null=True,
        blank=True,
        help_text=_("The placement that this one completes; only then may the term be under a year."),
    )
    paired_with = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("paired with"),
        related_name="pair_of",
        null=True,
        blank=True,
        help_text=_("The other half of a mutual swap."),
    )
    appointment_document_number = models.CharField(_("appointment document number"), max_length=60, blank=True)
    appointment_document_on = models.DateField(_("date of the appointment document"), null=True, blank=True)
    congress_decision_number = models.CharField(_("congress decision number"), max_length=60, blank=True)
    congress_decision_on = models.DateField(_("date of the congress decision"), null=True, blank=True)
    home_contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        verbose_name=_("contact at the home organisation"),
        related_name="+",
        null=True,
        blank=True,
    )
    host_contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        verbose_name=_("contact at the host organisation"),
        related_name="+",
        null=True,
        blank=True,
    )
    note = models.TextField(_("note"), max_length=4000, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("proposed by"),
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("confirmed by"),
        related_name="+",
        null=True,
        blank=True,
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("withdrawn or cancelled by"),
        related_name="+",
        null=True,
        blank=True,
    )
    closed_at = models.DateTimeField(_("withdrawn or cancelled at"), null=True, blank=True)
    arrived_on = models.DateField(
        _("day of reporting for duty"), null=True, blank=True, help_text=_("Apart from the start of the term.")
    )
    arrival_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("arrival recorded by"),
        related_name="+",
        null=True,
        blank=True,
    )
    arrival_recorded_at = models.DateTimeField(_("arrival recorded at"), null=True, blank=True)
    back_home_on = models.DateField(_("day back at the home organisation"), null=True, blank=True)
    return_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("return recorded by"),
        related_name="+",
        null=True,
        blank=True,
    )
    return_recorded_at = models.DateTimeField(_("return recorded at"), null=True, blank=True)
    closing_reason = models.TextField(_("why it was withdrawn or cancelled"), max_length=1000, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "number"]
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        permissions = [
            ("view_roster", gettext_noop("Can read rosters and confirmed placements")),
            ("confirm_placement", gettext_noop("Can confirm, withdraw, cancel and end placements")),
        ]
        constraints = [
            models.CheckConstraint(
                name="placement_does_not_end_before_it_starts",
                condition=Q(starts_on__lte=F("ends_on"), original_ends_on__gte=F("starts_on")),
                violation_error_message=_("The term ends before it starts."),
            ),
            models.CheckConstraint(
                name="placement_term_is_a_year_at_least",
                condition=Q(replaces__isnull=False) | Q(original_ends_on__gte=_a_year_from("starts_on")),
                violation_error_message=_("The term is under a year."),
            ),
            days_within_the_century(
                "starts_on",
                "original_ends_on",
                "ends_on",
                "appointment_document_on",
                "congress_decision_on",
                "arrived_on",
                "back_home_on",
                name="placement_days_are_of_this_century",
            ),
            models.CheckConstraint(
                name="placement_crosses_regions",
                condition=~Q(home_region=F("host_region")),
                violation_error_message=_("The host post is in the home region."),
            ),
            one_of("state", State, name="placement_state_is_known"),
            models.CheckConstraint(
                name="placement_does_not_replace_itself",
                condition=~Q(replaces=F("pk")) & ~Q(paired_with=F("pk")),
                violation_error_message=_("A placement neither replaces itself nor is paired with itself."),
            ),
            models.CheckConstraint(
                name="placement_confirmation_is_whole_or_absent",
                condition=Q(
                    state__in=[State.CONFIRMED, State.CANCELLED],
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                )
                | Q(
                    state__in=[State.PROPOSED, State.WITHDRAWN],
                    confirmed_by__isnull=True,
                    confirmed_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="placement_closing_is_whole_or_absent",
                condition=(
                    Q(
                        state__in=[State.WITHDRAWN, State.CANCELLED],
                        closed_by__isnull=False,
                        closed_at__isnull=False,
                    )
                    & ~Q(closing_reason="")
                )
                | Q(
                    state__in=LIVE,
                    closed_by__isnull=True,
                    closed_at__isnull=True,
                    closing_reason="",
                ),
            ),
            models.CheckConstraint(
                name="placement_arrival_is_whole_or_absent",
                condition=Q(
                    state=State.CONFIRMED,
                    arrived_on__isnull=False,
                    arrival_recorded_by__isnull=False,
                    arrival_recorded_at__isnull=False,
                )
                | Q(arrived_on__isnull=True, arrival_recorded_by__isnull=True, arrival_recorded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="placement_return_is_whole_or_absent",
                condition=Q(
                    state=State.CONFIRMED,
                    back_home_on__isnull=False,
                    return_recorded_by__isnull=False,
                    return_recorded_at__isnull=False,
                )
                | Q(back_home_on__isnull=True, return_recorded_by__isnull=True, return_recorded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="placement_arrival_is_near_its_start",
                condition=Q(arrived_on__isnull=True) | Q(arrived_on__gte=_earliest_arrival()),
                violation_error_message=_("The day of arrival is long before the term."),
            ),
            models.CheckConstraint(
                name="placement_return_follows_arrival_and_start",
                condition=Q(back_home_on__isnull=True)
                | (
                    Q(back_home_on__gte=F("starts_on"))
                    & (Q(arrived_on__isnull=True) | Q(back_home_on__gte=F("arrived_on")))
                ),
                violation_error_message=_("The return is before the arrival or the start of the term."),
            ),
            LiveExclusion(
                name="placement_official_is_in_one_place",
                expressions=[
                    ("official", RangeOperators.EQUAL),
                    (
                        Days("starts_on", "ends_on", Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=LIVE),
                violation_error_message=_("The official already has a placement in those days."),
            ),
            LiveExclusion(
                name="placement_post_has_one_guest",
                expressions=[
                    ("host_post", RangeOperators.EQUAL),
                    (
                        Days("starts_on", "ends_on", Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=LIVE),
                violation_error_message=_("The post is held by somebody else in those days."),
            ),
        ]
        indexes = [
            models.Index(
                name="placement_host_days",
                fields=["host_region", "starts_on", "ends_on"],
                condition=Q(state=State.CONFIRMED),
            ),
            models.Index(name="placement_host_post_days", fields=["host_post", "starts_on"]),
            # The order of the back office's list, whose first page else sorts them all.
            models.Index(name="placement_newest_first", fields=["-starts_on", "number"]),
            # What serves, ends and is to come, without the past; and what waits to be confirmed.
            models.Index(name="placement_ends", fields=["ends_on"], condition=Q(state=State.CONFIRMED)),
            models.Index(name="placement_proposed", fields=["host_post"], condition=Q(state=State.PROPOSED)),
            # Which term of a post ended last, and which ends next: its vacancies.
            models.Index(
                name="placement_host_post_ends",
                fields=["host_post", "ends_on"],
                condition=Q(state=State.CONFIRMED),
            ),
        ]

    def __str__(self):
        return self.number

    def fill_in(self):
        """Take from the cycle and the posts what was left open: the days, the home post, the regions."""
        if self.official_id and (not self.home_post_id or self._state.adding):
            self.home_post = self.official.home_post
        if self.home_post_id:
            self.home_region_id = self.home_post.region_id
        if self.host_post_id:
            self.host_region_id = self.host_post.region_id
        if self.cycle_id:
            self.starts_on = self.starts_on or self.cycle.starts_on
            self.original_ends_on = self.original_ends_on or self.cycle.ends_on
        self.ends_on = self.original_ends_on

    def phase(self, *, on):
        """Where a confirmed placement stands on the day, from its dates alone."""
        if on < self.starts_on:
            return Phase.UPCOMING
        if on <= self.ends_on:
            return Phase.SERVING
        return Phase.ENDED_EARLY if self.ends_on < self.original_ends_on else Phase.ENDED

    def days_left(self, *, on):
        """Days after the day until the current end: 0 on the last day, negative afterwards."""
        return (self.ends_on - on).days

    def is_ending_soon(self, *, on):
        return self.phase(on=on) == Phase.SERVING and self.days_left(on=on) <= self.cycle.ending_soon_days

    @property
    def is_live(self):
        return self.state in LIVE

    @property
    def is_extended(self):
        return self.ends_on > self.original_ends_on

    @property
    def days_in_all(self):
        return (self.ends_on - self.starts_on).days + 1

    @property
    def months(self):
        return whole_months(self.starts_on, self.ends_on)

    @property
    def is_congress_decision_known(self):
        return bool(self.congress_decision_number and self.congress_decision_on)

    @property
    def has_appointment_document(self):
        """Whether anything of the document that appoints is recorded."""
        return bool(self.appointment_document_number or self.appointment_document_on)

    @property
    def is_appointment_outstanding(self):
        """The post needs a people's congress decision, and its number or date is missing.

        Organic Law of Local People's Congresses and Governments, article 50: standing committees
        decide on deputy mayors and deputy county and district heads.
        """
        return self.host_post.needs_congress_decision and not self.is_congress_decision_known

    @property
    def host_title(self):
        """The host title as the notice words it, marked where the appointment is still to come."""
        post = self.host_post
        return host_title(self, post.title, needs_decision=post.needs_congress_decision, name=in_language)
