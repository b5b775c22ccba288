"""What waits for the office: each line a number and the list behind it, in the order of the work.

The overview and the first page of the back office show the same lines. A new one is a `Line` more in
LINES: its words, the permission that its list asks for, how it is counted and where it leads. What two
lines ask of the same rows is a property of `Counts`, so that it is asked once.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from officials.admin_site import Waiting
from officials.models import Official, User
from placements.arrivals import DAYS_LOOKED_BACK, DAYS_UNTIL_MISSED
from placements.context import requests_waiting
from placements.models import ExtensionRequest, Import, Nomination, Notice, Placement
from placements.models.endings import NOTHING, endings
from placements.models.nominations import NominationState
from placements.notices.people import MODEL_BACKEND

SOON = 90  # days


@dataclass(frozen=True)
class Line:
    """A kind of thing that waits."""

    label: str | Promise
    permission: str
    count: Callable[["Counts"], int]
    name: str  # of the list behind the number
    query: str = ""  # what the list is asked for; {soon} is the day until which endings are near


def appointment_outstanding(placements, *, on):
    """The confirmed ones whose `is_appointment_outstanding` is true and that have not ended."""
    missing = Q(congress_decision_number="") | Q(congress_decision_on=None)
    return placements.confirmed().filter(missing, host_post__needs_congress_decision=True, ends_on__gte=on)


def soon_day(on):
    """The last day of the endings that are near."""
    return on + dt.timedelta(days=SOON)


def officials_without_address(*, on):
    """Officials serving or about to, to whom nothing can be sent."""
    placed = Placement.objects.confirmed().current_or_upcoming(on=on).values("official")
    return Official.objects.filter(email="", pk__in=placed)


class Counts:
    """How much of everything waits for this person; each is counted when it is asked for."""

    def __init__(self, user, *, on, at, unarranged=None):
        self.user, self.on, self.at = user, on, at
        self._unarranged = unarranged  # where the page has counted it already

    def requests(self):
        return requests_waiting(self.user)

    def unarranged(self):
        if self._unarranged is not None:
            return self._unarranged
        ending = endings().end_between(self.on, soon_day(self.on)).with_arrangement()
        return ending.filter(arranged__in=NOTHING).count()

    def papers(self):
        return ExtensionRequest.objects.reviewable_by(self.user).paper_outstanding().count()

    @cached_property
    def _nominations(self):
        """Those that can still be placed, by their state: two lines."""
        waiting = Nomination.objects.with_placed().that_wait().order_by()
        return dict(waiting.values_list("state").annotate(Count("pk")))

    def nominations_to_check(self):
        return self._nominations.get(NominationState.PUT_FORWARD, 0)

    def nominees_to_place(self):
        return self._nominations.get(NominationState.CHECKED, 0)

    def imports(self):
        return Import.objects.waiting(at=self.at).filter(checked_by=self.user).count()

    def proposals(self):
        return Placement.objects.proposed().count()

    def appointments(self):
        return appointment_outstanding(Placement.objects.all(), on=self.on).count()

    def arrivals(self):
        return Placement.objects.confirmed().not_seen_at_the_host(on=self.on, days=DAYS_UNTIL_MISSED).count()

    def returns(self):
        span = {"days": DAYS_UNTIL_MISSED, "at_most": DAYS_LOOKED_BACK}
        return Placement.objects.confirmed().not_seen_back_home(on=self.on, **span).count()

    def notices(self):
        return Notice.objects.visible_to(self.user).needing_somebody().count()

    def officials(self):
        return officials_without_address(on=self.on).count()

    def coordinators(self):
        decide = User.objects.with_perm("placements.decide_extension", backend=MODEL_BACKEND, include_superusers=False)
        return decide.filter(is_active=True, email="").count()


LINES = [
    Line(
        _("Extension requests to decide"), "placements.decide_extension", Counts.requests, "placements:extension_list"
    ),
    Line(
        _("Terms ending within 90 days, nothing arranged"),
        "placements.view_extensionrequest",
        Counts.unarranged,
        "placements:ending_list",
        "?until={soon}&what=nothing",
    ),
    Line(
        _("Papers outstanding"),
        "placements.decide_extension",
        Counts.papers,
        "placements:extension_list",
        "?state=paper",
    ),
    Line(
        _("Nominations to check"),
        "placements.view_nomination",
        Counts.nominations_to_check,
        "placements:nomination_list",
        "?state=put_forward",
    ),
    Line(
        _("Nominees without a placement"),
        "placements.view_nomination",
        Counts.nominees_to_place,
        "placements:nomination_list",
        "?state=checked",
    ),
    Line(
        _("Files checked, not imported"),
        "placements.view_import",
        Counts.imports,
        "admin:placements_import_changelist",
        "?state=mine",
    ),
    Line(
        _("Proposals to confirm"),
        "placements.confirm_placement",
        Counts.proposals,
        "admin:placements_placement_changelist",
        "?state=proposed",
    ),
    Line(
        _("Appointments outstanding"),
        "placements.confirm_placement",
        Counts.appointments,
        "admin:placements_placement_changelist",
        "?appointment=outstanding",
    ),
    Line(_("Arrivals not recorded"), "placements.confirm_placement", Counts.arrivals, "placements:arrival_list"),
    Line(
        _("Returns not recorded"),
        "placements.confirm_placement",
        Counts.returns,
        "placements:arrival_list",
        "?what=return",
    ),
    Line(
        _("Notices that failed or perhaps failed"),
        "placements.handle_notice",
        Counts.notices,
        "placements:notice_list",
        "?state=attention",
    ),
    Line(
        _("Officials without an e-mail address"), "placements.handle_notice", Counts.officials, "placements:notice_list"
    ),
    Line(
        _("Coordinators without an e-mail address"),
        "placements.handle_notice",
        Counts.coordinators,
        "placements:notice_list",
    ),
]


def what_waits(user, *, on, at, unarranged=None):
    """The lines for this person, those at nought included: that nothing waits is worth knowing too."""
    counts = Counts(user, on=on, at=at, unarranged=unarranged)
    return [
        Waiting(str(line.label), line.count(counts), reverse(line.name) + line.query.format(soon=soon_day(on)))
        for line in LINES
        if user.has_perm(line.permission)
    ]
