"""The suggestion is the best one, under every rule, and the same for the same facts."""

import time
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from officials.models import Tier
from placements.planning.facts import Nominee, Opening, Weights
from placements.planning.fit import fit, why_not
from placements.planning.suggest import suggest
from tests.placements.planning.worlds import GROUPS, best_by_trying, draw_nominee, draw_opening, draw_world

WEIGHTS = Weights()
NORTH, SOUTH = "110000", "130000"


@pytest.mark.parametrize("block", range(8))
def test_it_is_as_good_as_the_best_of_all_that_can_be_tried(block):
    """800 small cycles of up to seven officials and seven posts, with quotas, fixed and skipped pairs."""
    for seed in range(100 * block, 100 * (block + 1)):
        world = draw_world(seed)
        found = suggest(**world, weights=WEIGHTS)
        assert (found.total, len(found.pairs)) == best_by_trying(**world, weights=WEIGHTS), seed
        assert found.is_best, seed
        assert_rules_are_kept(found, **world)


def assert_rules_are_kept(found, nominees, openings, places, fixed, forbidden):
    by_key = {thing.key: thing for thing in [*nominees, *openings]}
    pairs = [(pair.nominee, pair.opening) for pair in found.pairs]
    assert set(fixed) <= set(pairs)
    assert max(Counter(a for a, _b in pairs).values(), default=1) == 1, "an official has two posts"
    assert max(Counter(b for _a, b in pairs).values(), default=1) == 1, "a post has two guests"
    free = [pair for pair in pairs if pair not in fixed]
    assert not set(free) & set(forbidden)
    assert all(why_not(by_key[a], by_key[b]) is None for a, b in free)
    used = Counter((by_key[a].region, by_key[b].region) for a, b in pairs)
    for direction in {(by_key[a].region, by_key[b].region) for a, b in free}:
        assert used[direction] <= places[direction]


def test_some_of_those_cycles_are_worth_trying():
    """Else the proof above would be one about empty cycles."""
    worlds = [draw_world(seed) for seed in range(800)]
    found = [suggest(**world, weights=WEIGHTS) for world in worlds]
    assert sum(len(suggestion.pairs) >= 3 for suggestion in found) > 100
    assert sum(bool(world["fixed"]) for world in worlds) > 400
    without_quota = [
        suggest(**{**world, "places": dict.fromkeys(world["places"], 99)}, weights=WEIGHTS) for world in worlds
    ]
    assert sum(a.total < b.total for a, b in zip(found, without_quota, strict=True)) > 50, "quotas that bind"


@pytest.mark.parametrize("seed", range(30))
def test_the_order_of_the_facts_does_not_matter(seed):
    world = draw_world(seed)
    first = suggest(**world, weights=WEIGHTS)
    for again in range(3):
        rng = Random(again)
        mixed = {name: rng.sample(list(facts), len(facts)) for name, facts in world.items() if name != "places"}
        places = dict(rng.sample(sorted(world["places"].items()), len(world["places"])))
        assert suggest(**mixed, places=places, weights=WEIGHTS) == first


def test_equal_posts_go_in_the_order_of_the_keys():
    nominees = [Nominee(f"P{n}", NORTH, fields=frozenset({"WATER"})) for n in range(4)]
    openings = [Opening(f"V{n}", SOUTH, wanted=frozenset({"WATER"})) for n in range(4)]
    answers = {
        suggest(
            Random(seed).sample(nominees, 4),
            Random(-seed).sample(openings, 4),
            weights=WEIGHTS,
            places={(NORTH, SOUTH): 3},
        ).pairs
        for seed in range(20)
    }
    assert len(answers) == 1


def test_the_whole_answer_is_found_where_halves_would_be_better():
    """Five pairs in a ring, each excluding the next: five halves are worth more than two whole ones.

    Official A and post Q, official C, the places from Shanxi to Beijing, and post P make the ring.
    With three regions halves are never better; a fourth makes it possible, and directions are rows.
    """
    shanxi, tianjin, beijing = "140000", "120000", "110000"
    nominees = [
        Nominee("A", SOUTH, fields=frozenset({"AP", "AQ"})),
        Nominee("C", shanxi, fields=frozenset({"CQ", "CS"})),
        Nominee("D", shanxi, fields=frozenset({"DP"})),
    ]
    openings = [
        Opening("P", beijing, wanted=frozenset({"AP", "DP"})),
        Opening("Q", tianjin, wanted=frozenset({"AQ", "CQ"})),
        Opening("S", beijing, wanted=frozenset({"CS", "XX"})),
    ]
    places = {(home, host): 1 for home in (SOUTH, shanxi) for host in (beijing, tianjin)}
    facts = {"weights": WEIGHTS, "places": places}
    found = suggest(nominees, openings, **facts)
    best = best_by_trying(nominees, openings, **facts, fixed=[], forbidden=[])
    assert (found.total, len(found.pairs)) == best
    assert len(found.pairs) == 2
    assert found.is_best


def test_fixed_pairs_that_exclude_each_other_are_a_mistake():
    nominees = [draw_nominee(Random(1), n) for n in range(2)]
    openings = [draw_opening(Random(2), n) for n in range(2)]
    with pytest.raises(ValueError, match="exclude"):
        suggest(nominees, openings, weights=WEIGHTS, places={}, fixed=[("P000", "V000"), ("P001", "V000")])


def test_a_fixed_pair_uses_a_place_and_stands_over_the_quota():
    nominees = [Nominee(f"P{n}", NORTH, fields=frozenset({"WATER"})) for n in range(3)]
    openings = [Opening(f"V{n}", SOUTH, wanted=frozenset({"WATER"})) for n in range(3)]
    facts = {"weights": WEIGHTS, "fixed": [("P2", "V0")]}
    found = suggest(nominees, openings, places={(NORTH, SOUTH): 2}, **facts)
    assert len(found.pairs) == 2
    assert ("P2", "V0") in [(pair.nominee, pair.opening) for pair in found.pairs]
    assert len(suggest(nominees, openings, places={(NORTH, SOUTH): 0}, **facts).pairs) == 1


def test_of_two_equal_totals_the_one_with_more_officials_is_given():
    """One exact fit of 100 against two of 50."""
    weights = Weights(expertise=50, tier=50, knowledge=0)
    both = {"fields": frozenset({"WATER"})}
    nominees = [
        Nominee("P0", NORTH, tier=Tier.DIVISION, **both),
        Nominee("P1", NORTH, tier=Tier.SECTION, fields=frozenset({"EDU"}), groups=frozenset({"x"})),
    ]
    openings = [
        Opening("V0", SOUTH, tier=Tier.DIVISION, wanted=frozenset({"WATER"})),
        Opening("V1", SOUTH, tier=Tier.SECTION, wanted=frozenset({"SPORT"})),
    ]
    found = suggest(nominees, openings, weights=weights, places={(NORTH, SOUTH): 2})
    assert [(pair.nominee, pair.opening) for pair in found.pairs] == [("P0", "V0")]
    openings[1] = replace(openings[1], groups=frozenset({"x"}))
    assert len(suggest(nominees, openings, weights=weights, places={(NORTH, SOUTH): 2}).pairs) == 2


def test_no_time_is_said_and_not_called_the_best():
    rng = Random(5)
    nominees = [replace(draw_nominee(rng, n), region=NORTH) for n in range(60)]
    openings = [replace(draw_opening(rng, n), region=SOUTH) for n in range(60)]
    assert suggest(nominees, openings, weights=WEIGHTS, places={(NORTH, SOUTH): 50}).is_best
    assert not suggest(nominees, openings, weights=WEIGHTS, places={(NORTH, SOUTH): 50}, seconds=0).is_best


@pytest.mark.parametrize("fields", [2, 5])
def test_a_whole_cycle_is_done_in_two_seconds(fields):
    """200 officials and 260 posts of one direction, with so few fields that nearly every pair is possible.

    Measured is the time of this process, so that a busy machine does not fail it.
    """
    rng = Random(7)
    names = sorted(GROUPS)[:fields]

    def made(kind, draw, n, region, wanted):
        chosen = frozenset(rng.sample(names, rng.choice([1, 2])))
        return replace(
            draw(rng, n), region=region, tier=rng.choice(Tier.values[2:5]), groups=frozenset("x"), **{wanted: chosen}
        )

    nominees = [made("P", draw_nominee, n, NORTH, "fields") for n in range(200)]
    openings = [made("V", draw_opening, n, SOUTH, "wanted") for n in range(260)]
    began = time.process_time()
    found = suggest(nominees, openings, weights=WEIGHTS, places={(NORTH, SOUTH): 190})
    took = time.process_time() - began
    assert len(found.pairs) == 190
    assert found.is_best
    assert all(
        pair.fit == fit(nominees[int(pair.nominee[1:])], openings[int(pair.opening[1:])], WEIGHTS)
        for pair in found.pairs
    )
    assert took < 2, f"{took:.2f} s"
