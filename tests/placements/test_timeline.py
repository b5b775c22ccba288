"""The timeline: which posts have a lane, what is drawn of each and in which order, and who sees what of it."""

import datetime as dt
import html as markup
import re

import pytest

from officials.models import FormerJurisdiction
from officials.models.officials import Provenance
from placements import actions
from tests import factories
from tests.factories import NOW, make_official, make_placement, make_post, make_request

pytestmark = pytest.mark.usefixtures("on_the_day")

TIMELINE = "/rosters/130800/timeline/"
NEXT = {"starts_on": dt.date(2016, 7, 24), "original_ends_on": dt.date(2017, 7, 23)}


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


@pytest.fixture
def office(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, url=TIMELINE, data=None):
    answer = person.get(url, data)
    assert answer.status_code == 200, url
    return markup.unescape(answer.content.decode())


def lanes(html):
    """Title of each post and the facts of its lane, in their order."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return {
        re.search(r'class="cell-sub">([^<]*)<', row)[1]: re.findall(r"<li>(.*?)</li>", row, re.DOTALL) for row in rows
    }


def drawn(html, css):
    """(x, width) of everything drawn with a class."""
    return re.findall(rf'class="{css}" x="([\d.]+)%" y="-\d+" width="([\d.]+)%"', html)


# What is drawn -----------------------------------------------------------------------------------


def test_a_term_is_drawn_from_its_first_day_to_the_end_of_its_last(person):
    placement = make_placement()
    html = page(person)
    assert drawn(html, "fill-beijing") == [("3.15", "50.06")]
    assert drawn(html, "chart-gap") == [("53.21", "46.79")]
    assert 'x1="42.82%"' in html  # the day
    assert lanes(html) == {
        placement.host_post.title: [
            "Vacant from 24 Jul 2016",
            f"{placement.official}, from Beijing: 24 Jul 2015 to 23 Jul 2016",
        ]
    }


def test_who_follows_is_outlined_and_leaves_no_gap_before(person):
    post = make_placement().host_post
    successor = make_placement(host_post=post, official=make_official("120000"), **NEXT)
    html = page(person)
    assert drawn(html, "chart-next line-tianjin") == [("53.21", "46.79")]
    assert drawn(html, "chart-gap") == []
    assert lanes(html)[post.title][1] == f"{successor.official}, from Tianjin, upcoming: 24 Jul 2016 to 23 Jul 2017"


def test_an_extension_is_hatched_after_the_original_end(person):
    make_request(state="approved")
    html = page(person)
    assert drawn(html, "fill-beijing") == [("3.15", "50.06")]
    assert '<rect fill="url(#hatch)" x="53.21%" y="-13" width="25.18%"' in html  # 184 days to 23 January
    assert "extended to 23 Jan 2017" in html
    assert drawn(html, "chart-gap") == [("78.39", "21.61")]
    assert "extended, original end 23 Jul 2016" in html


def test_an_early_end_leaves_a_gap_that_says_since_when(person):
    placement = make_placement()
    actions.return_early(placement, ends_on=dt.date(2016, 1, 31), reason="completed", by=factories.office(), at=NOW)
    html = page(person)
    assert drawn(html, "chart-gap") == [("29.41", "70.59")]
    assert html.count("Vacant since 1 Feb 2016") == 2  # drawn and listed
    assert "ended early, original end 23 Jul 2016" in html
    assert "task completed" not in html.lower()


def test_a_gap_between_two_holders_says_both_its_days(person):
    post = make_placement().host_post
    make_placement(host_post=post, starts_on=dt.date(2016, 9, 1), original_ends_on=dt.date(2017, 8, 31))
    html = page(person)
    assert "Vacant from 24 Jul 2016 to 31 Aug 2016" in html
    assert drawn(html, "chart-gap") == [("53.21", "5.34")]


def test_a_retired_post_is_not_vacant_but_gone(person):
    post = make_placement().host_post
    post.retired_on = dt.date(2016, 9, 1)
    post.save()
    facts = lanes(page(person))[post.title]
    assert facts[0] == "Vacant from 24 Jul 2016 to 31 Aug 2016"
    assert facts[-1] == "The post was retired on 1 Sep 2016."


def test_the_months_can_be_moved_and_come_back(person):
    placement = make_placement()
    later = page(person, data={"from": "2016-01"})
    assert drawn(later, "fill-beijing") == [("0.00", "28.04")]  # 205 of 731 days: what is left of the term
    assert 'href="?from=2016-07"' in later
    assert 'href="?from=2015-07"' in later
    assert "Around the day" in later
    assert "Around the day" not in page(person)
    far = page(person, data={"from": "2012-01"})
    assert lanes(far) == {placement.host_post.title: ["Nothing in these months"]}
    assert 'id="lane-today"' not in far


def test_the_day_decides_who_holds_and_who_follows(person):
    make_placement()
    assert drawn(page(person, data={"on": "2015-06-01"}), "chart-next line-beijing") == [("53.08", "46.92")]
    html = page(person, data={"on": "2015-06-01"})
    assert "Vacant until 23 Jul 2015" in html
    assert "As of 1 June 2015" in html


# Which posts, in which order -----------------------------------------------------------------------


def test_lanes_are_sorted_by_the_end_of_the_holder_and_the_vacant_come_last(person):
    vacant = make_post(is_created_for_programme=True)
    coming = make_placement(**NEXT).host_post
    later = make_placement(starts_on=dt.date(2015, 10, 12), original_ends_on=dt.date(2016, 10, 11)).host_post
    first = make_placement().host_post
    assert list(lanes(page(person))) == [post.title for post in (first, later, coming, vacant)]


def test_filters_choose_the_posts_of_those_they_find(person):
    one = make_placement(official=make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾"))
    other = make_placement(official=make_official("120000"))
    vacant = make_post(is_created_for_programme=True)
    make_placement(host_post=make_post("130600"))
    assert set(lanes(page(person))) == {one.host_post.title, other.host_post.title, vacant.title}
    assert set(lanes(page(person, data={"q": "吕"}))) == {one.host_post.title}
    assert set(lanes(page(person, data={"home": "120000"}))) == {other.host_post.title}
    assert set(lanes(page(person, data={"posts": "vacant"}))) == {vacant.title}
    assert lanes(page(person, data={"phase": "ended"})) == {}
    assert set(lanes(page(person, data={"phase": "any"}))) == {one.host_post.title, other.host_post.title, vacant.title}
    assert lanes(page(person, data={"posts": "vacant", "home": "120000"})) == {}


def test_provincial_bodies_are_those_of_the_province_itself(person):
    make_placement()
    own = make_placement(host_post=make_post("130000"))
    make_post("130800", is_created_for_programme=True)
    vacant = make_post("130000", is_created_for_programme=True)
    bodies = lanes(page(person, "/rosters/130000/timeline/", {"bodies": "provincial"}))
    assert set(bodies) == {own.host_post.title, vacant.title}


def test_each_vacancy_of_the_index_has_its_lane_behind_the_number(person):
    for code in ("130800", "130826", "110106", "130000"):
        make_post(code, is_created_for_programme=True)
    make_placement()
    make_placement(**NEXT)
    html = page(person, "/rosters/")
    cells = re.findall(r'<a href="(/rosters/\d+/timeline/[^"]*)">(\d+)</a>', html)
    assert [int(n) for _url, n in cells] == [1, 3, 1, 4]
    for url, n in cells:
        found = lanes(page(person, url))
        assert len(found) == int(n), url
        assert all(facts[0].startswith("Vacant") for facts in found.values())
    total = re.search(r"<tfoot>.*?</tfoot>", html, re.DOTALL)[0]
    assert re.findall(r"<td class=\"num\">(\d+)</td>", total)[-1] == "5"


def test_the_switch_keeps_the_filters_and_leaves_the_page(person):
    make_placement()
    for url in (TIMELINE, "/rosters/130800/"):
        html = page(person, url, {"home": "110000", "on": "2016-05-10", "page": "1"})
        assert '<a href="/rosters/130800/timeline/?home=110000&on=2016-05-10"' in html
        assert '<a href="/rosters/130800/?home=110000&on=2016-05-10"' in html


def test_the_form_hands_the_other_filters_on(person):
    make_placement()
    html = page(person, data={"home": "110000", "sort": "name", "from": "2016-01", "page": "3"})
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', html.partition('class="filters"')[2]) == [
        ("home", "110000"),
        ("sort", "name"),
    ]


def test_a_former_code_leads_to_the_timeline_of_its_successor(person):
    made = FormerJurisdiction.objects.create(
        code="130699",
        changed_in=2015,
        name_en="Old County",
        name_zh="旧县",
        level="county",
        kind="county",
        parent=factories.jurisdiction("130600"),
    )
    made.successors.set([factories.jurisdiction("130681")])
    answer = person.get("/rosters/130699/timeline/?posts=vacant")
    assert answer["Location"] == "/rosters/130681/timeline/?posts=vacant"


# Who sees what -------------------------------------------------------------------------------------


@pytest.fixture
def plans(db):
    """A request that stands against a proposed successor, one that stands against nobody, and one that was declined."""
    asked, alone = make_request(until=dt.date(2017, 1, 23)), make_request(until=dt.date(2016, 10, 23))
    declined = make_request(state="declined")
    proposed = make_placement(
        host_post=asked.placement.host_post,
        official=make_official(family_name="Fang", given_name="Qiming", name_zh="方启明"),
        confirmed=False,
        **NEXT,
    )
    return {"asked": asked, "alone": alone, "declined": declined, "proposed": proposed}


def test_coordinators_see_what_is_asked_and_promised_and_where_both_meet(office, plans):
    html = page(office)
    asked, alone, proposed = plans["asked"], plans["alone"], plans["proposed"]
    assert drawn(html, "chart-proposed line-beijing") == [("53.21", "46.79")]
    assert sorted(drawn(html, "chart-ask")) == [("53.21", "12.59"), ("53.21", "25.18")]
    assert drawn(html, "chart-clash") == [("53.21", "46.79")]
    name = asked.placement.official
    clash = f"{name} asks to stay to 23 Jan 2017, but {proposed.official} is promised the post from 24 Jul 2016."
    assert lanes(html)[asked.placement.host_post.title] == [
        f"{name}, from Beijing: 24 Jul 2015 to 23 Jul 2016",
        f"{proposed.official}, from Beijing, proposed: 24 Jul 2016 to 23 Jul 2017",
        f"{name} asks to stay to 23 Jan 2017",
        clash,
    ]
    assert html.count(clash) == 2  # in the lane, and under it with the way to the request
    assert f'href="/extensions/{asked.pk}/"' in html
    assert f'href="/extensions/{alone.pk}/"' not in html
    assert "is promised the post" not in "".join(lanes(html)[alone.placement.host_post.title])
    assert "asks" not in "".join(lanes(html)[plans["declined"].placement.host_post.title])


def test_staff_see_none_of_it(person, plans):
    html = page(person)
    for secret in (
        "方启明",
        "Fang",
        "Qiming",
        "chart-ask",
        "chart-clash",
        "chart-proposed",
        "asks to stay",
        "promised",
    ):
        assert secret not in html, secret
    assert f"/placements/{plans['proposed'].pk}/" not in html
    assert "/extensions/" not in html
    # The post of the proposal is drawn like any other with nobody confirmed: vacant after its holder.
    assert drawn(html, "chart-gap") == [("53.21", "46.79")] * 3
    assert "proposed" not in html.lower()


def test_a_coordinator_does_not_see_their_own_request_wait(plans, signed_in):
    own = factories.account_of(plans["asked"].placement.official)
    own.groups.set(factories.office().groups.all())
    html = page(signed_in(own))
    assert drawn(html, "chart-ask") == [("53.21", "12.59")]
    assert f"/extensions/{plans['asked'].pk}/" not in html


def test_a_returned_request_and_a_draft_are_not_drawn(office):
    make_request(state="returned")
    make_request(state="draft")
    assert drawn(page(office), "chart-ask") == []


def test_the_personal_facts_of_others_are_not_on_the_page(office):
    make_placement(official=make_official(mobile="13911112222", work_phone="010-6655", email="a@b.cn"))
    html = page(office)
    assert "13911112222" not in html
    assert "1975" not in html


def test_the_source_note_stands_only_where_somebody_of_the_article_is_drawn(person):
    make_placement(official=make_official(provenance=Provenance.ARTICLE))
    assert page(person).count("†") == 2  # in the bar, and the note under the lanes
    assert "†" not in page(person, data={"from": "2012-01"})


# Bad input, pages, queries -------------------------------------------------------------------------


BAD = [
    ("on", "2016-02-30", "Write a day like 2016-07-23.", "#f-on"),
    ("on", "9999-12-31", "The day must be between", "#f-on"),
    ("from", "2016-13", "Write a month like 2016-07.", "#f-from"),
    ("from", "-infinity", "Write a month like 2016-07.", "#f-from"),
    ("from", "9" * 400, "Write a month like 2016-07.", "#f-from"),
    ("posts", "all", "Choose from the list.", "#f-posts"),
    ("home", "'", "Choose from the list.", "/rosters/130800/?home=%27#f-home"),
    ("phase", "never", "Choose from the list.", "/rosters/130800/?phase=never#f-phase"),
]


@pytest.mark.parametrize(("name", "value", "sentence", "place"), BAD)
def test_what_cannot_be_read_is_named_and_nothing_is_drawn(person, name, value, sentence, place):
    make_placement()
    html = page(person, data={name: value})
    assert sentence in html
    assert f'href="{place}"' in html
    assert lanes(html) == {}
    assert html.partition("<title>")[2].lstrip().startswith("Error:")
    if name in ("on", "from"):
        assert f'value="{value}"' in html


@pytest.mark.parametrize("value", ["%00", "%ED%A0%80"])
@pytest.mark.parametrize("name", ["on", "from", "posts", "page"])
def test_what_is_no_text_is_a_400(person, name, value):
    assert person.get(f"{TIMELINE}?{name}={value}").status_code == 400


@pytest.mark.parametrize("day", ["2000-01-01", "2100-01-01"])
def test_the_ends_of_the_century_are_drawn(person, day):
    make_placement()
    assert "As of " in page(person, data={"on": day, "phase": "any"})


def test_an_empty_timeline_says_so(person):
    make_placement()
    assert "No post is vacant on that day" in page(person, data={"posts": "vacant"})
    assert "No one matches these filters" in page(person, data={"phase": "ended"})


def crowd(n):
    model = make_placement()
    for _i in range(n - 1):
        make_placement(cycle=model.cycle)


QUERIES = {TIMELINE: 6, f"{TIMELINE}?posts=vacant&on=2016-08-01": 6}


def test_the_number_of_queries_is_the_same_for_1_and_for_50(person, django_assert_num_queries):
    make_placement()
    page(person)  # divisions, fields and cycles are kept in memory from now on
    for url, number in QUERIES.items():
        with django_assert_num_queries(number):
            assert len(lanes(page(person, url))) == 1
    crowd(49)
    page(person)
    for url, number in QUERIES.items():
        with django_assert_num_queries(number):
            assert len(lanes(page(person, url))) == 50


def test_many_lanes_are_counted_out_and_never_cut(person):
    crowd(53)
    first, second = page(person), page(person, data={"page": 2})
    assert "53 host posts" in first
    assert "Showing 1–50 of 53" in first
    assert "Showing 51–53 of 53" in second
    assert len({*lanes(first), *lanes(second)}) == 53
    assert '?from=2016-01&page=2"' in second  # other months of the same page
    assert "There is no such page. This is page 2 of 2." in page(person, data={"page": 9})
    assert len(first.encode()) < 90_000
