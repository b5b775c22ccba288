"""Nominations and offered posts in the back office, by the same actions."""

import pytest
from django.urls import reverse

from placements import actions
from placements.models import Nomination, PostOffer
from tests import factories
from tests.factories import NOW, expertise, make_cycle, make_nomination, make_offer, make_official, make_post, office
from tests.placements.test_pages_offering import NOMINATIONS, OFFERS, page, post

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def client(coordinator, signed_in):
    return signed_in(coordinator)


def admin(model, name="changelist", *args):
    return reverse(f"admin:placements_{model}_{name}", args=args)


def test_the_back_office_nominates_by_the_same_action(client):
    official, cycle = make_official(), make_cycle()
    typed = {"cycle": cycle.pk, "official": official.pk, "nominated_on": "2015-05-04", "note": "Knows reservoirs."}
    assert post(client, admin("nomination", "add"), typed).status_code == 302
    nomination = Nomination.objects.get()
    assert (nomination.entered_by, nomination.note) == (office(), "Knows reservoirs.")
    again = post(client, admin("nomination", "add"), typed)
    assert "was put forward for this cycle on 4 May 2015 already" in again.content.decode()
    change = admin("nomination", "change", nomination.pk)
    assert post(client, change, {"nominated_on": "2015-05-05", "note": "Better."}).status_code == 302
    assert post(client, admin("nomination", "check", nomination.pk)).status_code == 302
    assert post(client, admin("nomination", "withdraw", nomination.pk), {"reason": "Ill."}).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.state, nomination.note, str(nomination.nominated_on)) == ("withdrawn", "Better.", "2015-05-05")
    shown = page(client, change)
    assert 'name="note"' not in shown
    history = page(client, admin("nomination", "history", nomination.pk))
    for deed in ("nomination entered", "nomination corrected", "nomination checked", "nomination withdrawn"):
        assert deed in history
    assert post(client, admin("nomination", "delete", nomination.pk), {"post": "yes"}).status_code == 403


def test_the_back_office_offers_by_the_same_action(client):
    place, cycle = make_post(), make_cycle()
    typed = {"cycle": cycle.pk, "post": place.pk, "offered_on": "2015-05-04", "need": "A hydrologist."}
    assert post(client, admin("postoffer", "add"), typed).status_code == 302
    offer = PostOffer.objects.get()
    assert (offer.number, offer.entered_by, offer.wanted.count()) == ("V-15-0001", office(), 1)
    change = admin("postoffer", "change", offer.pk)
    expertise("AGRI")
    assert post(client, change, {"offered_on": "2015-05-05", "need": "Two.", "wanted": ["AGRI"]}).status_code == 302
    offer.refresh_from_db()
    assert (offer.need, [field.code for field in offer.wanted.all()]) == ("Two.", ["AGRI"])
    assert post(client, admin("postoffer", "close", offer.pk), {"reason": "Done."}).status_code == 302
    assert PostOffer.objects.get().closing_reason == "Done."
    assert 'name="need"' not in page(client, change)
    assert offer.number in page(client, admin("postoffer"), {"q": "v-15"})


@pytest.mark.parametrize("model", ["nomination", "postoffer"])
def test_the_back_office_is_closed_to_others(signed_in, administrator, staff, model):
    row = make_nomination() if model == "nomination" else make_offer()
    pages = [admin(model), admin(model, "add"), admin(model, "change", row.pk), admin(model, "history", row.pk)]
    for address in pages:
        assert signed_in(administrator).get(address).status_code == 403
        assert signed_in(staff).get(address).status_code == 403


@pytest.mark.parametrize("model", ["nomination", "postoffer"])
def test_the_back_office_lists_are_filtered_and_searched(client, model):
    make_nomination(make_official(name_zh="柳如烟"))
    make_offer(make_post(title_en="Vice mayor"))
    for query in ({"q": "柳如烟"}, {"q": "vice mayor"}, {"state": "lost"}, {"year": "2015"}):
        assert client.get(admin(model), query).status_code in {200, 302}
    found = page(client, admin(model), {"q": "柳如烟" if model == "nomination" else "vice mayor"})
    assert ("柳如烟" if model == "nomination" else "Vice mayor") in found.partition("result_list")[2]


def test_who_and_what_is_accepted_in_a_plan_says_so_until_it_is_placed(client):
    row = factories.make_plan_row(state="accepted")
    pages = [NOMINATIONS, OFFERS, f"/nominations/{row.nomination_id}/", f"/offers/{row.offer_id}/"]
    link = '<a href="/cycles/2015/plan/">in a plan</a>'
    assert [page(client, url).count(link) for url in pages] == [1, 1, 1, 1]
    actions.undo_row(row, by=factories.office(), at=NOW)
    assert [page(client, url).count(link) for url in pages] == [0, 0, 0, 0]
