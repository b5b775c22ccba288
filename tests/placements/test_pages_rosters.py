"""Host cities and rosters: who stands on one, how it is filtered, sorted and counted out, and what nonsense gets."""

import datetime as dt
import re

import pytest

from officials.models.officials import Provenance
from placements import actions
from tests import factories
from tests.factories import DAY, NOW, make_official, make_placement, make_post, make_request

pytestmark = pytest.mark.usefixtures("on_the_day")

ROSTER = "/rosters/130800/"


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


def page(person, url, data=None):
    answer = person.get(url, data)
    assert answer.status_code == 200, url
    return answer.content.decode()


def numbers(html):
    """The placements that a list shows, in its order."""
    body = html.partition("<tbody>")[2].rpartition("</tbody>")[0]  # of every group
    return re.findall(r"P-\d\d-\d{4}", body)


def in_days(starts_on, ends_on, **facts):
    return make_placement(starts_on=starts_on, original_ends_on=ends_on, **facts)


# Who stands on a roster ------------------------------------------------------------------------


def test_a_city_includes_its_counties_and_a_region_includes_all(person):
    city, county = make_placement(), make_placement(host_post=make_post("130826"))
    elsewhere = make_placement(host_post=make_post("130600"))
    assert set(numbers(page(person, ROSTER))) == {city.number, county.number}
    assert numbers(page(person, "/rosters/130826/")) == [county.number]
    assert set(numbers(page(person, "/rosters/130000/"))) == {city.number, county.number, elsewhere.number}


def test_a_county_is_named_with_its_parent(person):
    make_placement(host_post=make_post("130826"))
    assert "Fengning Manchu Autonomous County (Chengde)" in page(person, "/rosters/130826/")


@pytest.mark.parametrize("reader", ["staff", "coordinator"])
def test_proposals_withdrawn_and_cancelled_placements_stand_on_no_roster(reader, request, signed_in):
    office = factories.office()
    confirmed, proposed = make_placement(), make_placement(confirmed=False)
    late = in_days(dt.date(2016, 7, 24), dt.date(2017, 7, 23))
    actions.cancel_placement(late, reason="The post was given up.", by=office, at=NOW, on=DAY)
    html = page(signed_in(request.getfixturevalue(reader)), ROSTER, {"phase": "any"})
    assert numbers(html) == [confirmed.number]
    assert proposed.number not in html


def test_requests_do_not_show_on_a_roster_but_an_approved_extension_does(person):
    waiting, declined = make_request(), make_request(state="declined")
    approved = make_request(state="approved")
    html = page(person, ROSTER)
    for asked in (waiting, declined, approved):
        assert asked.number not in html
    assert "Declined" not in html
    assert html.count("original end") == 1
    assert "23 Jan 2017" in html


def test_the_personal_facts_of_others_are_not_on_the_page(person):
    make_placement(official=make_official(mobile="13911112222", work_phone="010-6655", email="a@b.cn"))
    html = page(person, ROSTER)
    assert "13911112222" not in html
    assert "March 1975" not in html


# Phases ----------------------------------------------------------------------------------------


@pytest.fixture
def phases(db):
    """One placement in each phase on the day."""
    office = factories.office()
    found = {
        "serving": in_days(dt.date(2015, 10, 12), dt.date(2016, 10, 11)),
        "ending": make_placement(),
        "upcoming": in_days(dt.date(2016, 7, 24), dt.date(2017, 7, 23)),
        "later": in_days(dt.date(2016, 12, 1), dt.date(2017, 11, 30)),
        "ended": in_days(dt.date(2014, 7, 24), dt.date(2015, 7, 23)),
        "early": make_placement(),
        "extended": make_request(state="approved").placement,
    }
    actions.return_early(found["early"], ends_on=dt.date(2016, 4, 30), reason="completed", by=office, at=NOW)
    return {placement.number: phase for phase, placement in found.items()}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"serving", "ending", "upcoming", "extended"}),
        ("serving", {"serving", "ending", "extended"}),
        ("ending", {"ending"}),
        ("extended", {"extended"}),
        ("upcoming", {"upcoming", "later"}),
        ("ended", {"ended"}),
        ("early", {"early"}),
        ("any", {"serving", "ending", "upcoming", "later", "ended", "early", "extended"}),
    ],
)
def test_each_phase_lists_what_it_says(person, phases, asked, shown):
    html = page(person, ROSTER, {"phase": asked})
    assert {phases[number] for number in numbers(html)} == shown
    assert f"<strong>{len(shown)} placement" in html


def test_the_day_recomputes_phases_and_days(person):
    placement = make_placement()
    html = page(person, ROSTER, {"on": "2016-07-23"})
    assert numbers(html) == [placement.number]
    assert "0 days left, last day today" in html
    assert numbers(page(person, ROSTER, {"on": "2016-07-24"})) == []
    assert "as of <time" in html
    assert "23 Jul 2016" in html


# Filters ---------------------------------------------------------------------------------------


def test_filters_narrow_the_list_and_their_chips_take_them_away(person):
    one = make_placement(official=make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾"))
    other = make_placement(official=make_official("120000", fields=("HEALTH",)), host_post=make_post(fields=()))
    for filters, expected in [
        ({"home": "120000"}, other),
        ({"home": "110000"}, one),
        ({"expertise": "HEALTH"}, other),
        ({"q": "lvzq"}, None),
        ({"q": "lzq"}, one),
        ({"q": "吕"}, one),
        ({"q": "lu zhenqian"}, one),
        ({"cycle": "2015", "home": "120000"}, other),
        ({"city": "120000"}, other),
        ({"city": "110000", "tier": "DIVISION-DEP", "within": "75"}, one),
        ({"city": "110000", "within": "74"}, None),
        ({"tier": "none"}, None),
        ({"created": "yes"}, None),
    ]:
        html = page(person, ROSTER, filters)
        assert numbers(html) == ([expected.number] if expected else []), filters
    html = page(person, ROSTER, {"home": "120000", "q": "shen", "sort": "-name"})
    chips = re.findall(r'class="chip" href="([^"]*)"', html)
    assert chips == [
        "?q=shen&amp;sort=-name",
        "?home=120000&amp;sort=-name",
        "?home=120000&amp;q=shen&amp;sort=-name&amp;phase=any",
    ]


def test_an_empty_list_says_what_was_looked_for(person):
    make_placement()
    factories.jurisdiction("120000")
    html = page(person, ROSTER, {"home": "120000", "expertise": "WATER"})
    assert "No one from Tianjin with Field WATER expertise serves in Chengde" in html
    assert "Show all in Chengde" in html


def test_the_choice_is_marked_in_its_select(person):
    make_placement()
    html = page(person, ROSTER, {"home": "110000", "phase": "any", "cycle": "2015"})
    for chosen in ("110000", "any", "2015"):
        assert f'<option value="{chosen}" selected>' in html


@pytest.mark.parametrize("sort", ["name", "home", "host", "expertise", "phase", "end", "extension"])
def test_every_column_sorts_both_ways(person, sort):
    make_placement(official=make_official(family_name="An", given_name="Bo"))
    in_days(
        dt.date(2015, 10, 12),
        dt.date(2016, 10, 11),
        official=make_official("120000", family_name="Zhou", given_name="Bo", fields=("ZETA",)),
        host_post=make_post(fields=()),
    )
    make_request(state="approved")
    up, down = (numbers(page(person, ROSTER, {"sort": key})) for key in (sort, f"-{sort}"))
    assert len(up) == 3
    assert set(up) == set(down)
    html = page(person, ROSTER, {"sort": sort})
    assert 'aria-sort="ascending"' in html
    assert f"sort=-{sort}" in html


def test_sorting_by_name_follows_the_pinyin(person):
    names = [("Zhou", "Bo"), ("An", "Bo"), ("Lyu", "An")]
    made = {name: make_placement(official=make_official(family_name=name[0], given_name=name[1])) for name in names}
    assert numbers(page(person, ROSTER, {"sort": "name"})) == [made[name].number for name in sorted(names)]


# Names -----------------------------------------------------------------------------------------


def test_both_names_stand_together_and_a_missing_one_is_said(person):
    make_placement()
    make_placement(
        official=make_official(family_name="Shui", given_name="Yong", name_zh="", provenance=Provenance.ARTICLE)
    )
    html = page(person, ROSTER)
    assert '<span class="person-zh" lang="zh-Hans">沈若川</span> <span class="person-latin">Shen ' in html
    assert html.count("Chinese name to be verified") == 1
    assert html.count("†") == 2  # beside the name, and the note that it leads to
    assert 'id="news-note"' in html


def test_the_source_note_stands_only_where_somebody_is_from_the_article(person):
    make_placement()
    assert "†" not in page(person, ROSTER)


# Pages and bad input ---------------------------------------------------------------------------


def crowd(n):
    """So many placements on the roster of Chengde, each of somebody else in a post of its own."""
    model = make_placement()
    for _i in range(n - 1):
        make_placement(cycle=model.cycle)


def test_a_long_list_is_counted_out_and_never_cut(person):
    crowd(53)
    first, second = page(person, ROSTER), page(person, ROSTER, {"page": 2})
    assert "Showing 1–50 of 53" in first
    assert "Showing 51–53 of 53" in second
    assert len({*numbers(first), *numbers(second)}) == 53
    assert 'href="?page=2"' in first
    assert "There is no such page" not in first + second


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "9" * 400, "9" * 5000, "x", "1.5", "²"])
def test_a_page_that_does_not_exist_is_said_so(person, number):
    make_placement()
    html = page(person, ROSTER, {"page": number})
    assert "There is no such page. This is page 1 of 1." in html
    assert len(numbers(html)) == 1


BAD = [
    ("on", "2016-02-30", "Write a day like 2016-07-23."),
    ("on", "-infinity", "Write a day like 2016-07-23."),
    ("on", "9" * 400, "Write a day like 2016-07-23."),
    ("on", "yesterday", "Write a day like 2016-07-23."),
    ("on", "0001-01-01", "The day must be between"),
    ("on", "9999-12-31", "The day must be between"),
    ("cycle", "1999", "Choose from the list."),
    ("cycle", "2015;drop", "Choose from the list."),
    ("cycle", "9" * 400, "Choose from the list."),
    ("home", "130100", "Choose from the list."),
    ("home", "'", "Choose from the list."),
    ("expertise", "NOTHING", "Choose from the list."),
    ("phase", "serving ", "Choose from the list."),
    ("phase", "never", "Choose from the list."),
    ("sort", "official__mobile", "Choose from the list."),
    ("bodies", "x", "Choose from the list."),
    ("city", "130681", "Choose from the list."),
    ("part", "110000", "Choose from the list."),
    ("tier", "CHIEF", "Choose from the list."),
    ("within", "-1", "Write a number of days from 0 to 3650."),
    ("within", "9" * 5000, "Write a number of days from 0 to 3650."),
    ("within", "soon", "Write a number of days from 0 to 3650."),
    ("created", "no", "Choose from the list."),
    ("group", "sex", "Choose from the list."),
    ("size", "1000000", "Choose from the list."),
    ("q", "x" * 400, "at most 100 characters"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), BAD)
def test_a_filter_that_cannot_be_read_is_named_and_nothing_is_listed(person, name, value, sentence):
    make_placement()
    html = page(person, ROSTER, {name: value})
    assert sentence in html
    assert f'href="#f-{name}"' in html
    assert numbers(html) == []
    assert html.partition("<title>")[2].lstrip().startswith("Error:")
    if name == "on":
        assert f'value="{value}"' in html  # what was typed is kept
        assert 'type="text"' in html


@pytest.mark.parametrize("value", ["%00", "%ED%A0%80", "%EF%BF%BD"])  # NUL, a lone surrogate, a ruin
@pytest.mark.parametrize("name", ["on", "q", "home", "page", "sort"])
def test_what_is_no_text_is_a_400(person, name, value):
    assert person.get(f"{ROSTER}?{name}={value}").status_code == 400


def test_an_unknown_parameter_changes_nothing(person):
    make_placement()
    assert len(numbers(page(person, ROSTER, {"utm": "x", "official__mobile": "1"}))) == 1


# Queries ---------------------------------------------------------------------------------------


QUERIES = {
    "/rosters/": 4,
    ROSTER: 4,
    f"{ROSTER}?sort=-expertise&q=shen&phase=any&expertise=WATER": 5,
    f"{ROSTER}?on=any&sort=signing-strokes&tier=DIVISION-DEP&city=110000&within=900&size=200": 5,
    f"{ROSTER}?print=1": 4,
    "/rosters/130000/?sort=standing": 5,  # one more: how many each group has in all
}


def test_the_number_of_queries_is_the_same_for_1_and_for_50(person, django_assert_num_queries):
    make_placement()
    page(person, ROSTER)  # divisions, fields and cycles are kept in memory from now on
    for url, number in QUERIES.items():
        with django_assert_num_queries(number):
            page(person, url)
    crowd(50)
    page(person, ROSTER)
    for url, number in QUERIES.items():
        with django_assert_num_queries(number):
            page(person, url)
    assert len(numbers(page(person, ROSTER))) == 50


# htmx ------------------------------------------------------------------------------------------


def test_htmx_is_told_the_tidy_address_once(person):
    make_placement()
    sent = f"{ROSTER}?on=2016-05-09&home=110000&q="
    answer = person.get(sent, headers={"HX-Request": "true"})
    assert answer["HX-Push-Url"] == f"{ROSTER}?home=110000"
    assert "HX-Request" in answer["Vary"]
    here = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{ROSTER}?home=110000"}
    assert person.get(sent, headers=here)["HX-Push-Url"] == "false"
    assert "HX-Push-Url" not in person.get(sent)


def test_htmx_loads_a_page_that_names_a_mistake_whole(person):
    make_placement()
    answer = person.get(f"{ROSTER}?home=x", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"{ROSTER}?home=x"


def test_htmx_loads_the_page_anew_when_the_session_has_ended(client):
    answer = client.get(ROSTER, headers={"HX-Request": "true"}, follow=True)
    assert answer["HX-Refresh"] == "true"
    assert b"password" not in answer.content
