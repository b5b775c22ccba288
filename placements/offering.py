"""The rules that speak before anybody is placed: who may be put forward, and which post may be offered.

Like those of rules.py they read and never write, and the actions hold the locks.
"""

from django.utils.translation import gettext as _

from placements.models import Nomination, Placement, PostOffer
from placements.refusals import NotAllowed
from placements.wording import day


def insist_on_open_cycle(cycle):
    """Raise NotAllowed where the cycle is closed: nobody is put forward, and nothing is offered in it."""
    if cycle.is_closed:
        raise NotAllowed({"cycle": _("The cycle is closed; it takes no more nominations and offered posts.")})


def refuse_to_put_forward(cycle, official):
    """Raise NotAllowed, at the field, where the official may not be put forward for the cycle."""
    insist_on_open_cycle(cycle)
    if not official.is_active:
        raise NotAllowed({"official": _("The official is no longer in the register of active officials.")})
    there = Nomination.objects.standing().filter(cycle=cycle, official=official).first()
    if there:
        raise NotAllowed(
            {
                "official": _("{name} was put forward for this cycle on {date} already.").format(
                    name=official, date=day(there.nominated_on)
                )
            }
        )


def placement_of(nomination):
    """The live placement of the nominated official in that cycle, or None."""
    return Placement.objects.live().filter(cycle=nomination.cycle_id, official=nomination.official_id).first()


def refuse_while_accepted(rows):
    """Raise NotAllowed where one of these rows of plans is accepted: it holds official and post."""
    if row := rows.accepted().select_related("nomination__official", "offer").first():
        raise NotAllowed(
            _("{name} is accepted for {number} in the plan; undo that first.").format(
                name=row.nomination.official, number=row.offer.number
            )
        )


def refuse_to_offer(cycle, post):
    """Raise NotAllowed, at the field, where the post may not be offered in the cycle."""
    insist_on_open_cycle(cycle)
    for what in (post, post.organisation):
        if what.retired_on and what.retired_on <= cycle.starts_on:
            raise NotAllowed({"post": _("The post was retired on {date}.").format(date=day(what.retired_on))})
    if there := PostOffer.objects.open().filter(cycle=cycle, post=post).first():
        raise NotAllowed(
            {"post": _("The post is offered in this cycle already: {number}.").format(number=there.number)}
        )


def refuse_contact(post, contact):
    """Raise NotAllowed, at the field, where the contact is not at the organisation of the post."""
    if contact and contact.organisation_id != post.organisation_id:
        raise NotAllowed({"contact": _("The contact is not at the organisation of the post.")})


def refuse_day(field, date, *, on):
    """Raise NotAllowed, at the field, where the day of what was said is still to come."""
    if date > on:
        raise NotAllowed({field: _("The day is still to come.")})


def placements_of(offer):
    """The live placements of that cycle at the offered post: proposed or confirmed."""
    return Placement.objects.live().filter(cycle=offer.cycle_id, host_post=offer.post_id).order_by("starts_on")
