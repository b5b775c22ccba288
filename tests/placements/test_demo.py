"""The invented crowd: in every state, within the rules, the same every time, and nobody's name or number."""

import datetime as dt
import re
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, F
from django.utils import timezone

from exchangeoffice.today import today
from officials import names
from officials.models import Contact, Jurisdiction, Official, Organisation, Post, User
from placements import rules
from placements.demo import accounts, cycles, loading
from placements.demo.cycles import places_by_direction
from placements.demo.workplaces import head_of
from placements.models import (
    Cycle,
    Departure,
    ExtensionRequest,
    Nomination,
    Opinion,
    Placement,
    PostOffer,
    Quota,
    TermEntry,
)
from placements.models.extensions import RequestState
from placements.models.host_posts import host_posts
from placements.models.placements import State
from tests.placements.test_demo_loading import load_everything
from tests.reading_chinese import english_left, in_chinese

ON = dt.date(2026, 3, 4)  # a Wednesday
INVENTED = {"official__provenance": "invented"}


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for all tests here, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_everything(ON)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(demonstration, db, settings):
    settings.OFFICE_DEMO = True
    settings.OFFICE_TODAY = ON


def cycle(which):
    return Cycle.objects.order_by("year")[["first", "present", "next", "planned"].index(which)]


def of(story):
    return Placement.objects.get(official__name_zh=story)


def requests(state):
    return ExtensionRequest.objects.filter(state=state, placement__cycle=cycle("present"))


# Loading -------------------------------------------------------------------------------------


def test_loaded_again_it_loses_and_adds_nothing(demo, capsys):
    def counts():
        tables = [table for table in connection.introspection.table_names() if not table.startswith("pg_")]
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"select count(*) from {connection.ops.quote_name(table)}")
                yield table, cursor.fetchone()[0]

    staff = User.objects.get(username="staff")
    staff.set_password("changed since then")
    staff.save()
    before = dict(counts())
    call_command("load_demo")
    call_command("load_demo", "--on", "2026-03-05")
    said = capsys.readouterr().out
    assert said == "The demonstration is loaded already; nothing was changed.\n" * 2
    assert dict(counts()) == before
    staff.refresh_from_db()
    assert staff.check_password("changed since then")


def test_long_after_it_says_how_to_renew(demo, settings, capsys):
    settings.OFFICE_TODAY = ON + dt.timedelta(days=200)
    call_command("load_demo", verbosity=0)
    said = capsys.readouterr().out
    assert "can no longer ask for an extension today" in said
    assert "start with OFFICE_TODAY=2026-03-04" in said
    assert "loses anything" in said
    # For three months it can.
    settings.OFFICE_TODAY = ON + dt.timedelta(days=90)
    call_command("load_demo", verbosity=0)
    assert capsys.readouterr().out == ""
    assert loading.may_ask(on=today())


def test_sign_ins(demo):
    groups = {
        "coordinator": ["Coordinators"],
        "coordinator-2": ["Coordinators"],
        "staff": ["Staff"],
        "admin": ["Administrators"],
        "official": [],
    }
    for name, expected in groups.items():
        user = User.objects.get(username=name)
        assert user.check_password("exchange-demo")
        assert [group.name for group in user.groups.all()] == expected
        assert user.is_staff == (name in {"coordinator", "coordinator-2", "admin"})
        assert not user.is_superuser
    assert {*accounts.OFFICE, *accounts.OFFICIALS, "loader"} == set(User.objects.values_list("username", flat=True))
    for name in accounts.OFFICIALS:
        assert Official.objects.get(account__username=name).provenance == "invented"


# Sizes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "size"), [("first", cycles.FIRST_SIZE), ("present", cycles.PRESENT_SIZE), ("next", cycles.NEXT_SIZE)]
)
def test_each_cycle_is_filled_by_direction(demo, which, size):
    live = Placement.objects.live().filter(cycle=cycle(which))
    assert live.count() == size
    there = Counter(live.values_list("home_region", "host_region"))
    assert there == places_by_direction(size, trials=which != "first")
    quotas = {(quota.home_region_id, quota.host_region_id): quota for quota in Quota.objects.filter(cycle=cycle(which))}
    assert set(quotas) == set(there)
    for direction, quota in quotas.items():
        assert there[direction] <= quota.places
        assert quota.is_trial == ("120000" in direction)
    # Somebody who tries to enter a placement finds room.
    assert which == "first" or all(there[direction] < quota.places for direction, quota in quotas.items())


def test_it_has_the_size_of_the_programme(demo):
    live = Counter(Placement.objects.live().values_list("cycle__year", flat=True))
    assert live == {2015: 200, 2025: 220, 2026: 220}
    places = Quota.objects.filter(cycle__year=2025).values_list("home_region", "host_region", "places")
    assert {(home, host): count for home, host, count in places} == {
        ("110000", "130000"): 100,
        ("130000", "110000"): 100,
        ("120000", "130000"): 11,
        ("130000", "120000"): 11,
        ("110000", "120000"): 4,
        ("120000", "110000"): 4,
    }
    tiers = Counter(official.tier for official in Official.objects.filter(provenance="invented"))
    assert 0.07 < tiers["BUREAU-DEP"] / tiers.total() < 0.18
    assert 0.5 < (tiers["DIVISION"] + tiers["DIVISION-DEP"]) / tiers.total() < 0.75
    assert tiers[""] > 30  # specialists
    # Hosts are spread: every city of Hebei, districts of Beijing and Tianjin, counties.
    serving = Placement.objects.confirmed().serving(on=ON)
    hosts = Jurisdiction.objects.filter(organisations__posts__placements__in=serving).distinct()
    assert hosts.filter(level="prefecture").count() == 11
    assert hosts.filter(level="county", region="110000").count() > 8
    assert hosts.filter(level="county", region="120000").exists()
    assert hosts.filter(level="county", region="130000").count() > 8


def test_official_may_ask_that_very_day(demo):
    official = Official.objects.get(account__username="official")
    placement = official.placements.get()
    assert rules.why_not_ask(placement, on=ON) is None
    assert rules.open_request(placement) is None
    assert not rules.window(placement).is_late(on=ON)
    ends = [end.ends_on for end in placement.cycle.suggested_ends.all()]
    assert len(ends) == 2
    for end in ends:
        assert rules.refusal_of_end(placement, end) is None
        assert rules.refusal_of_staying(placement, end) is None


# Within the rules ----------------------------------------------------------------------------


def test_no_rule_would_have_warned_of_what_was_loaded_in_bulk(demo):
    """And where one did, the departure stands there with its reason."""
    for placement in Placement.objects.live().select_related("cycle", "official", "host_post"):
        warned = {concern.rule for concern in rules.concerns_of_placing(placement)}
        if placement.state == State.CONFIRMED:
            warned |= {concern.rule for concern in rules.concerns_of_confirming(placement)}
        departed = set(Departure.objects.filter(placement=placement).values_list("rule", flat=True))
        assert departed == warned, placement
    rules_departed = set(Departure.objects.filter(placement__isnull=False).values_list("rule", flat=True))
    assert rules_departed == {
        "tier_differs",
        "no_shared_expertise",
        "age_over_guide",
        "start_differs",
        "congress_decision_missing",
    }


def test_what_bulk_loading_computes_is_what_saving_computes(demo):
    for official in Official.objects.select_related("rank", "home_post"):
        assert official.pinyin_key == names.pinyin_key(official.family_name, official.given_name)
        assert official.initials == names.initials(official.family_name, official.given_name, official.name_zh)
        assert official.search_key == names.search_key(official.family_name, official.given_name, official.name_zh)
        assert len(official.initials) == len(official.name_zh.replace("·", "")) or not official.name_zh
    for post in Post.objects.select_related("organisation", "rank"):
        assert post.region_id == post.organisation.region_id
        assert post.rank is None or post.rank.tier == post.tier
        assert re.fullmatch(re.escape(post.organisation.code) + r"-\d\d", post.code)


def test_numbers_run_with_time(demo):
    for year in Cycle.objects.values_list("year", flat=True):
        placements = Placement.objects.filter(cycle__year=year, **INVENTED).order_by("number")
        moments = list(placements.values_list("proposed_at", flat=True))
        assert moments == sorted(moments)
        numbers = list(Placement.objects.filter(cycle__year=year).values_list("number", flat=True))
        assert sorted(numbers) == [f"P-{year % 100:02d}-{n:04d}" for n in range(1, len(numbers) + 1)]
    sent = ExtensionRequest.objects.exclude(number=None).filter(returned_at=None).order_by("submitted_at")
    for year in ("R-16", "R-26"):
        numbers = list(sent.filter(number__startswith=year).values_list("number", flat=True))
        assert numbers == sorted(numbers)


def test_history_was_lived_in_office_hours_before_the_day(demo):
    moments = [
        *Placement.objects.filter(**INVENTED).values_list("proposed_at", "confirmed_at", "closed_at"),
        *TermEntry.objects.filter(placement__official__provenance="invented").values_list("entered_at"),
        *ExtensionRequest.objects.values_list("drafted_at", "submitted_at", "returned_at", "withdrawn_at"),
        *ExtensionRequest.objects.values_list("decided_at", "reversed_at"),
        *Opinion.objects.values_list("recorded_at"),
        *Departure.objects.values_list("departed_at"),
        *Nomination.objects.values_list("entered_at", "checked_at", "withdrawn_at"),
        *PostOffer.objects.values_list("entered_at", "changed_at", "closed_at"),
        *Cycle.objects.values_list("made_at"),
    ]
    for at in [timezone.localtime(at) for row in moments for at in row if at]:
        assert at.date() < ON, at
        assert at.weekday() < 5, at
        assert 9 <= at.hour < 18, at
    for placement in Placement.objects.filter(**INVENTED).exclude(confirmed_at=None):
        assert placement.proposed_at < placement.confirmed_at, placement
        assert timezone.localdate(placement.confirmed_at) < placement.starts_on, placement
        assert placement.appointment_document_on <= timezone.localdate(placement.confirmed_at), placement
    for request in ExtensionRequest.objects.exclude(decided_at=None).prefetch_related("opinions"):
        for opinion in request.opinions.all():
            assert request.submitted_at < opinion.recorded_at < request.decided_at
            assert opinion.given_on <= timezone.localdate(opinion.recorded_at)
    # No vice mayor is appointed by a paper that came later.
    assert not Placement.objects.filter(congress_decision_on__gt=F("starts_on")).exists()


# Every state ---------------------------------------------------------------------------------


def test_every_phase_is_there(demo):
    confirmed = Placement.objects.confirmed()
    for phase in ("upcoming", "serving", "ending_soon", "extended", "ended", "ended_early"):
        assert getattr(confirmed, phase)(on=ON).filter(**INVENTED).exists(), phase
    states = Counter(Placement.objects.filter(cycle=cycle("next")).values_list("state", flat=True))
    assert set(states) == set(State)
    assert states["proposed"] > states["confirmed"] > 4
    assert set(Placement.objects.filter(cycle=cycle("first")).values_list("state", flat=True)) == {"confirmed"}


def test_a_request_in_every_state_is_there(demo):
    for state in RequestState.values:
        assert requests(state).exists(), state
    waiting = requests("submitted")
    assert waiting.filter(opinions=None).count() >= 3
    assert waiting.filter(is_late=True).count() == 1
    assert waiting.filter(opinions__answer="objects").count() == 1
    assert waiting.filter(origin="host").count() == 1
    approved = requests("approved")
    assert approved.exclude(approved_ends_on=F("asked_ends_on")).count() == 1
    assert approved.filter(returned_at__isnull=False).count() == 1
    assert [request.is_paper_outstanding for request in approved].count(True) == 1
    ready = [request for request in waiting if not rules.concerns_of_approving(request, request.asked_ends_on)]
    assert len(ready) == 2
    assert set(ExtensionRequest.objects.filter(placement__cycle__year=2015).values_list("state", flat=True)) == {
        "approved",
        "declined",
        "withdrawn",
        "reversed",
    }


def test_two_posts_are_promised_to_successors(demo):
    in_conflict = {
        request.placement.official.name_zh: rules.successor(request.placement, request.asked_ends_on)
        for request in requests("submitted")
    }
    in_conflict = {name: other for name, other in in_conflict.items() if other}
    assert {name: (other.official.name_zh, other.state) for name, other in in_conflict.items()} == {
        "韩雪筠": ("方启明", "proposed"),
        "童疏影": ("纪云帆", "confirmed"),
    }


def test_special_cases(demo):
    replaced, replacement = of("田牧之"), of("舒望北")
    assert replacement.replaces == replaced
    assert replaced.ends_on < replacement.starts_on
    assert replacement.is_appointment_outstanding
    assert not of("罗景行").is_appointment_outstanding
    created = Post.objects.filter(is_created_for_programme=True).exclude(created_for=None)
    assert {post.created_for.name_zh for post in created} == {"谢南乔", "柳如晦"}
    specialist = of("秦书言").official
    assert (specialist.rank, specialist.professional_title_id, specialist.tier) == (None, "PT-ASSOC", "")
    assert of("唐见微").state == State.CANCELLED
    assert of("苏砚池").state == State.WITHDRAWN
    assert of("沈若川").is_extended


def test_chengde_shows_every_phase(demo):
    chengde = Placement.objects.confirmed().hosted_in(Jurisdiction.objects.get(pk="130800"))
    for phase in ("upcoming", "serving", "ending_soon", "extended", "ended", "ended_early"):
        assert getattr(chengde, phase)(on=ON).exists(), phase
    assert chengde.serving(on=ON).filter(home_region="120000").exists()
    states = ExtensionRequest.objects.filter(placement__in=chengde).values_list("state", flat=True)
    assert {"draft", "submitted", "approved", "declined", "withdrawn", "reversed"} <= set(states)
    # A post stands empty since somebody went home, and somebody follows in another.
    empty = of("卢望舒").host_post
    assert [placement.phase(on=ON) for placement in empty.placements.all()] == ["early"]
    assert of("钟亦宁").host_post == of("邵一诺").host_post
    assert of("钟亦宁").phase(on=ON) == "upcoming"


def test_an_early_return_was_taken_back(demo):
    placement = of("唐既白")
    assert [entry.kind for entry in placement.term.order_by("serial")] == ["original", "early_return", "reversal"]
    assert placement.ends_on == placement.original_ends_on


def test_swaps_are_mutual(demo):
    pairs = Placement.objects.exclude(paired_with=None).select_related("paired_with", "home_post", "host_post")
    assert Counter(placement.cycle.year for placement in pairs) == {2015: 1, 2025: 3, 2026: 1}
    for placement in pairs:
        other = placement.paired_with
        assert (placement.home_region, placement.host_region) == (other.host_region, other.home_region)
        assert placement.cycle == other.cycle
        assert placement.state == other.state
        assert placement.host_post.organisation == other.home_post.organisation
        assert other.host_post.organisation == placement.home_post.organisation


def test_some_of_the_first_cycle_serve_again(demo):
    twice = Official.objects.annotate(terms=Count("placements")).filter(terms__gt=1)
    assert twice.count() == 6
    for official in twice:
        later, first = official.placements.order_by("-starts_on")
        assert (first.cycle, later.cycle) == (cycle("first"), cycle("present"))
        assert first.host_post != later.host_post
        assert official.birth_year


def test_posts_stand_empty_close_or_are_followed_in(demo):
    never_held = Post.objects.filter(is_created_for_programme=True, placements=None)
    assert never_held.count() >= 30
    for post in never_held:
        assert post.expertise.exists()
        assert re.match("拟从(北京市|天津市|河北省)选派，自20", post.duties), post.duties
        assert not post.home_of.exists()
        assert {"北京市": "110000", "天津市": "120000", "河北省": "130000"}[post.duties[2:5]] != post.region_id
    assert {post.region_id for post in never_held} == {"110000", "120000", "130000"}
    assert sum("自2026年2月18日起" in post.duties for post in never_held) == 5
    present = Post.objects.filter(placements__in=Placement.objects.confirmed().serving(on=ON))
    upcoming = Placement.objects.live().filter(cycle=cycle("next")).values("host_post")
    followed = present.filter(pk__in=upcoming).count()
    closing = present.filter(retired_on=cycle("present").ends_on + dt.timedelta(days=1)).count()
    assert followed > 60
    assert 15 < closing < 60
    assert present.count() - followed - closing > 30  # nothing is arranged for these
    # Of the first cycle's posts some are held again and the others have ceased to be; the report's three stay.
    old = Post.objects.filter(placements__cycle=cycle("first"))
    held_again = old.filter(placements__cycle=cycle("present")).distinct()
    assert held_again.count() > 10
    assert not held_again.filter(retired_on__lte=ON).exists()
    ceased = old.filter(retired_on__lte=ON)
    assert held_again.count() + ceased.count() + 3 == old.count()
    # The list of vacancies: the posts above, and those that somebody left early or is about to take.
    vacant = host_posts().vacant(on=ON)
    assert never_held.exclude(pk__in=vacant).count() == 0
    assert vacant.filter(placements__in=Placement.objects.confirmed().ended_early(on=ON)).count() == 2
    assert vacant.count() < 50
    assert not old.filter(home_of__isnull=False).exists()
    reported = Post.objects.filter(placements__official__provenance="article")
    assert set(reported.values_list("retired_on", flat=True)) == {None}


# To be planned --------------------------------------------------------------------------------


def test_everybody_of_the_next_cycle_was_put_forward_and_every_post_offered(demo):
    placed = Placement.objects.filter(cycle=cycle("next"))
    nominated = Nomination.objects.filter(cycle=cycle("next"))
    assert set(nominated.values_list("official", flat=True)) == set(placed.values_list("official", flat=True))
    assert nominated.with_placed().that_stand("placed").count() == cycles.NEXT_SIZE
    offered = PostOffer.objects.filter(cycle=cycle("next"))
    assert set(placed.values_list("host_post", flat=True)) <= set(offered.values_list("post", flat=True))
    stand = Counter(offer.standing for offer in offered.with_taken())
    assert stand["held"] > stand["filled"] > 4
    assert stand["open"] > 20  # posts that wait, and which the list of vacancies has too
    for nomination in nominated:
        assert nomination.nominated_on <= timezone.localdate(nomination.entered_at)
        assert nomination.entered_at < nomination.checked_at


def test_the_cycle_after_the_next_waits_to_be_planned(demo):
    planned = cycle("planned")
    assert planned.made_from == cycle("next")
    assert (planned.starts_on, planned.ends_on) == (dt.date(2027, 6, 7), dt.date(2028, 6, 6))
    assert not planned.placements.exists()
    assert not Placement.objects.filter(official__nominations__cycle=planned).exists()
    people = planned.nominations.standing()
    assert cycles.NOMINATED - 5 <= people.count() <= cycles.NOMINATED + 5
    homes = Counter(people.values_list("official__home_post__region", flat=True))
    assert homes["110000"] > 80
    assert homes["130000"] > 80
    assert homes["120000"] > 10
    offered = planned.offers.waiting()
    assert 240 <= offered.count() <= 280
    hosts = Counter(offered.values_list("post__region", flat=True))
    assert set(hosts) == {"110000", "120000", "130000"}
    assert offered.exclude(carried_from=None).count() > 20
    assert set(planned.nominations.values_list("state", flat=True)) == {"put_forward", "checked", "withdrawn"}
    assert planned.offers.filter(state="withdrawn").count() == 1
    # Nobody is offered a post that will be held, or that ceases to be.
    held = Placement.objects.live().filter(ends_on__gte=planned.starts_on)
    assert not offered.filter(post__in=held.values("host_post")).exists()
    assert not offered.filter(post__retired_on__lte=planned.starts_on).exists()
    for nomination in people.select_related("official__rank", "official__home_post"):
        assert 25 <= nomination.official.age(on=planned.starts_on) <= 53
        assert nomination.official.expertise.exists()


def test_most_find_their_like_and_some_do_not(demo):
    offered = [
        (offer.post.region_id, offer.post.tier, {field.pk for field in offer.wanted.all()})
        for offer in cycle("planned").offers.waiting().select_related("post").prefetch_related("wanted")
    ]
    assert all(wanted for _region, _tier, wanted in offered)
    alone = 0
    people = cycle("planned").nominations.standing().select_related("official__rank", "official__home_post")
    for person in people.prefetch_related("official__expertise"):
        official, known = person.official, {field.pk for field in person.official.expertise.all()}
        home = official.home_post.region_id
        alone += not any(region != home and tier == official.tier and known & want for region, tier, want in offered)
    assert 5 < alone < 60


# Believable, and nobody ----------------------------------------------------------------------


def test_nobody_can_be_called_or_written_to(demo):
    for number in [
        *Official.objects.exclude(work_phone="").values_list("work_phone", flat=True),
        *Contact.objects.values_list("phone", flat=True),
        *User.objects.exclude(phone="").values_list("phone", flat=True),
    ]:
        assert re.fullmatch(r"0\d{2,3}-1\d{6,7}", number), number  # no subscriber's number begins with 1
    for official in Official.objects.filter(provenance="invented"):
        assert re.fullmatch(r"100\d{8}", official.mobile)
        assert official.email.endswith(".example.com") or not official.email  # one has none, for the notices
        assert re.fullmatch(r"DEMO-\d{4}", official.personnel_number)
    assert not Contact.objects.exclude(email__endswith=".example.com").exists()
    assert not User.objects.exclude(email="").exclude(email__endswith=".example.com").exists()


def test_pinyin_is_what_the_office_would_propose(demo):
    for official in Official.objects.filter(provenance="invented"):
        assert names.propose(official.name_zh) == (official.family_name, official.given_name)
    assert of("冯予安").official.name_latin == "Feng Yu'an"
    assert of("罗景行").official.name_latin == "Luo Jingxing"
    assert Official.objects.filter(family_name="Lyu").count() >= 1


def test_names_are_as_various_as_names_are(demo):
    read = dict(Official.objects.filter(provenance="invented").values_list("name_zh", "family_name"))
    special = {"单": "Shan", "曾": "Zeng", "仇": "Qiu", "解": "Xie", "区": "Ou", "查": "Zha", "员": "Yun", "秘": "Bi"}
    special |= {"尉迟": "Yuchi", "欧阳": "Ouyang", "闻人": "Wenren", "令狐": "Linghu", "乐正": "Yuezheng"}
    for surname, reading in special.items():
        assert [name for name in read if name.startswith(surname) and read[name] == reading], surname
    assert [name for name in read if "·" in name] == ["阿依古丽·艾山", "热依汗·库尔班"]
    assert len([name for name in read if len(name) == 2]) > 50  # given names of one character
    people = Official.objects.exclude(name_zh="").values_list("name_zh", flat=True)
    assert {name for name, count in Counter(people).items() if count > 1} == {"王静", "刘敏"}
    for name in ("王静", "刘敏"):
        namesakes = Official.objects.filter(name_zh=name)
        assert len({official.home_post.organisation_id for official in namesakes}) == 2
    emails = Official.objects.filter(provenance="invented").values_list("email", flat=True)
    assert len(emails) == len(set(emails))


def test_what_was_said_is_chinese_and_its_gist_english(demo):
    texts = [
        *ExtensionRequest.objects.values_list("explanation", "return_words", "decision_words", "next_step"),
        *ExtensionRequest.objects.values_list("reversal_reason"),
        *Opinion.objects.values_list("note"),
        *Departure.objects.filter(placement__official__provenance="invented").values_list("reason"),
        *Placement.objects.filter(**INVENTED).values_list("task", "closing_reason", "note"),
        *TermEntry.objects.filter(placement__official__provenance="invented").values_list("note"),
        *Post.objects.values_list("created_why", "duties", "created_at_request_of"),
        *Contact.objects.values_list("position"),
        *Nomination.objects.values_list("note", "withdrawal_reason"),
        *PostOffer.objects.values_list("need", "closing_reason"),
    ]
    texts = [text for row in texts for text in row if text]
    for text in texts:
        chinese, gist = re.fullmatch(r"(.+?)\n?(（[^（）]*[a-z][^（）]*）)?", text, re.DOTALL).groups()
        assert not re.search("[A-Za-z]", chinese), text
        assert re.search(r"[\u4e00-\u9fff]", chinese), text
        assert gist is None or not re.search(r"[\u4e00-\u9fff]", gist), text
    with_gist = [text for text in texts if re.search(r"[a-z]）$", text) or text.endswith(".）")]
    assert len(with_gist) > 100
    asked = ExtensionRequest.objects.exclude(placement__cycle=cycle("first")).exclude(explanation="")
    assert not [request for request in asked if not request.explanation.endswith("）")]


def test_chinese_pages_of_it_are_chinese_but_for_the_gists(demo, client):
    """Only what stands in brackets behind a sentence is English, and it is there."""
    first = [of("韩雪筠"), of("段云起"), of("舒望北")]
    addresses = {
        "coordinator": [
            "/extensions/",
            "/rosters/130800/",
            *(f"/extensions/{request.pk}/" for request in ExtensionRequest.objects.filter(placement__in=first)),
            *(f"/placements/{placement.pk}/" for placement in first),
        ],
        "official-returned": ["/my/", "/my/extension/"],
    }
    gists = 0
    for name, paths in addresses.items():
        client.force_login(User.objects.get(username=name))
        for path in paths:
            status, html = in_chinese(client, path)
            assert status == 200, path
            bare, found = re.subn(r"（[^（）<>]*[a-z][^（）<>]*）", "", html)
            gists += found
            assert english_left(bare) == [], path
    assert gists > 5


def test_ages_and_ranks_fit(demo):
    for placement in Placement.objects.filter(**INVENTED).select_related("official__rank", "host_post", "home_post"):
        official = placement.official
        assert 25 <= official.age(on=placement.starts_on) <= 53
        assert (official.rank is None) != (official.professional_title is None)
        assert official.rank is None or official.rank.tier == official.home_post.tier
        assert official.expertise.exists()
        assert placement.home_contact.organisation == placement.home_post.organisation
        assert placement.host_contact.organisation == placement.host_post.organisation
        assert placement.host_post.title_zh
        assert placement.home_post.title_zh
        assert placement.task


def test_guests_are_no_heads_and_cities_have_no_fields(demo):
    titles = Placement.objects.filter(**INVENTED).values_list("host_post__title_en", flat=True)
    assert "Director" not in titles
    inner = Post.objects.filter(organisation__code__regex=r"^MDIST-(AGRI|WATER)-(110101|110102|12010[1-6])")
    assert not inner.exists()


@pytest.mark.parametrize(
    ("name_zh", "head"),
    [
        ("河北省人民政府办公厅", "主任"),
        ("河北省教育厅", "厅长"),
        ("承德市水务局", "局长"),
        ("北京市教育委员会", "主任"),
        ("中共北京市委研究室", "主任"),
        ("中共河北省委组织部", "部长"),
    ],
)
def test_what_the_head_of_an_organisation_is_called(name_zh, head):
    assert head_of(Organisation(name_zh=name_zh)) == head


def test_the_pages_open_on_it(demo, client):
    for name, paths in {
        "coordinator": ["/rosters/", "/rosters/130800/", "/rosters/130000/?phase=any", "/extensions/"],
        "staff": ["/rosters/", "/rosters/110000/", "/rosters/130000/?cycle=2015&phase=any"],
        **{name: ["/my/", "/my/extension/"] for name in accounts.OFFICIALS if name != "official-upcoming"},
    }.items():
        client.force_login(User.objects.get(username=name))
        for path in paths:
            response = client.get(path)
            assert response.status_code in {200, 302, 409}, (name, path, response.status_code)
    client.force_login(User.objects.get(username="coordinator"))
    for state in RequestState.values:
        if request := requests(state).exclude(state="draft").first():
            assert client.get(f"/extensions/{request.pk}/").status_code == 200
    page = client.get("/rosters/130800/?cycle=2015&phase=any").content.decode()
    assert "吕震乾" in page
