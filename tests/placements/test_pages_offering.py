"""The pages of nominations and offered posts: lists, filters, counts, each step, and nonsense."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine

from officials.models import Post
from placements import actions
from placements.models import Nomination, PostOffer
from tests.factories import (
    END,
    NOW,
    expertise,
    make_contact,
    make_cycle,
    make_nomination,
    make_offer,
    make_official,
    make_organisation,
    make_placement,
    make_post,
    office,
)

pytestmark = pytest.mark.usefixtures("on_the_day")

NOMINATIONS, OFFERS = "/nominations/", "/offers/"


@pytest.fixture
def client(coordinator, signed_in):
    return signed_in(coordinator)


def page(client, address, data=None, **options):
    answer = client.get(address, data, **options)
    assert answer.status_code == 200
    return unescape(" ".join(answer.content.decode().split()))


def post(client, address, data=None):
    return client.post(address, data or {})


def refused(client, address, data=None):
    """The page that shows a refusal: the same form, once more."""
    answer = post(client, address, data)
    assert answer.status_code == 200
    html = unescape(" ".join(answer.content.decode().split()))
    assert 'class="error-summary"' in html
    return html


def listed(client, address, query=""):
    """The words of the first cell of each row."""
    html = page(client, address + query).partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r'<th scope="row".*?</th>', html)]


def counted(client, address, query=""):
    """What the switch of states says."""
    html = page(client, address + query).partition('class="switch"')[2].partition("</nav>")[0]
    return re.findall(r">([^<>]+ \d+)</a>", html)


# The list of nominations ----------------------------------------------------------------------


@pytest.fixture
def nominated():
    """Five people: who, from where, in which state."""
    return {
        "waits": make_nomination(make_official(name_zh="沈若川", fields=("WATER",))).official,
        "checked": make_nomination(
            make_official("130800", name_zh="马一鸣", fields=("EDU",)), state="checked"
        ).official,
        "placed": make_placement(official=make_nomination(make_official(name_zh="柳如烟")).official).official,
        "withdrawn": make_nomination(make_official(name_zh="秦书言"), state="withdrawn").official,
        "later": make_nomination(make_official(name_zh="唐见微"), cycle=make_cycle(2016)).official,
    }


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("", {"waits", "checked", "placed", "withdrawn", "later"}),
        ("?cycle=2015", {"waits", "checked", "placed", "withdrawn"}),
        ("?state=put_forward", {"waits", "later"}),
        ("?state=checked", {"checked"}),
        ("?state=placed", {"placed"}),
        ("?state=withdrawn&cycle=2015", {"withdrawn"}),
        ("?state=not_placed", set()),
        ("?place=130000", {"checked"}),
        ("?place=130800", {"checked"}),
        ("?expertise=EDU", {"checked"}),
        ("?tier=BUREAU", set()),
        ("?q=沈若川", {"waits"}),
        ("?q=shen&state=put_forward&cycle=2016", {"later"}),
    ],
)
def test_the_filters_of_nominations(client, nominated, query, who):
    names = {str(nominated[key]) for key in who}
    assert set(listed(client, NOMINATIONS, query)) == names


def test_a_number_equals_the_list_behind_it(client, nominated):
    assert counted(client, NOMINATIONS) == [
        *("All states 5", "Put forward 2", "Checked 1", "Placed 1", "Not placed 0", "Withdrawn 1")
    ]
    assert counted(client, NOMINATIONS, "?cycle=2015&state=placed") == [
        *("All states 4", "Put forward 1", "Checked 1", "Placed 1", "Not placed 0", "Withdrawn 1")
    ]
    html = page(client, NOMINATIONS)
    for words, n in (("Put forward", 2), ("Placed", 1), ("Withdrawn", 1)):
        link = re.search(rf'href="(\?[^"]*)">{words} {n}<', html)[1]
        assert len(listed(client, NOMINATIONS, link)) == n


@pytest.mark.parametrize("address", [NOMINATIONS, OFFERS])
@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("cycle=1999", "Cycle"),
        ("cycle=-1", "Cycle"),
        ("state=lost", "State"),
        ("place=999999", "Ho"),
        ("expertise=COOKING", "Expertise"),
        ("tier=-1", "Tier"),
        (f"q={'x' * 101}", "N"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_listed(client, nominated, address, query, label):
    make_offer()
    html = page(client, f"{address}?{query}")
    name = query.partition("=")[0]
    assert re.search(rf'<li><a href="#f-{name}">{label}', html)
    assert f'id="f-{name}"' in html
    assert "<tbody>" not in html
    assert "Nothing is listed until the filters are corrected." in html


def test_a_text_that_nothing_holds_lists_nothing(client, nominated):
    make_offer()
    assert "No nomination matches these filters" in page(client, f"{NOMINATIONS}?q=!")
    assert "No offered post matches these filters" in page(client, f"{OFFERS}?q=!")


def test_a_page_that_does_not_exist_is_said_so(client, nominated):
    assert "There is no such page. This is page 1 of 1." in page(client, f"{NOMINATIONS}?page=99")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("address", "make"), [(NOMINATIONS, make_nomination), (OFFERS, make_offer)])
def test_the_lists_ask_as_much_for_fifty_as_for_one(
    coordinator, signed_in, django_assert_num_queries, on_the_day, address, make
):
    client = signed_in(coordinator)
    make()
    queries = {NOMINATIONS: 11, OFFERS: 12}[address]
    with django_assert_num_queries(queries):
        assert len(listed(client, address)) == 1
    for _each in range(54):
        make()
    with django_assert_num_queries(queries):
        assert len(listed(client, address)) == 50


# The list of offers ---------------------------------------------------------------------------


@pytest.fixture
def offered():
    taken = make_offer(make_post(title_en="Vice mayor"))
    held = make_offer(make_post("130100"))
    make_placement(host_post=taken.post)
    make_placement(host_post=held.post, confirmed=False)
    actions.create_post_for(
        make_official("130800"),
        cycle=make_cycle(2016),
        organisation=make_organisation("110106"),
        title_en="Deputy director",
        title_zh="副主任",
        why="Two markets want to work as one.",
        asked_by="Fengtai",
        by=office(),
        at=NOW,
        on=NOW.date(),
    )
    return {
        "open": make_offer(need="A hydrologist.", wanted=[expertise("AGRI")]),
        "filled": taken,
        "held": held,
        "withdrawn": make_offer(state="withdrawn"),
        "closed": make_offer(state="closed"),
        "created": PostOffer.objects.get(cycle__year=2016),
    }


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ("", {"open", "filled", "held", "withdrawn", "closed", "created"}),
        ("?state=open", {"open", "created"}),
        ("?state=held", {"held"}),
        ("?state=filled", {"filled"}),
        ("?state=withdrawn", {"withdrawn"}),
        ("?state=closed", {"closed"}),
        ("?cycle=2016", {"created"}),
        ("?place=110000", {"created"}),
        ("?place=130100", {"held"}),
        ("?expertise=AGRI", {"open"}),
        ("?created=yes", {"created"}),
        ("?q=hydrologist", {"open"}),
        ("?q=Vice+mayor", {"filled"}),
        ("?tier=BUREAU", set()),
    ],
)
def test_the_filters_of_offers(client, offered, query, which):
    assert set(listed(client, OFFERS, query)) == {offered[key].number for key in which}


def test_an_offer_is_found_by_its_number(client, offered):
    assert listed(client, OFFERS, f"?q={offered['held'].number.lower()}") == [offered["held"].number]
    assert counted(client, OFFERS) == [
        *("All states 6", "Open 2", "Held for a nominee 1", "Filled 1", "Withdrawn 1", "Closed 1")
    ]


# Steps of a nomination ------------------------------------------------------------------------


def test_somebody_is_put_forward(client):
    official = make_official(personnel_number="BJ-0815")
    make_cycle()
    begun = page(client, f"/nominations/put-forward/?official={official.pk}")
    assert 'value="BJ-0815"' in begun
    typed = {"cycle": "2015", "official": "bj-0815", "nominated_on": "2015-05-04", "note": "Knows reservoirs."}
    answer = post(client, "/nominations/put-forward/", typed)
    nomination = Nomination.objects.get()
    assert answer["Location"] == f"/nominations/{nomination.pk}/"
    assert (nomination.official, nomination.nominated_on, nomination.note) == (
        official,
        dt.date(2015, 5, 4),
        "Knows reservoirs.",
    )
    assert nomination.entered_by == office()
    shown = page(client, answer["Location"])
    assert "Put forward." in shown
    assert "Knows reservoirs." in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"official": "Nobody"}, "Nothing in the register fits."),
        ({"official": ""}, "Fill this in."),
        ({"official": "shen"}, "Several fit; write the number or code: 沈若川"),
        ({"official": "!"}, "Nothing in the register fits."),
        ({"official": "9" * 100}, "Nothing in the register fits."),
        ({"cycle": "1999"}, "Choose from the list."),
        ({"cycle": ""}, "Choose from the list."),
        ({"nominated_on": "yesterday"}, "Write a day like 2016-07-23."),
        ({"nominated_on": "1999-12-31"}, "The day must be between 2000-01-01 and 2100-01-01."),
        ({"nominated_on": "2016-05-10"}, "The day is still to come."),
        ({"note": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_putting_forward_refuses_in_words(client, typed, sentence):
    make_official(personnel_number="BJ-0815")
    make_official()
    make_cycle()
    whole = {"cycle": "2015", "official": "BJ-0815", "nominated_on": "2015-05-04", "note": ""}
    assert sentence in refused(client, "/nominations/put-forward/", {**whole, **typed})
    assert not Nomination.objects.exists()


def test_words_as_long_as_a_file_may_bring_them_are_no_bar_to_putting_the_day_right(client):
    nomination, offer = make_nomination(note="x" * 2000), make_offer(need="y" * 2000)
    said = {"note": nomination.note, "nominated_on": "2015-05-05"}
    assert client.post(f"/nominations/{nomination.pk}/change/", said).status_code == 302
    said = {"need": offer.need, "offered_on": "2015-05-05"}
    assert client.post(f"/offers/{offer.pk}/change/", said).status_code == 302
    nomination.refresh_from_db()
    offer.refresh_from_db()
    assert nomination.nominated_on == offer.offered_on == dt.date(2015, 5, 5)
    assert (len(nomination.note), len(offer.need)) == (2000, 2000)


def test_links_with_nonsense_begin_an_empty_form(client):
    make_cycle()
    for query in ("official=x", f"official={'9' * 40}", "official=-1", "cycle=1999"):
        assert 'name="official" ' in page(client, f"/nominations/put-forward/?{query}")
        page(client, f"/offers/create-post/?{query}")
        page(client, f"/offers/offer-post/?{query.replace('official', 'post')}")


def test_a_nomination_is_checked_changed_and_withdrawn(client):
    nomination = make_nomination()
    address = f"/nominations/{nomination.pk}/"
    assert "Check the nomination" in page(client, address)
    assert post(client, f"{address}check/").status_code == 302
    assert 'href="/cycles/2015/plan/">Find a post in planning' in page(client, address)
    assert "checked this nomination already" in refused(client, f"{address}check/")
    changed = {"note": "Better.", "nominated_on": "2015-05-02"}
    assert post(client, f"{address}change/", changed).status_code == 302
    assert "Fill this in." in refused(client, f"{address}withdraw/", {"reason": ""})
    placement = make_placement(official=nomination.official, confirmed=False)
    assert f"has placement {placement.number}" in refused(client, f"{address}withdraw/", {"reason": "Ill."})
    placed = page(client, address)
    assert "Withdraw the nomination" not in placed
    assert "Find a post in planning" not in placed
    actions.withdraw_placement(placement, reason="Ill.", by=office(), at=NOW)
    assert post(client, f"{address}withdraw/", {"reason": "Ill."}).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.state, nomination.note, nomination.withdrawal_reason) == ("withdrawn", "Better.", "Ill.")
    shown = page(client, address)
    assert "Ill." in shown
    assert "Change the nomination" not in shown
    assert "it no longer changes" in refused(client, f"{address}change/", changed)


# Steps of an offer ----------------------------------------------------------------------------


def test_a_post_is_offered_and_the_offer_changed(client):
    place = make_post(fields=("WATER", "AGRI"))
    make_cycle()
    assert f'value="{place.code}"' in page(client, f"/offers/offer-post/?post={place.pk}")
    typed = {"cycle": "2015", "post": place.code, "offered_on": "2015-05-04", "need": "A hydrologist."}
    answer = post(client, "/offers/offer-post/", typed)
    offer = PostOffer.objects.get()
    assert answer["Location"] == f"/offers/{offer.pk}/"
    assert offer.wanted.count() == 2
    assert "is offered in this cycle already: V-15-0001" in refused(client, "/offers/offer-post/", typed)
    contact, stranger = make_contact(place.organisation), make_contact(make_organisation())
    change = {"need": "Two.", "wanted": ["AGRI"], "offered_on": "2015-05-05", "contact": str(contact.pk)}
    assert post(client, f"/offers/{offer.pk}/change/", change).status_code == 302
    offer.refresh_from_db()
    assert (offer.need, offer.contact, offer.changed_by) == ("Two.", contact, office())
    assert [field.code for field in offer.wanted.all()] == ["AGRI"]
    for wrong in ({"contact": str(stranger.pk)}, {"contact": "x"}, {"wanted": ["COOKING"]}):
        assert "Choose from the list." in refused(client, f"/offers/{offer.pk}/change/", {**change, **wrong})
    shown = page(client, answer["Location"])
    assert "Two." in shown
    assert str(contact) in shown


def test_an_offer_is_withdrawn_or_closed(client):
    first, second = make_offer(), make_offer()
    assert 'href="/cycles/2015/plan/">Find an official in planning' in page(client, f"/offers/{first.pk}/")
    assert post(client, f"/offers/{first.pk}/withdraw/", {"reason": "Too soon."}).status_code == 302
    shown = page(client, f"/offers/{first.pk}/")
    assert "Too soon." in shown
    assert "Find an official in planning" not in shown
    placement = make_placement(host_post=second.post)
    assert placement.number in refused(client, f"/offers/{second.pk}/close/", {"reason": "Done."})
    assert "Withdraw the offer" not in page(client, f"/offers/{second.pk}/")
    actions.close_offer(second, reason="Done.", by=office(), at=NOW, on=END + dt.timedelta(days=1))
    assert "Closed" in page(client, f"/offers/{second.pk}/")


# Posts created for a person -------------------------------------------------------------------


def creation(official, **typed):
    return {
        "cycle": "2015",
        "official": official.personnel_number,
        "organisation": make_organisation().code,
        "title_zh": "副局长（水库）",
        "title_en": "Deputy director (reservoirs)",
        "tier": "DIVISION-DEP",
        "why": "Nobody looks after the reservoirs.",
        "asked_by": "Chengde",
        **typed,
    }


def test_a_post_is_created_for_an_official(client):
    nomination = make_nomination()
    official = nomination.official
    assert f"/offers/create-post/?official={official.pk}&cycle=2015" in page(client, f"/nominations/{nomination.pk}/")
    begun = page(client, f"/offers/create-post/?official={official.pk}&cycle=2015")
    assert f'value="{official.personnel_number}"' in begun
    assert re.search(r'value="WATER" selected', begun)
    answer = post(client, "/offers/create-post/", creation(official))
    offer = PostOffer.objects.get()
    assert answer["Location"] == f"/offers/{offer.pk}/"
    assert (offer.post.created_for, offer.post.tier) == (official, "DIVISION-DEP")
    shown = page(client, answer["Location"])
    assert "Nobody looks after the reservoirs." in shown
    assert str(official) in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"why": ""}, "Fill this in."),
        ({"asked_by": " "}, "Fill this in."),
        ({"rank": "KING"}, "Choose from the list."),
        ({"tier": "KING"}, "Choose from the list."),
        ({"organisation": "nowhere at all"}, "Nothing in the register fits."),
    ],
)
def test_creating_a_post_refuses_in_words(client, typed, sentence):
    official = make_official()
    make_cycle()
    data = creation(official, **typed)
    before = Post.objects.count()
    assert sentence in refused(client, "/offers/create-post/", data)
    assert Post.objects.count() == before


def test_staff_never_read_for_whom_a_post_was_created(signed_in, staff):
    official = make_official(name_zh="柳如烟")
    post(signed_in(office()), "/offers/create-post/", creation(official, cycle=str(make_cycle().year)))
    place = PostOffer.objects.get().post
    reader = signed_in(staff)
    for address in (f"/posts/{place.pk}/", "/posts/vacant/", f"/organisations/{place.organisation_id}/"):
        html = page(reader, address)
        assert place.title in html
        assert official.name_zh not in html
        assert "Nobody looks after the reservoirs." not in html
    assert official.name_zh in page(signed_in(office()), f"/posts/{place.pk}/")


@pytest.fixture
def closed():
    """A created post whose placement ended on 23 July 2016, and a day after it."""
    return make_closed()


def make_closed():
    official = make_official()
    offer = actions.create_post_for(
        official,
        cycle=make_cycle(),
        organisation=make_organisation(),
        title_en="Deputy director (reservoirs)",
        title_zh="副局长（水库）",
        why="Nobody looks after them.",
        asked_by="Chengde",
        by=office(),
        at=NOW,
        on=dt.date(2015, 5, 25),
    )
    return make_placement(official=official, host_post=offer.post)


def test_closed_posts_are_listed_in_as_many_queries(signed_in, coordinator, closed, django_assert_num_queries):
    with time_machine.travel(NOW + dt.timedelta(days=90), tick=False):
        client = signed_in(coordinator)
        with django_assert_num_queries(8):
            assert page(client, "/offers/created-posts/").count("/retire/") == 1
        for _each in range(49):
            make_closed()
        with django_assert_num_queries(8):
            assert page(client, "/offers/created-posts/").count("/retire/") == 50


def test_closed_posts_are_renewed_or_retired(signed_in, coordinator, closed):
    assert "No created post waits" in page(signed_in(coordinator), "/offers/created-posts/")
    with time_machine.travel(NOW + dt.timedelta(days=90), tick=False):
        client, place = signed_in(coordinator), closed.host_post
        assert closed.number in page(client, "/offers/created-posts/")
        assert "Fill this in." in refused(client, f"/posts/{place.pk}/renew/", {"reason": ""})
        assert post(client, f"/posts/{place.pk}/renew/", {"reason": "The works go on."}).status_code == 302
        shown = page(client, "/offers/created-posts/")
        assert "The post is renewed." in shown
        assert closed.number not in shown
        assert "renewed already" in refused(client, f"/posts/{place.pk}/renew/", {"reason": "Again."})
        assert "Only a post created for a person" in refused(
            client, f"/posts/{make_placement().host_post_id}/renew/", {"reason": "x"}
        )
        assert "Nobody was placed at this post yet" in refused(
            client, f"/posts/{make_post().pk}/renew/", {"reason": "x"}
        )
        assert post(client, f"/posts/{place.pk}/retire/", {"reason": "After all not."}).status_code == 302
    place.refresh_from_db()
    assert place.retired_on == END + dt.timedelta(days=1)


# The back office ------------------------------------------------------------------------------
# Choosing while typing -------------------------------------------------------------------------
