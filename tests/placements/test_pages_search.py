"""Find anyone: who finds whom, what a result shows, how much of it, and what nonsense gets."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from officials.models import FormerJurisdiction
from tests import factories
from tests.copies import placements_like
from tests.factories import jurisdiction, make_official, make_organisation, make_placement, make_post

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


@pytest.fixture
def office(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, **params):
    answer = person.get("/search/", params)
    assert answer.status_code == 200, params
    return answer.content.decode()


def names(html):
    return re.findall(r'lang="zh-Hans">([^<]*)</span> <span class="person-latin">', html)


def lyu(**facts):
    return make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾", **facts)


# Who finds whom --------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["吕震乾", "lü zhenqian", "lv zhenqian", "lyuzhenqian", "lu", "lzq", "震", "T-9"])
def test_an_official_is_found_however_the_name_is_typed(person, typed):
    official = lyu(personnel_number="T-9")
    placement = make_placement(official=official)
    html = page(person, q=typed)
    assert names(html) == ["吕震乾"]
    assert f'href="/officials/{official.pk}/"' in html
    for fact in (placement.home_post.organisation.name, placement.host_post.organisation.name, "Ending soon"):
        assert fact in html


def test_staff_find_whom_they_meet_on_a_roster_and_coordinators_everybody(person, office):
    lyu()
    make_placement(official=make_official(family_name="Lyu", given_name="Wei", name_zh="吕伟"), confirmed=False)
    make_placement(official=make_official(family_name="Lyu", given_name="Bo", name_zh="吕波"))
    assert names(page(person, q="lu")) == ["吕波"]
    assert sorted(names(page(office, q="lu"))) == ["吕伟", "吕波", "吕震乾"]
    assert names(page(person, q="lyu zehnqian")) == []
    assert names(page(office, q="lyu zehnqian")) == ["吕震乾"]


def test_a_proposed_host_is_told_to_coordinators_only(person, office):
    official = lyu()
    ended = make_placement(official=official)
    proposed = make_placement(
        official=official,
        confirmed=False,
        cycle=factories.make_cycle(2016),
        host_post=make_post(title_en="Secret post"),
    )
    for reader in (person, office):
        html = page(reader, q="吕震乾")
        assert ended.host_post.organisation.name in html
        assert proposed.host_post.organisation.name not in html  # the confirmed one is shown
    other = make_placement(official=make_official(name_zh="吕伟"), confirmed=False)
    assert other.host_post.organisation.name in page(office, q="吕伟")


@pytest.mark.parametrize("reader", ["staff", "coordinator"])
def test_the_personal_facts_are_neither_shown_nor_searched(reader, request, signed_in):
    make_placement(official=lyu(mobile="13911112222", email="lyu@example.cn", birth_year=1971, note="Allergic"))
    client = signed_in(request.getfixturevalue(reader))
    html = page(client, q="吕震乾")
    for fact in ("13911112222", "lyu@example.cn", "1971", "Allergic"):
        assert fact not in html
        assert names(page(client, q=fact)) == []


# The groups ------------------------------------------------------------------------------------


def test_every_kind_has_its_group_and_leads_to_its_page(person):
    post = make_post("130826", title_en="Fengning engineer", title_zh="丰宁工程师")
    bureau = make_organisation("130826", name_en="Fengning Water Bureau", name_zh="丰宁水务局")
    html = page(person, q="fengning")
    for address in (f"/posts/{post.pk}/", f"/organisations/{bureau.pk}/", "/rosters/130826/"):
        assert f'href="{address}"' in html
    assert html.count("Fengning Manchu Autonomous County (Chengde)") >= 3
    assert "Searched for:" in html
    # What fits best stands first: here the county.
    assert html.index('id="divisions"') < html.index('id="posts"')


def test_a_former_name_leads_to_what_came_after(person):
    former = FormerJurisdiction.objects.create(
        code="130899",
        name_en="Old County",
        name_zh="旧县",
        changed_in=2011,
        level="county",
        kind="county",
        parent=jurisdiction("130800"),
    )
    former.successors.set([jurisdiction("130826"), jurisdiction("130600")])
    for typed in ("130899", "旧县", "old county"):
        html = page(person, q=typed)
        assert "Old County (Chengde)" in html
        assert "until 2011" in html
        assert html.count('href="/rosters/130826/"') == html.count('href="/rosters/130600/"') == 1


def test_a_long_group_says_how_much_it_shows_and_leads_to_the_rest(person):
    placements_like(make_placement(official=make_official(family_name="Lyu", given_name="Wei", name_zh="吕伟")), 56)
    html = page(person, q="吕")
    assert len(names(html)) == 10
    assert "57 officials" in html
    assert "The best 10 of 57 are shown." in html
    (more,) = re.findall(r'href="(\?[^"]*in=officials)"', html)
    whole = person.get(f"/search/{more.replace('&amp;', '&')}").content.decode()
    assert len(names(whole)) == 50
    assert "Showing 1–50 of 57" in whole
    last = page(person, q="吕", **{"in": "officials", "page": 2})
    assert len(names(last)) == 7
    assert "There is no such page." in page(person, q="吕", **{"in": "officials", "page": 9})


def test_similar_names_come_after_the_named(person):
    make_placement(official=lyu())
    make_placement(official=make_official(family_name="Lyu", given_name="Zhengqian", name_zh="吕正谦"))
    html = page(person, q="lu zhenqian")
    assert names(html) == ["吕震乾", "吕正谦"]
    assert "1 official whose name differs by a slip" in html
    assert names(page(person, q="lu")) == ["吕正谦", "吕震乾"]
    assert 'id="similar"' not in page(person, q="lu")


def test_nothing_found_says_what_to_do(person, office):
    html = page(person, q="zzzz")
    assert "Nothing was found" in html
    assert "0 officials" in html
    assert "found by coordinators only" in html
    assert "found by coordinators only" not in page(office, q="zzzz")
    assert 'value="zzzz"' in html


# What cannot be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"q": "!!! %"}, "Write letters, digits or Chinese characters."),
        ({"q": "🙂"}, "Write letters, digits or Chinese characters."),
        ({"q": "l"}, "Write at least two letters or digits, or one Chinese character."),
        ({"q": "lu", "in": "ministers"}, "Choose from the list."),
        ({"q": "lu", "in": "9" * 400}, "Choose from the list."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(person, params, sentence):
    make_placement(official=lyu())
    html = page(person, **params)
    assert html.count(sentence) == 2  # over the page and at the field
    assert "Nothing is searched until this is corrected." in html
    assert "<tbody>" not in html
    assert "<title>Error:" in html


@pytest.mark.parametrize("q", ["", "   ", "\u3000"])
def test_the_bare_page_asks_and_reproaches_nobody(person, q):
    html = page(person, q=q)
    assert "Error:" not in html
    assert "autofocus" in html


@pytest.mark.parametrize(
    "q",
    [
        *(
            "%",
            "_",
            "\\",
            "\\\\%",
            "'",
            '"',
            "' or 1=1 --",
            "[(*+?",
            "<script>alert(1)</script>",
            "{{ 7*7 }}",
            "x" * 100_000,
        ),
        *(
            "吕" * 5000,
            "a " * 5000,
            "\u202egnp",
            "\u0645\u0631\u062d\u0628\u0627",
            "👩‍👩‍👧",
            "\U0002000b",
            "ﷺ" * 100,
            "İ" * 50,
        ),
        *("-1", "9" * 400, "1e309", "NaN", "٣٤", "lu\u0301\u0308", "\r\nSet-Cookie: x", "\ufeff吕", "l\u200by\u200bu"),
    ],
)
@pytest.mark.parametrize("kind", ["", "officials", "similar", "posts", "organisations", "divisions"])
def test_nonsense_gets_an_answer(person, q, kind):
    answer = person.get("/search/", {"q": q, "in": kind, "page": "-3"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_what_no_database_can_hold_is_refused(person):
    for q in ("%00", "l%00u", "%ED%A0%80", "%FF"):
        assert person.get(f"/search/?q={q}").status_code == 400


def test_what_is_left_out_is_said(person):
    assert "Only the first six words" in page(person, q="a b c d e f g")
    assert "Only the first six words" not in page(person, q="ab cd")


# The box and the cost --------------------------------------------------------------------------


def test_the_box_is_on_every_page_of_those_who_may(person, office, placement, official_user, signed_in, administrator):
    box = 'action="/search/" role="search"'
    for reader, addresses in [
        (
            person,
            ["/rosters/", "/rosters/130800/", f"/placements/{placement.pk}/", "/search/", "/nowhere/", "/extensions/"],
        ),
        (office, ["/extensions/", f"/officials/{placement.official_id}/", "/password/"]),
    ]:
        for address in addresses:
            assert reader.get(address).content.decode().count(box) == 1, address
    for stranger in (signed_in(official_user), signed_in(administrator)):
        for address in ("/my/", "/password/", "/search/"):
            assert box not in stranger.get(address).content.decode()


def queries(person, **params):
    with CaptureQueriesContext(connection) as asked:
        page(person, **params)
    return len(asked)


@pytest.mark.parametrize(
    ("asked", "most"), [({"q": "吕"}, 11), ({"q": "lyu zhenqian"}, 16), ({"q": "吕", "in": "officials"}, 6)]
)
def test_a_search_has_a_fixed_number_of_queries(person, asked, most):
    def make(n):
        bureau = make_organisation(name_en="Lyu Zhenqian bureau", name_zh=f"吕局{n}")
        make_placement(official=lyu(), host_post=make_post(organisation=bureau, title_zh="吕副局长"))

    make(1)
    page(person, q="chengde")  # the divisions are kept in memory from now on
    assert queries(person, **asked) == most
    for n in range(2, 51):
        make(n)
    assert queries(person, **asked) == most
