"""Closing a cycle, making the next one from it, and undoing that while nothing rests on it."""

from django.utils.translation import gettext as _

from placements.actions import locks
from placements.actions.action import action
from placements.models import Cycle, GuideAge, PostOffer, Quota, SuggestedEnd
from placements.models.cycles import next_number
from placements.next_cycle import PIECES, NextCycle, why_not_undo
from placements.refusals import NotAllowed, insist_on_permission

# The policy numbers, which stay as they are.
CARRIED = [
    *("programme_ends_on", "least_months", "window_opens_days", "on_time_days", "late_days_after_end"),
    *("most_extension_months", "most_months", "ending_soon_days", "opinion_days", "decision_days"),
    *("fit_expertise", "fit_tier", "fit_knowledge"),
]


@action
def close_cycle(cycle, *, by, at):
    """Close the cycle: no placement is proposed or confirmed in it any more. Requests go on.

    Raises NotAllowed while proposals wait, or where it is closed already.
    """
    insist_on_permission(by, "placements.change_cycle")
    cycle = locks.hold_cycle(cycle.pk)
    if cycle.is_closed:
        raise NotAllowed(_("The cycle is closed."))
    open_proposals = cycle.placements.filter(state="proposed").count()
    if open_proposals:
        raise NotAllowed(
            _("{n} placements of this cycle are still proposed; confirm or withdraw them first.").format(
                n=open_proposals
            )
        )
    cycle.closed_at, cycle.closed_by = at, by
    cycle.save(update_fields=["closed_at", "closed_by"])
    return cycle


@action
def make_cycle_from(last, *, by, at):
    """Make next year's cycle from the last one. Returns it.

    The dates go a year on; policy numbers, quotas, guide ages, suggested ends and the offers that
    still wait for somebody are carried over. Raises NotAllowed where that year has its cycle, or
    the programme ends before it would.
    """
    insist_on_permission(by, "placements.add_cycle")
    last = locks.hold_cycle(last.pk)
    wanted = NextCycle(last)
    if refusal := wanted.why_not:
        raise NotAllowed(refusal)
    name_en, name_zh = wanted.names
    cycle = Cycle(
        year=wanted.year,
        name_en=name_en,
        name_zh=name_zh,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        **{name: getattr(last, name) for name in CARRIED},
        made_from=last,
        made_by=by,
        made_at=at,
    )
    cycle.full_clean()
    cycle.save(force_insert=True)
    Quota.objects.bulk_create(
        Quota(
            cycle=cycle,
            home_region_id=quota.home_region_id,
            host_region_id=quota.host_region_id,
            places=quota.places,
            is_trial=quota.is_trial,
        )
        for quota in last.quotas.all()
    )
    GuideAge.objects.bulk_create(
        GuideAge(cycle=cycle, tier=guide.tier, age=guide.age) for guide in last.guide_ages.all()
    )
    SuggestedEnd.objects.bulk_create(
        SuggestedEnd(cycle=cycle, ends_on=ends_on, label_en=end.label_en, label_zh=end.label_zh)
        for ends_on, end in wanted.suggested_ends.items()
    )
    _carry_over(wanted.offers, cycle, by=by, at=at)
    return cycle


def _carry_over(offers, cycle, *, by, at):
    """The offers anew in the cycle, as the hosts made them: need, expertise, day and contact."""
    before = list(offers.order_by("number").select_related("contact").prefetch_related("wanted"))
    # Last, because the series stays locked until the end: see next_number.
    anew = [
        PostOffer(
            number=next_number("V", cycle.year),
            cycle=cycle,
            post_id=offer.post_id,
            need=offer.need,
            offered_on=offer.offered_on,
            contact=offer.contact if offer.contact and offer.contact.is_active else None,
            carried_from=offer,
            entered_by=by,
            entered_at=at,
        )
        for offer in before
    ]
    PostOffer.objects.bulk_create(anew)
    link = PostOffer.wanted.through
    link.objects.bulk_create(
        link(postoffer=offer, expertise=field) for offer in anew for field in offer.carried_from.wanted.all()
    )


@action
def unmake_cycle(cycle, *, by, at):
    """Undo make_cycle_from: the cycle goes, with what it was made with. Its numbers are not given again.

    Raises NotAllowed once anything rests on it.
    """
    insist_on_permission(by, "placements.delete_cycle")
    cycle = locks.hold_cycle(cycle.pk)
    if refusal := why_not_undo(cycle):
        raise NotAllowed(refusal)
    offers = cycle.offers.all()
    PostOffer.wanted.through.objects.filter(postoffer__in=offers).delete()
    offers.delete()
    for model in PIECES:
        model._base_manager.filter(cycle=cycle).delete()
    cycle.delete()
