"""Many proposals confirmed in one go under one document: each by itself, a result line for each, none undone."""

import datetime as dt
import re

import pytest
import time_machine

from officials.models import Official
from placements import actions
from placements.actions.each import MOST
from placements.models import Departure, Placement, TermEntry
from tests.factories import NOW, make_cycle, make_placement, make_post

CONFIRM, RESULTS = "/placements/confirm-together/", "/placements/confirmed-together/"
NUMBER = "京组干〔2016〕21号"
PAPER = {"document_number": NUMBER, "document_on": "2016-05-06", "go": "a"}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def proposal(**facts):
    return make_placement(confirmed=False, **facts)


def mayor():
    """A proposal whose post needs a congress decision that is missing."""
    return proposal(host_post=make_post(needs_congress_decision=True))


def page(person, address, data=None):
    answer = person.get(address, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def send(person, placements, **more):
    return person.post(CONFIRM, {"p": [placement.pk for placement in placements], **PAPER, **more})


def confirm(person, placements, **more):
    """The page of the results after confirming."""
    answer = send(person, placements, **more)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == RESULTS
    return page(person, RESULTS)


def states(placements):
    found = dict(Placement.objects.values_list("pk", "state"))
    return [found[placement.pk] for placement in placements]


def lines(html):
    """(number, tone) of each result, in the order of the page."""
    return re.findall(r">(P-\d\d-\d+)</a>.*?<span class=\"mark-(\w+)\">", html)


def ticked(html):
    return {int(key) for key in re.findall(r'name="p" value="(\d+)" checked', html)}


def test_each_is_confirmed_with_the_document(person, coordinator):
    proposals = [proposal(), proposal()]
    html = confirm(person, proposals)
    for placement in proposals:
        placement.refresh_from_db()
        assert (placement.state, placement.confirmed_by, placement.confirmed_at) == ("confirmed", coordinator, NOW)
        assert placement.appointment_document_number == NUMBER
        assert placement.appointment_document_on == dt.date(2016, 5, 6)
        assert placement.term.get().ends_on == placement.original_ends_on
    assert "2 placements confirmed." in html
    assert not Departure.objects.exists()


def test_without_a_document_nothing_is_made_up(person):
    placement = proposal()
    confirm(person, [placement], document_number="", document_on="")
    placement.refresh_from_db()
    assert (placement.state, placement.has_appointment_document) == ("confirmed", False)


def test_a_document_of_its_own_is_kept(person):
    own, plain = proposal(appointment_document_number="冀组干〔2016〕3号"), proposal()
    shown = page(person, CONFIRM, {"p": [own.pk, plain.pk]})
    assert "1 has an appointment document of its own already and keeps it." in shown
    confirm(person, [own, plain])
    own.refresh_from_db()
    plain.refresh_from_db()
    assert (own.appointment_document_number, own.appointment_document_on) == ("冀组干〔2016〕3号", None)
    assert plain.appointment_document_number == NUMBER


def test_one_refused_leaves_the_others_confirmed(person):
    proposals = [proposal() for _n in range(3)]
    left = proposals[1]
    Official.objects.filter(pk=left.official_id).update(is_active=False)
    html = confirm(person, proposals)
    assert states(proposals) == ["confirmed", "proposed", "confirmed"]
    assert lines(html)[0] == (left.number, "bad")
    assert "2 placements confirmed. 1 was refused." in html
    assert "The official is no longer in the register of active officials." in html
    assert f'href="{CONFIRM}?p={left.pk}"' in html


def test_what_warns_asks_for_the_reason_before_anything_is_confirmed(person):
    warned, plain = mayor(), proposal()
    answer = send(person, [warned, plain])
    html = " ".join(answer.content.decode().split())
    assert "1 placement has a warning. To go on, write the reason; it is kept." in html
    assert "The post needs a people’s congress decision; number and date are missing." in html
    assert states([warned, plain]) == ["proposed", "proposed"]
    assert ticked(html) == {warned.pk, plain.pk}
    confirm(person, [warned, plain], reason="The congress meets in August.")
    assert states([warned, plain]) == ["confirmed", "confirmed"]
    assert list(Departure.objects.values_list("placement", "rule")) == [(warned.pk, "congress_decision_missing")]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"document_on": "6 May"}, "document_on", "Write a day like 2016-07-23."),
        ({"document_on": "1999-12-31"}, "document_on", "The day must be between 2000-01-01 and 2100-01-01."),
        ({"document_number": "9" * 61}, "document_number", "at most 60"),
        ({"document_number": "京组干（2016）21号"}, "document_number", "Correct it, or tick that the paper has it so."),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_confirmed(person, typed, field, sentence):
    placement = proposal()
    answer = send(person, [placement], **typed)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert f'href="#id_{field}"' in html
    assert sentence in html
    assert states([placement]) == ["proposed"]


def test_sent_twice_shows_the_same_results_and_another_window_tells_what_was_done(person):
    placement = proposal()
    first = confirm(person, [placement])
    assert lines(confirm(person, [placement])) == lines(first) == [(placement.number, "good")]
    answer = send(person, [placement], go="b")
    assert "No proposal was chosen" in answer.content.decode()
    assert TermEntry.objects.count() == 1


def test_what_was_confirmed_meanwhile_is_told_apart(person, second_coordinator):
    meanwhile, other = proposal(), proposal()
    actions.confirm_placement(meanwhile, by=second_coordinator, at=NOW)
    html = confirm(person, [meanwhile, other])
    assert lines(html) == [(meanwhile.number, "warn"), (other.number, "good")]
    assert "1 placement confirmed. 1 had been confirmed before." in html


# Choosing --------------------------------------------------------------------------------------


def test_those_that_are_no_proposals_are_left_out_and_counted(person):
    placement, confirmed = proposal(), make_placement()
    html = page(person, CONFIRM, {"p": [placement.pk, confirmed.pk, 10**17]})
    assert ticked(html) == {placement.pk}
    assert "2 of those you chose are not proposals and are left out." in html


def test_all_of_a_cycle_or_of_the_filters_of_its_page(person):
    to_hebei = [proposal(), proposal()]
    make_placement()
    proposal(cycle=make_cycle(2014))
    shown = page(person, "/cycles/2015/")
    address = re.search(r'href="(/placements/confirm-together/\?every=2015)">Confirm 2 proposals together', shown)[1]
    assert ticked(page(person, address)) == {placement.pk for placement in to_hebei}
    filtered = page(person, "/cycles/2015/", {"phase": "proposed", "q": to_hebei[0].official.given_name})
    address = re.search(r'href="(/placements/confirm-together/[^"]+)">Confirm 1 proposal<', filtered)[1]
    assert ticked(page(person, address.replace("&amp;", "&"))) == {to_hebei[0].pk}
    assert "confirm-together" not in page(person, "/cycles/2015/", {"tier": "none"})


def test_nobody_is_offered_it_who_may_not(staff, signed_in):
    proposal()
    assert "confirm-together" not in page(signed_in(staff), "/cycles/2015/")


def test_the_list_in_data_entry_leads_here(person):
    proposals = [proposal(), proposal()]
    typed = {"action": "confirm_under_one_document", "_selected_action": [placement.pk for placement in proposals]}
    html = page(person, person.post("/admin/placements/placement/", typed)["Location"])
    assert ticked(html) == {placement.pk for placement in proposals}


def test_more_than_two_hundred_are_too_many_in_words(person):
    placement = proposal()
    keys = [placement.pk, *range(10**6, 10**6 + MOST)]
    assert "At most 200 proposals can be confirmed in one go." in page(person, CONFIRM, {"p": keys})
    assert "At most 200" in person.post(CONFIRM, {**PAPER, "p": keys}).content.decode()
    assert states([placement]) == ["proposed"]


def test_of_a_longer_cycle_the_first_come_first(person, monkeypatch):
    monkeypatch.setattr("placements.views.one_go.MOST", 2)
    proposals = [proposal() for _n in range(3)]
    html = page(person, CONFIRM, {"every": "2015"})
    assert ticked(html) == {placement.pk for placement in proposals[:2]}
    assert "These are the first 2. The others follow when these are confirmed." in html


def test_nothing_chosen_says_so(person, placement):
    nothing = [
        {},
        {"p": ["x", "-1", "1e3", "9" * 400, "💧", "１"]},
        *({"every": year} for year in ("x", "1", "９９", "-1", "9" * 30, "2015")),
        {"every": "2015", "direction": "x"},
    ]
    for data in nothing:
        assert "No proposal was chosen" in page(person, CONFIRM, data), data
    assert "No proposal was chosen" in person.post(CONFIRM, PAPER).content.decode()
    assert "Nothing was confirmed together yet" in page(person, RESULTS)


@pytest.mark.parametrize("rows", [1, 6])
def test_the_number_of_queries_does_not_grow(rows, person, django_assert_num_queries):
    proposals = [proposal() for _n in range(rows)]
    # Session and account, and two for the proposals.
    with django_assert_num_queries(4):
        assert len(ticked(page(person, CONFIRM, {"p": [placement.pk for placement in proposals]}))) == rows
    confirm(person, proposals)
    with django_assert_num_queries(3):
        assert len(lines(page(person, RESULTS))) == rows
