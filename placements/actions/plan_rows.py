"""What a coordinator decides about the rows of a plan: accept, skip, keep, take back, choose by hand."""

from django.utils.translation import gettext as _

from placements import rules
from placements.actions import locks
from placements.actions.action import action
from placements.actions.planning import new_row
from placements.models import Nomination, Placement, Plan, PlanRow, PostOffer
from placements.models.plans import PlanRowState
from placements.planning.fit import fit
from placements.planning.reading import read
from placements.refusals import NotAllowed, insist_on_permission
from placements.wording import day, moment

DECIDE = "placements.change_plan"


@action
def accept_row(row, *, by, at):
    """Accept the suggested pair: official and post are held until the placement is proposed, or it is undone.

    Everything that would refuse the placement refuses here already. Raises NotAllowed.
    """
    insist_on_permission(by, DECIDE)
    row = _hold(row)
    if row.state != PlanRowState.SUGGESTED:
        raise NotAllowed(_("This row is no longer waiting for a decision; look at the plan again."))
    _insist_on_draft(row.plan)
    refuse_to_accept(row)
    return _decide(row, PlanRowState.ACCEPTED, by, at)


@action
def skip_row(row, *, by, at):
    """Skip the suggested pair: it is not suggested again. Raises NotAllowed."""
    insist_on_permission(by, DECIDE)
    row = _hold(row)
    if row.state != PlanRowState.SUGGESTED:
        raise NotAllowed(_("This row is no longer waiting for a decision; look at the plan again."))
    row.is_fixed = False
    return _decide(row, PlanRowState.SKIPPED, by, at)


@action
def undo_row(row, *, by, at):
    """Take the decision back: the pair is suggested again. Raises NotAllowed."""
    insist_on_permission(by, DECIDE)
    row = _hold(row)
    if row.state == PlanRowState.PROPOSED:
        raise NotAllowed(
            _("Placement {number} was proposed from this row; withdraw that.").format(number=row.placement.number)
        )
    if row.state not in {PlanRowState.ACCEPTED, PlanRowState.SKIPPED}:
        raise NotAllowed(_("There is nothing to undo; look at the plan again."))
    others = PlanRow.objects.filter(plan=row.plan).open().exclude(pk=row.pk).select_related("nomination__official")
    if others.filter(nomination=row.nomination).exists():
        raise NotAllowed(_("The official has another post in this plan."))
    if other := others.filter(offer=row.offer).first():
        raise NotAllowed(_("The post is with {name} in this plan.").format(name=other.nomination.official))
    return _decide(row, PlanRowState.SUGGESTED, None, None)


@action
def keep_row(row, *, is_fixed=True, by, at):
    """Keep the suggested pair in the next suggestion, or keep it no longer. Raises NotAllowed."""
    insist_on_permission(by, DECIDE)
    row = _hold(row)
    if row.state != PlanRowState.SUGGESTED:
        raise NotAllowed(_("This row is no longer waiting for a decision; look at the plan again."))
    row.is_fixed = is_fixed
    row.save(update_fields=["is_fixed"])
    return row


@action
def choose_post(plan, nomination, offer, *, by, at):
    """Accept a pair that a person chose: a row of the plan, which takes the place of the official's row so far.

    Where the post was suggested to somebody else, that row is set aside. Raises NotAllowed.
    """
    insist_on_permission(by, DECIDE)
    locks.share_cycle(plan.cycle_id)
    locks.hold_officials_and_posts([nomination.official_id], [offer.post_id])
    plan = Plan.objects.select_related("cycle").get(pk=plan.pk)
    nomination, offer = Nomination.objects.get(pk=nomination.pk), PostOffer.objects.get(pk=offer.pk)
    insist_on_current(plan)
    _insist_on_draft(plan)
    known = read(plan.cycle)
    nominee, opening = known.nominees.get(nomination.pk), known.openings.get(offer.pk)
    if not (nominee and opening):
        raise NotAllowed(_("The nomination or the offer was withdrawn."))
    if (nominee.region, opening.region) != (plan.home_region_id, plan.host_region_id):
        raise NotAllowed(_("Official and post do not go in the direction of this plan."))
    row = PlanRow.objects.filter(plan=plan, nomination=nomination, offer=offer).first()
    if row is None:
        row = new_row(plan, nomination.pk, offer.pk, fit(nominee, opening, known.weights))
    elif row.state in {PlanRowState.ACCEPTED, PlanRowState.PROPOSED}:
        raise NotAllowed(_("This pair is accepted already."))
    row.plan, row.nomination, row.offer = plan, nomination, offer
    others = PlanRow.objects.filter(plan=plan).exclude(pk=row.pk)
    others.open().filter(nomination=nomination).update(state=PlanRowState.SET_ASIDE)
    others.filter(state=PlanRowState.SUGGESTED, offer=offer).update(state=PlanRowState.SET_ASIDE)
    refuse_to_accept(row)
    row.state, row.by_hand, row.decided_by, row.decided_at = PlanRowState.ACCEPTED, True, by, at
    row.save()
    return row


def refuse_to_accept(row):
    """Raise NotAllowed where the pair cannot become a placement now. Cycle, official and post are held."""
    if not row.nomination.stands:
        raise NotAllowed(_("The nomination was withdrawn."))
    if not row.offer.is_open:
        raise NotAllowed(_("The offer was withdrawn or closed."))
    accepted = PlanRow.objects.accepted().exclude(pk=row.pk).select_related("nomination__official", "offer", "plan")
    if other := accepted.filter(nomination=row.nomination).first():
        raise NotAllowed(
            _("{name} is accepted for another post, {number}.").format(
                name=other.nomination.official, number=other.offer.number
            )
        )
    if other := accepted.filter(offer=row.offer).first():
        raise NotAllowed(
            _("{name} is accepted for this post since {time}.").format(
                name=other.nomination.official, time=moment(other.decided_at)
            )
        )
    rules.refuse_to_place(placement_of(row))


def placement_of(row):
    """The unsaved placement that the row stands for: the days of the cycle, the task in the host's words."""
    placement = Placement(
        cycle=row.plan.cycle,
        official=row.nomination.official,
        host_post=row.offer.post,
        host_contact=row.offer.contact,
        task=row.offer.need,
    )
    placement.fill_in()
    return placement


def _hold(row):
    """The row as it is now, with cycle, official and post held. Raises NotAllowed where its plan is history."""
    locks.share_cycle(row.plan.cycle_id)
    locks.hold_officials_and_posts([row.nomination.official_id], [row.offer.post_id])
    held = PlanRow.objects.select_for_update(no_key=True, of=("self",))
    posts = ["nomination__official__home_post", "offer__post__organisation"]
    held = held.select_related("plan__cycle", *posts, "placement").get(pk=row.pk)
    insist_on_current(held.plan)
    return held


def insist_on_current(plan):
    """Raise NotAllowed where a later version of the plan is there."""
    later = Plan.objects.filter(
        cycle=plan.cycle_id,
        home_region=plan.home_region_id,
        host_region=plan.host_region_id,
        version__gt=plan.version,
    )
    if later.exists():
        raise NotAllowed(_("There is a newer version of this plan; decide there."))


def _insist_on_draft(plan):
    """What a meeting agreed to is not added to; leaving somebody out again is possible."""
    if plan.is_agreed:
        raise NotAllowed(
            _("This version was agreed on {date}; suggest again to go on with a new one.").format(
                date=day(plan.agreed_on)
            )
        )


def _decide(row, state, by, at):
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save(update_fields=["state", "is_fixed", "decided_by", "decided_at"])
    return row
