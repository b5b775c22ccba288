"""Offering posts in a cycle, changing an offer, taking it back and closing it."""

from django.utils.translation import gettext as _

from placements import offering
from placements.actions import locks
from placements.actions.action import action
from placements.actions.saving import clean, save_or_say
from placements.models import Cycle, PostOffer
from placements.models.cycles import next_number
from placements.models.offers import OfferState
from placements.refusals import NotAllowed, insist_on_permission, refuse_day


@action
def offer_post(post, *, cycle, need="", wanted=None, offered_on=None, contact=None, by, at, on):
    """Offer the post in the cycle. Returns the offer, with its number.

    `wanted` is the expertise wanted; that of the post, where none is given (an empty list is given).
    `offered_on` is the day of the host's paper; `on`, where none is given.
    Raises NotAllowed, ValidationError.
    """
    insist_on_permission(by, "placements.add_postoffer")
    locks.share_cycle(cycle.pk)
    locks.hold_officials_and_posts([], [post.pk])
    post.refresh_from_db(fields=["retired_on"])
    offer = PostOffer(
        cycle=Cycle.objects.get(pk=cycle.pk),
        post=post,
        need=need.strip(),
        offered_on=offered_on or on,
        contact=contact,
        entered_by=by,
        entered_at=at,
    )
    offering.refuse_to_offer(offer.cycle, post)
    offering.refuse_contact(post, contact)
    refuse_day("offered_on", offer.offered_on, on=on)
    clean(offer, exclude=["number"])
    # Last, because the series stays locked until the end: see next_number.
    offer.number = next_number("V", offer.cycle.year)
    save_or_say(offer, force_insert=True)
    offer.wanted.set(post.expertise.all() if wanted is None else wanted)
    return offer


@action
def change_offer(offer, *, need, wanted, offered_on, contact=None, by, at, on):
    """Put the offer's need, expertise wanted, day and contact right, while it is open.

    Raises NotAllowed, ValidationError.
    """
    insist_on_permission(by, "placements.change_postoffer")
    offer = _hold_open_one(offer)
    offering.insist_on_open_cycle(offer.cycle)
    offering.refuse_contact(offer.post, contact)
    refuse_day("offered_on", offered_on, on=on)
    offer.need, offer.offered_on, offer.contact = need.strip(), offered_on, contact
    offer.changed_by, offer.changed_at = by, at
    clean(offer)
    save_or_say(offer, update_fields=["need", "offered_on", "contact", "changed_by", "changed_at"])
    offer.wanted.set(wanted)
    return offer


@action
def withdraw_offer(offer, *, reason, by, at):
    """Take the offer back for the host, while nobody is placed on it. Raises NotAllowed, ValidationError."""
    insist_on_permission(by, "placements.change_postoffer")
    offer = _hold_open_one(offer)
    if placement := offering.placements_of(offer).first():
        raise NotAllowed(
            _("{number} holds the post in this cycle; withdraw or cancel that first.").format(number=placement.number)
        )
    return _end(offer, OfferState.WITHDRAWN, reason, by, at)


@action
def close_offer(offer, *, reason, by, at, on):
    """Close the offer: the post is no longer to be filled from it. Raises NotAllowed while somebody holds it."""
    insist_on_permission(by, "placements.change_postoffer")
    offer = _hold_open_one(offer)
    if placement := offering.placements_of(offer).filter(ends_on__gte=on).first():
        raise NotAllowed(
            _("{number} holds the post in this cycle; the offer can be closed once that is over.").format(
                number=placement.number
            )
        )
    return _end(offer, OfferState.CLOSED, reason, by, at)


def _hold_open_one(offer):
    offer = locks.hold_offer(offer)
    if not offer.is_open:
        raise NotAllowed(_("The offer was withdrawn or closed; it no longer changes."))
    return offer


def _end(offer, state, reason, by, at):
    offering.refuse_while_accepted(offer.plan_rows)
    if not reason.strip():
        raise NotAllowed({"reason": _("Give the reason.")})
    offer.state = state
    offer.closed_by, offer.closed_at, offer.closing_reason = by, at, reason.strip()
    offer.clean_fields()
    offer.save(update_fields=["state", "closed_by", "closed_at", "closing_reason"])
    return offer
