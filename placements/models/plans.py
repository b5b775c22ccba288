"""A plan: which nominated official is suggested for which offered post in one direction, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of
from officials.history import tracked
from officials.models import Jurisdiction
from placements.models.cycles import Cycle
from placements.models.nominations import Nomination
from placements.models.offers import PostOffer
from placements.models.placements import Placement
from placements.planning.words import every_sentence


class PlanRowState(models.TextChoices):
    """What somebody decided of a suggested pair."""

    SUGGESTED = "suggested", _("suggested")
    ACCEPTED = "accepted", _("accepted")
    SKIPPED = "skipped", _("skipped")
    PROPOSED = "proposed", _("proposed as a placement")
    SET_ASIDE = "set_aside", _("set aside")  # a later version or another choice took its place


PLAN_ROW_MOVES = {
    PlanRowState.SUGGESTED: {PlanRowState.ACCEPTED, PlanRowState.SKIPPED, PlanRowState.SET_ASIDE},
    PlanRowState.ACCEPTED: {PlanRowState.SUGGESTED, PlanRowState.PROPOSED, PlanRowState.SET_ASIDE},
    PlanRowState.SKIPPED: {PlanRowState.SUGGESTED, PlanRowState.ACCEPTED, PlanRowState.SET_ASIDE},
    PlanRowState.PROPOSED: set(),
    PlanRowState.SET_ASIDE: {PlanRowState.ACCEPTED},
}

# Rows that hold their official and their post within the plan.
OPEN_ROWS = [PlanRowState.SUGGESTED, PlanRowState.ACCEPTED]
DECIDED_ROWS = [PlanRowState.ACCEPTED, PlanRowState.SKIPPED, PlanRowState.PROPOSED]


class PlanQuerySet(models.QuerySet):
    """Finishes the sentence "plans that are …"."""

    def current(self):
        """The latest version of each direction."""
        later = Plan.objects.filter(
            cycle=OuterRef("cycle"),
            home_region=OuterRef("home_region"),
            host_region=OuterRef("host_region"),
            version__gt=OuterRef("version"),
        )
        return self.exclude(Exists(later.order_by()))


@tracked()
class Plan(CheckedAtOnce):
    """One version of the assignment of one direction. A new suggestion is a new version; the decisions go along.

    The points are reckoned by the cycle's weights of that day, which the plan keeps.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="plans")
    home_region = models.ForeignKey(Jurisdiction, models.PROTECT, verbose_name=_("home region"), related_name="+")
    host_region = models.ForeignKey(Jurisdiction, models.PROTECT, verbose_name=_("host region"), related_name="+")
    version = models.PositiveSmallIntegerField(_("version"))
    fit_expertise = models.PositiveSmallIntegerField(_("weight of expertise in the fit"))
    fit_tier = models.PositiveSmallIntegerField(_("weight of the tier in the fit"))
    fit_knowledge = models.PositiveSmallIntegerField(_("weight of field and place known in the fit"))
    total = models.PositiveIntegerField(_("total fit"), help_text=_("Of the pairs that were suggested or kept."))
    is_best = models.BooleanField(_("proven to be the best"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("suggested at the request of"), related_name="+"
    )
    made_at = models.DateTimeField(_("suggested at"))
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    agreeing_body = models.CharField(_("meeting that agreed"), max_length=200, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("agreement recorded by"),
        related_name="+",
        null=True,
        blank=True,
    )
    agreed_at = models.DateTimeField(_("agreement recorded at"), null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "home_region", "host_region", "-version"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                name="plan_version_once_a_direction",
                fields=["cycle", "home_region", "host_region", "version"],
                violation_error_message=_("Somebody else asked for a suggestion at the same moment; look at theirs."),
            ),
            models.CheckConstraint(
                name="plan_regions_differ",
                condition=~Q(home_region=F("host_region")),
                violation_error_message=_("The home region and the host region differ."),
            ),
            models.CheckConstraint(name="plan_versions_begin_at_one", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="plan_weights_make_100", condition=Q(fit_expertise=100 - F("fit_tier") - F("fit_knowledge"))
            ),
            days_within_the_century("agreed_on", name="plan_day_is_of_this_century"),
            models.CheckConstraint(
                name="plan_agreement_is_whole_or_absent",
                condition=(
                    Q(agreed_on__isnull=False, agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreeing_body="")
                )
                | Q(agreed_on__isnull=True, agreed_by__isnull=True, agreed_at__isnull=True, agreeing_body=""),
            ),
        ]

    def __str__(self):
        return _("plan v{n}").format(n=self.version)

    @property
    def is_agreed(self):
        return self.agreed_on is not None


class PlanRowQuerySet(models.QuerySet):
    """Finishes the sentence "rows that are …"."""

    def open(self):
        """Suggested or accepted: they hold official and post within their plan."""
        return self.filter(state__in=OPEN_ROWS)

    def accepted(self):
        return self.filter(state=PlanRowState.ACCEPTED)

    def best_first(self):
        total = F("expertise_points") + F("tier_points") + F("knowledge_points")
        return self.annotate(points_in_all=total).order_by("-points_in_all", "offer__number", "pk")


@tracked()
class PlanRow(CheckedAtOnce):
    """An official beside an offered post: the fit with its reasons, and what somebody decided.

    Accepting holds official and post at once, in whichever plan, until the placement is proposed or
    the decision is undone. The points are for coordinators alone and are never printed or exported.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, verbose_name=_("plan"), related_name="rows")
    nomination = models.ForeignKey(Nomination, models.PROTECT, verbose_name=_("nomination"), related_name="plan_rows")
    offer = models.ForeignKey(PostOffer, models.PROTECT, verbose_name=_("offered post"), related_name="plan_rows")
    expertise_points = models.PositiveSmallIntegerField(_("points for expertise"))
    tier_points = models.PositiveSmallIntegerField(_("points for the tier"))
    knowledge_points = models.PositiveSmallIntegerField(_("points for field and place known"))
    reasons = models.JSONField(_("reasons"), help_text=_("Codes with their numbers; told in either language."))
    by_hand = models.BooleanField(_("chosen by hand"), default=False)
    is_fixed = models.BooleanField(_("kept in the next suggestion"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=PlanRowState, default=PlanRowState.SUGGESTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("decided by"),
        related_name="+",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    placement = models.OneToOneField(
        Placement,
        models.PROTECT,
        verbose_name=_("placement"),
        related_name="plan_row",
        null=True,
        blank=True,
    )

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "pk"]
        verbose_name = _("row of a plan")
        verbose_name_plural = _("rows of plans")
        constraints = [
            one_of("state", PlanRowState, name="plan_row_state_is_known"),
            models.UniqueConstraint(name="plan_row_pair_once_a_plan", fields=["plan", "nomination", "offer"]),
            models.UniqueConstraint(
                name="plan_row_official_once_a_plan",
                fields=["plan", "nomination"],
                condition=Q(state__in=OPEN_ROWS),
                violation_error_message=_("The official has another post in this plan."),
            ),
            models.UniqueConstraint(
                name="plan_row_post_once_a_plan",
                fields=["plan", "offer"],
                condition=Q(state__in=OPEN_ROWS),
                violation_error_message=_("The post is given to somebody else in this plan."),
            ),
            models.UniqueConstraint(
                name="plan_row_official_accepted_once",
                fields=["nomination"],
                condition=Q(state=PlanRowState.ACCEPTED),
                violation_error_message=_("The official is accepted for another post."),
            ),
            models.UniqueConstraint(
                name="plan_row_post_accepted_once",
                fields=["offer"],
                condition=Q(state=PlanRowState.ACCEPTED),
                violation_error_message=_("Somebody else is accepted for this post."),
            ),
            models.CheckConstraint(
                name="plan_row_points_are_of_a_hundred",
                condition=Q(expertise_points__lte=100 - F("tier_points") - F("knowledge_points")),
            ),
            models.CheckConstraint(
                name="plan_row_decision_is_whole_or_absent",
                condition=Q(
                    state__in=[*DECIDED_ROWS, PlanRowState.SET_ASIDE],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(
                    state__in=[PlanRowState.SUGGESTED, PlanRowState.SET_ASIDE],
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="plan_row_has_its_placement",
                condition=Q(state=PlanRowState.PROPOSED, placement__isnull=False)
                | (~Q(state=PlanRowState.PROPOSED) & Q(placement__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.nomination.official}, {self.offer}"

    @property
    def total(self):
        return self.expertise_points + self.tier_points + self.knowledge_points

    @property
    def reason_sentences(self):
        """Every reason, in the language of the page."""
        return every_sentence(self.reasons)
