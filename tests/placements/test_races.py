"""Races on separate connections: one wins, every loser is refused in words, nobody deadlocks.

Each race is run again with the locks taken out, and must then be lost: raw errors from the
database instead of sentences. So the tests show the locks, and not the luck.
"""

import datetime as dt
import threading
import time
from collections import Counter
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from placements import actions
from placements.actions import locks
from placements.models import Cycle, ExtensionRequest, Nomination, Placement, PostOffer, TermEntry
from placements.refusals import NotAllowed
from tests.factories import (
    DAY,
    NOW,
    give_opinions,
    make_cycle,
    make_nomination,
    make_offer,
    make_official,
    make_placement,
    make_plan,
    make_plan_row,
    make_post,
    make_request,
    new_placement,
    office,
)

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 20
RACERS = 4
WON, REFUSED = "won", "refused in words"


def race(jobs):
    """Start all jobs at once, each on a connection of its own; what became of each."""
    barrier = threading.Barrier(len(jobs))
    outcomes = [None] * len(jobs)

    def run(index):
        try:
            barrier.wait(timeout=10)
            jobs[index]()
            outcomes[index] = WON
        except ValidationError:
            outcomes[index] = REFUSED
        except Exception as error:  # whatever it is, it is what the person would have got
            outcomes[index] = f"{type(error).__name__} {getattr(error.__cause__, 'sqlstate', '')}"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def proposing(**facts):
    """A job that proposes that placement."""
    placement = new_placement(**facts)
    by = office()
    return lambda: actions.propose_placement(placement, by=by, at=NOW)


def same_official():
    official = make_official()
    return [proposing(official=official) for _ in range(RACERS)]


def same_post():
    post = make_post()
    return [proposing(host_post=post) for _ in range(RACERS)]


def crossed():
    """Two officials and two posts, each pair once: what deadlocks without one order of locks."""
    officials, posts = [make_official(), make_official()], [make_post(), make_post()]
    return [proposing(official=official, host_post=post) for official in officials for post in posts]


def two_reviewers():
    request = make_request()
    give_opinions(request)
    by = office()
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        lambda: actions.decline_extension(_fresh(request), words="Not now.", next_step="In autumn.", by=by, at=NOW),
    ] * 2


def approve_and_withdraw():
    request = make_request()
    give_opinions(request)
    by = office()
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        lambda: actions.withdraw_extension(_fresh(request), by=request.submitted_by, at=NOW),
    ]


def approve_and_successor():
    """The post is promised to somebody while an extension into those days is approved."""
    request = make_request()
    give_opinions(request)
    by = office()
    days = {"starts_on": dt.date(2016, 8, 1), "original_ends_on": dt.date(2017, 7, 31)}
    successor = new_placement(host_post=request.placement.host_post, **days)
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        lambda: actions.propose_placement(successor, reason="Follows.", by=by, at=NOW),
    ]


def moving_a_successor():
    """A request whose post is promised, the proposal, and a job that approves and moves it, all steps confirmed."""
    request = make_request()
    give_opinions(request)
    by = office()
    moved = make_placement(
        cycle=make_cycle(2016),
        host_post=request.placement.host_post,
        starts_on=dt.date(2016, 8, 1),
        original_ends_on=dt.date(2017, 7, 31),
        confirmed=False,
    )
    anew = {"starts_on": dt.date(2017, 1, 24), "ends_on": dt.date(2018, 1, 23)}

    def job():
        read = Placement.objects.get(pk=moved.pk)
        post = moved.host_post_id
        agreed = [
            f"back-{moved.pk}-proposed-{moved.starts_on}",
            f"anew-{moved.pk}-{post}-{anew['starts_on']}-{anew['ends_on']}",
        ]
        actions.approve_and_move(
            _fresh(request), moved=read, agreed=agreed, reason="Agreed.", by=by, at=NOW, on=DAY, **anew
        )

    return request, moved, job


def move_and_confirm():
    """The successor is confirmed while the decision moves them: one of the two, and the other is told."""
    _request, moved, job = moving_a_successor()
    by = office()
    return [job, lambda: actions.confirm_placement(Placement.objects.get(pk=moved.pk), by=by, at=NOW)]


def move_and_decline():
    request, _moved, job = moving_a_successor()
    by = office()
    decline = partial(actions.decline_extension, words="Not now.", next_step="In autumn.", by=by, at=NOW)
    return [job, lambda: decline(_fresh(request))]


def confirm_and_withdraw():
    placement = make_placement(confirmed=False)
    by = office()
    return [
        lambda: actions.confirm_placement(Placement.objects.get(pk=placement.pk), by=by, at=NOW),
        lambda: actions.withdraw_placement(Placement.objects.get(pk=placement.pk), reason="Twice.", by=by, at=NOW),
    ]


def same_nomination():
    official, cycle, by = make_official(), make_cycle(), office()
    return [lambda: actions.put_forward(official, cycle=cycle, by=by, at=NOW, on=DAY) for _ in range(RACERS)]


def same_offer():
    post, cycle, by = make_post(), make_cycle(), office()
    return [lambda: actions.offer_post(post, cycle=cycle, by=by, at=NOW, on=DAY) for _ in range(RACERS)]


def latest_cycle():
    """The cycle of the latest year there is; its programme runs on."""
    make_cycle()
    last = Cycle.objects.first()
    last.programme_ends_on = dt.date(2099, 12, 31)
    last.save()
    return last


def same_next_cycle():
    last, by = latest_cycle(), office()
    return [lambda: actions.make_cycle_from(last, by=by, at=NOW) for _ in range(RACERS)]


def undo_and_nominate():
    """The cycle is taken back while somebody is put forward for it: one of the two, and the other is told."""
    by, official = office(), make_official()
    made = actions.make_cycle_from(latest_cycle(), by=by, at=NOW)
    return [
        lambda: actions.unmake_cycle(made, by=by, at=NOW),
        lambda: actions.put_forward(official, cycle=made, by=by, at=NOW, on=DAY),
    ]


def approve_and_end_early():
    request = make_request()
    give_opinions(request)
    by = office()
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        lambda: actions.return_early(
            Placement.objects.get(pk=request.placement_id), ends_on=DAY, reason="home_needs", by=by, at=NOW
        ),
    ]


def rivals_for_an_offered_post():
    """Several coordinators choose one post, each for somebody else."""
    cycle, by = make_cycle(), office()
    nominations = [make_nomination(cycle=cycle) for _ in range(RACERS)]
    offer = make_offer(cycle=cycle)
    plan = make_plan(cycle)
    return [partial(actions.choose_post, plan, nomination, offer, by=by, at=NOW) for nomination in nominations]


def accept_twice():
    """Several coordinators accept one row."""
    row, by = make_plan_row(), office()
    return [partial(actions.accept_row, row, by=by, at=NOW) for _ in range(RACERS)]


def accept_and_withdraw():
    """A nomination is withdrawn while it is accepted for a post."""
    row, by = make_plan_row(), office()
    return [
        partial(actions.accept_row, row, by=by, at=NOW),
        partial(actions.withdraw_nomination, row.nomination, reason="Fell ill.", by=by, at=NOW),
    ]


def _fresh(request):
    return ExtensionRequest.objects.select_related("placement__official").get(pk=request.pk)


ONE_WINNER = [
    same_official,
    same_post,
    two_reviewers,
    approve_and_withdraw,
    approve_and_successor,
    confirm_and_withdraw,
    same_nomination,
    same_offer,
    rivals_for_an_offered_post,
]


# The other is over long before the move asks, so that even without locks they hardly ever meet.
@pytest.mark.parametrize(
    "make_jobs",
    [
        *ONE_WINNER,
        *(move_and_confirm, move_and_decline, same_next_cycle, undo_and_nominate, accept_twice, accept_and_withdraw),
    ],
)
def test_one_winner_and_words_for_the_rest(make_jobs):
    for _ in range(ROUNDS):
        jobs = make_jobs()
        assert Counter(race(jobs)) == {WON: 1, REFUSED: len(jobs) - 1}


def test_crossed_pairs_never_deadlock():
    for _ in range(ROUNDS):
        outcomes = Counter(race(crossed()))
        assert set(outcomes) <= {WON, REFUSED}
        assert 1 <= outcomes[WON] <= 2


def test_approval_and_early_return_follow_each_other():
    """An early return is refused while the request waits, and taken once it is decided: either way in words."""
    for _ in range(ROUNDS):
        outcomes = race(approve_and_end_early())
        assert outcomes[0] == WON
        assert outcomes[1] in {WON, REFUSED}


@pytest.fixture
def no_locks(monkeypatch):
    """The same reads without any lock, and a little time between asking and writing."""

    def hold_official_and_post(official_id, post_id):
        time.sleep(0.02)

    def hold_officials_and_posts(official_ids, post_ids):
        time.sleep(0.02)

    def hold_placements(placement_ids):
        time.sleep(0.02)

    def hold_placement(placement):
        held = Placement.objects.select_related("cycle", "official", "host_post", "home_post").get(pk=placement.pk)
        time.sleep(0.02)
        return held

    def hold_request(request):
        held = ExtensionRequest.objects.get(pk=request.pk)
        held.placement = hold_placement(request.placement)
        return held

    several = (hold_officials_and_posts, hold_placements)
    for stand_in in (hold_official_and_post, hold_placement, hold_request, *several):
        monkeypatch.setattr(locks, stand_in.__name__, stand_in)
    for model in (Placement, TermEntry, ExtensionRequest, Nomination, PostOffer):

        def save(self, *args, _save=model.save, **kwargs):
            time.sleep(0.05)
            return _save(self, *args, **kwargs)

        monkeypatch.setattr(model, "save", save)


@pytest.mark.parametrize("make_jobs", ONE_WINNER)
def test_without_its_lock_the_race_is_lost(make_jobs, no_locks):
    outcomes = Counter()
    for _ in range(ROUNDS):
        outcomes.update(race(make_jobs()))
        if set(outcomes) - {WON, REFUSED}:
            return
    pytest.fail(f"nobody missed the lock: {dict(outcomes)}")


def test_a_cycle_is_not_closed_over_a_proposal():
    for _ in range(ROUNDS):
        cycle = new_placement().cycle
        cycle.closed_at = cycle.closed_by = None
        cycle.save()
        _withdraw_all()
        jobs = [proposing(cycle=cycle), partial(actions.close_cycle, cycle, by=office(), at=NOW)]
        assert Counter(race(jobs)) == {WON: 1, REFUSED: 1}


def _withdraw_all():
    for placement in Placement.objects.filter(state="proposed"):
        actions.withdraw_placement(placement, reason="Next round.", by=office(), at=NOW)


def test_a_refusal_is_what_losers_get():
    """REFUSED above is a sentence of ours, not just any validation error."""
    post = make_post()
    make_placement(host_post=post)
    with pytest.raises(NotAllowed, match="The post is held by"):
        make_placement(host_post=post)


def move_across():
    """Two requests, each of whose posts is promised to a successor who is moved to the same free post."""
    free, by = make_post(), office()
    jobs = []
    for _ in range(2):
        request, moved, _job = moving_a_successor()
        agreed = [
            f"back-{moved.pk}-proposed-{moved.starts_on}",
            f"anew-{moved.pk}-{free.pk}-{moved.starts_on}-{moved.ends_on}",
        ]
        anew = {"starts_on": moved.starts_on, "ends_on": moved.ends_on, "host_post": free}

        def job(request=request, moved=moved, agreed=agreed, anew=anew):
            read = Placement.objects.get(pk=moved.pk)
            actions.approve_and_move(
                _fresh(request), moved=read, agreed=agreed, reason="Agreed.", by=by, at=NOW, on=DAY, **anew
            )

        jobs.append(job)
    return jobs


def test_two_successors_moved_to_one_post_never_deadlock():
    for _ in range(ROUNDS):
        jobs = move_across()
        assert Counter(race(jobs)) == {WON: 1, REFUSED: 1}
