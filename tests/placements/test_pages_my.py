"""The official's own pages: what each state of the placement and of the request says, and the request form."""

import datetime as dt

import pytest
import time_machine

from placements import actions
from placements.models import ExtensionRequest, SuggestedEnd
from placements.models.extensions import RequestState
from tests import factories
from tests.factories import (
    DAY,
    EXPLANATION,
    NOW,
    account_of,
    give_opinions,
    make_official,
    make_placement,
    make_request,
)

FORM = "/my/extension/"
ASKED = {"end": "2017-01-23", "reason": "project", "explanation": EXPLANATION, "told": "on", "then": "send"}


def on(day):
    """Ten in the morning of that day, by the office's clock."""
    return time_machine.travel(dt.datetime.combine(day, NOW.timetz()), tick=False)


@pytest.fixture(autouse=True)
def on_the_day(db):
    with on(DAY):
        yield


@pytest.fixture
def person(official_user, signed_in):
    return signed_in(official_user)


def my_page(signed_in, official, *, day=DAY):
    with on(day):
        answer = signed_in(account_of(official)).get("/my/")
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())


# The placement on a day ------------------------------------------------------------------------

STATES = [
    # day, what the page says, whether it offers the form
    (dt.date(2015, 7, 1), ["days until you start", "Requests open on 25 March 2016."], False),
    (dt.date(2016, 3, 24), ["121</strong> days left", "Requests open on 25 March 2016."], False),
    (dt.date(2016, 3, 25), ["You can ask for an extension until", "You have not asked yet."], True),
    (DAY, ["75</strong> days left", "24 May 2016 (inclusive), 15 days from today."], True),
    (dt.date(2016, 5, 24), ["24 May 2016 (inclusive), 0 days from today."], True),
    (dt.date(2016, 5, 25), ["Requests in time were taken until 24 May 2016.", "marked late"], True),
    (dt.date(2016, 7, 23), ["0</strong> days left, last day today", "marked late"], True),
    (dt.date(2016, 7, 24), ["1</strong> day since it ended"], False),
]


@pytest.mark.parametrize(("day", "words", "offers"), STATES)
def test_my_page_says_what_the_day_means(placement, signed_in, day, words, offers):
    html = my_page(signed_in, placement.official, day=day)
    for sentence in words:
        assert sentence in html, sentence
    assert (f'href="{FORM}"' in html) is offers


def test_every_end_stands_with_the_days_left_and_with_what_happens_without_a_request(person):
    html = person.get("/my/").content.decode()
    assert "If you do nothing, your last day is" in html
    assert "23 Jul 2016" in html


def test_without_a_placement_the_page_says_so(signed_in):
    official = make_official()
    assert "You have no placement" in my_page(signed_in, official)
    assert signed_in(account_of(official)).get(FORM)["Location"] == "/my/"


def test_a_proposal_is_not_told_before_it_is_confirmed(signed_in):
    placement = make_placement(confirmed=False)
    html = my_page(signed_in, placement.official)
    assert placement.number not in html
    assert "You have no placement" in html


def test_the_placement_under_way_is_shown_and_the_others_are_listed(signed_in, placement):
    before = make_placement(
        official=placement.official, starts_on=dt.date(2014, 7, 24), original_ends_on=dt.date(2015, 7, 23)
    )
    html = my_page(signed_in, placement.official)
    assert f"· {placement.number}" in html
    assert "Your other placements" in html
    assert f'href="/placements/{before.pk}/"' in html


def test_my_page_names_the_posts_the_people_to_call_and_my_own_facts(signed_in):
    official = make_official(mobile="13911112222")
    made = make_placement(official=official)
    office = factories.office()
    office.phone = "0311-5558016"
    office.save()
    made.host_contact = factories.make_contact(made.host_post.organisation)
    made = actions.correct_placement(made, by=office, at=NOW)
    html = my_page(signed_in, official)
    for words in ["Chengde, Hebei", "穆青岩", "0314-5550000", "Qiao Lan", "0311-5558016", "13911112222", "March 1975"]:
        assert words in html, words
    assert "Your home post, kept for you" in html


# The request in each state ---------------------------------------------------------------------

SAYS = {
    "draft": ["You kept a draft", "Go on writing", "Discard…"],
    "submitted": ["was sent on", "A decision is due by", "Until then your last day stays", "Withdraw…"],
    "returned": ["Returned for correction", "Ask for less.", "Correct and send again"],
    "approved": ["Approved to <time", "Agreed.", "23 January 2017"],
    "declined": ["Not approved.", "The home post cannot be covered.", "What can be done next: Ask again in autumn."],
    "reversed": ["Your dates changed:", "Entered for the wrong person.", "75</strong> days left"],
    "withdrawn": ["You withdrew request", "You have not asked yet."],
}


@pytest.mark.parametrize("state", SAYS)
def test_my_page_says_where_the_request_stands(signed_in, state):
    request = make_request(state=state)
    html = my_page(signed_in, request.placement.official)
    for words in SAYS[state]:
        assert words in html, words
    others = [words for other, sentences in SAYS.items() if other != state for words in sentences[:1]]
    assert [words for words in others if words in html and words not in SAYS[state]] == []


def test_an_approval_to_another_day_names_both(signed_in):
    request = make_request()
    give_opinions(request)
    actions.approve_extension(request, until=dt.date(2016, 10, 23), by=factories.office(), at=NOW)
    html = my_page(signed_in, request.placement.official)
    assert "23 October 2016</time>; you asked for <time" in html


def test_that_an_opinion_came_is_told_but_never_what_it_says(signed_in):
    request = make_request()
    give_opinions(request, answer="objects", note="The division is short of hands.")
    html = my_page(signed_in, request.placement.official)
    assert "Home organisation gave its opinion" in html
    assert "Host organisation gave its opinion" in html
    everything = (
        html
        + signed_in(account_of(request.placement.official)).get(f"/placements/{request.placement.pk}/").content.decode()
    )
    for words in ("objects", "Objects", "short of hands", "Mu Qingyan"):
        assert words not in everything, words


# The form --------------------------------------------------------------------------------------


def test_the_form_offers_the_ends_that_are_possible(person, placement):
    SuggestedEnd.objects.create(
        cycle=placement.cycle, ends_on=dt.date(2016, 12, 31), label_en="year end", label_zh="年底"
    )
    SuggestedEnd.objects.create(
        cycle=placement.cycle, ends_on=dt.date(2018, 6, 30), label_en="too far", label_zh="太远"
    )
    html = person.get(FORM).content.decode()
    for end, about in [
        ("2016-10-23", "3 months more"),
        ("2016-12-31", "year end"),
        ("2017-01-23", "6 months more"),
        ("2017-07-23", "12 months more, the longest possible"),
    ]:
        assert f'value="{end}"' in html
        assert about in html
    assert "2018-06-30" not in html
    assert " checked" not in html  # nothing is chosen, and nothing declared, for the person


def test_a_request_is_sent_with_its_number(person, placement):
    answer = person.post(FORM, ASKED, follow=True)
    request = ExtensionRequest.objects.get()
    assert request.state == RequestState.SUBMITTED
    assert (request.asked_ends_on, request.reason, request.is_late) == (dt.date(2017, 1, 23), "project", False)
    html = answer.content.decode()
    assert answer.redirect_chain == [("/my/", 302)]
    assert f"Request sent, number {request.number}." in html
    assert "notice-good" in html


def test_another_day_can_be_typed(person):
    person.post(FORM, {**ASKED, "end": "other", "end_other": "2016-11-11"})
    assert ExtensionRequest.objects.get().asked_ends_on == dt.date(2016, 11, 11)


def test_a_late_request_is_taken_and_marked(placement, signed_in):
    with on(dt.date(2016, 6, 1)):
        person = signed_in(account_of(placement.official))
        assert "marked late" in person.get(FORM).content.decode()
        person.post(FORM, ASKED)
    assert ExtensionRequest.objects.get().is_late


def test_personal_arrangements_need_no_words(person):
    person.post(FORM, {**ASKED, "reason": "personal", "explanation": ""})
    assert ExtensionRequest.objects.get().state == RequestState.SUBMITTED


def test_a_draft_may_be_half_written_and_is_taken_up_again(person):
    answer = person.post(FORM, {"explanation": "So far.", "then": "draft"}, follow=True)
    assert "Draft saved at 10:30." in answer.content.decode()
    assert ExtensionRequest.objects.get().state == RequestState.DRAFT
    assert "So far." in person.get(FORM).content.decode()
    person.post(FORM, ASKED)
    assert ExtensionRequest.objects.get().state == RequestState.SUBMITTED


def test_a_returned_request_reopens_with_the_words_and_is_sent_again(signed_in):
    request = make_request(state="returned")
    person = signed_in(account_of(request.placement.official))
    html = person.get(FORM).content.decode()
    assert "Ask for less." in html
    assert EXPLANATION in html
    assert 'value="2017-01-23" checked' in html
    person.post(FORM, {**ASKED, "end": "2016-10-23"})
    again = ExtensionRequest.objects.get()
    assert (again.state, again.number) == (RequestState.SUBMITTED, request.number)


REFUSED = [
    ({"end": ""}, "Choose a day."),
    ({"end": "2016-02-30"}, "Choose from the list."),
    ({"end": "other", "end_other": ""}, "Fill this in."),
    ({"end": "other", "end_other": "2016-02-30"}, "Write a day like 2016-07-23."),
    ({"end": "other", "end_other": "-infinity"}, "Write a day like 2016-07-23."),
    ({"end": "other", "end_other": "9999-12-31"}, "The day must be between"),
    ({"end": "other", "end_other": "2016-07-23"}, "The new end must be after 23 July 2016."),
    ({"end": "other", "end_other": "2017-07-24"}, "latest possible 23 July 2017."),
    ({"reason": ""}, "Choose a reason."),
    ({"reason": "bored"}, "Choose from the list."),
    ({"explanation": "Work is not done yet."}, "Write at least 30 characters; you wrote 21."),
    ({"explanation": "x" * 1001}, "at most 1000 characters"),
    ({"told": ""}, "Tick this when you have told both organisations."),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED)
def test_what_cannot_be_sent_is_said_twice_and_everything_typed_is_kept(person, change, sentence):
    typed = {**ASKED, **change}
    answer = person.post(FORM, typed)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count(sentence) == 2  # in the summary and at the field
    assert html.partition("<title>")[2].lstrip().startswith("Error:")
    assert ExtensionRequest.objects.count() == 0
    assert typed["explanation"] in html
    if typed["end"] == "other":
        assert f'value="{typed["end_other"]}"' in html or not typed["end_other"]
    if typed["reason"] == "project":
        assert '<option value="project" selected>' in html


def test_all_that_is_missing_is_said_at_once(person):
    html = person.post(FORM, {"then": "send"}).content.decode()
    assert "Correct 4 answers" in html


def test_a_line_end_counts_as_one_character(person):
    words = "a\r\n" * 333 + "b"  # 667 characters typed, 1,000 sent
    person.post(FORM, {**ASKED, "explanation": words})
    assert ExtensionRequest.objects.get().explanation == words.replace("\r\n", "\n")


@pytest.mark.parametrize("day", [dt.date(2015, 7, 1), dt.date(2016, 3, 24), dt.date(2016, 7, 24)])
def test_outside_the_window_there_is_no_form_and_nothing_is_taken(placement, signed_in, day):
    with on(day):
        person = signed_in(account_of(placement.official))
        for answer in (person.get(FORM), person.post(FORM, ASKED)):
            html = answer.content.decode()
            assert answer.status_code == 200
            assert "<textarea" not in html
            assert any(words in html for words in ("not yet open", "has not started", "Requests closed"))
    assert ExtensionRequest.objects.count() == 0


def test_a_second_request_is_refused_and_the_first_is_named(signed_in):
    request = make_request()
    person = signed_in(account_of(request.placement.official))
    html = person.post(FORM, ASKED).content.decode()
    assert f"An open request exists: {request.number}." in html
    assert ExtensionRequest.objects.count() == 1


# Taking back -----------------------------------------------------------------------------------


def test_a_request_is_withdrawn_only_after_it_was_asked_twice(signed_in):
    request = make_request()
    person = signed_in(account_of(request.placement.official))
    assert request.number in person.get("/my/extension/withdraw/").content.decode()
    request.refresh_from_db()
    assert request.state == RequestState.SUBMITTED
    assert "Request withdrawn." in person.post("/my/extension/withdraw/", follow=True).content.decode()
    request.refresh_from_db()
    assert request.state == RequestState.WITHDRAWN
    assert person.post("/my/extension/withdraw/").status_code == 404


def test_a_draft_is_discarded_only_after_it_was_asked_twice(signed_in):
    request = make_request(state="draft")
    person = signed_in(account_of(request.placement.official))
    assert EXPLANATION in person.get("/my/extension/discard/").content.decode()
    assert ExtensionRequest.objects.count() == 1
    assert "Draft discarded." in person.post("/my/extension/discard/", follow=True).content.decode()
    assert ExtensionRequest.objects.count() == 0


def test_a_decided_request_cannot_be_withdrawn(signed_in):
    request = make_request(state="declined")
    assert signed_in(account_of(request.placement.official)).post("/my/extension/withdraw/").status_code == 404


def test_my_page_takes_a_fixed_number_of_queries(signed_in, django_assert_num_queries):
    request = make_request(state="approved")
    person = signed_in(account_of(request.placement.official))
    with django_assert_num_queries(9):
        person.get("/my/")
    for year in (2008, 2010, 2012):
        make_placement(
            official=request.placement.official,
            starts_on=dt.date(year, 7, 24),
            original_ends_on=dt.date(year + 1, 7, 23),
        )
    with django_assert_num_queries(9):
        html = person.get("/my/").content.decode()
    assert html.count('<li class="contact"><a') == 3
