"""The term ledger: every end that a placement has had, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of, one_of_or_blank
from officials.history import tracked
from placements.models.extensions import ExtensionRequest
from placements.models.placements import Placement


class EntryKind(models.TextChoices):
    ORIGINAL = "original", _("original end")
    EXTENSION = "extension", _("extension")
    EARLY_RETURN = "early_return", _("early return")
    REVERSAL = "reversal", _("reversal")


class EarlyReturnReason(models.TextChoices):
    """Neutral on purpose: what must not be written here goes under the last one."""

    COMPLETED = "completed", _("task completed")
    HOME_NEEDS = "home_needs", _("needed at the home organisation")
    HOME_POST_CHANGED = "home_post_changed", _("change of home post")
    HOST_CHANGED = "host_changed", _("host post or organisation changed")
    OWN_REQUEST = "own_request", _("own request")
    LEAVING = "leaving", _("retirement or leaving service")
    ORGANISATIONAL = "organisational", _("other organisational reasons")


@tracked()
class TermEntry(CheckedAtOnce):
    """One line of the ledger. Append-only; a placement's current end is always that of its latest entry."""

    placement = models.ForeignKey(Placement, models.PROTECT, verbose_name=_("placement"), related_name="term")
    serial = models.PositiveSmallIntegerField(_("serial"))
    kind = models.CharField(_("kind"), max_length=12, choices=EntryKind)
    previous_ends_on = models.DateField(_("end before"), null=True, blank=True)
    ends_on = models.DateField(_("end"))
    request = models.OneToOneField(
        ExtensionRequest,
        models.PROTECT,
        verbose_name=_("request"),
        related_name="entry",
        null=True,
        blank=True,
    )
    undoes = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("undoes"),
        related_name="undone_by",
        null=True,
        blank=True,
    )
    reason = models.CharField(_("reason"), max_length=20, choices=EarlyReturnReason, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("entered by"),
        related_name="+",
    )
    entered_at = models.DateTimeField(_("entered at"))

    class Meta:
        ordering = ["placement", "serial"]
        verbose_name = _("term record")
        verbose_name_plural = _("term records")
        constraints = [
            models.UniqueConstraint(name="term_entry_serials_run", fields=["placement", "serial"]),
            one_of("kind", EntryKind, name="term_entry_kind_is_known"),
            one_of_or_blank("reason", EarlyReturnReason, name="term_entry_reason_is_known"),
            models.CheckConstraint(
                name="term_entry_extension_has_its_request",
                condition=Q(kind=EntryKind.EXTENSION, request__isnull=False)
                | (~Q(kind=EntryKind.EXTENSION) & Q(request__isnull=True)),
            ),
            models.CheckConstraint(
                name="term_entry_early_return_has_its_reason",
                condition=(Q(kind=EntryKind.EARLY_RETURN) & ~Q(reason=""))
                | (~Q(kind=EntryKind.EARLY_RETURN) & Q(reason="")),
            ),
            models.CheckConstraint(
                name="term_entry_reversal_names_what_it_undoes",
                condition=Q(kind=EntryKind.REVERSAL, undoes__isnull=False)
                | (~Q(kind=EntryKind.REVERSAL) & Q(undoes__isnull=True)),
            ),
            days_within_the_century(
                "previous_ends_on",
                "ends_on",
                name="term_entry_days_are_of_this_century",
            ),
        ]

    def __str__(self):
        return f"{self.placement.number} / {self.serial}"
