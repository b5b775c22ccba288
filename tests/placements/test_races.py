"""Races on separate connections: one wins, every loser is refused in words, nobody deadlocks.

Each race is run again with the locks taken out, here or in test_races_in_gaps.py, and must then be
lost: raw errors from the database instead of sentences, or two winners. So the tests show the
locks, and not the luck.
"""

import math
from collections import Counter

import pytest
from django.db.models import Model

from placements.models import ExtensionRequest, TermEntry
from placements.refusals import NotAllowed
from tests.factories import make_placement, make_post
from tests.placements.racing import (
    RACERS,
    REFUSED,
    ROUNDS,
    WON,
    crowd,
    is_taken_in_turn,
    is_won_by_one,
    race,
    take_the_locks_out,
)
from tests.placements.rivals import (
    accept_and_withdraw,
    accept_twice,
    approve_and_edit,
    approve_and_end_early,
    approve_and_send_back,
    approve_and_successor,
    approve_and_withdraw,
    confirm_and_edit,
    confirm_and_withdraw,
    crossed,
    cycle_and_proposal,
    move_across,
    move_and_confirm,
    move_and_decline,
    one_decision,
    one_early_return,
    reverse_and_end_early,
    rivals_for_an_offered_post,
    same_next_cycle,
    same_nomination,
    same_offer,
    same_official,
    same_post,
    send_and_end_early,
    two_reviewers,
    undo_and_nominate,
)

pytestmark = pytest.mark.django_db(transaction=True)


ONE_WINNER = [
    same_official,
    same_post,
    one_decision,
    one_early_return,
    two_reviewers,
    approve_and_withdraw,
    approve_and_send_back,
    approve_and_successor,
    reverse_and_end_early,
    move_and_confirm,
    move_and_decline,
    confirm_and_withdraw,
    same_nomination,
    same_offer,
    rivals_for_an_offered_post,
]

# As many as they are: what they race for is gone with the first. test_races_in_gaps.py proves their locks.
AS_THEY_ARE = [same_next_cycle, undo_and_nominate, accept_twice, accept_and_withdraw]

# The first is done once; the second before it or after it, or it is refused in words.
IN_TURN = [approve_and_end_early, send_and_end_early, approve_and_edit, confirm_and_edit]


@pytest.mark.parametrize("make_jobs", ONE_WINNER)
def test_one_winner_and_words_for_the_rest(make_jobs):
    for _ in range(ROUNDS):
        outcomes = race(crowd(make_jobs()))
        assert is_won_by_one(outcomes), Counter(outcomes)


@pytest.mark.parametrize("make_jobs", AS_THEY_ARE)
def test_one_winner_among_as_many_as_they_are(make_jobs):
    for _ in range(ROUNDS):
        outcomes = race(make_jobs())
        assert is_won_by_one(outcomes), Counter(outcomes)


@pytest.mark.parametrize("make_jobs", IN_TURN)
def test_two_follow_each_other(make_jobs):
    """An early return waits for the decision, an edit keeps what was decided meanwhile: never a raw error."""
    for _ in range(ROUNDS):
        outcomes = race(crowd(make_jobs()))
        assert is_taken_in_turn(outcomes), Counter(outcomes)


def test_a_cycle_is_not_closed_over_a_proposal():
    for _ in range(ROUNDS):
        assert is_won_by_one(race(cycle_and_proposal()))


def test_crossed_pairs_never_deadlock():
    for _ in range(ROUNDS):
        outcomes = Counter(race(crossed()))
        assert set(outcomes) <= {WON, REFUSED}
        side = math.isqrt(RACERS)
        assert side / 2 <= outcomes[WON] <= side  # no pair is left of whom both could still be placed


# Where the racers meet: at their first write, or where the one comes to what the other writes.
MEETING = {move_and_decline: (TermEntry, ExtensionRequest)}

# The others, and why approval against early return is lost in none: test_races_in_gaps.py.
WITHOUT_LOCKS = [
    *((make_jobs, is_won_by_one) for make_jobs in [*ONE_WINNER, cycle_and_proposal]),
    *((make_jobs, is_taken_in_turn) for make_jobs in [approve_and_edit, confirm_and_edit]),
]


@pytest.mark.parametrize(("make_jobs", "is_right"), WITHOUT_LOCKS)
def test_without_its_lock_the_race_is_lost(make_jobs, is_right, monkeypatch):
    take_the_locks_out(monkeypatch)
    seen = Counter()
    for _ in range(max(ROUNDS, 20)):  # by luck none may miss it in a single round
        outcomes = race(make_jobs(), MEETING.get(make_jobs, Model))
        if not is_right(outcomes):
            return
        seen.update(outcomes)
    pytest.fail(f"nobody missed the lock: {dict(seen)}")


def test_a_refusal_is_what_losers_get():
    """REFUSED above is a sentence of ours, not just any validation error."""
    post = make_post()
    make_placement(host_post=post)
    with pytest.raises(NotAllowed, match="The post is held by"):
        make_placement(host_post=post)


def test_two_successors_moved_to_one_post_never_deadlock():
    for _ in range(ROUNDS):
        jobs = move_across()
        assert Counter(race(jobs)) == {WON: 1, REFUSED: 1}
