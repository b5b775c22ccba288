"""A roster in groups and orders, by rows or by people, and as paper and files have it."""

import datetime as dt
import re

import pytest
from django.conf import settings

from officials.models.vocabulary import Tier
from tests import factories
from tests.factories import make_official, make_placement, make_post
from tests.placements.test_pages_rosters import ROSTER, crowd, in_days, numbers, page

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


# Groups, orders, people and rows ----------------------------------------------------------------


def headings(html):
    """(heading, its count) of each group."""
    found = re.findall(r'<tr class="row-group">.*?>([^<]+)</a> <span class="soft">([^<]+?) *</span>', html)
    return [(label, " ".join(words.split())) for label, words in found]


def test_a_region_stands_in_groups_its_own_bodies_by_level(person):
    make_placement(host_post=make_post("130826"))
    for tier in ("DIVISION", "BUREAU_DEP", "DIVISION"):
        official = make_official(rank=factories.rank(Tier[tier]))
        make_placement(official=official, host_post=make_post("130000", tier=Tier[tier]))
    html = page(person, "/rosters/130000/")
    assert headings(html) == [
        ("Provincial bodies · bureau level, deputy", "1 placement"),
        ("Provincial bodies · division level, principal", "2 placements"),
        ("Chengde", "1 placement"),
    ]
    url = re.findall(r'<tr class="row-group">.*?href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert len(numbers(page(person, f"/rosters/130000/{url}"))) == 2
    assert headings(page(person, "/rosters/130000/", {"group": "none"})) == []
    assert [label for label, _n in headings(page(person, "/rosters/130000/", {"group": "level"}))] == [
        "Bureau level, deputy",
        "Division level, principal",
        "Division level, deputy",
    ]


def test_a_municipality_stands_by_district_and_is_filtered_by_it(person):
    own = make_placement(official=make_official("130600"), host_post=make_post("110000"))
    district = make_placement(official=make_official("130600"), host_post=make_post("110106"))
    assert [label for label, _n in headings(page(person, "/rosters/110000/"))] == [
        "Municipal bodies · division level, deputy",
        "Fengtai District",
    ]
    assert numbers(page(person, "/rosters/110000/", {"part": "110106"})) == [district.number]
    assert numbers(page(person, "/rosters/110000/", {"part": "110000"})) == [own.number]


def test_a_group_goes_on_over_the_page_and_says_how_many_it_has_in_all(person):
    crowd(27)
    html = page(person, "/rosters/130000/", {"size": "25", "page": "2"})
    assert headings(html) == [("Chengde", "27 placements · continued")]
    assert "Showing 26–27 of 27" in html


def test_rows_and_people_are_not_taken_for_one_another(person):
    official = make_official()
    in_days(dt.date(2013, 7, 24), dt.date(2014, 7, 23), official=official)
    make_placement(official=official)
    make_placement()
    html = page(person, ROSTER, {"on": "any"})
    assert "<strong>3 placements, 2 officials</strong>" in html
    assert 'id="chip-on"' in html
    assert "<strong>2 placements</strong>" in page(person, ROSTER)


def test_a_list_to_sign_stands_by_tier_standing_order_and_strokes(person):
    office, bureau = (factories.make_organisation(standing_order=n) for n in (2, 1))
    people = [
        ("张楠", "Zhang", "DIVISION", office),
        ("丁一", "Ding", "DIVISION", office),
        ("魏雨", "Wei", "DIVISION", bureau),
        ("王安", "Wang", "SECTION", bureau),
        ("赵博", "Zhao", "BUREAU", office),
    ]
    for name_zh, family, tier, organisation in people:
        official = make_official(family_name=family, name_zh=name_zh, rank=factories.rank(Tier[tier]))
        make_placement(official=official, host_post=make_post(organisation=organisation, tier=Tier[tier]))
    shown = re.findall(r'person-zh" lang="zh-Hans">([^<]+)', page(person, ROSTER, {"sort": "signing-strokes"}))
    assert shown == ["赵博", "魏雨", "丁一", "张楠", "王安"]
    html = page(person, ROSTER, {"sort": "standing"})
    assert re.findall(r'person-zh" lang="zh-Hans">([^<]+)', html) == ["魏雨", "王安", "赵博", "丁一", "张楠"]
    assert "Surnames whose strokes are not known" not in html


def test_a_surname_without_known_strokes_is_said(person):
    make_placement(official=make_official(name_zh=""))
    html = page(person, ROSTER, {"sort": "signing-strokes"})
    assert "Surnames whose strokes are not known stand last, by pinyin." in html


def test_a_form_sent_whole_means_the_same_and_its_links_are_tidy(person):
    make_placement()
    sent = "on=2016-05-09&cycle=&home=110000&expertise=&phase=&q=&city=&tier=&within=&group=none&sort=end&size=50"
    html = page(person, f"{ROSTER}?{sent}")
    assert len(numbers(html)) == 1
    assert 'href="?sort=-end"' not in html
    assert 'href="?home=110000&amp;sort=-end"' in html
    assert len(numbers(page(person, f"{ROSTER}?on=2030-01-01&on=any"))) == 1  # the box beside the day


# Leaving the house -----------------------------------------------------------------------------


def test_paper_and_files_are_of_the_same_list(person):
    make_placement()
    html = page(person, f"{ROSTER}?on=2016-05-09&home=110000&q=&sort=-name")
    assert f'href="{ROSTER}print/?home=110000&amp;sort=-name"' in html
    assert f'href="{ROSTER}export.xlsx?home=110000&amp;sort=-name"' in html
    assert f'href="{ROSTER}export.csv"' in page(person, ROSTER)


def test_in_chinese_they_are_in_the_order_for_people_to_sign(person):
    make_placement()
    person.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert f'href="{ROSTER}print/?sort=signing-strokes"' in person.get(ROSTER).content.decode()
    assert f'href="{ROSTER}print/?sort=name"' in person.get(f"{ROSTER}?sort=name").content.decode()
