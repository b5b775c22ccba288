"""What a placement says of another: that it completes it, or is the other half of its swap."""

import datetime as dt

import pytest

from placements import actions
from placements.models import Placement
from placements.refusals import NotAllowed
from tests.factories import (
    DAY,
    END,
    NOW,
    START,
    give_opinions,
    make_official,
    make_placement,
    make_post,
    make_request,
    office,
)

pytestmark = pytest.mark.django_db

FEBRUARY = dt.date(2016, 2, 1)


@pytest.fixture
def ended():
    """Somebody went home in January, and half a year of the term is left."""
    placement = make_placement()
    return actions.return_early(placement, ends_on=dt.date(2016, 1, 31), reason="home_needs", by=office(), at=NOW)


def swapped(**facts):
    """A placement the other way, from Chengde to Beijing."""
    return make_placement(official=make_official("130800"), host_post=make_post("110106"), **facts)


def test_the_rest_of_a_term_is_completed_at_the_same_post_or_by_the_same_official(ended):
    rest = {"starts_on": FEBRUARY, "original_ends_on": END, "replaces": ended}
    for same in ({"host_post": ended.host_post}, {"official": ended.official}):
        assert make_placement(**rest, **same, confirmed=False).days_in_all == 174


def test_any_other_placement_does_not_shorten_a_term(ended):
    with pytest.raises(NotAllowed) as refusal:
        make_placement(starts_on=FEBRUARY, original_ends_on=END, replaces=ended)
    sentence = f"{ended.number} is neither at this post nor of this official; it is not completed here."
    assert refusal.value.message_dict == {"replaces": [sentence]}


def test_the_admin_says_so_at_its_field(ended, coordinator, signed_in):
    official, post = make_official(), make_post()
    answer = signed_in(coordinator).post(
        "/admin/placements/placement/add/",
        {
            "official": official.pk,
            "host_post": post.pk,
            "cycle": ended.cycle_id,
            "replaces": ended.pk,
            "starts_on": "2016-02-01",
            "original_ends_on": "2016-07-23",
        },
    )
    assert list(answer.context["adminform"].form.errors) == ["replaces"]
    assert not Placement.objects.filter(official=official).exists()


def test_a_pair_goes_both_ways():
    first = make_placement()
    assert swapped(paired_with=first).paired_with == first


def test_a_placement_the_same_way_is_no_other_half():
    first = make_placement()
    with pytest.raises(NotAllowed) as refusal:
        make_placement(paired_with=first)
    sentence = f"{first.number} does not go the other way; the two halves of a swap do."
    assert refusal.value.message_dict == {"paired_with": [sentence]}


def test_what_was_withdrawn_is_no_other_half():
    first = actions.withdraw_placement(make_placement(confirmed=False), reason="Fell ill.", by=office(), at=NOW)
    with pytest.raises(NotAllowed) as refusal:
        swapped(paired_with=first)
    assert refusal.value.message_dict == {"paired_with": ["This placement was withdrawn or cancelled."]}


def test_a_pair_has_two_halves_whichever_of_them_names_the_other():
    first = make_placement()
    second, third = swapped(paired_with=first), swapped()
    fourth = make_placement()
    for one, wrong, sentence in (
        (third, first, f"{first.number} is paired with {second.number} already."),
        (fourth, second, f"{second.number} is paired with {first.number} already."),
        (first, third, f"{first.number} is paired with {second.number} already."),
    ):
        half = Placement.objects.get(pk=one.pk)
        half.paired_with = wrong
        with pytest.raises(NotAllowed) as refusal:
            actions.correct_placement(half, by=office(), at=NOW)
        assert refusal.value.message_dict == {"paired_with": [sentence]}
    first = Placement.objects.get(pk=first.pk)
    first.paired_with = second  # each may name the other
    assert actions.correct_placement(first, by=office(), at=NOW).paired_with == second


def test_a_half_is_corrected_after_the_other_was_cancelled():
    first = make_placement()
    second = swapped(paired_with=first)
    actions.cancel_placement(first, reason="Ill-timed.", by=office(), at=NOW, on=START - dt.timedelta(days=1))
    second = Placement.objects.get(pk=second.pk)
    second.note = "The other half was cancelled."
    assert actions.correct_placement(second, by=office(), at=NOW).note


def test_a_successor_that_is_moved_to_another_post_completes_nothing_there():
    """It was to finish somebody's term at this post; at another one it is a term of its own, of a year at least."""
    placement = make_placement()
    moved = make_placement(
        host_post=placement.host_post,
        starts_on=END + dt.timedelta(days=1),
        original_ends_on=dt.date(2017, 7, 23),
        replaces=placement,
        confirmed=False,
    )
    request = make_request(placement)
    give_opinions(request)
    move = {"moved": moved, "host_post": make_post(), "starts_on": moved.starts_on, "reason": "Agreed by both."}
    who = {"by": office(), "at": NOW, "on": DAY}
    with pytest.raises(NotAllowed) as refusal:
        actions.approve_and_move(request, **move, ends_on=dt.date(2017, 1, 31), **who)
    assert "under 12 months" in " ".join(refusal.value.messages)
    with pytest.raises(NotAllowed) as question:
        actions.approve_and_move(request, **move, ends_on=dt.date(2017, 7, 23), **who)
    agreed = [step.key for step in question.value.steps]
    actions.approve_and_move(request, **move, ends_on=dt.date(2017, 7, 23), agreed=agreed, **who)
    assert Placement.objects.get(official=moved.official, state="proposed").replaces is None
