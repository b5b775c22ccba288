"""A cycle with its policy numbers, its places by direction, and the running numbers given in it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of, whole_or_absent
from officials.history import tracked
from officials.models import Jurisdiction, Tier
from officials.models.vocabulary import TwoNames, in_language


def count_field(name, *, default, least=0, most=2000, **options):
    """A policy number: whole, bounded, never empty."""
    return models.PositiveSmallIntegerField(
        name,
        default=default,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
        **options,
    )


@tracked()
class Cycle(TwoNames):
    """One round of the exchange. Its policy numbers are fields, so that old cycles keep old rules."""

    year = models.PositiveSmallIntegerField(
        _("year"),
        unique=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2099)],
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), help_text=_("Inclusive."))
    programme_ends_on = models.DateField(_("last day of the programme"))
    least_months = count_field(_("least months of a term"), default=12, least=12, most=60)
    window_opens_days = count_field(_("requests open, days before the current end"), default=120)
    on_time_days = count_field(_("on time until, days before the current end"), default=60)
    late_days_after_end = count_field(_("late requests taken, days after the end"), default=0)
    most_extension_months = count_field(_("most months of one extension"), default=12, least=1, most=60)
    most_months = count_field(_("most months in all"), default=24, least=12, most=120)
    ending_soon_days = count_field(_("days that count as ending soon"), default=90)
    opinion_days = count_field(_("working days for an opinion"), default=7, least=1, most=365)
    decision_days = count_field(_("days for a decision"), default=28, least=1, most=365)
    fit_expertise = count_field(_("weight of expertise in the fit"), default=60, most=100)
    fit_tier = count_field(_("weight of the tier in the fit"), default=25, most=100)
    fit_knowledge = count_field(_("weight of field and place known in the fit"), default=15, most=100)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("closed by"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    made_from = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("made from"),
        related_name="made_into",
        null=True,
        blank=True,
        editable=False,
    )
    made_at = models.DateTimeField(_("made from it at"), null=True, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("made from it by"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    class Meta:
        ordering = ["-year"]
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        constraints = [
            models.CheckConstraint(
                name="cycle_does_not_end_before_it_starts",
                condition=Q(starts_on__lte=F("ends_on"), ends_on__lte=F("programme_ends_on")),
                violation_error_message=_(
                    "The first day, the last day and the last day of the programme follow each other."
                ),
            ),
            models.CheckConstraint(
                name="cycle_window_opens_before_it_closes",
                condition=Q(window_opens_days__gte=F("on_time_days")),
                violation_error_message=_("Requests open before the last day on which they are on time."),
            ),
            models.CheckConstraint(
                name="cycle_fit_weights_make_100",
                condition=Q(fit_expertise=100 - F("fit_tier") - F("fit_knowledge")),
                violation_error_message=_("The three weights of the fit add up to 100."),
            ),
            days_within_the_century(
                "starts_on",
                "ends_on",
                "programme_ends_on",
                name="cycle_days_are_of_this_century",
            ),
            whole_or_absent("closed_at", "closed_by", name="cycle_closing_is_whole_or_absent"),
            whole_or_absent("made_from", "made_at", "made_by", name="cycle_making_is_whole_or_absent"),
        ]

    @property
    def is_closed(self):
        return self.closed_at is not None

    def clean(self):
        """Refuse another year once numbers were given by it: P-15-0042 is of 2015 for ever."""
        super().clean()
        stored = Cycle.objects.filter(pk=self.pk).exclude(year=self.year)
        if stored.filter(Q(placements__isnull=False) | Q(offers__isnull=False)).exists():
            raise ValidationError({"year": _("Numbers carry this year already; it no longer changes.")})


@tracked()
class SuggestedEnd(CheckedAtOnce):
    """An end that officials are offered when they ask to extend: end of the school year, year end."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="suggested_ends")
    ends_on = models.DateField(_("end"))
    label_en = models.CharField(_("English label"), max_length=80)
    label_zh = models.CharField(_("Chinese label"), max_length=40)

    class Meta:
        ordering = ["ends_on"]
        verbose_name = _("suggested end")
        verbose_name_plural = _("suggested ends")
        constraints = [
            models.UniqueConstraint(name="suggested_end_once_a_cycle", fields=["cycle", "ends_on"]),
            days_within_the_century("ends_on", name="suggested_end_is_of_this_century"),
        ]

    def __str__(self):
        return in_language(self.label_zh, self.label_en)


@tracked()
class GuideAge(CheckedAtOnce):
    """The age that officials of a tier should not be over when they start. A guide: the rule only warns."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="guide_ages")
    tier = models.CharField(_("tier"), max_length=12, choices=Tier)
    age = models.PositiveSmallIntegerField(_("age"), validators=[MinValueValidator(18), MaxValueValidator(80)])

    class Meta:
        ordering = ["cycle", "age"]
        verbose_name = _("guide age")
        verbose_name_plural = _("guide ages")
        constraints = [
            models.UniqueConstraint(name="guide_age_one_a_tier", fields=["cycle", "tier"]),
            one_of("tier", Tier, name="guide_age_tier_is_known"),
        ]

    def __str__(self):
        return f"{self.get_tier_display()}{pgettext('after a label', ': ')}{self.age}"


@tracked()
class Quota(CheckedAtOnce):
    """Places for one direction in one cycle. Proposed and confirmed placements count, early ends included."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="quotas")
    home_region = models.ForeignKey(Jurisdiction, models.PROTECT, verbose_name=_("home region"), related_name="+")
    host_region = models.ForeignKey(Jurisdiction, models.PROTECT, verbose_name=_("host region"), related_name="+")
    places = models.PositiveSmallIntegerField(_("places"))
    is_trial = models.BooleanField(_("trial"), default=False)

    class Meta:
        ordering = ["cycle", "home_region", "host_region"]
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        constraints = [
            models.UniqueConstraint(
                name="quota_one_a_direction",
                fields=["cycle", "home_region", "host_region"],
            ),
            models.CheckConstraint(
                name="quota_regions_differ",
                condition=~Q(home_region=F("host_region")),
                violation_error_message=_("The home region and the host region differ."),
            ),
        ]

    def __str__(self):
        return f"{self.direction}{pgettext('after a label', ': ')}{self.places}"

    @property
    def direction(self):
        return _("{home} to {host}").format(home=self.home_region.name, host=self.host_region.name)


class Series(CheckedAtOnce):
    """The last running number given of a kind in a year: P placements, R requests, V offered posts."""

    kind = models.CharField(max_length=1)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="series_one_a_kind_and_year", fields=["kind", "year"])]

    def __str__(self):
        return f"{self.kind}-{self.year % 100:02d}-{self.last:04d}"


def next_number(kind, year):
    """The next number of the series, like P-15-0042.

    The row stays locked until the transaction ends, so the numbers have no gaps: take one after
    every other lock, or it queues everybody and hides a lock that is missing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into placements_series as s (kind, year, last) values (%s, %s, 1)"
            " on conflict (kind, year) do update set last = s.last + 1 returning last",
            [kind, year],
        )
        (last,) = cursor.fetchone()
    return f"{kind}-{year % 100:02d}-{last:04d}"
