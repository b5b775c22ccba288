"""Where a warning was overridden, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce
from officials.history import tracked
from placements.models.extensions import ExtensionRequest
from placements.models.placements import Placement


@tracked()
class Departure(CheckedAtOnce):
    """Somebody read a warning and went on: the rule, its sentence, their reason. Append-only."""

    placement = models.ForeignKey(
        Placement,
        models.PROTECT,
        verbose_name=_("placement"),
        related_name="departures",
        null=True,
        blank=True,
    )
    request = models.ForeignKey(
        ExtensionRequest,
        models.PROTECT,
        verbose_name=_("request"),
        related_name="departures",
        null=True,
        blank=True,
    )
    rule = models.CharField(_("rule"), max_length=40)
    sentence = models.CharField(_("warning"), max_length=500)
    reason = models.CharField(_("reason"), max_length=1000)
    departed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    departed_at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["departed_at", "pk"]
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        constraints = [
            models.CheckConstraint(
                name="departure_is_of_a_placement_or_a_request",
                condition=Q(placement__isnull=False, request__isnull=True)
                | Q(placement__isnull=True, request__isnull=False),
            ),
            models.CheckConstraint(
                name="departure_has_its_reason",
                condition=~Q(reason="") & ~Q(sentence=""),
            ),
        ]

    def __str__(self):
        return self.sentence
