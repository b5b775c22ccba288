"""Cycles: their numbers against a plain count, every number equal to its list, roles, nonsense, queries."""

import datetime as dt
import random
import re
from collections import Counter
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from officials.models import OfficialExpertise
from officials.models.vocabulary import Expertise, Tier
from placements import actions
from placements.balance import Balance
from placements.models import Departure, Placement, Quota
from tests.factories import (
    NOW,
    jurisdiction,
    make_cycle,
    make_official,
    make_placement,
    make_post,
    make_quota,
    office,
    rank,
)

pytestmark = pytest.mark.usefixtures("on_the_day")

PAGE, LIST = "/cycles/2015/", "/cycles/"
REASON = "Agreed by both organisation departments at their meeting in May."


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


def listed(html):
    """How many placements the list says it has, and the numbers of those it shows."""
    return int(re.search(r'role="status"><strong>(\d+) placement', html)[1]), re.findall(r">(P-\d\d-\d+)</a>", html)


def numbers(html):
    """Every number that leads to a list of the cycle, with what it says."""
    links = re.findall(r'<a (?:class="[a-z-]*" )?href="(/cycles/2015/[^"]*#list)">(.*?)</a>', html)
    found = []
    for address, words in links:
        if counted := re.match(r"(\d+)(?: |<|$)", words):
            found.append((unescape(address), int(counted[1])))
    return found


def end_early(placement):
    actions.return_early(placement, ends_on=dt.date(2016, 6, 1), reason="completed", by=office(), at=NOW)


PLACES = ["110000", "110106", "120000", "130000", "130100", "130600", "130681", "130800"]
FIELDS = {"WATER": "Environment and natural resources", "HEALTH": "Social affairs", "RAIL": "Infrastructure"}
TIERS = [Tier.DIVISION, Tier.DIVISION_DEP, Tier.SECTION, ""]


def make_world(seed, *, size):
    """A cycle with random people in random directions, some proposed, withdrawn, cancelled and ended early."""
    chance = random.Random(seed)
    cycle, other = make_cycle(), make_cycle(2016)
    for code, group in FIELDS.items():
        Expertise.objects.get_or_create(code=code, defaults={"name_en": code, "name_zh": "领域", "group": group})
    for _n in range(size):
        home = chance.choice(PLACES)
        region = jurisdiction(home).region_id
        host = chance.choice([place for place in PLACES if jurisdiction(place).region_id != region])
        tier = chance.choice(TIERS)
        fields = chance.sample(sorted(FIELDS), chance.randint(0, 2))
        home_post = make_post(home, tier=tier)
        official = make_official(
            home_post=home_post, fields=fields, rank=rank(tier) if tier and chance.random() < 0.5 else None
        )
        placement = make_placement(
            official=official,
            host_post=make_post(host),
            cycle=other if chance.random() < 0.1 else cycle,
            confirmed=chance.random() < 0.7,
        )
        fate = chance.random()
        if placement.state == "proposed" and fate < 0.3:
            actions.withdraw_placement(placement, reason="The home post cannot be left.", by=office(), at=NOW)
        elif placement.state == "confirmed" and fate < 0.2 and placement.cycle == cycle:
            end_early(placement)
    for home, host in [("110000", "130000"), ("130000", "110000"), ("120000", "130000")]:
        make_quota(cycle, home, host, places=chance.randint(0, 4), is_trial=home == "120000")
    return cycle


def counted_by_hand(cycle, states):
    """The same numbers from the same records, one at a time."""
    sent, received, tiers, fields, directions = Counter(), Counter(), Counter(), Counter(), Counter()
    senders, receivers = Counter(), Counter()
    groups = dict(Expertise.objects.values_list("code", "group"))
    for placement in Placement.objects.filter(cycle=cycle):
        if placement.state not in states:
            continue
        home, host = placement.home_region_id, placement.host_region_id
        directions[home, host] += 1
        sent[home] += 1
        received[host] += 1
        tiers[placement.official.tier] += 1
        known = OfficialExpertise.objects.filter(official=placement.official).values_list("expertise", flat=True)
        for group in {groups[code] for code in known} or {""}:
            fields[group] += 1
        senders[placement.home_post.organisation.jurisdiction.city_id] += 1
        receivers[placement.host_post.organisation.jurisdiction.city_id] += 1
    return {
        "directions": directions,
        "sent": sent,
        "received": received,
        "tiers": tiers,
        "fields": fields,
        "senders": senders,
        "receivers": receivers,
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_numbers_are_those_of_a_plain_count(seed, coordinator, staff):
    cycle = make_world(seed, size=14)
    for user, states in ((coordinator, {"proposed", "confirmed"}), (staff, {"confirmed"})):
        balance, plain = Balance(cycle, user=user), counted_by_hand(cycle, states)
        assert plain["directions"], "an empty world proves nothing"
        assert Counter({(d.home, d.host): d.n for d in balance.directions if d.n}) == plain["directions"]
        assert +balance.total.sent == plain["sent"]
        assert +balance.total.received == plain["received"]
        assert Counter({tier: sides.n for tier, sides in balance.tiers.items()}) == plain["tiers"]
        assert Counter({group: sides.n for group, sides in balance.fields.items()}) == plain["fields"]
        cities = balance.cities.items()
        assert Counter({code: n for code, sides in cities if (n := sides.sent[code])}) == plain["senders"]
        assert Counter({code: n for code, sides in cities if (n := sides.received[code])}) == plain["receivers"]
        assert balance.total.n == balance.placements.count() == sum(plain["directions"].values())
        quotas = {(q.home_region_id, q.host_region_id): q.places for q in Quota.objects.filter(cycle=cycle)}
        assert {(d.home, d.host): d.places for d in balance.directions if d.places is not None} == quotas


@pytest.mark.parametrize("seed", range(2))
def test_every_number_is_the_length_of_its_list(seed, person, reader):
    make_world(seed + 10, size=14)
    for who in (person, reader):
        found = numbers(page(who))
        assert len(found) > 20
        for address, n in dict.fromkeys(found):
            count, shown = listed(page(who, address.removesuffix("#list")))
            assert count == n == len(set(shown)), address


def test_staff_count_and_list_what_is_confirmed(person, reader):
    make_quota(make_cycle(), places=3)
    confirmed, proposed = make_placement(), make_placement(confirmed=False)
    full, part = page(person), page(reader)
    assert (proposed.number in full, proposed.number in part) == (True, False)
    assert listed(full)[0] == 2
    assert listed(part) == (1, [confirmed.number])
    assert "1 of them proposed" in full
    assert "1 of 3 places open" in full
    assert "2 of 3 places not confirmed yet" in part
    assert "proposed" not in part
    # Nobody learns it from the list of cycles either, nor by asking for it.
    assert ("2 of 3 places not confirmed yet" in page(reader, LIST), "open" in page(reader, LIST)) == (True, False)
    for data in ({"phase": "proposed"}, {"over": "yes"}):
        assert "Choose from the list." in page(reader, data=data)
        assert proposed.number not in page(reader, data=data)
    assert listed(page(person, data={"phase": "proposed"})) == (1, [proposed.number])


def test_over_quota_says_for_whom_and_why_to_coordinators(person, reader):
    make_quota(make_cycle(), places=1)
    within, over = make_placement(reason=REASON), make_placement(reason=REASON)
    assert Departure.objects.filter(rule="quota_reached").get().placement == over
    html = page(person)
    reasons = html.partition('id="over-h"')[2].partition("</section>")[0]
    assert REASON in reasons
    assert "The quota Beijing to Hebei is reached (1 of 1)." in reasons
    assert (over.number in reasons, within.number in reasons) == (True, False)
    assert listed(page(person, data={"over": "yes"})) == (1, [over.number])
    assert "Beijing to Hebei: 1 over the quota of 1" in html
    assert REASON not in page(reader)
    assert "over-h" not in page(reader)


def test_a_placement_that_was_withdrawn_is_over_no_quota(person):
    make_quota(make_cycle(), places=1)
    make_placement()
    over = make_placement(confirmed=False, reason=REASON)
    assert REASON in page(person)
    actions.withdraw_placement(over, reason="The home post cannot be left.", by=office(), at=NOW)
    assert REASON not in page(person)


def test_balance_and_gaps_are_said_in_words(person):
    cycle = make_cycle()
    make_quota(cycle, places=2)
    make_quota(cycle, "130000", "110000", places=1)
    make_quota(cycle, "120000", "130000", places=1, is_trial=True)
    assert "Nobody is placed yet." in page(person)
    make_placement()
    html = page(person)
    assert "Not in balance: Beijing sends 1 more than it receives, Hebei receives 1 more than it sends." in html
    for sentence in (
        "Beijing to Hebei: 1 of 2 places open",
        "Hebei to Beijing: 1 of 1 places open",
        "Tianjin to Hebei: 1 of 1 places open",
    ):
        assert sentence in html
    assert "of 1, trial" in html
    assert "Nobody is placed at: bureau level, principal; bureau level, deputy; division level, principal;" in html
    make_placement(official=make_official("130600"), host_post=make_post("110106"))
    html = page(person)
    assert "Balance: each region sends as many as it receives." in html
    assert "Sent and received: Beijing 1 and 1, Hebei 1 and 1." in html
    assert "Hebei to Beijing" not in html.partition('id="gaps-h"')[2].partition("</section>")[0]


def test_a_direction_without_a_quota_is_named(person):
    make_quota(make_cycle(), places=1)
    make_placement(official=make_official("130600"), host_post=make_post("110106"))
    assert "Hebei to Beijing: 1 placed without a quota" in page(person)


def test_an_early_end_keeps_its_place(coordinator, signed_in):
    make_quota(make_cycle(), places=1)
    placement = make_placement()
    end_early(placement)
    with time_machine.travel(dt.datetime(2016, 7, 1, 2, 0, tzinfo=dt.UTC), tick=False):
        html = page(signed_in(coordinator))
    assert "1 ended early" in html
    assert "Every direction is filled." in html


def test_phases_of_the_list_are_those_of_the_day(person):
    serving = make_placement()
    make_placement(confirmed=False)
    later = make_placement(starts_on=dt.date(2016, 6, 1), original_ends_on=dt.date(2017, 5, 31))
    assert listed(page(person, data={"phase": "serving"})) == (1, [serving.number])
    assert listed(page(person, data={"phase": "upcoming"})) == (1, [later.number])
    assert "No one matches these filters" in page(person, data={"phase": "early"})


@pytest.mark.parametrize("sort", ["name", "-name", "home", "host", "phase", "-end"])
def test_every_order_lists_everybody(person, sort):
    made = {
        make_placement().number,
        make_placement(official=make_official("130600"), host_post=make_post("110106")).number,
    }
    assert set(listed(page(person, data={"sort": sort}))[1]) == made


NONSENSE = ["x", "\x7f", "9" * 400, "-1", "110000-110000", "110000'--", "１", "🙂"]


@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize(
    "name", ["direction", "phase", "home", "host", "tier", "field", "sender", "city", "over", "sort"]
)
def test_what_cannot_be_read_is_said_at_its_field(person, name, value):
    placement = make_placement()
    html = page(person, data={name: value})
    assert placement.number not in html
    assert "Choose from the list." in html
    assert f'id="f-{name}-error"' in html or name == "sort"


def test_nul_is_refused_and_a_page_beyond_the_last_is_said(person):
    make_placement()
    assert person.get(PAGE, {"q": "\0"}).status_code == 400
    assert "There is no such page." in page(person, data={"page": "99"})


@pytest.mark.parametrize("year", ["0", "1", "2014", "32768", "9" * 18, "9" * 400])
def test_a_cycle_that_is_not_there(person, year):
    make_cycle()
    assert person.get(f"/cycles/{year}/").status_code == 404


def test_no_cycle_at_all(person):
    assert "There is no cycle yet" in page(person, LIST)


# Literal numbers: session, account, and what the page asks for.
@pytest.mark.parametrize(("who", "address", "queries"), [("coordinator", PAGE, 11), ("staff", PAGE, 9)])
def test_queries_are_as_many_for_fifty_as_for_one(who, address, queries, request, signed_in):
    person = signed_in(request.getfixturevalue(who))
    make_quota(make_cycle(), places=1)
    for _n in range(2):
        make_placement(reason=REASON)
    page(person, address)  # saved filters are kept in memory from now on
    for more in (48, 0):
        with CaptureQueriesContext(connection) as asked:
            page(person, address)
        assert len(asked) == queries, "\n".join(query["sql"][:160] for query in asked)
        for _m in range(more):
            make_placement(reason=REASON)


@pytest.mark.parametrize(("who", "queries"), [("coordinator", 4), ("staff", 4)])
def test_the_list_of_cycles_asks_as_much_for_fifty_as_for_one(who, queries, request, signed_in):
    person = signed_in(request.getfixturevalue(who))
    make_quota(make_cycle(), places=1)
    make_placement()
    for years in (range(2030, 2079), []):
        page(person, LIST)  # the cycles are kept in memory from now on
        with CaptureQueriesContext(connection) as asked:
            page(person, LIST)
        assert len(asked) == queries, "\n".join(query["sql"][:160] for query in asked)
        for year in years:
            make_quota(make_cycle(year, programme_ends_on=dt.date(2090, 1, 1)), places=1)


def test_officials_and_strangers_stay_outside(official_user, signed_in, client):
    for address in (LIST, PAGE):
        assert signed_in(official_user).get(address).status_code == 403
        assert client.get(address)["Location"].startswith("/sign-in/")
