"""The requests that wait, the review of one, and what is recorded on it."""

import datetime as dt
import re

import pytest

from placements import actions
from placements.models import Opinion
from placements.models.extensions import RequestState
from tests import factories
from tests.copies import requests_like
from tests.factories import (
    DAY,
    END,
    EXPLANATION,
    NOW,
    give_opinions,
    make_cycle,
    make_official,
    make_placement,
    make_post,
    make_request,
)

pytestmark = pytest.mark.usefixtures("on_the_day")

REASON = "Both said so on the telephone."


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, url, data=None):
    answer = person.get(url, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def numbers(html):
    return re.findall(r">(R-\d\d-\d{4})<", html.partition("<tbody>")[2].partition("</tbody>")[0])


def post(person, request, verb, typed, **options):
    return person.post(f"/extensions/{request.pk}/{verb}/", typed, **options)


def sent_on(day, placement=None):
    return make_request(placement, on=day, at=dt.datetime.combine(day, NOW.timetz()))


def with_successor():
    """A request whose post is promised to somebody else two days after the current end."""
    request = make_request()
    successor = make_placement(
        cycle=make_cycle(2016),
        host_post=request.placement.host_post,
        starts_on=END + dt.timedelta(days=2),
        original_ends_on=dt.date(2017, 7, 24),
    )
    return request, successor


# The list --------------------------------------------------------------------------------------


def test_the_longest_wait_comes_first(person):
    days = [dt.date(2016, 5, 2), dt.date(2016, 4, 20), dt.date(2016, 5, 8)]
    made = {day: sent_on(day).number for day in days}
    html = page(person, "/extensions/")
    assert numbers(html) == [made[day] for day in sorted(days)]
    assert "19 days" in html
    assert "3 wait for a decision, 0 of them with both opinions." in html


def test_a_draft_is_on_nobody_elses_list(person):
    make_request(state="draft")
    html = page(person, "/extensions/", {"state": "all"})
    assert "0 requests" in html
    assert EXPLANATION not in html


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"submitted"}),
        ("waiting", {"submitted"}),
        ("returned", {"returned"}),
        ("declined", {"declined"}),
        ("decided", {"approved", "declined", "reversed"}),
        ("all", {"submitted", "returned", "withdrawn", "approved", "declined", "reversed"}),
    ],
)
def test_each_state_lists_what_it_says(person, asked, shown):
    states = ["submitted", "returned", "withdrawn", "approved", "declined", "reversed"]
    made = {make_request(state=state).number: state for state in states}
    assert {made[number] for number in numbers(page(person, "/extensions/", {"state": asked}))} == shown


def test_direction_and_conflict_narrow_the_list(person):
    request, _successor = with_successor()
    other = make_request(make_placement(official=make_official("130600"), host_post=make_post("110106")))
    assert numbers(page(person, "/extensions/", {"direction": "130000-110000"})) == [other.number]
    html = page(person, "/extensions/", {"conflict": "yes"})
    assert numbers(html) == [request.number]
    assert "Successor promised" in html
    assert "Successor promised" not in page(person, "/extensions/", {"direction": "130000-110000"})


def test_an_official_who_is_placed_elsewhere_is_a_conflict(person):
    request = make_request()
    make_placement(
        cycle=make_cycle(2016),
        official=request.placement.official,
        starts_on=END + dt.timedelta(days=2),
        original_ends_on=dt.date(2017, 7, 24),
    )
    assert "Official placed elsewhere" in page(person, "/extensions/")


@pytest.mark.parametrize(
    ("name", "value"),
    [("state", "x"), ("direction", "110000-110000"), ("direction", "9" * 400), ("conflict", "no"), ("direction", "-")],
)
def test_a_filter_that_cannot_be_read_is_named_and_nothing_is_listed(person, name, value):
    make_request()
    html = page(person, "/extensions/", {name: value})
    assert "Choose from the list." in html
    assert numbers(html) == []


@pytest.mark.parametrize("number", ["0", "1000000000", "9" * 400, "x"])
def test_a_page_that_does_not_exist_is_said_so(person, number):
    make_request()
    assert "There is no such page." in page(person, "/extensions/", {"page": number})


def test_the_list_takes_a_fixed_number_of_queries(person, django_assert_num_queries):
    request = make_request()
    give_opinions(request)
    page(person, "/extensions/")  # saved filters are kept in memory from now on
    with django_assert_num_queries(8):
        page(person, "/extensions/")
    requests_like(request, 49)
    with django_assert_num_queries(8):
        html = page(person, "/extensions/")
    assert len(numbers(html)) == 50


# The review ------------------------------------------------------------------------------------


def test_the_review_sets_the_request_against_the_facts(person):
    request = make_request(until=dt.date(2017, 7, 23))
    html = page(person, f"/extensions/{request.pk}/")
    for words in [
        "asks to stay until <time",
        "25 Mar 2016 to 24 May 2016",
        "within 12 months of the current end",
        "24 months at most",
        "Meets it, exactly",
        EXPLANATION,
        "Project to finish",
        "no reply yet",
        "The host opinion is missing or objects.",
    ]:
        assert words in html, words
    assert "Conflict" not in html


def test_a_conflict_is_shown_with_its_link_and_its_days(person):
    request, successor = with_successor()
    html = page(person, f"/extensions/{request.pk}/")
    assert "The post is promised to a successor." in html
    assert f'href="/placements/{successor.pk}/"' in html
    assert "two people in one post for 183 days" in html
    assert f"overlaps {successor.number} by 183 days" in html


def test_a_late_request_is_marked(person):
    request = make_request(on=dt.date(2016, 6, 1), at=NOW)
    assert "Late" in page(person, f"/extensions/{request.pk}/")


@pytest.mark.parametrize("state", ["returned", "withdrawn", "approved", "declined", "reversed"])
def test_a_request_in_any_state_can_be_read(person, state):
    request = make_request(state=state)
    html = page(person, f"/extensions/{request.pk}/")
    assert "Return for correction, without deciding" not in html
    assert ("Reverse approval…" in html) is (state == "approved")
    assert ("paper outstanding" in html) is (state in {"approved", "declined", "reversed"})


def test_a_returned_request_that_is_being_rewritten_can_be_read(person):
    request = make_request(state="returned")
    official = factories.account_of(request.placement.official)
    actions.draft_extension(request.placement, asked_ends_on=None, by=official, at=NOW, on=DAY)
    assert "being rewritten" in page(person, f"/extensions/{request.pk}/")
    assert "being rewritten" in page(person, "/extensions/", {"state": "returned"})


def test_the_review_takes_a_fixed_number_of_queries(person, django_assert_num_queries):
    request, _successor = with_successor()
    give_opinions(request)
    with django_assert_num_queries(16):
        page(person, f"/extensions/{request.pk}/")
    for side in ("home", "host"):
        actions.record_opinion(
            request, side=side, level="department", answer="agrees", given_on=DAY, by=factories.office(), at=NOW
        )
    with django_assert_num_queries(16):
        page(person, f"/extensions/{request.pk}/")


# Opinions --------------------------------------------------------------------------------------

OPINION = {"side": "home", "level": "organisation", "answer": "agrees", "given_on": "2016-05-03", "signer": "Pei Nian"}


def test_an_opinion_is_recorded(person):
    request = make_request()
    answer = post(person, request, "opinions", {**OPINION, "is_paper_received": "on"}, follow=True)
    assert "Opinion recorded." in answer.content.decode()
    opinion = Opinion.objects.get()
    assert (opinion.side, opinion.answer, opinion.signer, opinion.is_paper_received) == (
        "home",
        "agrees",
        "Pei Nian",
        True,
    )
    assert "Pei Nian" in page(person, f"/extensions/{request.pk}/")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"side": "both"}, "Choose from the list."),
        ({"answer": ""}, "Choose from the list."),
        ({"answer": "agrees_until"}, "Fill this in."),
        ({"answer": "objects"}, "Give the reason of the objection."),
        ({"given_on": "2016-02-30"}, "Write a day like 2016-07-23."),
        ({"answer": "agrees", "until": "2016-12-31"}, "Give the day where the opinion agrees until another day"),
    ],
)
def test_a_wrong_opinion_is_refused_where_it_was_typed(person, change, sentence):
    request = make_request()
    answer = post(person, request, "opinions", {**OPINION, **change})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in html
    assert 'value="Pei Nian"' in html
    assert 'id="record-opinion" open' in html
    assert Opinion.objects.count() == 0


# Deciding --------------------------------------------------------------------------------------

PAPER = {
    "approving_body": "Organization Department",
    "signed_off_by": "Shen Yue",
    "decision_document_number": "京组干函〔2016〕21号",
    "decision_document_on": "2016-05-06",
}


def test_a_request_is_approved_as_asked(person):
    request = make_request()
    give_opinions(request)
    typed = {"extent": "full", "until": "2016-08-01", "words": "Agreed.", **PAPER}
    answer = post(person, request, "approve", typed, follow=True)
    assert "Approved to 23 January 2017." in answer.content.decode()
    request.refresh_from_db()
    assert (request.state, request.approved_ends_on) == (RequestState.APPROVED, dt.date(2017, 1, 23))
    assert request.decision_document_number == PAPER["decision_document_number"]
    assert not request.is_paper_outstanding
    request.placement.refresh_from_db()
    assert request.placement.ends_on == dt.date(2017, 1, 23)


def test_a_request_is_approved_to_another_date(person):
    request = make_request()
    give_opinions(request)
    post(person, request, "approve", {"extent": "part", "until": "2016-10-23"})
    request.refresh_from_db()
    assert request.approved_ends_on == dt.date(2016, 10, 23)


def test_a_warning_comes_back_asking_for_a_reason_that_is_kept(person):
    request = make_request()
    html = post(person, request, "approve", {"extent": "full", "words": "Well done."}).content.decode()
    assert html.count("The host opinion is missing or objects.") >= 2
    assert "To go on, write the reason; it is kept." in html
    assert "Well done." in html
    post(person, request, "approve", {"extent": "full", "reason": REASON})
    request.refresh_from_db()
    assert request.state == RequestState.APPROVED
    assert {departure.reason for departure in request.departures.all()} == {REASON}
    assert REASON in page(person, f"/extensions/{request.pk}/")


def test_a_request_is_declined_with_a_reason_and_a_next_step(person):
    request = make_request()
    typed = {"words": "The home post cannot be covered.", "next_step": "Ask again in autumn.", **PAPER}
    answer = post(person, request, "decline", typed, follow=True)
    assert "Decision recorded: declined." in answer.content.decode()
    request.refresh_from_db()
    assert (request.state, request.next_step) == (RequestState.DECLINED, "Ask again in autumn.")


def test_a_request_is_returned_for_correction(person):
    request = make_request()
    post(person, request, "return", {"words": "Say which works."})
    request.refresh_from_db()
    assert (request.state, request.return_words) == (RequestState.RETURNED, "Say which works.")


def test_an_approval_is_reversed_with_its_reason(person):
    request = make_request(state="approved")
    post(person, request, "reverse", {"reason": REASON})
    request.refresh_from_db()
    assert (request.state, request.reversal_reason) == (RequestState.REVERSED, REASON)
    request.placement.refresh_from_db()
    assert request.placement.ends_on == END


def test_a_coordinator_withdraws_on_behalf(person):
    request = make_request()
    assert request.number in page(person, f"/extensions/{request.pk}/withdraw/")
    answer = post(person, request, "withdraw", {}, follow=True)
    assert "Request withdrawn." in answer.content.decode()
    request.refresh_from_db()
    assert request.state == RequestState.WITHDRAWN


REFUSED = [
    ("approve", {"extent": "part", "until": ""}, "Fill this in."),
    ("approve", {"extent": "part", "until": "2016-02-30"}, "Write a day like 2016-07-23."),
    ("approve", {"extent": "part", "until": "-infinity"}, "Write a day like 2016-07-23."),
    ("approve", {"extent": "part", "until": "2016-07-23"}, "The new end must be after 23 July 2016."),
    ("approve", {"extent": "part", "until": "2017-07-24"}, "latest possible 23 July 2017."),
    ("approve", {"extent": "x"}, "Select a valid choice."),
    ("approve", {"extent": "full", "decision_document_on": "9" * 400}, "Write a day like 2016-07-23."),
    ("decline", {"words": "", "next_step": "Ask again."}, "Fill this in."),
    ("decline", {"words": "   ", "next_step": ""}, "Fill this in."),
    ("decline", {"words": "x" * 1001, "next_step": "Ask again."}, "at most 1000 characters"),
    ("return", {"words": ""}, "Fill this in."),
    ("reverse", {"reason": REASON}, "Only an approved request can be reversed."),
]


@pytest.mark.parametrize(("verb", "typed", "sentence"), REFUSED)
def test_a_refusal_is_said_on_the_review_and_what_was_typed_is_kept(person, verb, typed, sentence):
    request = make_request()
    give_opinions(request)
    answer = post(person, request, verb, typed)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "error-summary" in html
    assert sentence in html
    assert html.partition("<title>")[2].lstrip().startswith("Error:")
    kept = [value for name, value in typed.items() if name != "extent" and verb != "reverse" and value.strip()]
    assert [value for value in kept if value not in html] == []
    request.refresh_from_db()
    assert request.state == RequestState.SUBMITTED


def test_a_post_that_is_promised_refuses_the_approval_and_links_the_successor(person):
    request, successor = with_successor()
    give_opinions(request)
    html = post(person, request, "approve", {"extent": "full"}).content.decode()
    assert f"The post is promised to a successor from 25 July 2016 ({successor.number})." in html
    assert f'href="/placements/{successor.pk}/"' in html
    post(person, request, "approve", {"extent": "part", "until": "2016-07-24"})
    request.refresh_from_db()
    assert request.approved_ends_on == dt.date(2016, 7, 24)


def test_who_comes_second_is_told_who_was_first(person):
    request = make_request(state="declined")
    html = post(person, request, "approve", {"extent": "full", "reason": REASON}).content.decode()
    assert "Qiao Lan decided this request at 9 May 2016, 10:30; this page is out of date." in html
    assert "Nothing was saved." in html


def test_a_reversal_is_refused_when_something_rests_on_it(person):
    request = make_request(state="approved", until=dt.date(2016, 8, 23))
    again = make_request(request.placement, until=dt.date(2016, 12, 23))
    html = post(person, request, "reverse", {"reason": REASON}).content.decode()
    assert f"The approval cannot be reversed: {again.number} rests on it." in html
    request.refresh_from_db()
    assert request.state == RequestState.APPROVED
