"""Races without luck: the one runs whole in each gap between two statements of the other.

What `test_races.py` cannot show with the locks taken out is shown here, and of approval against
early return why no lock is needed for it.
"""

from functools import partial

import pytest

from placements.refusals import NotAllowed
from tests.placements.gaps import at_each_gap
from tests.placements.racing import is_taken_in_turn, is_won_by_one, named, take_the_locks_out
from tests.placements.rivals import (
    accept_and_withdraw,
    accept_twice,
    approve_and_end_early,
    move_across,
    same_next_cycle,
    send_and_end_early,
    undo_and_nominate,
)

pytestmark = pytest.mark.django_db(transaction=True)

RACES = [
    (same_next_cycle, is_won_by_one),
    (undo_and_nominate, is_won_by_one),
    (accept_twice, is_won_by_one),
    (accept_and_withdraw, is_won_by_one),
    (send_and_end_early, is_taken_in_turn),
]


def the_other_way_round(make_jobs):
    return make_jobs()[::-1]


@pytest.mark.parametrize(("make_jobs", "is_right"), RACES)
def test_no_gap_loses_it(make_jobs, is_right):
    for met in at_each_gap(make_jobs):
        assert is_right([named(error) for error in met]), met


@pytest.mark.parametrize(
    ("make_jobs", "is_right", "step"), [*((*race, 1) for race in RACES), (move_across, is_won_by_one, 7)]
)
def test_without_its_lock_a_gap_loses_it(make_jobs, is_right, step, monkeypatch):
    """Moving two successors has seventy gaps; each seventh is enough."""
    take_the_locks_out(monkeypatch)
    assert not all(is_right([named(error) for error in met]) for met in at_each_gap(make_jobs, step=step))


def test_an_early_return_meets_no_raw_error_in_any_gap():
    for ended, sent in at_each_gap(partial(the_other_way_round, send_and_end_early)):
        assert sent is None
        assert ended is None or isinstance(ended, NotAllowed), ended


def test_without_its_lock_an_early_return_meets_the_guard_of_the_ledger(monkeypatch):
    """It has seen no request; one is sent and approved before it writes. The ledger stays whole, the words are raw."""
    take_the_locks_out(monkeypatch)
    raw = [ended for ended, _sent in at_each_gap(partial(the_other_way_round, send_and_end_early)) if ended is not None]
    assert raw
    for error in raw:
        diagnosis = error.__cause__.diag
        assert diagnosis.constraint_name == "term_entry_builds_on_the_latest"
        assert diagnosis.message_primary == "somebody else entered a term record first"


def test_a_waiting_request_holds_an_early_return_up_without_any_lock(monkeypatch):
    """Its own question refuses it until the approval is committed; what it reads after that is the new ledger."""
    take_the_locks_out(monkeypatch)
    for approved, ended in at_each_gap(approve_and_end_early):
        assert approved is None
        assert_told_to_wait(ended)
    met = list(at_each_gap(partial(the_other_way_round, approve_and_end_early)))
    assert all(approved is None for _ended, approved in met)
    through, told = [ended for ended, _ in met if ended is None], [ended for ended, _ in met if ended is not None]
    assert through, "the approval came before its question"
    assert told, "the approval came after its question"
    for ended in told:
        assert_told_to_wait(ended)


def assert_told_to_wait(error):
    assert isinstance(error, NotAllowed), error
    assert error.messages[0].startswith("Extension request R-16-"), error
    assert error.messages[0].endswith(" waits; decide it first."), error
