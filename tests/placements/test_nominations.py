"""Nominations: put forward, checked, taken back; and where each stands beside the placements."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from placements import actions
from placements.models import Nomination
from placements.models.nominations import NominationStanding
from placements.refusals import NotAllowed
from tests.attacks import refused_by_database, sql
from tests.factories import (
    NOW,
    make_cycle,
    make_nomination,
    make_official,
    make_placement,
    office,
)

pytestmark = pytest.mark.django_db

SPRING = dt.date(2015, 5, 25)


def put_forward(official, **facts):
    return actions.put_forward(official, **{"cycle": make_cycle(), "by": office(), "at": NOW, "on": SPRING, **facts})


def standings():
    return [
        nomination.standing for nomination in Nomination.objects.with_placed().select_related("cycle").order_by("pk")
    ]


def test_put_forward_keeps_note_day_and_who_entered_it():
    nomination = put_forward(make_official(), note="  Knows reservoirs. ", nominated_on=dt.date(2015, 5, 4))
    assert (nomination.note, nomination.nominated_on, nomination.state) == (
        "Knows reservoirs.",
        dt.date(2015, 5, 4),
        "put_forward",
    )
    assert (nomination.entered_by, nomination.entered_at, nomination.checked_by) == (office(), NOW, None)
    [event] = apps.get_model("placements", "nominationevent").objects.all()
    assert event.pgh_context["action"] == "put_forward"


def test_put_forward_refuses_a_second_nomination_that_stands():
    official = make_official()
    first = put_forward(official)
    with pytest.raises(NotAllowed, match="was put forward for this cycle on 25 May 2015 already") as refused:
        put_forward(official)
    assert list(refused.value.message_dict) == ["official"]
    actions.withdraw_nomination(first, reason="Asked to stay.", by=office(), at=NOW)
    assert put_forward(official).pk != first.pk
    assert put_forward(official, cycle=make_cycle(2016)).cycle.year == 2016


def test_put_forward_refuses_a_closed_cycle_an_inactive_official_and_a_day_to_come(coordinator):
    official = make_official(is_active=False)
    with pytest.raises(NotAllowed, match="no longer in the register of active officials"):
        put_forward(official)
    with pytest.raises(NotAllowed, match="The day is still to come") as refused:
        put_forward(make_official(), nominated_on=SPRING + dt.timedelta(days=1))
    assert list(refused.value.message_dict) == ["nominated_on"]
    with pytest.raises(ValidationError, match="between 2000-01-01 and 2100-01-01"):
        put_forward(make_official(), nominated_on=dt.date(1999, 12, 31))
    with pytest.raises(ValidationError, match="at most 2000 characters"):
        put_forward(make_official(), note="x" * 2001)
    actions.close_cycle(make_cycle(), by=coordinator, at=NOW)
    with pytest.raises(NotAllowed, match="The cycle is closed; it takes no more"):
        put_forward(make_official())
    assert not Nomination.objects.exists()


def test_only_coordinators_nominate_check_and_withdraw(staff, administrator, official_user):
    nomination = make_nomination()
    for user in (staff, administrator, official_user):
        for act in (
            lambda by: put_forward(make_official(), by=by),
            lambda by: actions.check_nomination(nomination, by=by, at=NOW),
            lambda by: actions.withdraw_nomination(nomination, reason="No.", by=by, at=NOW),
            lambda by: actions.change_nomination(nomination, note="", nominated_on=SPRING, by=by, at=NOW, on=SPRING),
        ):
            with pytest.raises(NotAllowed, match="You may not do this"):
                act(user)
    assert Nomination.objects.get().state == "put_forward"


def test_check_nomination_once(coordinator):
    nomination = actions.check_nomination(make_nomination(), by=coordinator, at=NOW)
    assert (nomination.state, nomination.checked_by, nomination.checked_at) == ("checked", coordinator, NOW)
    with pytest.raises(NotAllowed, match="checked this nomination already"):
        actions.check_nomination(nomination, by=coordinator, at=NOW)


def test_change_nomination_while_it_stands(coordinator):
    nomination = make_nomination(state="checked")
    day = dt.date(2015, 5, 3)
    actions.change_nomination(nomination, note="Better known.", nominated_on=day, by=coordinator, at=NOW, on=SPRING)
    nomination.refresh_from_db()
    assert (nomination.note, nomination.nominated_on, nomination.state) == ("Better known.", day, "checked")
    withdrawn = make_nomination(state="withdrawn")
    with pytest.raises(NotAllowed, match="it no longer changes"):
        actions.change_nomination(withdrawn, note="x", nominated_on=day, by=coordinator, at=NOW, on=SPRING)


def test_withdraw_nomination_wants_a_reason_and_nobody_placed(coordinator):
    nomination = make_nomination(state="checked")
    with pytest.raises(NotAllowed, match="Give the reason") as refused:
        actions.withdraw_nomination(nomination, reason=" ", by=coordinator, at=NOW)
    assert list(refused.value.message_dict) == ["reason"]
    placement = make_placement(official=nomination.official, confirmed=False)
    with pytest.raises(NotAllowed, match=f"has placement {placement.number} in this cycle"):
        actions.withdraw_nomination(nomination, reason="Ill.", by=coordinator, at=NOW)
    actions.withdraw_placement(placement, reason="Ill.", by=coordinator, at=NOW)
    nomination = actions.withdraw_nomination(nomination, reason="Ill.", by=coordinator, at=NOW)
    assert (nomination.state, nomination.withdrawal_reason) == ("withdrawn", "Ill.")
    for again in (actions.check_nomination, lambda row, **who: actions.withdraw_nomination(row, reason="x", **who)):
        with pytest.raises(NotAllowed, match="it no longer changes"):
            again(nomination, by=coordinator, at=NOW)


def test_standing_follows_from_the_placements(coordinator, django_assert_num_queries):
    make_nomination()
    make_nomination(state="checked")
    make_nomination(state="withdrawn")
    make_placement(official=make_nomination().official, confirmed=False)
    make_placement(official=make_nomination(state="checked").official)
    elsewhere = make_nomination(cycle=make_cycle(2016)).official
    make_placement(official=elsewhere, cycle=make_cycle())
    expected = ["put_forward", "checked", "withdrawn", "placed", "placed", "put_forward"]
    with django_assert_num_queries(1):
        assert standings() == expected
    assert [nomination.standing for nomination in Nomination.objects.order_by("pk")] == expected
    for standing in NominationStanding:
        found = Nomination.objects.with_placed().that_stand(standing)
        assert {row.standing for row in found} == ({standing} if standing != "not_placed" else set())
    sql("update placements_cycle set closed_at = now(), closed_by_id = %s where year = 2015", coordinator.pk)
    assert standings() == ["not_placed", "not_placed", "withdrawn", "placed", "placed", "put_forward"]
    assert Nomination.objects.with_placed().that_stand(NominationStanding.NOT_PLACED).count() == 2


def test_the_database_keeps_what_was_decided():
    nomination = make_nomination(state="checked")
    other = make_official()
    with refused_by_database("nomination_is_kept"):
        sql("delete from placements_nomination")
    with refused_by_database("nomination_keeps_who_and_what_for"):
        sql("update placements_nomination set official_id = %s", other.pk)
    with refused_by_database("nomination_check_stays"):
        sql("update placements_nomination set checked_at = checked_at + interval '1 day'")
    with refused_by_database("nomination_moves_by_the_table"):
        sql("update placements_nomination set checked_by_id = null, checked_at = null, state = 'put_forward'")
    with refused_by_database("nomination_one_that_stands"):
        Nomination.objects.bulk_create(
            [
                Nomination(
                    cycle=nomination.cycle,
                    official=nomination.official,
                    nominated_on=SPRING,
                    entered_by=office(),
                    entered_at=NOW,
                )
            ]
        )
    with refused_by_database("nomination_begins_put_forward"):
        Nomination.objects.bulk_create(
            [
                Nomination(
                    cycle=nomination.cycle,
                    official=other,
                    nominated_on=SPRING,
                    entered_by=office(),
                    entered_at=NOW,
                    checked_by=office(),
                    checked_at=NOW,
                    state="checked",
                )
            ]
        )
    withdrawn = make_nomination(state="withdrawn")
    with refused_by_database("nomination_withdrawn_stays"):
        sql("update placements_nomination set note = 'never said' where id = %s", withdrawn.pk)
