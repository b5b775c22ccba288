"""Days of what was said or signed: they are not still to come, by the office's calendar."""

import datetime as dt

import pytest

from placements import actions
from placements.models import ExtensionRequest, Opinion
from placements.refusals import NotAllowed
from tests import factories
from tests.factories import DAY, EXPLANATION, NOW, account_of, make_placement, make_request, office

pytestmark = pytest.mark.django_db

TOMORROW = DAY + dt.timedelta(days=1)
# Eight hours behind: in UTC it is still the day before.
EARLY = dt.datetime(2016, 5, 9, 0, 30, tzinfo=NOW.tzinfo)


def opine(request, given_on, *, by=None):
    return actions.record_opinion(
        request, side="home", level="organisation", answer="agrees", given_on=given_on, by=by or office(), at=EARLY
    )


def enter(dated_on):
    return actions.draft_extension(
        make_placement(),
        asked_ends_on=dt.date(2017, 1, 23),
        reason="project",
        explanation=EXPLANATION,
        origin="home",
        paper_dated_on=dated_on,
        by=office(),
        at=EARLY,
        on=DAY,
    )


def approve(dated_on):
    facts = {"decision_document_number": "京组干函〔2016〕21号", "decision_document_on": dated_on}
    return actions.approve_extension(make_request(), reason="By telephone.", **facts, by=office(), at=EARLY)


def decline(dated_on):
    words = {"words": "The home post cannot be covered.", "next_step": "Ask again in autumn."}
    return actions.decline_extension(make_request(), **words, decision_document_on=dated_on, by=office(), at=EARLY)


def late_paper(dated_on):
    request = make_request(state="declined")
    return actions.record_paper(
        request, document_number="京组干函〔2016〕21号", document_on=dated_on, by=office(), at=EARLY
    )


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda day: opine(make_request(), day), "given_on"),
        (enter, "paper_dated_on"),
        (approve, "decision_document_on"),
        (decline, "decision_document_on"),
        (late_paper, "document_on"),
    ],
)
def test_today_is_taken_and_tomorrow_is_not(act, field):
    with pytest.raises(NotAllowed) as refusal:
        act(TOMORROW)
    assert refusal.value.message_dict == {field: ["The day is still to come."]}
    assert act(DAY)


def test_the_page_says_so_at_the_field(coordinator, signed_in):
    request = make_request()
    answer = signed_in(coordinator).post(
        f"/extensions/{request.pk}/approve/",
        {"extent": "full", "reason": "By telephone.", "decision_document_on": "2099-01-01"},
    )
    assert "The day is still to come." in answer.content.decode()
    assert ExtensionRequest.objects.get(pk=request.pk).state == "submitted"


def test_nobody_enters_an_opinion_on_their_own_request():
    request = make_request()
    own = factories.make_user(account_of(request.placement.official).username, "Coordinators")
    with pytest.raises(NotAllowed, match="Nobody works on their own request."):
        opine(request, DAY, by=type(own).objects.get(pk=own.pk))
    assert not Opinion.objects.exists()
