"""Next year's cycle from the last one: what is carried over, what is refused, and until when it is undone."""

import datetime as dt
import re

import pytest

from placements import actions
from placements.models import Cycle, GuideAge, PostOffer, Quota, SuggestedEnd
from placements.next_cycle import NextCycle
from placements.refusals import NotAllowed
from tests.attacks import refused_by_database, sql
from tests.factories import (
    NOW,
    expertise,
    make_contact,
    make_cycle,
    make_nomination,
    make_offer,
    make_placement,
    make_post,
    make_quota,
    office,
)

pytestmark = pytest.mark.django_db

SPRING = dt.date(2015, 5, 25)


def make(last, by=None):
    return actions.make_cycle_from(last, by=by or office(), at=NOW)


def undo(cycle, by=None):
    return actions.unmake_cycle(cycle, by=by or office(), at=NOW)


@pytest.fixture
def last():
    """A cycle with numbers of its own, a quota, a guide age, two suggested ends."""
    cycle = make_cycle(
        2015, name_en="2015 cycle (first)", name_zh="2015年批次（第一批）", ending_soon_days=77, most_months=30
    )
    make_quota(cycle, places=103)
    make_quota(cycle, home="120000", places=11, is_trial=True)
    GuideAge.objects.create(cycle=cycle, tier="DIVISION-DEP", age=45)
    for day in (dt.date(2016, 2, 29), dt.date(2016, 12, 31)):
        SuggestedEnd.objects.create(cycle=cycle, ends_on=day, label_en="Year end", label_zh="年底")
    return cycle


def test_dates_go_a_year_on_and_everything_else_stays(last):
    made = make(last)
    assert (made.year, made.name_en, made.name_zh) == (2016, "2016 cycle", "2016年批次")
    assert (made.starts_on, made.ends_on) == (dt.date(2016, 7, 24), dt.date(2017, 7, 23))
    same = {field.name for field in Cycle._meta.fields} - {"id", "year", "name_en", "name_zh", "starts_on", "ends_on"}
    same -= {"made_from", "made_at", "made_by"}
    assert [name for name in same if getattr(made, name) != getattr(last, name)] == []
    assert (made.ending_soon_days, made.most_months) == (77, 30)
    assert (made.made_from, made.made_by, made.made_at) == (last, office(), NOW)
    columns = ("home_region", "host_region", "places", "is_trial")
    assert list(made.quotas.values_list(*columns)) == list(last.quotas.values_list(*columns))
    assert list(made.guide_ages.values_list("tier", "age")) == [("DIVISION-DEP", 45)]
    assert list(made.suggested_ends.values_list("ends_on", flat=True)) == [dt.date(2017, 2, 28), dt.date(2017, 12, 31)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "then"),
    [
        (dt.date(2015, 3, 1), dt.date(2016, 2, 29), (dt.date(2016, 3, 1), dt.date(2017, 2, 28))),
        (dt.date(2014, 3, 1), dt.date(2015, 2, 28), (dt.date(2015, 3, 1), dt.date(2016, 2, 29))),
        (dt.date(2016, 2, 29), dt.date(2017, 2, 27), (dt.date(2017, 2, 28), dt.date(2018, 2, 27))),
        (dt.date(2015, 7, 24), dt.date(2017, 1, 23), (dt.date(2016, 7, 24), dt.date(2018, 1, 23))),
        (dt.date(2015, 7, 24), dt.date(2016, 8, 31), (dt.date(2016, 7, 24), dt.date(2017, 8, 31))),
    ],
)
def test_a_leap_day_shortens_no_cycle(starts_on, ends_on, then):
    wanted = NextCycle(Cycle(year=starts_on.year, starts_on=starts_on, ends_on=ends_on))
    assert (wanted.starts_on, wanted.ends_on) == then


def test_offers_that_still_wait_are_carried_over(last):
    contact_there = make_post()
    waits = make_offer(contact_there, cycle=last, need="Reservoirs.", wanted=[expertise("AGRI"), expertise("EDU")])
    contact = make_contact(contact_there.organisation)
    actions.change_offer(
        waits,
        need="Reservoirs.",
        wanted=[expertise("AGRI"), expertise("EDU")],
        offered_on=SPRING,
        contact=contact,
        by=office(),
        at=NOW,
        on=SPRING,
    )
    make_placement(host_post=make_offer(cycle=last).post)
    make_placement(host_post=make_offer(cycle=last).post, confirmed=False)
    make_offer(cycle=last, state="withdrawn")
    make_offer(make_post(retired_on=dt.date(2016, 7, 1)), cycle=last)
    closing = make_offer(cycle=last).post.organisation
    closing.retired_on = dt.date(2016, 7, 24)
    closing.save()
    made = make(last)
    [offer] = made.offers.all()
    assert (offer.number, offer.carried_from, offer.post) == ("V-16-0001", waits, waits.post)
    assert (offer.need, offer.offered_on, offer.contact) == ("Reservoirs.", SPRING, contact)
    assert sorted(offer.wanted.values_list("code", flat=True)) == ["AGRI", "EDU"]
    assert (offer.entered_by, offer.entered_at, offer.changed_at) == (office(), NOW, None)


def test_it_is_refused_where_the_year_is_taken_or_the_programme_over(last, staff):
    with pytest.raises(NotAllowed, match="You may not do this"):
        make(last, by=staff)
    last.programme_ends_on = dt.date(2017, 7, 22)
    last.save()
    with pytest.raises(NotAllowed, match="would end on 23 July 2017, after the programme’s last day .22 July 2017"):
        make(last)
    last.programme_ends_on = dt.date(2017, 7, 23)
    last.save()
    make(last)
    with pytest.raises(NotAllowed, match="There is a cycle of 2016 already: 2016 cycle"):
        make(last)


def test_it_is_undone_while_nothing_rests_on_it(last, staff):
    make_offer(cycle=last)
    before = (PostOffer.objects.count(), Quota.objects.count())
    made = make(last)
    with pytest.raises(NotAllowed, match="You may not do this"):
        undo(made, by=staff)
    undo(made)
    assert not Cycle.objects.filter(year=2016).exists()
    assert (PostOffer.objects.count(), Quota.objects.count()) == before
    assert make(last).offers.get().number == "V-16-0002"  # a number once given is not given again


def test_what_was_not_made_from_another_is_not_undone(last):
    with pytest.raises(NotAllowed, match="was not made from another cycle"):
        undo(last)


def _change(offer):
    said = {"need": "More.", "wanted": [], "offered_on": offer.offered_on}
    actions.change_offer(offer, **said, by=office(), at=NOW, on=dt.date(2016, 5, 9))


USES = {
    "nomination": (lambda made: make_nomination(cycle=made), "used already: 1 nomination"),
    "placement": (lambda made: make_placement(cycle=made, confirmed=False), "used already: 1 placement"),
    "a new offer": (lambda made: make_offer(cycle=made), "V-16-0002 was added or changed"),
    "a changed offer": (lambda made: _change(made.offers.get()), "V-16-0001 was added or changed"),
    "an offer taken back": (
        lambda made: actions.withdraw_offer(made.offers.get(), reason="No.", by=office(), at=NOW),
        "V-16-0001 was added or changed",
    ),
    "the next cycle": (lambda made: actions.make_cycle_from(made, by=office(), at=NOW), "used already: 1 cycle"),
    "closing it": (lambda made: actions.close_cycle(made, by=office(), at=NOW), "The cycle is closed"),
}


@pytest.mark.parametrize("use", USES)
def test_once_it_is_used_it_stays(last, use):
    act, sentence = USES[use]
    make_offer(cycle=last)
    made = make(last)
    act(made)
    with pytest.raises(NotAllowed, match=sentence):
        undo(Cycle.objects.get(pk=made.pk))
    assert made.quotas.count() == 2


def test_who_still_works_in_a_cycle_that_is_gone_is_told_so(last):
    made = make(last)
    official = make_nomination().official
    undo(Cycle.objects.get(pk=made.pk))
    with pytest.raises(NotAllowed, match="This cycle is gone"):
        actions.put_forward(official, cycle=made, by=office(), at=NOW, on=SPRING)


def test_the_database_lets_carried_offers_go_and_no_others(last):
    own = make_offer(cycle=last, wanted=[])
    made = make(last)
    with refused_by_database("offer_is_kept"):
        sql("delete from placements_postoffer where id = %s", own.pk)
    _change(made.offers.get())
    with refused_by_database("offer_is_kept"):
        sql("delete from placements_postoffer where cycle_id = %s", made.pk)


# The page -----------------------------------------------------------------------------------------


@pytest.fixture
def client(coordinator, signed_in):
    return signed_in(coordinator)


def page(client, address="/cycles/2015/next/", **options):
    return " ".join(client.get(address, **options).content.decode().split())


def test_the_page_says_what_would_be_makes_it_and_takes_it_back(client, last):
    make_offer(cycle=last)
    shown = page(client)
    assert "24 July 2016 – 23 July 2017" in re.sub(r"<[^>]*>", "", shown)
    assert "1 is carried over" in shown
    assert '<a href="/cycles/2015/">2015 cycle' in shown  # the way back
    assert not Cycle.objects.filter(year=2016).exists()
    assert client.post("/cycles/2015/next/").status_code == 302
    shown = page(client)
    assert "2016 cycle is made." in shown
    assert "Take the cycle back" in shown
    again = client.post("/cycles/2015/next/")
    assert "There is a cycle of 2016 already" in again.content.decode()
    assert client.post("/cycles/2015/next/undo/").status_code == 302
    assert "2016 cycle is taken back." in page(client)
    assert not Cycle.objects.filter(year=2016).exists()


def test_the_page_says_why_it_cannot_be_taken_back(client, last):
    make_nomination(cycle=make(last))
    assert "It can no longer be taken back. The cycle is used already: 1 nomination." in page(client)
    assert "The cycle is used already" in page_after(client)
    assert Cycle.objects.filter(year=2016).exists()


def page_after(client):
    return client.post("/cycles/2015/next/undo/", follow=True).content.decode()


def test_the_number_of_queries_does_not_grow(client, last, django_assert_num_queries):
    page = "/cycles/2015/next/"
    client.get(page)
    with django_assert_num_queries(8):
        assert client.get(page).content.decode().count(" to Hebei") == 2
    make_quota(last, home="130000", host="110000")
    make_quota(last, home="130000", host="120000")
    for day in range(1, 29):
        SuggestedEnd.objects.create(cycle=last, ends_on=dt.date(2016, 6, day), label_en="Week", label_zh="周")
    with django_assert_num_queries(8):
        html = client.get(page).content.decode()
    assert html.count(" to Hebei") + html.count("Hebei to ") == 4


def test_the_page_is_for_those_who_make_cycles(signed_in, staff, administrator, last):
    for user in (staff, administrator):
        for address in ("/cycles/2015/next/", "/cycles/1/next/"):
            assert signed_in(user).get(address).status_code == 403
            assert signed_in(user).post(address).status_code == 403
        assert signed_in(user).post("/cycles/2015/next/undo/").status_code == 403
    assert not Cycle.objects.filter(year=2016).exists()


@pytest.mark.parametrize("year", ["1", "99999", "9" * 30])
def test_a_year_without_a_cycle_is_not_found(client, year):
    assert client.get(f"/cycles/{year}/next/").status_code == 404
    assert client.post(f"/cycles/{year}/next/undo/").status_code == 404


def test_the_button_in_the_back_office_makes_it_too(client, last):
    shown = page(client, f"/admin/placements/cycle/{last.pk}/change/")
    assert "Copy to next year’s cycle…" in shown
    answer = client.post(f"/admin/placements/cycle/{last.pk}/next/")
    assert answer.status_code == 302
    assert Cycle.objects.get(year=2016).made_from == last
