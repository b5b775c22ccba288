"""Which lists left the house, on paper or as a file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of
from officials.history import tracked
from officials.models import Jurisdiction


class ListKind(models.TextChoices):
    ROSTER = "roster", _("roster")
    CONTACTS = "contacts", _("contact list")
    LEADERS = "leaders", _("leaders’ list")
    BRIEFING = "briefing", _("briefing")
    AUDIT = "audit", _("audit trail")
    PROPOSALS = "proposals", _("list of proposed matches")
    NOMINATIONS = "nominated", _("nominations")
    OFFERS = "offers", _("offered posts")


# Lists of the whole exchange.
OF_NO_PLACE = [ListKind.AUDIT, ListKind.NOMINATIONS, ListKind.OFFERS]


class Medium(models.TextChoices):
    WORKBOOK = "xlsx", _("Excel workbook")
    CSV = "csv", _("CSV file")
    PAPER = "paper", _("page to print")


@tracked()
class Export(CheckedAtOnce):
    """Somebody took a list out: which, with what filters, how many rows. Append-only."""

    kind = models.CharField(_("list"), max_length=10, choices=ListKind)
    medium = models.CharField(_("medium"), max_length=5, choices=Medium)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, verbose_name=_("jurisdiction"), null=True, blank=True, related_name="+"
    )
    as_of_on = models.DateField(_("as of"))
    filters = models.TextField(_("filters"), help_text=_("In the words that the person read."))
    asked = models.TextField(_("query"), blank=True, help_text=_("The part of the address behind the question mark."))
    rows = models.PositiveIntegerField(_("rows"))
    exported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    exported_at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["-exported_at", "-pk"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = [
            one_of("kind", ListKind, name="export_kind_is_known"),
            one_of("medium", Medium, name="export_medium_is_known"),
            models.CheckConstraint(
                name="export_is_of_a_place_or_of_the_whole",
                condition=models.Q(jurisdiction__isnull=False) | models.Q(kind__in=OF_NO_PLACE),
            ),
            days_within_the_century("as_of_on", name="export_day_is_of_this_century"),
        ]

    def __str__(self):
        return " / ".join(filter(None, [str(self.get_kind_display()), self.jurisdiction_id]))
