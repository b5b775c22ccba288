"""How well an official fits an offered post: three parts, each with its points and its reason.

The parts and their weights (60, 25 and 15, policy numbers of the cycle) come from the programme's
practice: posts are chosen by expertise, an official holds a post at the same level as at home,
and who knows the field or the place starts sooner. Region is no part: that host and home region
differ is a rule (`why_not`), not a matter of more or less.
"""

from functools import lru_cache
from typing import NamedTuple

from officials.models import Tier

STEPS = {tier: step for step, tier in enumerate(Tier.values)}

# A suggestion goes no further from the rank than this; by hand anything can be chosen that the rules allow.
MOST_STEPS_UP = 2
MOST_STEPS_DOWN = 1


class Part(NamedTuple):
    """One part of a fit. `reason` is a code and its numbers, so that it can be told in either language."""

    points: int
    most: int
    reason: tuple

    @property
    def is_full(self):
        return self.points == self.most


class Fit(NamedTuple):
    expertise: Part
    tier: Part
    knowledge: Part

    @property
    def total(self):
        return sum(part.points for part in self)


def fit(nominee, opening, weights):
    """The fit of the two, whether or not a rule forbids the pair: see `why_not`."""
    is_same_field = bool(nominee.main_field) and nominee.main_field == opening.main_field
    return Fit(
        expertise_part(nominee.fields, nominee.groups, opening.wanted, opening.groups, weights.expertise),
        tier_part(nominee.tier, opening.tier, weights.tier),
        knowledge_part(is_same_field, opening.place in nominee.places, weights.knowledge),
    )


@lru_cache(maxsize=50_000)
def expertise_part(fields, groups, wanted, wanted_groups, most):
    """How much of the expertise wanted the official has.

    A quarter of the weight for a field of the same group, and the other three quarters by the share
    of the wanted fields: all of them is exact, one of two is five eighths. Where the post names no
    field, or none is recorded of the official, nothing speaks against the pair and little for it: a quarter.
    """
    if not wanted:
        return Part(_share(most, 1, 4), most, ("nothing_wanted",))
    if not fields:
        return Part(_share(most, 1, 4), most, ("no_expertise_recorded",))
    if had := len(fields & wanted):
        reason = ("exact_expertise",) if had == len(wanted) else ("some_expertise", had, len(wanted))
        return Part(_share(most, len(wanted) + 3 * had, 4 * len(wanted)), most, reason)
    if groups & wanted_groups:
        return Part(_share(most, 1, 4), most, ("related_expertise",))
    return Part(0, most, ("no_shared_expertise",))


@lru_cache(maxsize=1_000)
def tier_part(own, offered, most):
    """How far the post's tier is from the official's: all for the same, three fifths for a step, a third for two.

    The rule behind it: an official keeps the home post and holds one at the same level at the host.
    A specialist without a rank, or a post without one, cannot be compared and counts as one step.
    """
    steps = steps_up(own, offered)
    if steps is None:
        return Part(_share(most, 3, 5), most, ("tier_unknown",))
    if not steps:
        return Part(most, most, ("same_tier",))
    points = {1: _share(most, 3, 5), 2: _share(most, 1, 3)}.get(abs(steps), 0)
    return Part(points, most, ("tier_above", steps) if steps > 0 else ("tier_below", -steps))


@lru_cache(maxsize=100)
def knowledge_part(is_same_field, is_place_known, most):
    """What the official knows already: all for the field, half for the place where the field is another.

    The field is known where home and host organisation work in the same main field, the place where
    the official has served in the host city before.
    """
    if is_same_field:
        return Part(most, most, ("same_field_and_place",) if is_place_known else ("same_field",))
    return Part(_share(most, 1, 2), most, ("place_known",)) if is_place_known else Part(0, most, ("other_field",))


def steps_up(own, offered):
    """By how many steps the post is above the official's tier; negative below, None where either is not known."""
    if not (own and offered):
        return None
    return STEPS[offered] - STEPS[own]


def why_not(nominee, opening):
    """Why the pair is never suggested, as a code, or None.

    `same_region` is a rule that refuses; the others are the bounds of a suggestion, and a person
    may still choose the pair by hand. Two steps down is no post at the same level in anybody's
    eyes, two steps up can be, where the zone or county is a level higher.
    """
    if nominee.region == opening.region:
        return "same_region"
    if (
        opening.wanted
        and nominee.fields
        and not nominee.fields & opening.wanted
        and not nominee.groups & opening.groups
    ):
        return "no_shared_expertise"
    steps = steps_up(nominee.tier, opening.tier) or 0
    if steps > MOST_STEPS_UP:
        return "rank_too_low"
    if -steps > MOST_STEPS_DOWN:
        return "rank_too_high"
    return None


def _share(weight, n, of):
    """The share of a weight in whole points, a half rounded up."""
    return (2 * weight * n + of) // (2 * of)
