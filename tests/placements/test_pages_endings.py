"""The board of endings: weeks, every number equal to the list behind it, filters, nonsense, fixed queries."""

import datetime as dt
import re
from html import unescape

import pytest

from officials.models import Post
from tests import factories
from tests.copies import placements_like
from tests.factories import END, NOW, make_official, make_placement, make_post, make_request

pytestmark = pytest.mark.usefixtures("on_the_day")

BOARD, LIST = "/endings/", "/endings/list/"
AFTER = END + dt.timedelta(days=1)


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, address, data=None):
    answer = person.get(address, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def numbers(html):
    """Every number of the board that leads to a list: (address, number)."""
    links = re.findall(r'<a(?: class="strong")? href="(/endings/list/[^"]*)">(\d+)[< ]', html)
    return [(unescape(address), int(n)) for address, n in links]


def listed(html):
    """The placements of the list, in its order."""
    return re.findall(r'<span class="nowrap">(P-\d\d-\d+)</span>', html.partition("<tbody>")[2])


def ends(day, **facts):
    return make_placement(starts_on=day - dt.timedelta(days=365), original_ends_on=day, **facts)


def follow(placement, **facts):
    return make_placement(
        host_post=placement.host_post,
        starts_on=placement.ends_on + dt.timedelta(days=1),
        original_ends_on=placement.ends_on + dt.timedelta(days=400),
        **facts,
    )


@pytest.fixture
def world(db):
    """One or two of every group, in four weeks and from two regions."""
    may, june, july = dt.date(2016, 5, 20), dt.date(2016, 6, 5), END
    made = {
        "asked": make_request(ends(july)).placement,
        "returned": make_request(ends(july), state="returned").placement,
        "declined": make_request(ends(june), state="declined").placement,
        "confirmed": ends(june),
        "proposed": ends(july),
        "closes": ends(may),
        "unasked": ends(may),
        "from hebei": ends(july, official=make_official("130600"), host_post=make_post("110106")),
        "far": ends(dt.date(2017, 2, 1)),
    }
    make_request(made["from hebei"], at=NOW - dt.timedelta(days=40), on=dt.date(2016, 4, 1))  # overdue
    follow(made["confirmed"])
    follow(made["proposed"], confirmed=False)
    Post.objects.filter(pk=made["closes"].host_post_id).update(retired_on=dt.date(2016, 5, 21))
    return made


QUERIES = [
    {},
    {"on": "2016-06-01"},
    {"until": "2016-06-30"},
    {"on": "2015-01-01", "until": "2019-12-31"},
    {"home": "130000"},
    {"home": "110000", "host": "130000", "cycle": "2015"},
    {"cycle": "2015", "on": "2016-07-23", "until": "2016-07-23"},
]


def test_every_number_is_the_length_of_the_list_behind_it(person, world):
    seen = 0
    for query in QUERIES:
        for address, n in numbers(page(person, BOARD, query)):
            behind = page(person, address)
            assert len(listed(behind)) == n, address
            assert f"<strong>{n} term{'s' if n > 1 else ''}</strong>" in behind, address
            seen += 1
    assert seen > 100


def test_the_groups_add_up_to_what_ends(person, world):
    html = page(person, BOARD)
    for row in re.findall(r"<tr> <th scope=\"row\".*?</tr>", html):
        cells = [int(n) for n in re.findall(r'<td class="num"[^>]*>(?:<a[^>]*>|<span class="zero">)(\d+)', row)]
        whole, asked, confirmed, proposed, closes, declined, unasked, nothing, _due = cells
        assert whole == asked + confirmed + proposed + closes + declined + unasked
        assert nothing == declined + unasked
    assert "8 terms end by 5 November 2016; for 2 of them nothing is arranged yet." in html
    what = dict(re.findall(r"</svg> ([A-Z][a-z ]+)</dt><dd><a[^>]*>(\d+)", html))
    assert what == {
        "Successor confirmed": "1",
        "Successor proposed": "1",
        "Extension asked": "3",
        "Post closes": "1",
        "Nothing arranged": "2",
    }


def test_a_line_for_each_week_that_has_any(person, world):
    html = page(person, BOARD)
    assert re.findall(r"Week of (\d+ \w+ \d+)</time>", html) == [
        "9 May 2016",
        "16 May 2016",
        "30 May 2016",
        "6 June 2016",
        "18 July 2016",
    ]
    # 9 May has nothing but the overdue decision, 6 June the one that is due 28 days after it was sent.
    rows = html.split('<th scope="row"')[1:]
    assert "what=due&amp;week=2016-05-09" in rows[0]
    assert 'data-label="Terms ending"><span class="zero">0' in rows[0]
    assert "what=due&amp;week=2016-06-06" in rows[3]


def test_each_list_holds_its_own(person, world):
    held = {
        "asked": ["asked", "returned", "from hebei"],
        "confirmed": ["confirmed"],
        "proposed": ["proposed"],
        "named": ["confirmed", "proposed"],
        "closes": ["closes"],
        "declined": ["declined"],
        "unasked": ["unasked"],
        "nothing": ["unasked", "declined"],
        "due": ["asked", "from hebei"],
    }
    for what, names in held.items():
        assert set(listed(page(person, LIST, {"what": what}))) == {world[name].number for name in names}, what


def test_the_list_says_what_is_known(person, world):
    html = page(person, LIST, {"until": "2016-12-31"})
    for words in [
        "asks to stay until 23 Jan 2017",
        "decision due",
        "returned for correction",
        "retired on 21 May 2016",
        "Extension declined",
        "Nothing asked",
        "75 days left",
    ]:
        assert words in html, words
    assert world["far"].number not in html


def test_a_draft_tells_the_office_nothing(person):
    placement = ends(END)
    before = page(person, LIST).partition("<main")[2]
    make_request(placement, state="draft")
    assert page(person, LIST).partition("<main")[2] == before


def test_a_coordinators_own_request_is_not_linked_and_not_chosen(signed_in):
    request = make_request()
    coordinator = factories.account_of(request.placement.official)
    coordinator.groups.set(factories.office().groups.all())
    html = page(signed_in(coordinator), LIST)
    assert request.placement.number in html
    assert request.number not in html
    assert 'type="checkbox"' not in html
    assert "Extension asked" in html


def test_every_order_shows_all(person, world):
    for sort in [f"{sign}{name}" for name in ["name", "home", "host", "end", "what"] for sign in ("", "-")]:
        html = page(person, LIST, {"sort": sort})
        assert len(listed(html)) == 8
        assert f'aria-sort="{"descending" if sort[0] == "-" else "ascending"}"' in html


def test_two_hundred_end_in_one_week(person):
    placements_like(ends(END), 50)
    assert numbers(page(person, BOARD))[0][1] == 51
    html = page(person, LIST)
    assert "Showing 1–50 of 51" in html
    assert len(listed(page(person, LIST, {"page": "2"}))) == 1
    assert "There is no such page. This is page 2 of 2." in page(person, LIST, {"page": "9"})
    assert len(listed(page(person, LIST, {"print": "1"}))) == 51


def test_chips_name_what_is_at_work_and_take_it_away(person, world):
    query = {"home": "110000", "cycle": "2015", "what": "nothing", "week": "2016-06-01", "until": "2016-09-01"}
    html = page(person, LIST, query)
    chips = re.findall(r'<a class="chip" href="([^"]*)">([^<]*?) <svg', html)
    words = [
        "Cycle 2015",
        "Home region: Beijing",
        "Nothing arranged",
        "Week of 30 May 2016",
        "Ends until 1 September 2016",
    ]
    assert [label for _url, label in chips] == words
    for address, _label in chips:
        assert address.count("=") == len(query) - 1


def test_an_empty_board_says_so(person):
    assert "No term ends in these days" in page(person, BOARD)
    assert "No term matches these filters" in page(person, LIST)


# Nonsense --------------------------------------------------------------------------------------


NONSENSE = ["x", "-1", "9" * 400, "' or 1=1 --", "💧", "1999-12-31", "%"]


@pytest.mark.parametrize("address", [BOARD, LIST])
@pytest.mark.parametrize("name", ["on", "until", "cycle", "home", "host", "week", "what", "sort"])
def test_a_filter_that_cannot_be_read_is_named_and_nothing_is_listed(person, placement, address, name):
    for value in NONSENSE:
        html = page(person, address, {name: value})
        assert f'href="#f-{name}"' in html
        assert "<title>Error:" in html
        assert "Nothing is listed until the filters are corrected." in html
        assert numbers(html) == listed(html) == []


@pytest.mark.parametrize("address", [BOARD, LIST])
def test_a_span_has_its_first_day_first(person, placement, address):
    assert "The last day lies before the first." in page(person, address, {"until": "2016-05-08"})
    assert "The last day lies before the first." in page(person, address, {"on": "2016-08-02", "until": "2016-08-01"})
    assert "Nothing is listed" not in page(person, address, {"until": "2016-05-09"})


@pytest.mark.parametrize("address", [BOARD, LIST])
@pytest.mark.parametrize("day", ["2000-01-01", "2100-01-01"])
def test_the_edges_of_the_century_are_days(person, address, day):
    assert "Nothing is listed" not in page(person, address, {"on": day, "week": day})


@pytest.mark.parametrize("address", [BOARD, LIST])
def test_a_nul_byte_is_refused(person, address):
    assert person.get(f"{address}?home=%00").status_code == 400


# Queries ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 50])
def test_the_number_of_queries_does_not_grow(rows, coordinator, signed_in, django_assert_num_queries):
    for n in range(rows):
        placement = ends(END + dt.timedelta(days=2 * n))
        if n % 2:
            follow(placement, confirmed=False)
        else:
            make_request(
                placement, until=placement.ends_on + dt.timedelta(days=90), on=NOW.date(), at=NOW
            ) if n < 12 else None
    person = signed_in(coordinator)
    page(person, BOARD)  # saved filters are kept in memory from now on
    # Session and account, one for the endings, one for the decisions due.
    with django_assert_num_queries(4):
        assert len(numbers(page(person, BOARD, {"until": "2017-01-01"}))) > 2
    # The list counts, takes its page, and asks for posts (twice, organisations joined), requests, successors and
    # reminders.
    with django_assert_num_queries(9):
        assert len(listed(page(person, LIST, {"until": "2017-01-01"}))) == rows
