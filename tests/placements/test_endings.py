"""What happens at the end of a term: every case, and which comes first."""

import datetime as dt
import itertools

import pytest

from officials.models import Organisation, Post
from placements import actions
from placements.models import ExtensionRequest
from placements.models.endings import Arranged, endings
from tests import factories
from tests.factories import END, NOW, make_cycle, make_placement, make_request

AFTER = END + dt.timedelta(days=1)


def arranged(placement):
    return endings().with_arrangement().get(pk=placement.pk).arranged


def follow(placement, **facts):
    return make_placement(
        host_post=placement.host_post, starts_on=dt.date(2016, 8, 1), original_ends_on=dt.date(2017, 7, 31), **facts
    )


def close(placement, on=AFTER):
    Post.objects.filter(pk=placement.host_post_id).update(retired_on=on)


# Each fact, in the order in which they can come to be.
FACTS = {
    "declined": lambda placement: make_request(placement, state="declined"),
    "asked": make_request,
    "confirmed": follow,
    "proposed": lambda placement: make_placement(
        confirmed=False,
        host_post=placement.host_post,
        starts_on=dt.date(2018, 8, 1),
        original_ends_on=dt.date(2019, 7, 31),
    ),
    "closes": close,
}
PRECEDENCE = ["asked", "confirmed", "proposed", "closes", "declined"]
CASES = [case for n in range(len(FACTS) + 1) for case in itertools.combinations(FACTS, n)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "+".join(case) or "none")
def test_the_first_that_is_so_holds(placement, case):
    for fact in case:
        FACTS[fact](placement)
    assert arranged(placement) == next((fact for fact in PRECEDENCE if fact in case), "unasked")


def test_the_order_of_the_list_is_that_of_precedence():
    assert Arranged.values == [*PRECEDENCE, "unasked"]


@pytest.mark.parametrize(
    ("state", "group"),
    [
        ("draft", "unasked"),
        ("submitted", "asked"),
        ("returned", "asked"),
        ("withdrawn", "unasked"),
        ("declined", "declined"),
        ("approved", "unasked"),
        ("reversed", "unasked"),
    ],
)
def test_every_state_of_a_request(placement, state, group):
    make_request(placement, state=state)
    assert arranged(placement) == group


def test_a_request_declined_from_an_earlier_end_is_history(placement):
    declined = make_request(placement, state="declined")
    make_request(placement, state="approved")
    placement.refresh_from_db()
    assert declined.current_ends_on < placement.ends_on
    assert arranged(placement) == "unasked"


@pytest.mark.parametrize("verb", [actions.cancel_placement, actions.withdraw_placement])
def test_a_successor_who_will_not_come_is_none(placement, verb):
    is_cancelled = verb is actions.cancel_placement
    days = {"on": factories.DAY} if is_cancelled else {}
    verb(
        follow(placement, confirmed=is_cancelled), reason="Given up by the host.", by=factories.office(), at=NOW, **days
    )
    assert arranged(placement) == "unasked"


def test_who_held_the_post_before_is_no_successor(placement):
    make_placement(host_post=placement.host_post, starts_on=dt.date(2013, 7, 24), original_ends_on=dt.date(2014, 7, 23))
    assert arranged(placement) == "unasked"


@pytest.mark.parametrize(
    ("day", "group"), [(END, "closes"), (AFTER, "closes"), (AFTER + dt.timedelta(days=1), "unasked")]
)
@pytest.mark.parametrize("kept", [Post, Organisation])
def test_a_post_closes_where_nobody_could_follow_on_the_next_day(placement, kept, day, group):
    key = placement.host_post_id if kept is Post else placement.host_post.organisation_id
    kept.objects.filter(pk=key).update(retired_on=day)
    assert arranged(placement) == group


@pytest.mark.parametrize(
    ("first", "last", "is_in"), [(END, END, True), (AFTER, AFTER, False), (factories.START, END, True)]
)
def test_both_days_count(placement, first, last, is_in):
    assert endings().end_between(first, last).exists() == is_in


def test_a_proposal_is_no_ending(db):
    make_placement(confirmed=False)
    assert not endings().exists()


def test_the_week_begins_on_monday(placement):
    assert END.weekday() == 5
    assert endings().with_week().get().week == dt.date(2016, 7, 18)


def test_the_day_a_decision_is_due_is_that_of_the_request(placement):
    make_cycle(decision_days=28)
    late_at_night = dt.datetime(2016, 5, 9, 23, 30, tzinfo=NOW.tzinfo)  # still the day before in Greenwich
    request = make_request(placement, at=late_at_night)
    (ending,) = endings().with_decision_due(ExtensionRequest.objects.all())
    assert ending.due_on == request.decision_due_on() == dt.date(2016, 6, 6)


@pytest.mark.parametrize("state", ["draft", "returned", "withdrawn", "declined", "approved", "reversed"])
def test_no_decision_is_due_on_what_does_not_wait(placement, state):
    make_request(placement, state=state)
    assert not endings().with_decision_due(ExtensionRequest.objects.all()).exists()
