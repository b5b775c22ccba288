"""What the lists and forms of the exchange do alike."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from officials.admin.base import OfficeAdmin
from officials.admin.base import ReadOnly as ReadOnlyRows
from officials.admin_site import Section

EXCHANGE = Section(1, _("The exchange"))
AUDIT = Section(4, _("Audit trail"))

# How the audit trail's names of actions are said.
ACTION_NAMES = {
    "propose_placement": _("proposal of a placement"),
    "correct_placement": _("correction of a placement"),
    "confirm_placement": _("confirmation of a placement"),
    "withdraw_placement": _("withdrawal of a placement"),
    "cancel_placement": _("cancellation of a placement"),
    "return_early": _("early return"),
    "reverse_early_return": _("early return taken back"),
    "record_export": _("list exported or printed"),
    "record_arrival": _("arrival recorded"),
    "correct_arrival": _("arrival corrected"),
    "record_return": _("return recorded"),
    "correct_return": _("return corrected"),
    "check_file": _("file checked"),
    "import_file": _("file imported"),
    "enter_official": _("official from a file"),
    "enter_post": _("post from a file"),
    "close_cycle": _("closing of a cycle"),
    "draft_extension": _("draft of a request"),
    "discard_draft": _("draft discarded"),
    "enter_extension": _("request entered on behalf"),
    "submit_extension": _("request sent"),
    "withdraw_extension": _("request withdrawn"),
    "return_extension": _("request returned for correction"),
    "record_opinion": _("opinion recorded"),
    "approve_extension": _("request approved"),
    "decline_extension": _("request declined"),
    "reverse_extension": _("approval reversed"),
    "remind_official": _("official reminded"),
    "resend_notice": _("notice sent again"),
    "settle_notice": _("notice recorded as arrived"),
    "drop_notice": _("notice set aside"),
}


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


class ReadOnly(ReadOnlyRows):
    """Rows that only actions write."""


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    """Rows that only actions write, beside what they belong to."""

    extra = 0
    max_num = 0
