"""The vacancies: who stands on the list, what it says of proposals to whom, filters, order, counts, nonsense."""

import datetime as dt
import re

import pytest

from officials.models.vocabulary import Tier
from placements import actions
from placements.models import Cycle
from tests import factories
from tests.copies import posts_like
from tests.factories import DAY, END, NOW, make_official, make_placement, make_post

pytestmark = pytest.mark.usefixtures("on_the_day")

LIST = "/posts/vacant/"
AFTER = END + dt.timedelta(days=1)


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


@pytest.fixture
def office_person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, data=None):
    answer = person.get(LIST, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def content(person, data=None):
    """The page below its head, where every sign-out button has a token of its own."""
    return page(person, data).partition("<main")[2]


def codes(html):
    """The posts that the list shows, in its order."""
    return re.findall(r'<span class="cell-sub">(ORG-[\d-]+)</span>', html.partition("<tbody>")[2])


def vacant_since(day, code="130800", **facts):
    """A post whose only guest left on the day before."""
    placement = make_placement(
        host_post=make_post(code, **facts),
        starts_on=day - dt.timedelta(days=366),
        original_ends_on=day - dt.timedelta(days=1),
    )
    return placement.host_post


def follow(post, **facts):
    return make_placement(host_post=post, starts_on=dt.date(2016, 8, 1), original_ends_on=dt.date(2017, 7, 31), **facts)


def test_longest_vacant_first_then_those_to_come(person):
    to_come = make_placement().host_post
    lately, long_ago = vacant_since(dt.date(2016, 4, 1)), vacant_since(dt.date(2016, 1, 1))
    never = make_post(is_created_for_programme=True)
    html = page(person)
    assert codes(html) == [never.code, long_ago.code, lately.code, to_come.code]
    for words in ["not held yet", "1 Jan 2016", "129 days", "24 Jul 2016", "in 76 days"]:
        assert words in html, words
    assert "3 posts vacant, 1 more falls vacant by 5 November 2016, nobody confirmed to follow." in html
    assert codes(page(person, {"sort": "-vacant"})) == [to_come.code, lately.code, long_ago.code, never.code]


def test_the_last_holder_is_named_and_linked(person):
    placement = make_placement()
    html = page(person)
    assert f'href="/officials/{placement.official_id}/"' in html
    assert f'href="/posts/{placement.host_post_id}/"' in html
    assert f'href="/organisations/{placement.host_post.organisation_id}/"' in html


@pytest.mark.parametrize(("within", "shown"), [("0", 1), ("30", 1), ("90", 2), ("", 2), ("180", 2), ("365", 3)])
def test_how_far_ahead_it_looks(person, within, shown):
    vacant_since(dt.date(2016, 4, 1))
    make_placement()
    make_placement(starts_on=dt.date(2015, 12, 1), original_ends_on=dt.date(2016, 12, 1))
    assert len(codes(page(person, {"within": within}))) == shown


def test_a_confirmed_successor_takes_the_post_off_the_list_until_asked_for(person):
    post = make_placement().host_post
    successor = follow(post)
    assert codes(page(person)) == []
    html = page(person, {"successor": "any"})
    assert codes(html) == [post.code]
    assert successor.official.name_latin in html
    assert "from <time" in html


def test_staff_learn_nothing_of_a_proposed_successor(person, office_person):
    post, other = make_placement().host_post, make_placement().host_post
    untouched = content(person), content(person, {"successor": "any"})
    candidate = follow(post, confirmed=False, official=make_official(given_name="Yunyi", name_zh="龙云逸"))
    never_held = make_placement(confirmed=False)
    assert (content(person), content(person, {"successor": "any"})) == untouched
    html = page(office_person)
    assert codes(html) == codes(untouched[0]) == [post.code, other.code]
    assert "龙云逸" in html
    assert "promised, not confirmed" in html
    assert f'href="/placements/{candidate.pk}/"' in html
    assert never_held.host_post.code not in html


def test_only_coordinators_ask_who_is_promised(person, office_person):
    post, other = make_placement().host_post, make_placement().host_post
    follow(post, confirmed=False)
    assert codes(page(office_person, {"successor": "promised"})) == [post.code]
    assert codes(page(office_person, {"successor": "open"})) == [other.code]
    for value in ("promised", "open"):
        html = page(person, {"successor": value})
        assert "Choose from the list." in html
        assert codes(html) == []
    assert "Promised to a successor" not in page(person)


def test_withdrawn_and_cancelled_guests_are_not_named(person, office_person):
    post = make_placement().host_post
    cancelled = follow(post, official=make_official(name_zh="龙云逸"))
    actions.cancel_placement(cancelled, reason="The post was given up.", by=factories.office(), at=NOW, on=DAY)
    for reader in (person, office_person):
        html = page(reader)
        assert codes(html) == [post.code]
        assert "龙云逸" not in html


def test_requests_do_not_move_the_day_before_they_are_approved(person):
    factories.make_request()
    assert "23 Jan 2017" not in page(person)
    assert "24 Jul 2016" in page(person)


def test_an_as_of_day_in_the_past_shows_what_stood_vacant_then(person):
    post = vacant_since(dt.date(2015, 1, 1))
    follow(post)
    assert codes(page(person, {"on": "2015-06-01", "successor": "any"})) == [post.code]
    assert codes(page(person, {"on": "2014-06-01", "within": "0"})) == []


# Filters ---------------------------------------------------------------------------------------


def test_each_filter_finds_its_posts(person):
    water = vacant_since(dt.date(2016, 4, 1), fields=("WATER",))
    rail = vacant_since(dt.date(2016, 4, 2), "130681", fields=("RAIL", "PORT"), tier=Tier.BUREAU)
    created = make_post("130600", is_created_for_programme=True, fields=())
    asked = {
        "expertise=RAIL": [rail],
        "tier=BUREAU": [rail],
        "created=True": [created],
        "created=False": [water, rail],
        "host=130800": [water],
        "host=130600": [created, rail],
        "host=130000": [created, water, rail],
        "host=110000": [],
        "host=130000&created=False&expertise=WATER": [water],
    }
    got = {query: codes(page(person, dict(part.split("=") for part in query.split("&")))) for query in asked}
    assert got == {query: [post.code for post in posts] for query, posts in asked.items()}


def test_chips_name_what_is_at_work_and_take_it_away(person):
    vacant_since(dt.date(2016, 4, 1))
    html = page(person, {"host": "130800", "tier": "DIVISION-DEP", "on": "2016-05-01"})
    chips = re.findall(r'<a class="chip" href="([^"]*)">([^<]*?) <svg', html)
    assert [words for _url, words in chips] == [
        "Chengde",
        "division level, deputy",
        "As of 1 May 2016",
        "No confirmed successor",
    ]
    assert chips[0][0] == "?tier=DIVISION-DEP&amp;on=2016-05-01"
    assert "1 post</strong>" in html


@pytest.mark.parametrize("sort", ["post", "host", "tier", "vacant", "-post", "-host", "-tier", "-vacant"])
def test_every_order_shows_all(person, sort):
    posts = {vacant_since(dt.date(2016, 4, n), tier=tier).code for n, tier in [(1, "BUREAU"), (2, ""), (3, "SECTION")]}
    html = page(person, {"sort": sort})
    assert set(codes(html)) == posts
    assert f'aria-sort="{"descending" if sort[0] == "-" else "ascending"}"' in html


def test_tiers_are_sorted_by_level_not_by_name(person):
    bureau, none, section = (
        vacant_since(dt.date(2016, 4, n), tier=tier) for n, tier in [(1, "BUREAU"), (2, ""), (3, "SECTION")]
    )
    assert codes(page(person, {"sort": "tier"})) == [none.code, section.code, bureau.code]


def test_an_empty_list_says_so(person):
    make_placement()
    html = page(person, {"host": "110000"})
    assert "No post matches these filters" in html
    assert 'href="?within=365&amp;successor=any"' in html


def test_a_long_list_comes_in_pages_that_are_counted_out(person):
    posts_like(make_post(is_created_for_programme=True), 50)
    assert "Showing 1–50 of 51" in page(person)
    second = page(person, {"page": "2", "within": "90"})
    assert "Showing 51–51 of 51" in second
    assert len(codes(second)) == 1
    assert "There is no such page. This is page 2 of 2." in page(person, {"page": "9"})


# Nonsense --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["on", "within", "host", "expertise", "tier", "created", "successor", "sort"])
@pytest.mark.parametrize("value", ["x", "-1", "9" * 400, "' or 1=1 --", "💧", "1999-12-31", "%"])
def test_a_filter_that_cannot_be_read_is_named_and_nothing_is_listed(person, name, value):
    vacant_since(dt.date(2016, 4, 1))
    html = page(person, {name: value})
    assert f'href="#f-{name}"' in html
    assert codes(html) == []
    assert "Nothing is listed until the filters are corrected." in html
    assert "<title>Error:" in html


@pytest.mark.parametrize("value", ["0", "-1", "9" * 400, "x", "", "💧"])
def test_a_page_that_cannot_be_read_is_said(person, value):
    vacant_since(dt.date(2016, 4, 1))
    assert "There is no such page." in page(person, {"page": value})


def test_a_nul_byte_is_refused(person):
    assert person.get(f"{LIST}?host=%00").status_code == 400


@pytest.mark.parametrize("day", ["2000-01-01", "2100-01-01"])
def test_the_edges_of_the_century_are_days(person, day):
    make_placement()
    assert "Nothing is listed" not in page(person, {"on": day, "within": "365"})


# Queries ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("reader", ["staff", "coordinator"])
def test_the_number_of_queries_does_not_grow(rows, reader, request, signed_in, django_assert_num_queries):
    for _n in range(rows):
        follow(make_placement().host_post, confirmed=False)
    person = signed_in(request.getfixturevalue(reader))
    page(person)  # saved filters are kept in memory from now on
    # Session and account, what matches, the posts of the page and their guests; coordinators have one more, the
    # offers of the rows.
    with django_assert_num_queries(5 if reader == "staff" else 6):
        assert len(codes(page(person))) == rows


def test_an_open_offer_stands_beside_its_post_for_coordinators_alone(person, office_person):
    offered, closed = vacant_since(DAY), vacant_since(DAY)
    cycle = factories.make_cycle(2016)
    offer = factories.make_offer(offered, cycle=cycle)
    factories.make_offer(closed, cycle=cycle, state="withdrawn")
    shown = content(office_person)
    assert f'<a href="/offers/{offer.pk}/">offered: Cycle 2016</a>' in shown
    assert shown.count("offered: ") == 1
    assert "offered: " not in content(person)
    Cycle.objects.update(closed_at=NOW, closed_by=factories.office())
    assert "offered: " not in content(office_person)
