"""Small worlds of nominees and offered posts, drawn from a seed, and the best assignment found by trying all."""

from functools import cache
from random import Random

from officials.models import Tier
from placements.planning.facts import Nominee, Opening
from placements.planning.fit import fit, why_not

REGIONS = ["110000", "120000", "130000"]
GROUPS = {"WATER": "nature", "FOREST": "nature", "AGRI": "land", "EDU": "people", "SPORT": "people"}
CITIES = ["130100", "130700", "130800"]


def draw_fields(rng, least=0):
    fields = frozenset(rng.sample(sorted(GROUPS), rng.randint(least, 2)))
    return {"fields": fields, "groups": frozenset(GROUPS[field] for field in fields)}


def draw_nominee(rng, n):
    return Nominee(
        key=f"P{n:03d}",
        region=rng.choice(REGIONS),
        tier=rng.choice(["", *Tier.values]),
        main_field=rng.choice(["", *GROUPS]),
        places=frozenset(rng.sample(CITIES, rng.randint(0, 1))),
        **draw_fields(rng),
    )


def draw_opening(rng, n):
    facts = draw_fields(rng)
    return Opening(
        key=f"V{n:03d}",
        region=rng.choice(REGIONS),
        tier=rng.choice(["", *Tier.values]),
        wanted=facts["fields"],
        groups=facts["groups"],
        main_field=rng.choice(["", *GROUPS]),
        place=rng.choice(CITIES),
    )


def draw_world(seed, most=7):
    """Nominees, openings, free places, fixed and forbidden pairs of one small cycle."""
    rng = Random(seed)
    nominees = [draw_nominee(rng, n) for n in range(rng.randint(0, most))]
    openings = [draw_opening(rng, n) for n in range(rng.randint(0, most))]
    places = {
        (home, host): rng.randint(0, 4) for home in REGIONS for host in REGIONS if home != host and rng.random() < 0.8
    }
    pairs = [(a.key, b.key) for a in nominees for b in openings if a.region != b.region]
    fixed = []
    for a, b in rng.sample(pairs, min(len(pairs), rng.randint(0, 2))):
        if all(a != c and b != d for c, d in fixed):
            fixed.append((a, b))
    forbidden = [pair for pair in rng.sample(pairs, min(len(pairs), rng.randint(0, 6))) if pair not in fixed]
    return {"nominees": nominees, "openings": openings, "places": places, "fixed": fixed, "forbidden": forbidden}


def best_by_trying(nominees, openings, *, weights, places, fixed, forbidden):
    """(greatest total fit, most officials with it) of all assignments that keep the rules, each of them tried.

    Written apart from `suggest`: official after official, each of the posts that are left or none.
    """
    by_key = {thing.key: thing for thing in [*nominees, *openings]}
    taken = {a for a, _b in fixed}
    start = sum(fit(by_key[a], by_key[b], weights).total for a, b in fixed)
    room = dict(places)
    for a, b in fixed:
        direction = by_key[a].region, by_key[b].region
        room[direction] = max(room.get(direction, 0) - 1, 0)
    directions = sorted(room)
    others = [nominee for nominee in nominees if nominee.key not in taken]

    @cache
    def best(n, left, free):
        if n == len(others):
            return 0, 0
        answers = [best(n + 1, left, free)]
        for key in left:
            nominee, opening = others[n], by_key[key]
            direction = nominee.region, opening.region
            if direction not in room or (nominee.key, key) in forbidden or why_not(nominee, opening):
                continue
            at = directions.index(direction)
            if not free[at]:
                continue
            rest = best(n + 1, left - {key}, (*free[:at], free[at] - 1, *free[at + 1 :]))
            answers.append((rest[0] + fit(nominee, opening, weights).total, rest[1] + 1))
        return max(answers)

    held = {b for _a, b in fixed}
    total, count = best(
        0,
        frozenset(opening.key for opening in openings if opening.key not in held),
        tuple(room[direction] for direction in directions),
    )
    return start + total, len(fixed) + count
