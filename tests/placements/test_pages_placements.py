"""The page of a placement, and what coordinators do from it."""

import datetime as dt
import re

import pytest

from placements import actions
from placements.models import ExtensionRequest
from placements.models.placements import State
from tests import factories
from tests.factories import (
    DAY,
    EXPLANATION,
    NOW,
    account_of,
    give_opinions,
    make_official,
    make_placement,
    make_post,
    make_request,
)

pytestmark = pytest.mark.usefixtures("on_the_day")

REASON = "Agreed by both organisation departments."


@pytest.fixture
def office_person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, placement):
    answer = person.get(f"/placements/{placement.pk}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def upcoming(**facts):
    return make_placement(starts_on=dt.date(2016, 7, 24), original_ends_on=dt.date(2017, 7, 23), **facts)


# Who reads what --------------------------------------------------------------------------------


def test_everybody_sees_original_and_current_end_with_the_days_left(office_person, staff, signed_in):
    placement = make_request(state="approved").placement
    for person in (office_person, signed_in(staff), signed_in(account_of(placement.official))):
        html = page(person, placement)
        for words in ["23 July 2016", "23 January 2017", "259 days left", "550 days in all.", "Extended", "Serving"]:
            assert words in html, words


def test_personal_facts_are_for_coordinators_and_the_official(office_person, staff, signed_in):
    placement = make_placement(
        official=make_official(mobile="13911112222", email="shen@example.org", work_phone="010-1")
    )
    private = ["13911112222", "March 1975", "shen@example.org", placement.official.personnel_number]
    for person, reads in [
        (office_person, True),
        (signed_in(account_of(placement.official)), True),
        (signed_in(staff), False),
    ]:
        html = page(person, placement)
        assert [words in html for words in private] == [reads] * 4
        assert "010-1" in html


def test_requests_reasons_and_opinions_are_for_coordinators_only(office_person, staff, signed_in):
    request = make_request(state="approved")
    private = [EXPLANATION, request.number, "Mu Qingyan", "Extension requests"]
    assert EXPLANATION in page(office_person, request.placement)
    html = page(signed_in(staff), request.placement)
    assert [words for words in private if words in html] == []
    own = page(signed_in(account_of(request.placement.official)), request.placement)
    assert "Agrees" in page(office_person, request.placement)
    assert "Agrees" not in own
    assert "Extension requests" not in own


@pytest.mark.parametrize("state", ["submitted", "returned", "declined", "reversed", "withdrawn"])
def test_staff_learn_nothing_of_a_request_that_was_not_approved(staff, signed_in, state):
    request = make_request(state=state)
    html = page(signed_in(staff), request.placement)
    assert "23 January 2017" not in html
    assert "23 Jan 2017" not in html
    assert request.number not in html


def test_the_reason_of_an_early_return_is_for_coordinators_only(office_person, staff, signed_in, placement):
    actions.return_early(
        placement, ends_on=DAY, reason="leaving", note="Retires in June.", by=factories.office(), at=NOW
    )
    html = page(office_person, placement)
    assert "Retirement or leaving service" in html
    assert "Retires in June." in html
    for reader in (staff, account_of(placement.official)):
        html = page(signed_in(reader), placement)
        assert "Early return" in html
        assert "etire" not in html


def test_warnings_that_were_overridden_and_notes_are_for_coordinators_only(office_person, staff, signed_in):
    placement = make_placement(
        official=make_official(fields=("HEALTH",)), reason=REASON, note="Asked for by the mayor."
    )
    private = ["No shared expertise.", REASON, "Asked for by the mayor."]
    html = page(office_person, placement)
    assert all(words in html for words in private)
    html = page(signed_in(staff), placement)
    assert not any(words in html for words in private)


def test_a_proposal_shows_its_state_and_no_ledger(office_person):
    html = page(office_person, make_placement(confirmed=False))
    assert "Proposed" in html
    assert "The ledger opens when the placement is confirmed." in html


def test_the_days_to_go_stand_beside_the_day_they_lead_to(office_person):
    before = words_of(page(office_person, upcoming()))
    assert "24 July 2016 in 76 days" in before
    assert "23 July 2017 in" not in before
    assert "Begins in 76 days" in before
    assert "23 July 2016 75 days left" in words_of(page(office_person, make_placement()))


def words_of(html):
    """The words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_an_opinion_is_told_with_its_day_and_apart_from_it(office_person):
    request = make_request()
    give_opinions(request, answer="agrees_until", until=dt.date(2016, 12, 31), note="Until the year is over.")
    said = words_of(page(office_person, request.placement)).replace(" ,", ",").replace(" :", ":")
    both = " · ".join(f"{side}, 9 May 2016: Agrees until 31 Dec 2016" for side in ("Home", "Host"))
    assert f"{both} Open request" in said


def test_a_district_of_beijing_is_said_to_be_of_beijing_once(office_person):
    home = make_official("130800")
    html = page(office_person, make_placement(official=home, host_post=make_post("110106")))
    assert "Host, Fengtai District in Beijing" in html


def test_an_appointment_that_is_outstanding_is_flagged(office_person):
    placement = make_placement(host_post=make_post(needs_congress_decision=True, title_en="Vice mayor"))
    html = page(office_person, placement)
    assert "Vice mayor (to be appointed)" in html
    assert "outstanding" in html


def test_the_drawing_speaks_in_a_sentence(office_person, placement):
    html = page(office_person, placement)
    assert 'aria-label="Term from 24 July 2015 to 23 July 2016.' in html
    assert 'x1="79.45%"' in html


# What can be done ------------------------------------------------------------------------------

BUTTONS = ["confirm/", "withdraw/", "cancel/", "return-early/", "reverse-early-return/", "extension/"]


def buttons(html, placement):
    return [verb for verb in BUTTONS if f'href="/placements/{placement.pk}/{verb}"' in html]


def test_only_what_can_be_done_is_offered(office_person, staff, signed_in, placement):
    proposed, later = make_placement(confirmed=False), upcoming()
    ended = make_placement()
    actions.return_early(ended, ends_on=DAY - dt.timedelta(days=9), reason="completed", by=factories.office(), at=NOW)
    offered = [buttons(page(office_person, each), each) for each in (proposed, placement, later, ended)]
    assert offered == [
        ["confirm/", "withdraw/"],
        ["return-early/", "extension/"],
        ["cancel/"],
        ["reverse-early-return/"],
    ]
    assert buttons(page(signed_in(staff), placement), placement) == []
    assert buttons(page(signed_in(account_of(placement.official)), placement), placement) == []


MOVES = [
    # verb, the placement, what is typed, the sentence afterwards
    ("confirm", lambda: make_placement(confirmed=False), {"reason": ""}, "Placement confirmed."),
    ("withdraw", lambda: make_placement(confirmed=False), {"reason": REASON}, "Proposal withdrawn."),
    ("cancel", upcoming, {"reason": REASON}, "Placement cancelled."),
    (
        "return-early",
        make_placement,
        {"ends_on": "2016-05-31", "reason": "completed", "note": "Done."},
        "The placement ends early.",
    ),
]


@pytest.mark.parametrize(("verb", "make", "typed", "sentence"), MOVES)
def test_each_verb_asks_first_then_acts_and_says_so(office_person, verb, make, typed, sentence):
    placement = make()
    before = (placement.state, placement.ends_on)
    url = f"/placements/{placement.pk}/{verb}/"
    assert office_person.get(url).status_code == 200
    placement.refresh_from_db()
    assert (placement.state, placement.ends_on) == before
    answer = office_person.post(url, typed, follow=True)
    assert answer.redirect_chain == [(f"/placements/{placement.pk}/", 302)]
    assert sentence in answer.content.decode()
    placement.refresh_from_db()
    assert (placement.state, placement.ends_on) != before


def test_an_early_return_is_taken_back(office_person, placement):
    actions.return_early(placement, ends_on=dt.date(2016, 5, 31), reason="completed", by=factories.office(), at=NOW)
    office_person.post(f"/placements/{placement.pk}/reverse-early-return/", {"reason": REASON})
    placement.refresh_from_db()
    assert placement.ends_on == dt.date(2016, 7, 23)


REFUSED = [
    ("withdraw", lambda: make_placement(confirmed=False), {"reason": ""}, "Fill this in."),
    ("withdraw", make_placement, {"reason": REASON}, "Only a proposed placement can be withdrawn."),
    ("confirm", make_placement, {"reason": REASON}, "Only a proposed placement can be confirmed."),
    ("cancel", make_placement, {"reason": REASON}, "The placement has started; end it early instead."),
    ("return-early", make_placement, {"ends_on": "2016-07-23", "reason": "completed"}, "The day must be between"),
    ("return-early", make_placement, {"ends_on": "-infinity", "reason": "completed"}, "Write a day like"),
    ("return-early", make_placement, {"ends_on": "9" * 400, "reason": "completed"}, "Write a day like"),
    ("return-early", make_placement, {"ends_on": "2016-05-31", "reason": "ill"}, "Choose from the list."),
    ("reverse-early-return", make_placement, {"reason": REASON}, "The latest term record is not an early return."),
]


@pytest.mark.parametrize(("verb", "make", "typed", "sentence"), REFUSED)
def test_a_refusal_is_said_on_the_page_and_what_was_typed_is_kept(office_person, verb, make, typed, sentence):
    placement = make()
    answer = office_person.post(f"/placements/{placement.pk}/{verb}/", typed)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "error-summary" in html
    assert sentence in html
    assert all(value in html for value in typed.values())
    before = placement.state
    placement.refresh_from_db()
    assert (placement.state, placement.ends_on) == (before, placement.original_ends_on)


def test_a_warning_asks_for_a_reason_that_is_kept(office_person):
    placement = make_placement(confirmed=False, host_post=make_post(needs_congress_decision=True))
    url = f"/placements/{placement.pk}/confirm/"
    html = office_person.post(url, {"reason": ""}).content.decode()
    assert "number and date are missing." in html
    assert "To go on, write the reason; it is kept." in html
    office_person.post(url, {"reason": REASON})
    placement.refresh_from_db()
    assert placement.state == State.CONFIRMED
    assert placement.departures.filter(rule="congress_decision_missing").get().reason == REASON


# On behalf -------------------------------------------------------------------------------------


def test_a_coordinator_enters_a_request_that_came_on_paper(office_person, placement):
    url = f"/placements/{placement.pk}/extension/"
    html = office_person.get(url).content.decode()
    assert "Who started the request?" in html
    assert 'name="told"' not in html
    typed = {"origin": "host", "paper_dated_on": "2016-05-02", "end": "2017-01-23", "reason": "host_asks"}
    answer = office_person.post(url, {**typed, "explanation": EXPLANATION, "then": "send"})
    assert answer["Location"] == f"/placements/{placement.pk}/"
    request = ExtensionRequest.objects.get()
    assert (request.origin, request.paper_dated_on) == ("host", dt.date(2016, 5, 2))
    html = office_person.get(f"/extensions/{request.pk}/").content.decode()
    assert "Started by the host organisation." in html
    assert "on behalf of the official." in html
    assert "Paper application dated" in html


def test_the_page_takes_a_fixed_number_of_queries(office_person, django_assert_num_queries, placement):
    make_request(placement, state="declined")
    with django_assert_num_queries(9):
        page(office_person, placement)
    for _i in range(3):
        make_request(placement, state="declined")
    make_request(placement, state="reversed")
    with django_assert_num_queries(9):
        html = page(office_person, placement)
    assert html.count("Open request") == 5
