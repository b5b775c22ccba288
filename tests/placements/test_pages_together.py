"""Many requests decided in one go: each by itself, a result line for each, none undone by another."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import DatabaseError

from placements import actions
from placements.actions.each import MOST
from placements.actions.together import decide_each
from placements.models import Departure, ExtensionRequest, TermEntry
from tests import factories
from tests.copies import requests_like
from tests.factories import END, NOW, give_opinions, make_placement, make_request

DECIDE, RESULTS = "/extensions/decide-together/", "/extensions/decided-together/"
NUMBER = "京组干函〔2016〕21号"
APPROVE = {"verdict": "full", "decision_document_number": NUMBER, "decision_document_on": "2016-05-09", "go": "a"}
DECLINE = {"verdict": "decline", "words": "The home posts cannot be covered.", "next_step": "Ask in autumn.", "go": "a"}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, address, data=None):
    answer = person.get(address, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def send(person, requests, data):
    return person.post(DECIDE, {"r": [request.pk for request in requests], **data})


def decide(person, requests, data):
    """The page of the results after deciding."""
    answer = send(person, requests, data)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == RESULTS
    return page(person, RESULTS)


def refused(person, requests, data):
    answer = send(person, requests, data)
    assert answer.status_code == 200
    assert not ExtensionRequest.objects.decided().exists()
    return " ".join(answer.content.decode().split())


def ready():
    request = make_request()
    give_opinions(request)
    return request


def promise(request):
    """The post of the request goes to somebody else."""
    return make_placement(
        host_post=request.placement.host_post,
        starts_on=dt.date(2016, 8, 1),
        original_ends_on=dt.date(2017, 7, 31),
        confirmed=False,
    )


def states(requests):
    found = dict(ExtensionRequest.objects.values_list("pk", "state"))
    return [found[request.pk] for request in requests]


def lines(html):
    """(number, tone) of each result, in the order of the page."""
    return re.findall(r">(R-\d\d-\d+)</a>.*?<span class=\"mark-(\w+)\">", html)


@pytest.mark.django_db(transaction=True)
def test_one_refused_of_two_hundred_leaves_the_others_decided(person):
    """Each deed really its own transaction: within a single one every lock has to read all those before it."""
    first = make_request()
    requests = [first, *requests_like(first, MOST - 1)]
    promised = requests[99]
    successor = promise(promised)
    html = decide(person, requests, {**APPROVE, "reason": "Both departments agreed by telephone."})
    assert states([promised]) == ["submitted"]
    assert states(requests).count("approved") == MOST - 1
    assert TermEntry.objects.filter(kind="extension").count() == MOST - 1
    assert lines(html)[0] == (promised.number, "bad")
    assert [tone for _number, tone in lines(html)].count("good") == MOST - 1
    assert f"The post is promised to a successor from 1 August 2016 ({successor.number})." in html
    assert "199 requests decided. 1 was refused." in html


def test_each_is_decided_whole(person):
    first, second = ready(), ready()
    make_placement()
    decide(person, [first, second], {**APPROVE, "words": "Agreed.", "approving_body": "Both departments"})
    for request in (first, second):
        request.refresh_from_db()
        assert (request.state, request.approved_ends_on) == ("approved", request.asked_ends_on)
        assert (request.decision_document_number, request.decision_words) == (NUMBER, "Agreed.")
        assert request.approving_body == "Both departments"
        assert request.placement.ends_on == request.asked_ends_on
    assert not Departure.objects.exists()


def test_all_to_one_day(person):
    far, near = make_request(until=dt.date(2017, 6, 1)), make_request(until=dt.date(2016, 12, 31))
    give_opinions(far)
    give_opinions(near)
    html = decide(person, [far, near], {**APPROVE, "verdict": "day", "until": "2016-12-31"})
    for request in (far, near):
        request.refresh_from_db()
        assert request.approved_ends_on == dt.date(2016, 12, 31)
    assert html.count("Approved to 31 December 2016") == 2


def test_a_day_that_fits_none_refuses_each_in_words(person):
    html = decide(person, [ready(), ready()], {**APPROVE, "verdict": "day", "until": "2016-07-23", "reason": "x" * 40})
    assert html.count("The new end must be after 23 July 2016.") == 2
    assert "0 requests decided. 2 were refused." in html


def test_all_declined(person):
    requests = [make_request(), make_request()]
    decide(person, requests, DECLINE)
    for request in requests:
        request.refresh_from_db()
        assert (request.state, request.decision_words) == ("declined", DECLINE["words"])
        assert request.next_step == DECLINE["next_step"]
        assert request.placement.ends_on == END


def test_the_reason_is_kept_where_something_warns_and_nowhere_else(person):
    warned, fine = make_request(), ready()
    decide(person, [warned, fine], {**APPROVE, "reason": "Both sides agreed by telephone."})
    assert set(Departure.objects.values_list("request", "rule")) == {
        (warned.pk, "home_opinion"),
        (warned.pk, "host_opinion"),
    }


def test_an_opinion_that_does_not_reach_the_one_day_needs_a_reason_too(person):
    request = make_request(until=dt.date(2016, 12, 31))
    give_opinions(request, answer="agrees_until", until=dt.date(2016, 12, 31))
    sent = {**APPROVE, "verdict": "day", "until": "2017-01-31"}
    assert "1 request has a warning." in refused(person, [request], sent)
    decide(person, [request], APPROVE)


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"verdict": ""}, "verdict", "Choose from the list."),
        ({"verdict": "return"}, "verdict", "Choose from the list."),
        ({"verdict": "day"}, "until", "Fill this in."),
        ({"verdict": "day", "until": "tomorrow"}, "until", "Write a day like 2016-07-23."),
        ({"verdict": "decline", "next_step": "Ask again."}, "words", "Fill this in."),
        ({"verdict": "decline", "words": "No."}, "next_step", "Fill this in."),
        ({"verdict": "full"}, "reason", "1 request has a warning."),
        ({"verdict": "full", "reason": "x", "decision_document_on": "9 May"}, "decision_document_on", "Write a day"),
    ],
)
def test_what_is_missing_is_said_at_its_field_before_anything_is_decided(person, data, field, sentence):
    request = make_request()
    html = refused(person, [request], data)
    assert f'href="#id_{field}"' in html
    assert sentence in html
    assert f'value="{request.pk}" checked' in html


def test_what_was_decided_meanwhile_is_told_apart(person, second_coordinator):
    meanwhile, request = make_request(), make_request()
    typed = {"words": "No.", "next_step": "Ask again."}
    actions.decline_extension(meanwhile, **typed, by=second_coordinator, at=NOW)
    html = decide(person, [meanwhile, request], DECLINE)
    assert lines(html) == [(meanwhile.number, "warn"), (request.number, "good")]
    assert "second decided this request at 9 May 2016, 10:30; this page is out of date." in html
    assert "1 request decided. 1 had been decided before." in html
    meanwhile.refresh_from_db()
    assert meanwhile.decision_words == "No."


def test_sent_twice_shows_the_same_results(person):
    requests = [ready(), ready()]
    first = decide(person, requests, APPROVE)
    entries = TermEntry.objects.count()
    again = decide(person, requests, APPROVE)
    assert lines(again) == lines(first)
    assert TermEntry.objects.count() == entries
    assert page(person, RESULTS).partition("<main")[2] == first.partition("<main")[2]


def test_sent_from_two_windows_doubles_nothing(person):
    request = ready()
    decide(person, [request], APPROVE)
    html = decide(person, [request], {**APPROVE, "go": "b"})
    assert lines(html) == [(request.number, "warn")]
    assert "Approved to 23 January 2017" in html
    assert TermEntry.objects.filter(kind="extension").count() == 1


def test_nobody_decides_their_own_request_among_others(db, signed_in):
    own, other = make_request(), make_request()
    coordinator = factories.account_of(own.placement.official)
    coordinator.groups.set(factories.office().groups.all())
    html = decide(signed_in(coordinator), [own, other], DECLINE)
    assert states([own, other]) == ["submitted", "declined"]
    assert own.number not in html


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_the_database_undoes_none_of_the_others():
    requests = [make_request() for _n in range(3)]

    def act(request):
        done = actions.decline_extension(request, words="No.", next_step="Ask again.", by=factories.office(), at=NOW)
        if request == requests[1]:
            raise DatabaseError("The disk is full.")
        return done

    results = decide_each(requests, act)
    assert [bool(result.refusal) for result in results] == [False, True, False]
    assert states(requests) == ["declined", "submitted", "declined"]


@pytest.mark.django_db(transaction=True)
def test_what_is_decided_is_committed_before_the_next_is_begun():
    requests = [make_request() for _n in range(2)]

    def act(request):
        if request == requests[1]:
            raise KeyboardInterrupt
        return actions.decline_extension(request, words="No.", next_step="Ask again.", by=factories.office(), at=NOW)

    with pytest.raises(KeyboardInterrupt):
        decide_each(requests, act)
    assert states(requests) == ["declined", "submitted"]


# Choosing --------------------------------------------------------------------------------------


def ticked(html):
    return {int(key) for key in re.findall(r'name="r" value="(\d+)" checked', html)}


def test_the_chosen_ones_are_shown_with_what_speaks_against_them(person):
    warned, fine, promised, late = make_request(), ready(), ready(), make_request(on=dt.date(2016, 7, 1))
    promise(promised)
    chosen = [warned, fine, promised, late]
    html = page(person, DECIDE, {"r": [request.pk for request in chosen]})
    assert ticked(html) == {request.pk for request in chosen}
    for words in [
        "4 requests under one paper.",
        "The opinions on 2 requests are missing or do not reach as far as asked.",
        "1 is in conflict with another placement and cannot be approved as asked.",
        "1 was sent late.",
        "Successor promised",
    ]:
        assert words in html, words


def test_those_that_do_not_wait_are_left_out_and_counted(person):
    request, returned, declined = make_request(), make_request(state="returned"), make_request(state="declined")
    draft = make_request(state="draft")
    html = page(person, DECIDE, {"r": [request.pk, returned.pk, declined.pk, draft.pk, 10**17]})
    assert ticked(html) == {request.pk}
    assert "4 of those you chose do not wait for a decision and are left out." in html


def test_all_of_a_filter_on_all_pages(person):
    first = make_request()
    requests = [first, *requests_like(first, 51)]
    make_request(state="returned")
    listed = page(person, "/extensions/")
    assert listed.count('type="checkbox"') == 50
    address = re.search(r'href="(/extensions/decide-together/\?every=requests)">Decide all 52 of this filter', listed)
    assert ticked(page(person, address[1])) == {request.pk for request in requests}
    assert ticked(page(person, DECIDE, {"every": "requests", "direction": "130000-110000"})) == set()
    behind = page(person, "/endings/list/", {"what": "asked"})
    address = re.search(r'href="(/extensions/decide-together/[^"]*)">Decide all waiting', behind)[1]
    assert ticked(page(person, address.replace("&amp;", "&"))) == {request.pk for request in requests}
    assert ticked(page(person, DECIDE, {"every": "endings", "what": "nothing"})) == set()


def test_more_than_two_hundred_are_too_many_in_words(person):
    request = make_request()
    html = page(person, DECIDE, {"r": [request.pk, *range(10**6, 10**6 + MOST)]})
    assert "At most 200 requests can be decided in one go." in html
    assert ticked(html) == set()
    answer = person.post(DECIDE, {**DECLINE, "r": [request.pk, *range(10**6, 10**6 + MOST)]})
    assert "At most 200 requests can be decided in one go." in answer.content.decode()
    assert states([request]) == ["submitted"]


def test_nothing_chosen_says_so(person, placement):
    for data in [
        {},
        {"r": ""},
        {"r": ["x", "-1", "1e3", "9" * 400, "💧", "１"]},
        {"every": "x"},
        {"every": "requests", "state": "x"},
    ]:
        assert "No request was chosen" in page(person, DECIDE, data), data
    assert "No request was chosen" in person.post(DECIDE, DECLINE).content.decode()
    assert "Nothing was decided together yet" in page(person, RESULTS)
    assert person.get(f"{DECIDE}?r=%00").status_code == 400


def test_only_requests_that_wait_have_a_box(person):
    make_request(state="declined")
    assert 'name="r"' not in page(person, "/extensions/", {"state": "all"})
    request = make_request()
    assert page(person, "/extensions/", {"state": "all"}).count(f'name="r" value="{request.pk}"') == 1


@pytest.mark.parametrize("rows", [1, 50])
def test_the_number_of_queries_does_not_grow(rows, coordinator, signed_in, django_assert_num_queries):
    first = ready()
    requests = [first, *requests_like(first, rows - 1)]
    person = signed_in(coordinator)
    # Session and account, one for the regions, three for the requests.
    with django_assert_num_queries(6):
        assert len(ticked(page(person, DECIDE, {"r": [request.pk for request in requests]}))) == rows
    decide(person, requests, APPROVE)
    with django_assert_num_queries(3):
        assert len(lines(page(person, RESULTS))) == rows
