"""What the lists and forms of the exchange do alike."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from officials.admin.base import OfficeAdmin
from officials.admin.base import ReadOnly as ReadOnlyRows
from officials.admin_site import Section
from placements.action_names import ACTION_NAMES
from placements.trail import ExchangeReader

EXCHANGE = Section(1, _("The exchange"))
AUDIT = Section(4, _("Audit trail"))


def by(model, column):
    """The account in that column by its name: a link would lead where coordinators have no business."""
    field = model._meta.get_field(column)

    @admin.display(description=field.verbose_name)
    def name(row):
        return getattr(row, column) or "–"

    name.__name__ = column
    return name


@admin.display(description=_("late"), ordering="is_late")
def late(request):
    """A tag on those that are; on the others nothing, and no red mark for being in time."""
    return _("late") if request.is_late else ""


class ExchangeAdmin(OfficeAdmin):
    section = EXCHANGE
    action_names = ACTION_NAMES
    trail_reader = ExchangeReader


class ReadOnly(ReadOnlyRows):
    """Rows that only actions write."""


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    """Rows that only actions write, beside what they belong to."""

    extra = 0
    max_num = 0
