"""What a placement's page shows, and to whom: the official and staff read less than coordinators."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from exchangeoffice.prepared import prepared
from officials.models.officials import Provenance
from placements import arrivals, rules
from placements.models import ExtensionRequest, Placement, PlanRow
from placements.models.extensions import RequestState
from placements.models.ledger import EntryKind
from placements.models.placements import State
from placements.views.standing import Standing

WITH_ALL = [
    "cycle",
    "official__rank",
    "official__professional_title",
    "official__account",
    "home_region",
    "host_region",
    "home_post__organisation",
    "host_post__organisation__jurisdiction__parent",
    "home_contact",
    "host_contact",
    "confirmed_by",
    "proposed_by",
    "closed_by",
    "arrival_recorded_by",
    "return_recorded_by",
    "replaces",
    "paired_with",
    "pair_of",
]


def placements_in_full(user):
    """The placements that the person may open, with what their page shows."""
    return Placement.objects.visible_to(user).select_related(*WITH_ALL).prefetch_related("official__expertise")


@prepared()
def one_of(placements, pk):
    """The one with that key, or 404. It is read from twenty tables, which take longer to plan than to read."""
    return get_object_or_404(placements, pk=pk)


class PlacementFacts:
    """A placement on a day, as far as this person may know it."""

    def __init__(self, placement, user, *, on):
        self.placement, self.user, self.on = placement, user, on
        self.official = placement.official
        self.standing = Standing(placement, on, placement.cycle)
        self.is_own = self.official.account_id == user.pk
        self.is_office = user.has_perm("placements.view_placement")
        self.reads_roster = user.has_perm("placements.view_roster")
        self.reads_requests = user.has_perm("placements.view_extensionrequest") and not self.is_own
        self.reads_person = self.is_office or self.is_own

    @property
    def is_from_article(self):
        return self.official.provenance == Provenance.ARTICLE

    @cached_property
    def entries(self):
        """The ledger, newest first. Others than the office see the lines in force, and no reason of an early return."""
        entries = self.placement.term.select_related("request", "entered_by", "undone_by").order_by("-serial")
        if self.is_office or self.is_own:
            return list(entries)
        return [entry for entry in entries if entry.kind != EntryKind.REVERSAL and not hasattr(entry, "undone_by")]

    @cached_property
    def requests(self):
        if not self.reads_requests:
            return []
        sent = ExtensionRequest.objects.filter(placement=self.placement).exclude(state=RequestState.DRAFT)
        return list(sent.select_related("decided_by").prefetch_related("opinions").order_by("-submitted_at"))

    @cached_property
    def departures(self):
        return list(self.placement.departures.select_related("departed_by")) if self.is_office else []

    @property
    def reads_history(self):
        """The changes of all that belongs to the placement are for the office, and not of one's own."""
        return self.is_office and not self.is_own and self.user.has_perm("officials.view_auditevent")

    @cached_property
    def suggestion(self):
        """The row of the plan that it was proposed from, with its points and reasons: for coordinators alone."""
        if not self._may_plan:
            return None
        return PlanRow.objects.filter(placement=self.placement).select_related("plan", "decided_by").first()

    @property
    def _may_plan(self):
        return self.user.has_perm("placements.view_plan")

    # What can be done now: the same questions guard the doors.

    @cached_property
    def _may_move(self):
        return self.user.has_perm("placements.confirm_placement")

    @property
    def can_confirm(self):
        return self._may_move and self.placement.state == State.PROPOSED

    @property
    def can_cancel(self):
        return self._may_move and self._is_confirmed and self.on < self.placement.starts_on

    @property
    def can_end_early(self):
        return self._may_move and self._is_confirmed and self.standing.is_serving and self.standing.days_left > 0

    @property
    def can_reverse_early_return(self):
        latest = self.entries[0] if self.entries else None
        is_early_return = latest is not None and latest.kind == EntryKind.EARLY_RETURN
        return self._may_move and is_early_return and self.on <= latest.previous_ends_on

    @property
    def can_record_arrival(self):
        is_open = (
            self.placement.arrived_on is None and arrivals.why_not_record_arrival(self.placement, on=self.on) is None
        )
        return self._may_move and is_open

    @property
    def can_record_return(self):
        is_open = (
            self.placement.back_home_on is None and arrivals.why_not_record_return(self.placement, on=self.on) is None
        )
        return self._may_move and is_open

    @property
    def can_correct_arrival(self):
        return self._may_move and self.placement.arrived_on is not None

    @property
    def can_correct_return(self):
        return self._may_move and self.placement.back_home_on is not None

    @property
    def is_arrival_missed(self):
        """For coordinators: somebody should have been seen at the host."""
        return self.is_office and arrivals.is_arrival_missed(self.placement, on=self.on)

    @property
    def is_return_missed(self):
        return self.is_office and arrivals.is_return_missed(self.placement, on=self.on)

    @property
    def has_prints(self):
        """Letters and forms for coordinators; the two forms that the official carries, for the official."""
        return self.is_office or self.is_own

    @cached_property
    def can_enter_extension(self):
        return (
            self.user.has_perm("placements.enter_extension")
            and not self.is_own
            and rules.why_not_ask(self.placement, on=self.on) is None
            and not any(request.state == RequestState.SUBMITTED for request in self.requests)
        )

    @property
    def _is_confirmed(self):
        return self.placement.state == State.CONFIRMED
