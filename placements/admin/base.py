"""What the lists and forms of the exchange do alike."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from officials.admin.base import OfficeAdmin
from officials.admin.base import ReadOnly as ReadOnlyRows
from officials.admin_site import Section

EXCHANGE = Section(1, _("The exchange"))

# How the audit trail's names of actions are said.
ACTION_NAMES = {
    "propose_placement": _("proposal of a placement"),
    "correct_placement": _("correction of a placement"),
    "confirm_placement": _("confirmation of a placement"),
    "withdraw_placement": _("withdrawal of a placement"),
    "cancel_placement": _("cancellation of a placement"),
    "return_early": _("early return"),
    "reverse_early_return": _("early return taken back"),
    "close_cycle": _("closing of a cycle"),
    "draft_extension": _("draft of a request"),
    "discard_draft": _("draft discarded"),
    "submit_extension": _("request sent"),
    "withdraw_extension": _("request withdrawn"),
    "return_extension": _("request returned for correction"),
    "record_opinion": _("opinion recorded"),
    "approve_extension": _("request approved"),
    "decline_extension": _("request declined"),
    "reverse_extension": _("approval reversed"),
}


class ExchangeAdmin(OfficeAdmin):
    section = EXCHANGE
    action_names = ACTION_NAMES


class ReadOnly(ReadOnlyRows):
    """Rows that only actions write."""


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    """Rows that only actions write, beside what they belong to."""

    extra = 0
    max_num = 0
    show_change_link = True
