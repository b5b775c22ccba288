"""What waits for the office: each line a number and the list behind it, in the order of the work.

The overview and the first page of the back office show the same lines. A new one is a `Line` more in
LINES: its words, the permission that its list asks for, how it is counted and where it leads.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from officials.admin_site import Waiting
from officials.models import Official, User
from placements.arrivals import DAYS_LOOKED_BACK, DAYS_UNTIL_MISSED
from placements.models import ExtensionRequest, Import, Nomination, Notice, Placement
from placements.models.endings import NOTHING, endings
from placements.notices.people import MODEL_BACKEND

SOON = 90  # days


@dataclass(frozen=True)
class Line:
    """A kind of thing that waits."""

    label: str | Promise
    permission: str
    count: Callable  # count(user, on, at) -> how many
    name: str  # of the list behind the number
    query: str = ""  # what the list is asked for; {soon} is the day until which endings are near


def appointment_outstanding(placements, *, on):
    """The confirmed ones whose `is_appointment_outstanding` is true and that have not ended."""
    missing = Q(congress_decision_number="") | Q(congress_decision_on=None)
    return placements.confirmed().filter(missing, host_post__needs_congress_decision=True, ends_on__gte=on)


def _requests(user, on, at):
    return ExtensionRequest.objects.reviewable_by(user).waiting().count()


def _papers(user, on, at):
    return ExtensionRequest.objects.reviewable_by(user).paper_outstanding().count()


def _proposals(user, on, at):
    return Placement.objects.proposed().count()


def _appointments(user, on, at):
    return appointment_outstanding(Placement.objects.all(), on=on).count()


def soon_day(on):
    """The last day of the endings that are near."""
    return on + dt.timedelta(days=SOON)


def _unarranged(user, on, at):
    ending = endings().end_between(on, soon_day(on)).with_arrangement()
    return ending.filter(arranged__in=NOTHING).count()


def _notices(user, on, at):
    return Notice.objects.visible_to(user).needing_somebody().count()


def _arrivals(user, on, at):
    return Placement.objects.confirmed().not_seen_at_the_host(on=on, days=DAYS_UNTIL_MISSED).count()


def _returns(user, on, at):
    span = {"days": DAYS_UNTIL_MISSED, "at_most": DAYS_LOOKED_BACK}
    return Placement.objects.confirmed().not_seen_back_home(on=on, **span).count()


def officials_without_address(*, on):
    """Officials serving or about to, to whom nothing can be sent."""
    placed = Placement.objects.confirmed().current_or_upcoming(on=on).values("official")
    return Official.objects.filter(email="", pk__in=placed)


def _officials(user, on, at):
    return officials_without_address(on=on).count()


def _coordinators(user, on, at):
    decide = User.objects.with_perm("placements.decide_extension", backend=MODEL_BACKEND, include_superusers=False)
    return decide.filter(is_active=True, email="").count()


def _nominations(standing):
    return lambda _user, _on, _at: Nomination.objects.with_placed().that_stand(standing).count()


def _imports(user, _on, at):
    return Import.objects.waiting(at=at).filter(checked_by=user).count()


LINES = [
    Line(_("Extension requests to decide"), "placements.decide_extension", _requests, "placements:extension_list"),
    Line(
        _("Terms ending within 90 days, nothing arranged"),
        "placements.view_extensionrequest",
        _unarranged,
        "placements:ending_list",
        "?until={soon}&what=nothing",
    ),
    Line(
        _("Papers outstanding"),
        "placements.decide_extension",
        _papers,
        "placements:extension_list",
        "?state=paper",
    ),
    Line(
        _("Nominations to check"),
        "placements.view_nomination",
        _nominations("put_forward"),
        "placements:nomination_list",
        "?state=put_forward",
    ),
    Line(
        _("Nominees without a placement"),
        "placements.view_nomination",
        _nominations("checked"),
        "placements:nomination_list",
        "?state=checked",
    ),
    Line(
        _("Files checked, not imported"),
        "placements.view_import",
        _imports,
        "admin:placements_import_changelist",
        "?state=mine",
    ),
    Line(
        _("Proposals to confirm"),
        "placements.confirm_placement",
        _proposals,
        "admin:placements_placement_changelist",
        "?state=proposed",
    ),
    Line(
        _("Appointments outstanding"),
        "placements.confirm_placement",
        _appointments,
        "admin:placements_placement_changelist",
        "?appointment=outstanding",
    ),
    Line(_("Arrivals not recorded"), "placements.confirm_placement", _arrivals, "placements:arrival_list"),
    Line(
        _("Returns not recorded"),
        "placements.confirm_placement",
        _returns,
        "placements:arrival_list",
        "?what=return",
    ),
    Line(
        _("Notices that failed or perhaps failed"),
        "placements.handle_notice",
        _notices,
        "placements:notice_list",
        "?state=attention",
    ),
    Line(_("Officials without an e-mail address"), "placements.handle_notice", _officials, "placements:notice_list"),
    Line(
        _("Coordinators without an e-mail address"), "placements.handle_notice", _coordinators, "placements:notice_list"
    ),
]


def what_waits(user, *, on, at):
    """The lines for this person, those at nought included: that nothing waits is worth knowing too."""
    return [
        Waiting(str(line.label), line.count(user, on, at), reverse(line.name) + line.query.format(soon=soon_day(on)))
        for line in LINES
        if user.has_perm(line.permission)
    ]
