"""Random lives of placements and requests: all verbs, random days, several people, against a plain model.

The model (lives/office.py) says what is refused and in which words; after every step the states,
the current ends, the ledger and the numbers are those of the model, and what must never be false
is asked of the database itself (lives/checks.py). LIVES_STEPS is the number of steps, which are the
same ones every time; so many that they are worth sharing are parted, for as many cores.
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from officials.models.vocabulary import Tier
from tests import factories
from tests.placements.lives.checks import Checks, prepared
from tests.placements.lives.machine import PEOPLE, SEATS, D
from tests.placements.lives.stories import Stories

STEPS = int(os.environ.get("LIVES_STEPS", "1000"))
STEPS_OF_A_LIFE = 30
STEPS_OF_A_PART = 5000
PARTS = max(STEPS // STEPS_OF_A_PART, 1)
# A failing life is told as it was found; LIVES_SHRINK=1 looks for a shorter one, which takes minutes.
PHASES = [Phase.generate, *[Phase.shrink] * bool(os.environ.get("LIVES_SHRINK"))]
CITIES = {"110000": "110106", "120000": "120000", "130000": "130800"}
VERBS = [
    *("propose", "correct", "confirm", "withdraw", "cancel", "close cycle"),
    *("draft", "enter", "attach", "remove file", "submit", "resubmit", "withdraw request", "discard"),
    *("assign", "record opinion", "approve", "approve to another day", "approve and move", "decline", "return"),
    *("record paper", "reverse approval"),
    *("return early", "take back early return"),
    *("record arrival", "correct arrival", "record return", "correct return"),
]


class Lives(Stories, Checks):
    """All verbs, and all that is asked after each."""


@pytest.fixture
def world(db, settings, tmp_path):
    """Who and where: all that stays the same from life to life."""
    settings.OFFICE_FILES_ROOT = tmp_path
    cycles = [
        factories.make_cycle(2015),
        factories.make_cycle(2016, programme_ends_on=D(2018, 1, 31), most_extension_months=6, late_days_after_end=30),
    ]
    factories.make_quota(cycles[0], places=1)
    accounts = {name: factories.make_user(name) for name in ("first", "second", "third")}
    accounts["twin"] = factories.make_user("twin", "Coordinators", is_staff=True)
    officials = [
        factories.make_official(CITIES[region], account=accounts[name], given_name="Ruochuan")
        for region, name in PEOPLE
    ]
    posts = [
        factories.make_post(
            CITIES[seat.region],
            needs_congress_decision=seat.needs_congress,
            tier=Tier.BUREAU_DEP if seat.other_tier else Tier.DIVISION_DEP,
        )
        for seat in SEATS
    ]
    return {
        **accounts,
        "office": factories.office(),
        "staff": factories.make_user("staff", "Staff"),
        "officials": [official.pk for official in officials],
        "posts": [post.pk for post in posts],
    }


@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_random_lives_agree_with_the_model(world, part):
    Lives.world, Lives.tally = world, Counter()
    lives = settings(
        max_examples=max(STEPS // PARTS // STEPS_OF_A_LIFE, 1),
        stateful_step_count=STEPS_OF_A_LIFE,
        deadline=None,
        derandomize=False,
        database=None,
        report_multiple_bugs=False,
        phases=PHASES,
        suppress_health_check=list(HealthCheck),
    )
    with prepared():
        run_state_machine_as_test(seed(part)(Lives), settings=lives)
    # Each was done and each was refused, or the lives would prove little.
    missing = [f"{verb} was never {how}" for verb in VERBS for how in ("done", "refused") if not Lives.tally[verb, how]]
    assert not missing or STEPS < STEPS_OF_A_PART, f"{missing}; seen: {sorted(Lives.tally.items())}"
