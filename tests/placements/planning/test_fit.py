"""What each part of a fit is worth, what it says, and which pairs are never suggested."""

from dataclasses import replace

import pytest
from django.utils import translation

from officials.models import Tier
from placements.planning.facts import Nominee, Opening, Weights
from placements.planning.fit import expertise_part, fit, tier_part, why_not
from placements.planning.unmatched import why_unmatched
from placements.planning.words import every_sentence, short_sentences

WATER, ROADS = frozenset({"WATER"}), frozenset({"ROADS"})
NATURE = frozenset({"nature"})
WEIGHTS = Weights()

NOMINEE = Nominee("P1", "110000", Tier.DIVISION_DEP, WATER, NATURE, main_field="WATER", places=frozenset({"130800"}))
OPENING = Opening("V1", "130000", Tier.DIVISION_DEP, WATER, NATURE, main_field="WATER", place="130800")


def parts(nominee=NOMINEE, opening=OPENING, weights=WEIGHTS):
    found = fit(nominee, opening, weights)
    return tuple(part.points for part in found)


def reasons(nominee=NOMINEE, opening=OPENING):
    return [part.reason for part in fit(nominee, opening, WEIGHTS)]


def test_everything_as_wanted_is_a_hundred():
    assert parts() == (60, 25, 15)
    assert fit(NOMINEE, OPENING, Weights()).total == 100


@pytest.mark.parametrize(
    ("fields", "wanted", "points", "sentence"),
    [
        ({"WATER"}, {"WATER"}, 60, "Expertise as wanted"),
        ({"WATER", "AGRI"}, {"WATER"}, 60, "Expertise as wanted"),
        ({"WATER"}, {"WATER", "ROADS"}, 38, "1 of 2 fields wanted"),
        ({"WATER"}, {"WATER", "ROADS", "AGRI"}, 30, "1 of 3 fields wanted"),
        ({"WATER", "AGRI"}, {"WATER", "ROADS", "AGRI"}, 45, "2 of 3 fields wanted"),
        ({"FOREST"}, {"WATER"}, 15, "Related expertise only"),
        ({"EDU"}, {"WATER"}, 0, "No shared expertise"),
        (set(), {"WATER"}, 15, "The official’s expertise is not recorded"),
        ({"WATER"}, set(), 15, "The post asks for no field"),
    ],
)
def test_expertise_counts_by_the_share_of_the_fields_wanted(fields, wanted, points, sentence):
    groups = {"WATER": "nature", "FOREST": "nature", "ROADS": "built", "AGRI": "land", "EDU": "people"}

    def groups_of(codes):
        return frozenset(groups[code] for code in codes)

    part = expertise_part(frozenset(fields), groups_of(fields), frozenset(wanted), groups_of(wanted), 60)
    assert (part.points, every_sentence([part.reason])) == (points, [sentence])


@pytest.mark.parametrize(
    ("offered", "points", "sentence"),
    [
        (Tier.DIVISION_DEP, 25, "Same tier"),
        (Tier.DIVISION, 15, "Post is 1 step above the official’s rank"),
        (Tier.BUREAU_DEP, 8, "Post is 2 steps above the official’s rank"),
        (Tier.BUREAU, 0, "Post is 3 steps above the official’s rank"),
        (Tier.SECTION, 15, "Post is 1 step below the official’s rank"),
        (Tier.SECTION_DEP, 8, "Post is 2 steps below the official’s rank"),
        ("", 15, "No rank to compare"),
    ],
)
def test_the_tier_counts_less_the_further_it_is(offered, points, sentence):
    part = tier_part(Tier.DIVISION_DEP, offered, 25)
    assert (part.points, every_sentence([part.reason])) == (points, [sentence])


def test_the_field_is_known_or_half_of_it_the_place():
    elsewhere, other = replace(OPENING, place="130700"), replace(OPENING, main_field="ROADS")
    assert parts(opening=elsewhere) == (60, 25, 15)
    assert parts(opening=other) == (60, 25, 8)
    assert parts(opening=replace(other, place="130700")) == (60, 25, 0)
    assert parts(opening=replace(OPENING, main_field="")) == (60, 25, 8), "nobody knows: not the same field"
    nobody_knows = replace(NOMINEE, main_field=""), replace(elsewhere, main_field="")
    assert parts(*nobody_knows) == (60, 25, 0), "two blanks are not the same field"


@pytest.mark.parametrize("weights", [Weights(50, 30, 20), Weights(100, 0, 0), Weights(0, 0, 100), Weights(33, 33, 34)])
def test_the_weights_are_those_of_the_cycle(weights):
    assert parts(weights=weights) == weights


def test_a_pair_of_one_region_is_never_suggested():
    assert why_not(NOMINEE, OPENING) is None
    assert why_not(NOMINEE, replace(OPENING, region="110000")) == "same_region"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"wanted": ROADS, "groups": frozenset({"built"})}, "no_shared_expertise"),
        ({"wanted": ROADS, "groups": NATURE}, None),
        ({"wanted": frozenset(), "groups": frozenset()}, None),
        ({"tier": Tier.BUREAU_DEP}, None),
        ({"tier": Tier.BUREAU}, "rank_too_low"),
        ({"tier": Tier.SECTION}, None),
        ({"tier": Tier.SECTION_DEP}, "rank_too_high"),
        ({"tier": ""}, None),
    ],
)
def test_a_suggestion_has_its_bounds(changes, reason):
    assert why_not(NOMINEE, replace(OPENING, **changes)) == reason


def test_the_short_line_tells_what_is_not_as_wanted():
    assert short_sentences(reasons()) == ["Exact on all three"]
    above = replace(OPENING, tier=Tier.DIVISION, main_field="")
    assert short_sentences(reasons(opening=above)) == [
        "Post is 1 step above the official’s rank",
        "Works in a different field, but has served in the host city before",
    ]


def test_a_reason_is_told_in_the_language_of_the_page():
    with translation.override("zh-hans"):
        assert short_sentences([("exact_expertise",), ("same_tier",), ("same_field",)]) == ["三项完全匹配"]
        assert every_sentence([("tier_above", 2)]) == ["岗位比本人职级高2档"]


def test_a_code_that_is_no_longer_known_says_nothing():
    assert every_sentence([("left_handed", 1), ("same_tier",)]) == ["Same tier"]


@pytest.mark.parametrize(
    ("openings", "facts", "sentence"),
    [
        ([], {}, "No post is offered in this direction"),
        ([{"wanted": ROADS, "groups": frozenset()}], {}, "No post asks for it"),
        ([{"tier": Tier.SECTION_DEP}], {}, "Rank 2 steps above every post that asks for it"),
        ([{"tier": Tier.STAFF}, {"tier": Tier.SECTION_DEP}], {}, "Rank 2 steps above every post that asks for it"),
        ([{"tier": Tier.BUREAU}], {}, "Rank 3 steps below every post that asks for it"),
        ([{}, {}], {"held": {"V0", "V1"}}, "2 posts ask for it; all are taken"),
        ([{}], {"held": {"V0"}}, "1 post asks for it; it is taken"),
        ([{}, {}], {"held": {"V1"}, "is_full": True}, "The quota of the direction is reached"),
        ([{}], {"forbidden": {"V0"}}, "1 post asks for it; it was skipped"),
        ([{}, {}], {"forbidden": {"V0"}, "held": {"V1"}}, "1 post asks for it; it is taken"),
        ([{}], {}, "1 post would fit; suggest again"),
    ],
)
def test_why_somebody_is_left_without_a_post(openings, facts, sentence):
    offered = [replace(OPENING, key=f"V{n}", **changes) for n, changes in enumerate(openings)]
    why = why_unmatched(NOMINEE, offered, **{"held": set(), "forbidden": set(), "is_full": False, **facts})
    assert why.sentence == sentence
