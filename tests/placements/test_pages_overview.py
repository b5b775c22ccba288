"""The overview: every number equal to the list it leads to, what waits, who sees what, a fixed number of queries."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from officials.models import Official, User
from placements import actions, waiting
from tests import factories
from tests.factories import (
    DAY,
    END,
    NOW,
    give_opinions,
    make_cycle,
    make_official,
    make_placement,
    make_post,
    make_quota,
    make_request,
    office,
)

PAGE = "/overview/"


@pytest.fixture(autouse=True)
def on_the_day(db):
    for code in ("110000", "120000", "130000"):
        factories.jurisdiction(code)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def reader(staff, signed_in):
    return signed_in(staff)


def page(person, address=PAGE, data=None):
    answer = person.get(address, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def lede(html):
    """(address, words) of the sentence under the title."""
    sentence = html.partition('class="page-lede">')[2].partition("</p>")[0]
    return [(unescape(address), words) for address, words in re.findall(r'href="([^"]*)">([^<]*)</a>', sentence)]


def figures(html):
    """The number of each figure by its label."""
    found = re.findall(r'figure-value">(\d+)</span> <span class="figure-label">([^<]*)<', html)
    return {label: int(n) for n, label in found}


@pytest.fixture
def world(db):
    """Two serve in Hebei, one in Beijing; one proposed; all end in time; one asks, one has a successor."""
    cycle = make_cycle()
    make_quota(cycle, places=3)
    make_quota(cycle, "130000", "110000", places=1)
    asking, followed = make_placement(), make_placement()
    back = make_placement(official=make_official("130600"), host_post=make_post("110106"))
    request = make_request(asking, at=NOW - dt.timedelta(days=6))
    give_opinions(request)
    make_placement(
        host_post=followed.host_post,
        starts_on=END + dt.timedelta(days=1),
        original_ends_on=END + dt.timedelta(days=400),
        cycle=make_cycle(2016),
    )
    return {"asking": asking, "followed": followed, "back": back, "request": request, "cycle": cycle}


def test_the_sentence_and_the_figures(world, person):
    html = page(person)
    assert [words for _address, words in lede(html)] == [
        "3 officials are serving",
        "in 2 cities",
        "3 terms end within 90 days",
        "nothing arranged for 1 of them",
    ]
    assert figures(html) == {
        "Serving now": 3,
        "Ending in 90 days": 3,
        "Extension requests waiting": 1,
        "Posts vacant": 0,
    }
    assert "oldest: 6 days" in html
    assert "by 7 August 2016" in html


def test_the_lists_behind_the_sentence_hold_as_many(world, person):
    (index, _serving), (_map, _cities), (ending, _words), (nothing, _more) = lede(page(person))
    assert "hosts 2 serving" in (cities := page(person, index)) or "2 cities host 3 serving" in cities
    assert "<strong>3 terms</strong>" in page(person, ending)
    assert "<strong>1 term</strong>" in (left := page(person, nothing))
    assert world["back"].number in left


def test_what_happens_to_them_adds_up(world, person):
    part = page(person).partition('id="what-h"')[2].partition("</section>")[0]
    assert "What happens to the 3" in part
    for address, n in re.findall(r'href="(/endings/list/[^"]*)">(\d+)', part):
        assert f"<strong>{n} term" in page(person, unescape(address))
    assert sum(int(n) for n in re.findall(r'<dd>(?:<a[^>]*>|<span class="zero">)(\d+)', part)) == 3


def test_the_arches_lead_to_those_who_serve(world, person):
    part = page(person).partition('id="flow-h"')[2].partition("</section>")[0]
    arches = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', part)
    assert [label for _address, label in arches] == ["Beijing to Hebei: 2", "Hebei to Beijing: 1"]
    for address, label in arches:
        n = label.rpartition(" ")[2]
        assert f"<strong>{n} placement" in page(person, unescape(address))
    assert "hosts 2" in part
    assert 'stroke-width="32.0"' in part


def test_the_quota_is_that_of_the_cycle_under_way(world, person):
    part = page(person).partition('id="quota-h"')[2].partition("</section>")[0]
    assert 'href="/cycles/2015/"' in part
    assert re.findall(r"<td class=\"num\">(\d+)</td>", part) == ["3", "1", "1", "0", "4", "1"]
    assert 'width="66.67%"' in part


def test_requests_ready_to_decide_are_those_with_both_opinions(world, person):
    other = make_request(make_placement())  # nobody has said anything
    html = page(person).partition('id="ready-h"')[2].partition("</section>")[0]
    assert world["request"].number in html
    assert other.number not in html
    assert "All 2 requests that wait" in html
    actions.approve_extension(world["request"], words="Agreed.", by=office(), at=NOW)
    assert "None of those that wait has the opinions of both organisations." in page(person)


def test_nobody_is_shown_their_own_request(world, signed_in):
    coordinator = factories.account_of(world["asking"].official)
    coordinator.groups.set(office().groups.all())
    html = page(signed_in(coordinator))
    assert world["request"].number not in html
    assert figures(html)["Extension requests waiting"] == 0


def test_staff_see_neither_requests_nor_endings_nor_what_waits(world, reader):
    proposed = make_placement(confirmed=False, official=make_official("130600"), host_post=make_post("110106"))
    html = page(reader)
    assert figures(html) == {"Serving now": 3, "Ending in 90 days": 3, "Posts vacant": 0}
    for secret in (world["request"].number, "/extensions/", "/endings/", "What waits", "ready-h", proposed.number):
        assert secret not in html
    quota = html.partition('id="quota-h"')[2].partition("</section>")[0]
    assert "Confirmed placements count" in quota
    # The proposal takes the one place of its direction for coordinators, and none here.
    assert "1 over" not in quota
    (index, _serving), (_map, _cities), (ending, _words) = lede(html)
    assert (index, ending) == ("/rosters/", "/rosters/")


def test_without_a_cycle_and_without_anybody(person, reader):
    for who in (person, reader):
        html = page(who)
        assert figures(html)["Serving now"] == 0
        assert "quota-h" not in html


class TestWhatWaits:
    def test_each_number_is_the_length_of_its_list(self, world, person):
        make_placement(confirmed=False)
        make_request(make_placement(), state="approved")
        Official.objects.filter(pk=world["back"].official_id).update(email="")
        User.objects.filter(pk=factories.make_user("mute", "Coordinators").pk).update(email="")
        lines = {line.label: line for line in waiting.what_waits(User.objects.get(username="office"), on=DAY, at=NOW)}
        assert lines["Extension requests to decide"].count == 1
        assert lines["Terms ending within 90 days, nothing arranged"].count == 1
        assert lines["Papers outstanding"].count == 1
        assert lines["Proposals to confirm"].count == 1
        assert lines["Coordinators without an e-mail address"].count == 1
        assert lines["Officials without an e-mail address"].count >= 1
        html = page(person)
        for line in lines.values():
            if line.count:
                address = line.url.replace("&", "&amp;")
                assert f'href="{address}">{line.count}<' in html, line
                assert person.get(line.url).status_code == 200

    def test_somebody_without_the_permission_is_told_nothing(self, world, staff, administrator, official_user):
        for user in (staff, administrator, official_user):
            assert waiting.what_waits(user, on=DAY, at=NOW) == []


@pytest.mark.parametrize(("who", "queries"), [("coordinator", 21), ("staff", 6)])
def test_queries_are_as_many_for_fifty_as_for_one(who, queries, world, request, signed_in):
    person = signed_in(request.getfixturevalue(who))
    page(person)  # divisions, fields and cycles are kept in memory from now on
    for more in (50, 0):
        with CaptureQueriesContext(connection) as asked:
            page(person)
        assert len(asked) == queries, "\n".join(query["sql"][:140] for query in asked)
        for n in range(more):
            placement = make_placement()
            if n < 10:
                give_opinions(make_request(placement))
