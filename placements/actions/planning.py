"""Suggesting a whole assignment: a new version of each direction's plan, in which the decisions go along."""

from django.utils.translation import gettext as _

from placements.actions import locks
from placements.actions.action import action
from placements.models import Plan, PlanRow
from placements.models.plans import OPEN_ROWS, PlanRowState
from placements.planning.reading import read
from placements.planning.suggest import suggest
from placements.refusals import NotAllowed, insist_on_permission

# Nobody waits longer for an answer than a page may take.
SECONDS = 3.0

# What a row keeps when it goes along into the next version.
GOES_ALONG = ["state", "by_hand", "is_fixed", "decided_by_id", "decided_at"]


def suggest_plans(cycle, directions, *, by, at, seconds=SECONDS):
    """Suggest a whole assignment for the directions together; a new version of the plan of each.

    What was decided stands: accepted pairs and those that are kept are part of the new version,
    skipped ones are not suggested again. Officials and posts that another direction holds or
    suggests are left to it. The assignment is reckoned before anything is locked, and refused if
    what it was reckoned from has changed by then. Returns the plans. Raises NotAllowed.
    """
    insist_on_permission(by, "placements.add_plan")
    _insist_on_open(cycle)
    known, rows = read(cycle), _current_rows(cycle)
    if not any(all(known.of_direction(direction)) for direction in directions):
        raise NotAllowed(_("There is nobody to suggest: put officials forward and offer posts first."))
    going = _Going(known, rows, directions)
    found = suggest(**going.question(), seconds=seconds)
    return keep_suggestion(cycle, going, rows, found, by=by, at=at)


@action
def keep_suggestion(cycle, going, rows, found, *, by, at):
    cycle = locks.hold_cycle(cycle.pk)
    _insist_on_open(cycle)
    if read(cycle) != going.known or _facts_of(_current_rows(cycle)) != _facts_of(rows):
        raise NotAllowed(_("Something changed while this was being suggested; ask again."))
    return [_new_version(cycle, direction, going, found, by, at) for direction in going.directions]


def _insist_on_open(cycle):
    if cycle.is_closed:
        raise NotAllowed(_("The cycle is closed."))


def _current_rows(cycle):
    """The rows of the latest plans, save those that are set aside."""
    plans = Plan.objects.filter(cycle=cycle).current()
    rows = PlanRow.objects.filter(plan__in=plans).exclude(state=PlanRowState.SET_ASIDE)
    return list(rows.select_related("plan").order_by("pk"))


def _facts_of(rows):
    return [(row.pk, row.state, row.is_fixed) for row in rows]


def _direction(row):
    return row.plan.home_region_id, row.plan.host_region_id


class _Going:
    """What stands of the plans so far: rows that go along into the next version, and what is held elsewhere."""

    def __init__(self, known, rows, directions):
        self.known, self.directions = known, directions
        of_these = [row for row in rows if _direction(row) in directions]
        self.before = [row for row in of_these if row.state != PlanRowState.PROPOSED]
        self.kept = [row for row in self.before if self._is_kept(row)]
        self.skipped = [row for row in self.before if row.state == PlanRowState.SKIPPED]
        elsewhere = [row for row in rows if row.state in OPEN_ROWS and _direction(row) not in directions]
        self.taken = {row.nomination_id for row in elsewhere}
        self.held = {row.offer_id for row in elsewhere}

    def _is_kept(self, row):
        """Accepted, or kept by somebody; and still possible."""
        is_kept = row.state == PlanRowState.ACCEPTED or (row.state == PlanRowState.SUGGESTED and row.is_fixed)
        return is_kept and self.known.is_free(row.nomination_id, row.offer_id)

    def question(self):
        """What `suggest` is asked."""
        known = self.known
        return {
            "nominees": [nominee for key, nominee in known.free_nominees.items() if key not in self.taken],
            "openings": [opening for key, opening in known.free_openings.items() if key not in self.held],
            "places": {direction: known.free_places(direction) for direction in self.directions},
            "fixed": [(row.nomination_id, row.offer_id) for row in self.kept],
            "forbidden": [(row.nomination_id, row.offer_id) for row in self.skipped],
            "weights": known.weights,
        }


def _new_version(cycle, direction, going, found, by, at):
    """The plan with its rows: what was kept and skipped goes along, the rest is suggested."""
    known = going.known
    home, host = direction
    pairs = [pair for pair in found.pairs if known.direction(pair.nominee, pair.opening) == direction]
    latest = Plan.objects.filter(cycle=cycle, home_region=home, host_region=host).order_by("-version").first()
    plan = Plan.objects.create(
        cycle=cycle,
        home_region_id=home,
        host_region_id=host,
        version=latest.version + 1 if latest else 1,
        fit_expertise=known.weights.expertise,
        fit_tier=known.weights.tier,
        fit_knowledge=known.weights.knowledge,
        total=sum(pair.fit.total for pair in pairs),
        is_best=found.is_best,
        made_by=by,
        made_at=at,
    )
    before = [row for row in going.before if _direction(row) == direction]
    PlanRow.objects.filter(pk__in=[row.pk for row in before]).update(state=PlanRowState.SET_ASIDE)
    stood = {(row.nomination_id, row.offer_id): row for row in going.kept}
    rows = [
        new_row(plan, pair.nominee, pair.opening, pair.fit, like=stood.get((pair.nominee, pair.opening)))
        for pair in pairs
    ]
    skipped = [_skipped_again(plan, row) for row in before if row.state == PlanRowState.SKIPPED]
    PlanRow.objects.bulk_create([*rows, *skipped])
    return plan


def new_row(plan, nomination, offer, its_fit, *, like=None):
    """An unsaved row of the plan for the pair of keys; `like` the row of an earlier version that goes along."""
    row = PlanRow(
        plan=plan,
        nomination_id=nomination,
        offer_id=offer,
        expertise_points=its_fit.expertise.points,
        tier_points=its_fit.tier.points,
        knowledge_points=its_fit.knowledge.points,
        reasons=[list(part.reason) for part in its_fit],
    )
    if like:
        for name in GOES_ALONG:
            setattr(row, name, getattr(like, name))
    return row


def _skipped_again(plan, row):
    kept = ["nomination_id", "offer_id", "expertise_points", "tier_points", "knowledge_points", "reasons"]
    return PlanRow(plan=plan, **{name: getattr(row, name) for name in [*kept, *GOES_ALONG]})
