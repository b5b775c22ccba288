"""The planning board: who may see it, what it shows, what a press of a button does, and what it never tells."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from placements import actions
from placements.models import Export, Placement, Plan, PlanRow
from tests.factories import (
    NOW,
    make_cycle,
    make_nomination,
    make_offer,
    make_official,
    make_placement,
    make_plan,
    make_plan_row,
    make_post,
    make_quota,
    make_request,
    office,
)

pytestmark = pytest.mark.django_db

YEAR = 2015
BOARD = f"/cycles/{YEAR}/plan/"
LIST = f"{BOARD}list/"
DOORS = [
    ("get", "/planning/"),
    ("get", BOARD),
    ("post", BOARD),
    ("post", f"{BOARD}suggest/"),
    ("get", f"{BOARD}choose/1/"),
    ("get", LIST),
    ("post", LIST),
    ("post", f"{BOARD}propose/"),
    ("get", "/cycles/1987/plan/"),
]


@pytest.fixture
def client(signed_in, coordinator):
    return signed_in(coordinator)


def text(response):
    return response.content.decode()


# Who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["staff", "official_user", "administrator"])
def test_only_coordinators_plan_and_nothing_is_looked_up_for_others(signed_in, who, request):
    client = signed_in(request.getfixturevalue(who))
    row = make_plan_row(cycle=make_cycle(2016))
    for verb, address in [*DOORS, ("post", f"/cycles/2016/plan/choose/{row.nomination_id}/")]:
        response = getattr(client, verb)(address, {"accept": row.pk, "offer": row.offer_id})
        assert response.status_code == 403, (verb, address)
    assert PlanRow.objects.get().state == "suggested"


def test_planning_leads_to_the_cycle_that_is_planned(client):
    make_cycle(2015)
    make_cycle(2016)
    actions.close_cycle(make_cycle(2017), by=office(), at=NOW)
    assert client.get("/planning/").url == "/cycles/2016/plan/"


@pytest.mark.parametrize("year", ["1999", "2100", "99999999999999999999", "2031"])
def test_a_cycle_that_is_not_there_is_not_found(client, year):
    assert client.get(f"/cycles/{year}/plan/").status_code == 404


# The board -------------------------------------------------------------------------------------


def test_the_board_shows_each_pair_with_its_fit_in_parts_and_in_words(client):
    row = make_plan_row()
    page = text(client.get(BOARD))
    assert row.nomination.official.name_latin in page
    assert row.offer.number in page
    assert "60 + 25 + 0" in page
    assert "Expertise 60 of 60, tier 25 of 25, field and place 0 of 15" in page
    assert "Home and host work in different fields" in page
    assert "A suggestion is only a suggestion until a coordinator accepts it." in page


def test_the_best_match_stands_first(client):
    cycle = make_cycle()
    for tier in ("SECTION", "DIVISION-DEP", "DIVISION"):
        make_nomination(make_official(), cycle=cycle)
        make_offer(make_post(tier=tier), cycle=cycle)
    make_plan(cycle)
    totals = [line.row.total for line in client.get(BOARD).context["board"].lines]
    assert totals == sorted(totals, reverse=True) == [85, 75, 75]


def test_the_direction_is_chosen(client):
    row = make_plan_row()
    make_quota(row.plan.cycle, "130000", "110000")
    assert row.offer.number in text(client.get(f"{BOARD}?direction=110000-130000"))
    assert row.offer.number not in text(client.get(f"{BOARD}?direction=130000-110000"))


@pytest.mark.parametrize(
    "query",
    ["direction=west", "direction=110000-110000", "direction=" + "9" * 400, "show=gone"],
)
def test_what_cannot_be_read_is_said_and_nothing_is_listed(client, query):
    row = make_plan_row()
    for address in (BOARD, LIST):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 200
        assert "Correct 1 answer" in text(response)
        assert row.offer.number not in text(response)
    assert client.post(f"{BOARD}suggest/?{query}").status_code == 200
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 30])
def test_a_page_that_is_not_there_is_said(client, page):
    make_plan_row()
    assert "There is no such page." in text(client.get(f"{BOARD}?page={page}"))


def test_a_cycle_without_quotas_says_so(client):
    make_cycle()
    assert "This cycle has no quota yet" in text(client.get(BOARD))
    assert client.post(f"{BOARD}suggest/").status_code == 200


def test_everybody_is_counted_once(client):
    cycle = make_cycle()
    for _ in range(5):
        make_nomination(cycle=cycle)
        make_offer(cycle=cycle)
    make_nomination(make_official(fields=["EDU"]), cycle=cycle)
    plan = make_plan(cycle)
    rows = list(plan.rows.filter(expertise_points=60))
    actions.accept_row(rows[0], by=office(), at=NOW)
    actions.skip_row(rows[1], by=office(), at=NOW)
    placed = rows[2].nomination.official
    make_placement(cycle=cycle, official=placed, host_post=rows[2].offer.post)
    board = client.get(BOARD).context["board"]
    assert (board.counted["accepted"], board.counted["skipped"], board.counted["placed"]) == (1, 1, 1)
    assert sum(board.counted.values()) == board.nominated == 6


def test_who_is_left_is_told_why_and_what_to_do(client):
    cycle = make_cycle()
    make_quota(cycle, places=50)
    high = make_nomination(make_official(rank=None, home_post=make_post("110000", tier="BUREAU")), cycle=cycle)
    twice = [make_nomination(make_official(family_name=name), cycle=cycle) for name in ("Aa", "Bb")]
    make_offer(cycle=cycle)
    left = make_offer(make_post("130000", tier="STAFF"), cycle=cycle)
    make_plan(cycle)
    page = text(client.get(BOARD))
    assert "Rank 3 steps above every post that asks for it" in page
    assert "1 post asks for it; it is taken" in page
    assert left.number in page
    assert re.search(rf'href="[^"]+(created_for|official)={high.official_id}"', page), "create a post for this official"
    chosen = {line.row.nomination_id for line in client.get(BOARD).context["board"].lines}
    assert len(chosen & {nomination.pk for nomination in twice}) == 1


def test_of_many_that_are_left_the_first_are_shown_and_a_link_shows_all(client, monkeypatch):
    monkeypatch.setattr("placements.views.plan_board.MOST_LEFT", 1)
    cycle = make_cycle()
    make_quota(cycle)
    high = {"rank": None, "home_post": make_post("110000", tier="BUREAU")}
    people = [make_nomination(make_official(family_name=name, **high), cycle=cycle) for name in ("Aa", "Bb")]
    posts = [make_offer(cycle=cycle) for _n in range(2)]
    make_plan(cycle)
    page = text(client.get(BOARD))
    assert "2 officials; 2 posts left over" in page
    assert page.count('href="?left=all#without">Only the first 1 are shown. Show all that are left</a>') == 2
    assert (str(people[0].official) in page, posts[0].number in page) == (True, True)
    assert (str(people[1].official) in page, posts[1].number in page) == (False, False)
    every = text(client.get(f"{BOARD}?left=all"))
    assert (str(people[1].official) in every, posts[1].number in every) == (True, True)
    assert "Only the first" not in every
    assert "Choose from the list." in text(client.get(f"{BOARD}?left=some"))


def test_a_guest_who_asked_to_stay_is_named_beside_the_post(client):
    request = make_request(until=dt.date(2016, 12, 31))
    cycle = make_cycle(2016, starts_on=dt.date(2016, 7, 24), ends_on=dt.date(2017, 7, 23))
    make_nomination(cycle=cycle)
    make_offer(request.placement.host_post, cycle=cycle)
    make_plan(cycle)
    page = text(client.get("/cycles/2016/plan/"))
    assert "has asked to stay in the post" in page
    assert request.number in page


def _crowd(count):
    cycle = make_cycle()
    for _ in range(count):
        make_nomination(cycle=cycle)
        make_offer(make_post(organisation=None), cycle=cycle)
        make_nomination(make_official(fields=["EDU"]), cycle=cycle)
        make_offer(make_post(tier="BUREAU"), cycle=cycle)
    make_plan(cycle)
    row = PlanRow.objects.filter(state="suggested").first()
    actions.accept_row(row, by=office(), at=NOW)


@pytest.mark.parametrize("count", [2, 25])
def test_the_board_asks_the_same_questions_for_few_and_for_many(client, django_assert_num_queries, count):
    _crowd(count)
    client.get(BOARD)
    with django_assert_num_queries(QUERIES_OF_THE_BOARD):
        client.get(BOARD)


@pytest.mark.parametrize("count", [2, 25])
def test_so_do_the_list_and_the_choice(client, django_assert_num_queries, count):
    _crowd(count)
    nomination = PlanRow.objects.accepted().get().nomination_id
    client.get(LIST)  # divisions, fields and cycles are kept in memory from now on
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(LIST)
    with django_assert_num_queries(QUERIES_OF_THE_CHOICE):
        client.get(f"{BOARD}choose/{nomination}/")


QUERIES_OF_THE_BOARD = 17
QUERIES_OF_THE_LIST = 18
QUERIES_OF_THE_CHOICE = 19


# Deciding --------------------------------------------------------------------------------------


def test_a_suggestion_is_asked_for_and_said(client):
    cycle = make_cycle()
    make_quota(cycle)
    make_nomination(cycle=cycle)
    make_offer(cycle=cycle)
    page = text(client.post(f"{BOARD}suggest/?direction=110000-130000", follow=True))
    assert "1 pair suggested or kept." in page
    assert Plan.objects.get().made_by == office()


def test_all_directions_are_suggested_together(client):
    cycle = make_cycle()
    make_quota(cycle)
    make_quota(cycle, "130000", "110000")
    for home, host in (("110000", "130000"), ("130000", "110000")):
        make_nomination(make_official(home), cycle=cycle)
        make_offer(make_post(host), cycle=cycle)
    client.post(f"{BOARD}suggest/", {"all": "1"})
    assert Plan.objects.count() == 2


def test_nobody_to_suggest_is_said_on_the_page(client):
    make_quota(make_cycle())
    assert "There is nobody to suggest" in text(client.post(f"{BOARD}suggest/", follow=True))


@pytest.mark.parametrize(
    ("before", "button", "after"),
    [
        ("suggested", "accept", "accepted"),
        ("suggested", "skip", "skipped"),
        ("accepted", "undo", "suggested"),
        ("skipped", "undo", "suggested"),
    ],
)
def test_a_button_decides_its_row(client, before, button, after):
    row = make_plan_row(state=before)
    response = client.post(f"{BOARD}?direction=110000-130000", {button: row.pk})
    assert response.url == f"{BOARD}?direction=110000-130000#m{row.pk}"
    row.refresh_from_db()
    assert row.state == after


def test_a_row_is_kept_and_let_go(client):
    row = make_plan_row()
    client.post(BOARD, {"keep": row.pk})
    assert "Kept" in text(client.get(BOARD))
    client.post(BOARD, {"release": row.pk})
    assert not PlanRow.objects.get().is_fixed


@pytest.mark.parametrize("key", ["", "x", "-1", "0", "9" * 18, "9" * 40, "１２"])
def test_a_row_that_is_not_there_is_said(client, key):
    make_plan_row()
    assert "not in the plan any more" in text(client.post(BOARD, {"accept": key}, follow=True))


def test_a_refusal_is_said_in_the_row(client):
    """Two coordinators at one post: the second one reads who has it."""
    row = make_plan_row()
    rival = make_nomination(cycle=row.plan.cycle)
    actions.choose_post(row.plan, rival, row.offer, by=office(), at=NOW)
    page = text(client.post(BOARD, {"accept": row.pk}))
    assert "no longer waiting for a decision" in page
    other = make_placement(cycle=row.plan.cycle, official=make_official())
    late = make_plan_row(cycle=make_cycle(2016))
    there = make_placement(cycle=late.plan.cycle, host_post=late.offer.post)
    page = text(client.post("/cycles/2016/plan/", {"accept": late.pk}))
    assert there.number in page
    assert other.number not in page
    late.refresh_from_db()
    assert late.state == "suggested"


def test_all_that_wait_are_accepted_each_by_itself(client):
    cycle = make_cycle()
    for _ in range(3):
        make_nomination(cycle=cycle)
        make_offer(cycle=cycle)
    plan = make_plan(cycle)
    taken = plan.rows.first()
    make_placement(cycle=cycle, host_post=taken.offer.post)
    page = text(client.post(BOARD, {"accept_all": "1"}, follow=True))
    assert "2 rows decided." in page
    assert f"{taken.nomination.official}: The post is held by" in page
    client.post(BOARD, {"skip_all": "1"})
    assert sorted(plan.rows.values_list("state", flat=True)) == ["accepted", "accepted", "skipped"]


# Choosing by hand ------------------------------------------------------------------------------


def test_the_posts_beside_an_official_stand_in_the_order_of_the_fit(client):
    cycle = make_cycle()
    row = make_plan_row(cycle=cycle)
    make_offer(make_post(tier="SECTION"), cycle=cycle)
    make_offer(make_post(fields=["EDU"], tier="BUREAU"), cycle=cycle)
    response = client.get(f"{BOARD}choose/{row.nomination_id}/")
    assert [choice.fit.total for choice in response.context["choices"].rows] == [85, 75, 15]
    assert "Post is 3 steps above the official’s rank" in text(response)


def test_a_post_is_chosen(client):
    cycle = make_cycle()
    row = make_plan_row(cycle=cycle)
    other = make_offer(make_post(tier="SECTION"), cycle=cycle)
    response = client.post(f"{BOARD}choose/{row.nomination_id}/", {"offer": other.pk})
    assert response.status_code == 302
    assert PlanRow.objects.accepted().get().offer == other
    assert "Chosen by hand" in text(client.get(BOARD))


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 18, "9" * 40])
def test_what_is_no_offered_post_is_said(client, key):
    row = make_plan_row()
    response = client.post(f"{BOARD}choose/{row.nomination_id}/", {"offer": key})
    assert response.status_code == 200
    assert "Choose from the list." in text(response)


def test_somebody_elses_post_is_refused_in_words(client):
    cycle = make_cycle()
    row = make_plan_row(state="accepted", cycle=cycle)
    rival = make_nomination(cycle=cycle)
    page = text(client.post(f"{BOARD}choose/{rival.pk}/", {"offer": row.offer_id}))
    assert f"{row.nomination.official} is accepted for this post since" in page


def test_nothing_is_chosen_before_anything_was_suggested(client):
    cycle = make_cycle()
    make_quota(cycle)
    nomination = make_nomination(cycle=cycle)
    response = client.get(f"{BOARD}choose/{nomination.pk}/", follow=True)
    assert "Ask for a suggestion first" in text(response)
    assert client.get(f"{BOARD}choose/999999/").status_code == 404


# The list --------------------------------------------------------------------------------------


def test_the_list_gives_reasons_and_no_points(client):
    make_plan_row(state="accepted")
    page = text(client.get(LIST))
    assert "List of proposed matches" in page
    assert "version 1: 1 official" in page
    assert "Draft for discussion" in page
    assert "Expertise as wanted" in page
    assert "Internal. Keep safely." in page
    for told in ("60 + 25", "of 60", ">85<", "score"):
        assert told not in page.split('<section class="sheet" aria-label="List')[1].split("</section>")[0], told


def test_printing_the_list_leaves_a_row(client):
    make_plan_row(state="accepted")
    client.get(LIST)
    export = Export.objects.get()
    assert (export.kind, export.medium, export.rows, export.jurisdiction_id) == ("proposals", "paper", 1, "130000")


def test_the_meeting_is_entered_and_printed(client):
    make_plan_row(state="accepted")
    client.post(LIST, {"agreed_on": "2016-05-03", "agreeing_body": "部务会"})
    assert "Agreed by the meeting of 部务会 on 3 May 2016." in text(client.get(LIST))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"agreed_on": "", "agreeing_body": "x"}, "Fill this in."),
        ({"agreed_on": "2016-05-03", "agreeing_body": ""}, "Fill this in."),
        ({"agreed_on": "3 May", "agreeing_body": "x"}, "Write a day like"),
        ({"agreed_on": "2099-05-03", "agreeing_body": "x"}, "still to come"),
        ({"agreed_on": "2016-05-03", "agreeing_body": "x" * 201}, "at most 200"),
    ],
)
def test_a_mistake_about_the_meeting_is_said_at_its_field(client, typed, sentence):
    make_plan_row(state="accepted")
    response = client.post(LIST, typed)
    assert response.status_code == 200
    assert sentence in text(response)
    assert Plan.objects.get().agreed_on is None


def test_accepted_rows_become_proposals_and_one_refused_undoes_none(client):
    cycle = make_cycle()
    rows = []
    for fields in (["WATER"], ["EDU"]):
        make_nomination(cycle=cycle)
        rows.append(make_offer(make_post(fields=fields, tier="DIVISION-DEP"), cycle=cycle))
    plan = make_plan(cycle)
    for row in plan.rows.all():
        actions.accept_row(row, by=office(), at=NOW)
    assert "Record first which meeting" in text(client.get(LIST))
    client.post(LIST, {"agreed_on": "2016-05-03", "agreeing_body": "部务会"})
    page = text(client.post(f"{BOARD}propose/", follow=True))
    assert Placement.objects.proposed().count() == 1
    assert "proposed as P-15-0001" in page
    assert "No shared expertise. To go on, write the reason; it is kept." in page
    client.post(f"{BOARD}propose/", {"reason": "Agreed in the meeting."})
    assert Placement.objects.proposed().count() == 2
    assert Placement.objects.get(number="P-15-0002").departures.get().reason == "Agreed in the meeting."
    assert set(plan.rows.values_list("state", flat=True)) == {"proposed"}
    client.post(f"{BOARD}propose/", {"reason": "Twice."})
    assert Placement.objects.count() == 2


def test_the_placement_tells_coordinators_why(signed_in, staff, client):
    row = make_plan_row(state="proposed")
    actions.confirm_placement(row.placement, reason="x", by=office(), at=NOW)
    address = reverse("placements:placement", args=[row.placement_id])
    page = text(client.get(address))
    assert "Suggested by plan v1" in page
    assert "60 + 25 + 0" in page
    assert "Expertise as wanted" in page
    for other in (staff, _account(row)):
        page = text(signed_in(other).get(address))
        assert row.placement.number in page
        assert "Suggested by" not in page
        assert "60 + 25" not in page


def _account(row):
    official = row.nomination.official
    official.account = office().__class__.objects.create_user("the-official")
    official.save()
    return official.account
