"""From an accepted list to proposed placements: the meeting that agreed, then each row by itself."""

from django.utils.translation import gettext as _

from placements.actions import locks
from placements.actions.action import action
from placements.actions.placements import propose_placement
from placements.actions.plan_rows import DECIDE, insist_on_current, placement_of
from placements.models import Plan, PlanRow
from placements.models.plans import PlanRowState
from placements.refusals import NotAllowed, insist_on_permission


@action
def agree_plan(plan, *, agreed_on, agreeing_body, by, at, on):
    """Record which meeting agreed to the list of accepted pairs, and when. Once more puts it right.

    Raises NotAllowed, ValidationError.
    """
    insist_on_permission(by, DECIDE)
    cycle = locks.hold_cycle(plan.cycle_id)
    plan = Plan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.pk)
    insist_on_current(plan)
    if cycle.is_closed:
        raise NotAllowed(_("The cycle is closed."))
    if agreed_on > on:
        raise NotAllowed({"agreed_on": _("The day is still to come.")})
    rows = PlanRow.objects.filter(plan=plan, state__in=[PlanRowState.ACCEPTED, PlanRowState.PROPOSED])
    if not rows.exists():
        raise NotAllowed(_("The list is empty: accept somebody first."))
    plan.agreed_on, plan.agreeing_body = agreed_on, agreeing_body.strip()
    plan.agreed_by, plan.agreed_at = by, at
    plan.full_clean()
    plan.save(update_fields=["agreed_on", "agreeing_body", "agreed_by", "agreed_at"])
    return plan


@action
def propose_row(row, *, reason="", by, at):
    """Propose the placement of an accepted row of an agreed list; the row and its reasons stay with it.

    All rules of placing are asked; `reason` answers what warns. Raises NotAllowed, NeedsReason, ValidationError.
    """
    insist_on_permission(by, "placements.add_placement")
    locks.share_cycle(row.plan.cycle_id)
    locks.hold_officials_and_posts([row.nomination.official_id], [row.offer.post_id])
    held = PlanRow.objects.select_for_update(no_key=True, of=("self",))
    held = held.select_related("plan__cycle", "nomination__official__home_post", "offer__post", "offer__contact")
    row = held.get(pk=row.pk)
    if row.state != PlanRowState.ACCEPTED:
        raise NotAllowed(_("Only an accepted row becomes a placement; look at the plan again."))
    if not row.plan.is_agreed:
        raise NotAllowed(_("Record first which meeting agreed to the list."))
    if not (row.nomination.stands and row.offer.is_open):
        raise NotAllowed(_("The nomination or the offer was withdrawn."))
    row.placement = propose_placement(placement_of(row), reason=reason, by=by, at=at)
    row.state, row.decided_by, row.decided_at = PlanRowState.PROPOSED, by, at
    row.save(update_fields=["state", "placement", "decided_by", "decided_at"])
    return row
