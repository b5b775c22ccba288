"""Approving an extension and moving the placement in its way: every step confirmed, all or nothing."""

import datetime as dt

import pytest
import time_machine

from placements import actions
from placements.actions.successors import Unconfirmed
from placements.models import Departure, Placement
from placements.models.extensions import RequestState
from placements.refusals import NeedsReason, NotAllowed
from tests import factories
from tests.factories import (
    DAY,
    END,
    NOW,
    account_of,
    give_opinions,
    make_cycle,
    make_official,
    make_placement,
    make_post,
    make_request,
    office,
)

pytestmark = pytest.mark.django_db

START = END + dt.timedelta(days=2)
UNTIL = dt.date(2017, 1, 23)
ANEW = {"starts_on": dt.date(2017, 1, 24), "ends_on": dt.date(2018, 1, 23)}
REASON = "Both departments said so."


def promised(request, *, confirmed=False, **facts):
    facts = {"host_post": request.placement.host_post, **facts}
    days = {"starts_on": START, "original_ends_on": dt.date(2017, 7, 24)}
    return make_placement(cycle=make_cycle(2016), confirmed=confirmed, **days, **facts)


@pytest.fixture
def request_(db):
    request = make_request()
    give_opinions(request)
    return request


def approve(request, moved, *, agreed=(), **options):
    options = {**ANEW, "reason": REASON, "on": DAY, "by": office(), "at": NOW, **options}
    return actions.approve_and_move(request, moved=Placement.objects.get(pk=moved.pk), agreed=agreed, **options)


def steps_of(request, moved, **options):
    with pytest.raises(Unconfirmed) as question:
        approve(request, moved, **options)
    return question.value.steps


def keys_of(request, moved, **options):
    return [step.key for step in steps_of(request, moved, **options)]


def state_of_all():
    return list(Placement.objects.order_by("pk").values_list("pk", "state", "starts_on", "ends_on"))


def test_a_proposed_successor_is_proposed_anew_on_another_day(request_):
    moved = promised(request_)
    before = state_of_all()
    steps, post = steps_of(request_, moved), moved.host_post
    where = f"{post.title}, {post.organisation.name}"
    assert [step.sentence for step in steps] == [
        f"The proposal {moved.number} of {moved.official} from 25 July 2016 is withdrawn.",
        f"{moved.official} is proposed anew: {where}, 24 January 2017 to 23 January 2018.",
    ]
    assert state_of_all() == before, "asking changes nothing"
    approve(request_, moved, agreed=[step.key for step in steps])
    moved.refresh_from_db()
    assert (moved.state, moved.closing_reason) == (
        "withdrawn",
        f"Moved with the decision on request {request_.number}.",
    )
    anew = Placement.objects.get(official=moved.official, state="proposed")
    assert (anew.host_post, anew.starts_on, anew.ends_on) == (moved.host_post, ANEW["starts_on"], ANEW["ends_on"])
    request_.refresh_from_db()
    assert (request_.state, request_.approved_ends_on) == (RequestState.APPROVED, UNTIL)
    request_.placement.refresh_from_db()
    assert request_.placement.ends_on == UNTIL
    assert Departure.objects.filter(placement=anew, rule="start_differs", reason=REASON).exists()


def test_a_confirmed_successor_is_cancelled_and_confirmed_anew_in_three_steps(request_):
    post = make_post()
    moved = promised(request_, confirmed=True)
    move = {"host_post": post, "starts_on": START, "ends_on": dt.date(2017, 7, 24)}
    keys = keys_of(request_, moved, **move)
    assert [key.partition("-")[0] for key in keys] == ["back", "anew", "confirm"]
    approve(request_, moved, agreed=keys, **move)
    moved.refresh_from_db()
    assert moved.state == "cancelled"
    anew = Placement.objects.get(official=moved.official, state="confirmed")
    assert (anew.host_post, anew.starts_on) == (post, START)
    assert anew.term.get().ends_on == anew.ends_on


def test_the_promise_is_only_taken_back(request_):
    moved = promised(request_)
    approve(request_, moved, starts_on=None, agreed=keys_of(request_, moved, starts_on=None))
    assert list(Placement.objects.filter(official=moved.official).values_list("state", flat=True)) == ["withdrawn"]


def test_the_officials_own_next_placement_is_moved_too(request_):
    moved = promised(request_, official=request_.placement.official, host_post=make_post())
    approve(request_, moved, agreed=keys_of(request_, moved))
    anew = Placement.objects.get(official=moved.official, state="proposed")
    assert anew.starts_on == ANEW["starts_on"]


@pytest.mark.parametrize("missing", [0, 1])
def test_each_step_is_confirmed_by_itself(request_, missing):
    moved = promised(request_)
    before = state_of_all()
    agreed = keys_of(request_, moved)
    del agreed[missing]
    assert len(steps_of(request_, moved, agreed=agreed)) == 2
    assert state_of_all() == before


def test_what_was_confirmed_for_one_day_does_not_hold_for_another(request_):
    moved = promised(request_)
    agreed = keys_of(request_, moved)
    later = {"starts_on": dt.date(2017, 2, 1), "ends_on": dt.date(2018, 1, 31)}
    assert len(steps_of(request_, moved, agreed=agreed, **later)) == 2


def test_what_was_confirmed_for_a_proposal_does_not_hold_once_it_is_confirmed(request_):
    moved = promised(request_)
    agreed = keys_of(request_, moved)
    actions.confirm_placement(moved, by=office(), at=NOW)
    assert len(steps_of(request_, moved, agreed=agreed)) == 3


def test_who_read_an_older_state_is_refused(request_):
    moved = promised(request_)
    agreed = keys_of(request_, moved)
    read = Placement.objects.get(pk=moved.pk)
    actions.withdraw_placement(moved, reason="Stays at home.", by=office(), at=NOW)
    with pytest.raises(NotAllowed, match="Somebody changed this placement meanwhile"):
        actions.approve_and_move(
            request_, moved=read, agreed=agreed, reason=REASON, by=office(), at=NOW, on=DAY, **ANEW
        )


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        ({"starts_on": UNTIL}, "The post is promised to a successor from 23 January 2017"),
        ({"ends_on": dt.date(2018, 1, 22)}, "under 12 months; the earliest end is 23 January 2018"),
        ({"until": dt.date(2017, 7, 24)}, "latest possible 23 July 2017"),
        ({"until": dt.date(2016, 7, 24)}, "does not stand in the way"),
    ],
)
def test_a_rule_that_refuses_leaves_everything_as_it_was(request_, move, sentence):
    moved = promised(request_)
    before = state_of_all()
    with pytest.raises(NotAllowed, match=sentence):
        approve(request_, moved, **move)
    assert state_of_all() == before
    request_.refresh_from_db()
    assert request_.state == RequestState.SUBMITTED


def test_the_new_post_is_asked_about_like_any_other(request_):
    moved, taken = promised(request_), make_placement(cycle=make_cycle(2016))
    with pytest.raises(NotAllowed, match="The post is held by"):
        approve(request_, moved, host_post=taken.host_post, starts_on=START)
    with pytest.raises(NotAllowed, match="home region"):
        approve(request_, moved, host_post=make_post("110106"))


def test_a_warning_wants_its_reason_before_anything_is_confirmed(request_):
    moved = promised(request_)
    with pytest.raises(NeedsReason, match="Start differs"):
        approve(request_, moved, reason="")


def test_a_confirmed_one_that_has_started_is_not_moved():
    request = make_request()
    give_opinions(request)
    moved = promised(request, confirmed=True)
    with pytest.raises(NotAllowed, match="has started"):
        approve(request, moved, on=START)


def test_a_placement_that_is_not_in_the_way_is_left_alone(request_):
    other = make_placement(cycle=make_cycle(2016), confirmed=False)
    with pytest.raises(NotAllowed, match="does not stand in the way"):
        approve(request_, other)


def test_one_half_of_a_pair_is_not_moved_behind_the_back_of_the_other(request_):
    moved = promised(request_)
    other = make_placement(official=make_official("130800"), host_post=make_post("110106"), confirmed=False)
    other.paired_with = moved
    other.save()
    with pytest.raises(NotAllowed, match="one half of a paired exchange"):
        approve(request_, moved)


def test_nobody_moves_a_successor_for_their_own_request(request_):
    moved = promised(request_)
    own = account_of(request_.placement.official)
    with pytest.raises(NotAllowed, match="You may not do this"):
        approve(request_, moved, by=own)
    own.groups.set(office().groups.all())
    with pytest.raises(NotAllowed, match="You cannot decide your own request"):
        approve(request_, moved, by=factories.make_user(own.username, "Coordinators"))


# The page ----------------------------------------------------------------------------------------


@pytest.fixture
def person(coordinator, signed_in):
    with time_machine.travel(NOW, tick=False):
        yield signed_in(coordinator)


TYPED = {"extent": "full", "way": "day", "starts_on": "2017-01-24", "ends_on": "2018-01-23", "reason": REASON}


def test_the_page_shows_each_step_first_and_acts_on_the_second_post(person, request_):
    moved = promised(request_)
    url = f"/extensions/{request_.pk}/approve/moving/{moved.pk}/"
    assert f'href="{url}"' in person.get(f"/extensions/{request_.pk}/").content.decode()
    html = person.get(url).content.decode()
    assert 'value="2017-01-24"' in html
    assert 'name="agreed"' not in html
    html = person.post(url, TYPED).content.decode()
    assert html.count('name="agreed"') == 2
    assert "error-summary" not in html
    keys = keys_of(request_, moved)
    html = person.post(url, {**TYPED, "agreed": keys[:1]}).content.decode()
    assert "Confirm each step." in html
    assert html.count("checked") == 3  # extent, way, and the step that was ticked
    answer = person.post(url, {**TYPED, "agreed": keys}, follow=True)
    assert "Approved to 23 January 2017." in answer.content.decode()
    moved.refresh_from_db()
    assert moved.state == "withdrawn"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"way": ""}, "Choose from the list."),
        ({"way": "x"}, "Choose from the list."),
        ({"starts_on": ""}, "Fill this in."),
        ({"ends_on": "2016-02-30"}, "Write a day like 2016-07-23."),
        ({"way": "post"}, "Fill this in."),
        ({"way": "post", "host_post": "9" * 400}, "Choose from the list."),
        ({"way": "post", "host_post": "-1"}, "Choose from the list."),
        ({"ends_on": "2017-12-31"}, "The term is under 12 months"),
        ({"reason": ""}, "Start differs"),
        ({"decision_document_number": "京组干函[2016]21号"}, "other brackets"),
    ],
)
def test_a_refusal_is_said_on_the_page_and_what_was_typed_is_kept(person, request_, change, sentence):
    moved = promised(request_)
    url = f"/extensions/{request_.pk}/approve/moving/{moved.pk}/"
    answer = person.post(url, {**TYPED, "words": "Well done.", **change})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "error-summary" in html
    assert sentence in html
    assert "Well done." in html
    request_.refresh_from_db()
    assert request_.state == RequestState.SUBMITTED


def test_a_vacant_post_is_offered_and_a_taken_one_is_not(person, request_):
    moved = promised(request_)
    vacant = make_post(is_created_for_programme=True)
    taken = make_placement(cycle=make_cycle(2016)).host_post
    html = person.get(f"/extensions/{request_.pk}/approve/moving/{moved.pk}/").content.decode()
    assert f'<option value="{vacant.pk}">' in html
    assert f'<option value="{taken.pk}">' not in html


@pytest.mark.parametrize("key", ["0", "9" * 18, "9" * 400])
def test_a_made_up_placement_is_not_found(person, request_, key):
    assert person.get(f"/extensions/{request_.pk}/approve/moving/{key}/").status_code == 404
