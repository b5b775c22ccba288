"""The index of host cities: its numbers are those of the lists behind them; and where former codes lead."""

import datetime as dt
import re

import pytest

from officials.models import FormerJurisdiction
from tests import factories
from tests.factories import make_official, make_placement, make_post
from tests.placements.test_pages_rosters import ROSTER, in_days, numbers, page

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


# Former codes ----------------------------------------------------------------------------------


def former(code, *successors, changed_in=2015):
    made = FormerJurisdiction.objects.create(
        code=code,
        changed_in=changed_in,
        name_en="Old County",
        name_zh="旧县",
        level="county",
        kind="county",
        parent=factories.jurisdiction("130600"),
    )
    made.successors.set([factories.jurisdiction(successor) for successor in successors])


def test_a_former_code_leads_to_its_successor_with_the_filters(person):
    former("130699", "130681")
    assert person.get("/rosters/130699/")["Location"] == "/rosters/130681/"
    assert person.get("/rosters/130699/?phase=any")["Location"] == "/rosters/130681/?phase=any"


def test_a_former_code_with_several_successors_lists_them(person):
    former("130699", "130681", "130600")
    html = page(person, "/rosters/130699/?phase=any")
    assert "/rosters/130681/?phase=any" in html
    assert "/rosters/130600/?phase=any" in html


def test_a_code_in_use_wins_over_a_former_one(person):
    factories.jurisdiction("130800")
    former("130800", "130681")
    assert person.get(ROSTER).status_code == 200


# Host cities -----------------------------------------------------------------------------------


def test_the_numbers_of_the_index_are_those_of_the_lists_behind_them(person):
    make_placement()
    make_placement(official=make_official("120000"))
    make_placement(host_post=make_post("130826"))
    make_placement(host_post=make_post("130000"))
    make_placement(official=make_official("130600"), host_post=make_post("110106"))
    html = page(person, "/rosters/")
    assert "2 cities host 5 serving officials." in html
    cells = re.findall(r'<a href="(/rosters/[^"]*phase=[^"]*)">(\d+)</a>', html)
    assert len(cells) == 14
    for url, n in cells:
        assert len(numbers(page(person, url.replace("&amp;", "&")))) == int(n), url
    assert "Provincial bodies" in html


def test_whoever_comes_and_leaves_is_on_the_list_behind_the_number(person):
    make_placement()
    in_days(dt.date(2015, 10, 12), dt.date(2016, 10, 11), host_post=make_post("130826"))
    in_days(dt.date(2016, 7, 24), dt.date(2017, 7, 23))
    in_days(dt.date(2017, 3, 1), dt.date(2018, 2, 28), host_post=make_post("130000"))  # beyond 90 days
    in_days(dt.date(2016, 7, 24), dt.date(2017, 7, 23), confirmed=False)
    html = page(person, "/rosters/")
    cells = re.findall(r'<a href="(/rosters/[^"]*phase=(\w+)[^"]*)">(\d+)</a>', html)
    found = [(phase, int(n)) for _url, phase, n in cells if phase != "serving"]
    # Chengde, the bodies of the province, all of Hebei
    assert found == [("upcoming", 1), ("ending", 1), ("upcoming", 1), ("upcoming", 2), ("ending", 1)]
    for url, _phase, n in cells:
        assert len(numbers(page(person, url.replace("&amp;", "&")))) == int(n), url


def test_the_index_is_of_the_day_that_is_asked_for(person):
    make_placement()
    assert "hosts 1 serving" in page(person, "/rosters/", {"on": "2016-07-23"})
    assert "host 0 serving" in page(person, "/rosters/", {"on": "2016-07-24"})


@pytest.mark.parametrize("value", ["2016-02-30", "-infinity", "9" * 400, "9999-12-31", "x"])
def test_the_index_names_a_day_that_does_not_exist(person, value):
    make_placement()
    html = page(person, "/rosters/", {"on": value})
    assert "field-error" in html
    assert "Nothing is counted until the day is corrected." in html
    assert f'value="{value}"' in html
