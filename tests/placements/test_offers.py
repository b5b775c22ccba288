"""Offered posts: offered, changed, taken back, closed; and where each stands beside the placements."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from placements import actions
from placements.models import PostOffer
from placements.models.offers import OfferStanding
from placements.refusals import NotAllowed
from tests.attacks import refused_by_database, sql
from tests.factories import (
    END,
    NOW,
    expertise,
    make_contact,
    make_cycle,
    make_offer,
    make_placement,
    make_post,
    office,
)

pytestmark = pytest.mark.django_db

SPRING = dt.date(2015, 5, 25)


def offer(post=None, **facts):
    who = {"by": office(), "at": NOW, "on": SPRING}
    return actions.offer_post(post or make_post(), **{"cycle": make_cycle(), **who, **facts})


def change(row, **facts):
    said = {"need": row.need, "wanted": row.wanted.all(), "offered_on": row.offered_on, "contact": row.contact}
    return actions.change_offer(row, **{**said, "by": office(), "at": NOW, "on": SPRING, **facts})


def wanted(row):
    return sorted(row.wanted.values_list("code", flat=True))


def test_offer_post_numbers_it_and_takes_the_expertise_of_the_post():
    first = offer(make_post(fields=("WATER", "AGRI")), need=" Small reservoirs. ")
    second = offer(wanted=[expertise("EDU")])
    third = offer(wanted=[], cycle=make_cycle(2016))
    assert [row.number for row in (first, second, third)] == ["V-15-0001", "V-15-0002", "V-16-0001"]
    assert [wanted(row) for row in (first, second, third)] == [["AGRI", "WATER"], ["EDU"], []]
    assert (first.need, first.offered_on, first.state) == ("Small reservoirs.", SPRING, "open")
    [event] = apps.get_model("placements", "postofferevent").objects.filter(pgh_obj=first.pk)
    assert event.pgh_context["action"] == "offer_post"
    assert apps.get_model("placements", "postofferexpertiseevent").objects.count() == 3


def test_offer_post_refuses_a_second_open_offer_and_gives_no_number_away():
    post = make_post()
    first = offer(post)
    with pytest.raises(NotAllowed, match="is offered in this cycle already: V-15-0001") as refused:
        offer(post)
    assert list(refused.value.message_dict) == ["post"]
    actions.withdraw_offer(first, reason="Too soon.", by=office(), at=NOW)
    assert offer(post).number == "V-15-0002"


def test_offer_post_refuses_what_is_retired_closed_foreign_or_still_to_come(coordinator):
    with pytest.raises(NotAllowed, match="The post was retired on 24 July 2015"):
        offer(make_post(retired_on=dt.date(2015, 7, 24)))
    post = make_post()
    post.organisation.retired_on = dt.date(2015, 1, 1)
    post.organisation.save()
    with pytest.raises(NotAllowed, match="The organisation of the post was retired on 1 January 2015"):
        offer(post)
    with pytest.raises(NotAllowed, match="not at the organisation of the post") as refused:
        offer(contact=make_contact(make_post().organisation))
    assert list(refused.value.message_dict) == ["contact"]
    with pytest.raises(NotAllowed, match="The day is still to come"):
        offer(offered_on=SPRING + dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="at most 2000 characters"):
        offer(need="x" * 2001)
    actions.close_cycle(make_cycle(), by=coordinator, at=NOW)
    with pytest.raises(NotAllowed, match="The cycle is closed; it takes no more"):
        offer()
    assert not PostOffer.objects.exists()
    assert offer(make_post(retired_on=dt.date(2016, 7, 26)), cycle=make_cycle(2016)).number == "V-16-0001"


def test_only_coordinators_offer_change_withdraw_and_close(staff, administrator, official_user):
    row = make_offer()
    for user in (staff, administrator, official_user):
        for act in (
            lambda by: offer(by=by),
            lambda by: change(row, need="x", by=by),
            lambda by: actions.withdraw_offer(row, reason="No.", by=by, at=NOW),
            lambda by: actions.close_offer(row, reason="No.", by=by, at=NOW, on=SPRING),
        ):
            with pytest.raises(NotAllowed, match="You may not do this"):
                act(user)
    row.refresh_from_db()
    assert (row.state, row.changed_at) == ("open", None)


def test_change_offer_while_it_is_open():
    row = make_offer()
    contact = make_contact(row.post.organisation)
    changed = change(row, need="A hydrologist.", wanted=[expertise("AGRI")], contact=contact)
    assert (changed.need, wanted(changed), changed.contact) == ("A hydrologist.", ["AGRI"], contact)
    assert (changed.changed_by, changed.changed_at) == (office(), NOW)
    closed = make_offer(state="closed")
    with pytest.raises(NotAllowed, match="it no longer changes"):
        change(closed, need="x")


def test_withdraw_offer_wants_a_reason_and_nobody_placed(coordinator):
    row = make_offer()
    with pytest.raises(NotAllowed, match="Give the reason"):
        actions.withdraw_offer(row, reason="  ", by=coordinator, at=NOW)
    placement = make_placement(host_post=row.post, confirmed=False)
    for take in (
        lambda: actions.withdraw_offer(row, reason="No.", by=coordinator, at=NOW),
        lambda: actions.close_offer(row, reason="No.", by=coordinator, at=NOW, on=SPRING),
    ):
        with pytest.raises(NotAllowed, match=f"{placement.number} holds the post in this cycle"):
            take()
    actions.withdraw_placement(placement, reason="No.", by=coordinator, at=NOW)
    row = actions.withdraw_offer(row, reason="No.", by=coordinator, at=NOW)
    assert (row.state, row.closed_by, row.closing_reason) == ("withdrawn", coordinator, "No.")


def test_close_offer_once_the_placement_is_over(coordinator):
    row = make_offer()
    make_placement(host_post=row.post)
    with pytest.raises(NotAllowed, match="can be closed once that is over"):
        actions.close_offer(row, reason="Done.", by=coordinator, at=NOW, on=END)
    row = actions.close_offer(row, reason="Done.", by=coordinator, at=NOW, on=END + dt.timedelta(days=1))
    assert row.state == "closed"


def test_standing_follows_from_the_placements(django_assert_num_queries):
    make_offer()
    make_placement(host_post=make_offer().post, confirmed=False)
    make_placement(host_post=make_offer().post)
    make_offer(state="withdrawn")
    make_offer(state="closed")
    make_placement(host_post=make_offer(cycle=make_cycle(2016)).post, cycle=make_cycle())
    expected = ["open", "held", "filled", "withdrawn", "closed", "open"]
    with django_assert_num_queries(1):
        assert [row.standing for row in PostOffer.objects.with_taken().order_by("pk")] == expected
    assert [row.standing for row in PostOffer.objects.order_by("pk")] == expected
    for standing in OfferStanding:
        assert {row.standing for row in PostOffer.objects.with_taken().that_stand(standing)} == {standing}
    assert PostOffer.objects.waiting().count() == 2


def test_the_database_keeps_what_was_offered():
    row = make_offer()
    with refused_by_database("offer_is_kept"):
        sql("delete from placements_postoffer_wanted")
        sql("delete from placements_postoffer")
    with refused_by_database("offer_keeps_its_post"):
        sql("update placements_postoffer set post_id = %s", make_post().pk)
    with refused_by_database("offer_closing_is_whole_or_absent"):
        sql("update placements_postoffer set state = 'closed'")
    with refused_by_database("offer_is_not_carried_from_itself", "offer_keeps_its_post"):
        sql("update placements_postoffer set carried_from_id = id")
    twin = PostOffer(cycle=row.cycle, post=row.post, number="V-15-9999", offered_on=SPRING)
    twin.entered_by, twin.entered_at = office(), NOW
    with refused_by_database("offer_one_open_a_cycle_and_post"):
        PostOffer.objects.bulk_create([twin])
    closed = make_offer(state="closed")
    with refused_by_database("offer_closed_stays"):
        sql("update placements_postoffer set need = 'never said' where id = %s", closed.pk)
