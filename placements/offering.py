"""The rules that speak before anybody is placed: who may be put forward, and which post may be offered.

Like those of rules.py they read and never write, and the actions hold the locks.
"""

from django.utils.translation import gettext as _

from placements.models import Nomination, Placement, PostOffer, PostRenewal
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
    refuse_retired(post, "post", on=cycle.starts_on)
    refuse_closed(post, "post", on=cycle.starts_on)
    if there := PostOffer.objects.open().filter(cycle=cycle, post=post).first():
        raise NotAllowed(
            {"post": _("The post is offered in this cycle already: {number}.").format(number=there.number)}
        )


def refuse_retired(post, field, *, on):
    """Raise NotAllowed, at the field, where the post or its organisation is no more on the day."""
    may_be_gone = [
        (post, _("The post was retired on {date}.")),
        (post.organisation, _("The organisation of the post was retired on {date}.")),
    ]
    for what, sentence in may_be_gone:
        if what.retired_on and what.retired_on <= on:
            raise NotAllowed({field: sentence.format(date=day(what.retired_on))})


def refuse_contact(post, contact):
    """Raise NotAllowed, at the field, where the contact is not at the organisation of the post."""
    if contact and contact.organisation_id != post.organisation_id:
        raise NotAllowed({"contact": _("The contact is not at the organisation of the post.")})


def placements_of(offer):
    """The live placements of that cycle at the offered post: proposed or confirmed."""
    return Placement.objects.live().filter(cycle=offer.cycle_id, host_post=offer.post_id).order_by("starts_on")


# Posts created for a person ------------------------------------------------------------------


def last_at(post):
    """The confirmed placement that is at the post last of all, or None."""
    return Placement.objects.confirmed().filter(host_post=post).order_by("-starts_on").first()


def insist_on_last(post):
    """The last placement at the post; raise NotAllowed where nobody was ever placed there."""
    if last := last_at(post):
        return last
    raise NotAllowed(_("Nobody was placed at this post yet; it does not close."))


def closed_with(post, *, on):
    """The placement with which a post created for a person has closed by the day, or None: see ADR 0050."""
    if not post.created_for_id:
        return None
    over = Placement.objects.confirmed().filter(host_post=post, ends_on__lt=on).order_by("-ends_on").first()
    return over if over and not PostRenewal.objects.filter(placement=over).exists() else None


def refuse_closed(post, field, *, on):
    """Raise NotAllowed, at the field, where the post was created for a person and has closed by the day."""
    if over := closed_with(post, on=on):
        raise NotAllowed(
            {
                field: _(
                    "The post was created for {name} and closes with placement {number} on {date}; renew it first."
                ).format(name=post.created_for, number=over.number, date=day(over.ends_on))
            }
        )
