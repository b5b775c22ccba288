"""A coordinator enters a request while the official is writing one: the draft stays the official's own."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from placements import actions, documents, files
from placements.models import Attachment, ExtensionRequest
from placements.refusals import NotAllowed
from tests import factories
from tests.documents import PDF, pdf
from tests.factories import DAY, EXPLANATION, NOW, account_of, make_request

SECRET = "The words of a draft that nobody else is to read, long enough to be sent."
TYPED = {"end": "2017-01-23", "reason": "host_asks", "explanation": EXPLANATION, "origin": "host", "then": "send"}


@pytest.fixture(autouse=True)
def on_the_day(db, settings, tmp_path):
    settings.OFFICE_FILES_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def draft(placement):
    """What the official is writing, with a file."""
    request = make_request(placement, state="draft", explanation=SECRET, until=dt.date(2016, 9, 9))
    attach(request, "secret plan.pdf")
    return request


def attach(request, name, content=PDF, by=None):
    by = by or account_of(request.placement.official)
    return actions.attach_file(request, documents.examine(name, content), by=by, at=NOW)


def address(placement):
    return f"/placements/{placement.pk}/extension/"


def main_of(answer):
    html = unescape(re.sub(r"[ \n]+", " ", answer.content.decode()))
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html.partition("<main")[2].partition("</main>")[0])


def test_the_form_is_the_same_whether_the_official_writes_a_draft_or_not(person, placement):
    before = main_of(person.get(address(placement)))
    request = make_request(placement, state="draft", explanation=SECRET, until=dt.date(2016, 9, 9))
    attach(request, "secret plan.pdf")
    assert main_of(person.get(address(placement))) == before
    assert SECRET not in before
    assert "an unsent draft is removed with its files, and nobody reads it" in before, "said before it happens"


def test_the_official_still_finds_the_draft(draft, official_user, signed_in):
    html = main_of(signed_in(official_user).get("/my/extension/"))
    assert SECRET in html
    assert "secret plan.pdf" in html


def test_a_coordinators_own_draft_comes_back_to_them_and_not_to_a_colleague(
    person, placement, second_coordinator, signed_in
):
    person.post(address(placement), {**TYPED, "then": "draft"})
    assert EXPLANATION in main_of(person.get(address(placement)))
    assert EXPLANATION not in main_of(signed_in(second_coordinator).get(address(placement)))


def test_a_draft_is_not_written_over(person, draft):
    answer = main_of(person.post(address(draft.placement), {**TYPED, "then": "draft"}))
    assert "Somebody else is writing a draft of this request, and it stays theirs." in answer
    assert EXPLANATION in answer, "what was typed stays on the page"
    assert SECRET not in answer
    draft.refresh_from_db()
    assert draft.explanation == SECRET
    assert Attachment.objects.get().name == "secret plan.pdf"


def test_what_came_on_paper_takes_the_place_of_the_draft(
    person, draft, coordinator, django_capture_on_commit_callbacks
):
    stored = Attachment.objects.get().stored_name
    with django_capture_on_commit_callbacks(execute=True):
        answer = person.post(
            address(draft.placement), {**TYPED, "attachment": SimpleUploadedFile("paper.pdf", pdf("paper"))}
        )
    assert answer.status_code == 302
    said = main_of(person.get(answer["Location"]))
    sent = ExtensionRequest.objects.get()
    assert f"Request sent, number {sent.number}. The draft that the official was writing was removed" in said
    assert SECRET not in said
    assert (sent.state, sent.drafted_by, sent.origin, sent.explanation) == (
        "submitted",
        coordinator,
        "host",
        EXPLANATION,
    )
    assert list(sent.attachments.values_list("name", "is_sent")) == [("paper.pdf", True)]
    with pytest.raises(FileNotFoundError):
        files.opened(stored)


def test_where_nobody_was_writing_a_draft_nothing_is_said_to_be_removed(person, placement):
    answer = person.post(address(placement), TYPED)
    said = main_of(person.get(answer["Location"]))
    assert "Request sent, number" in said
    assert "was removed" not in said


def test_where_sending_is_refused_the_draft_stands_and_no_file_is_left(draft, coordinator, settings):
    document = documents.examine("paper.pdf", pdf("paper"))
    facts = {"asked_ends_on": dt.date(2017, 1, 23), "reason": "other", "explanation": "Short.", "document": document}
    with pytest.raises(NotAllowed, match="Write at least 30 characters"):
        actions.enter_extension(draft.placement, **facts, by=coordinator, at=NOW, on=DAY)
    assert ExtensionRequest.objects.get().explanation == SECRET
    assert [path.name for path in settings.OFFICE_FILES_ROOT.rglob("*") if path.is_file()] == [
        Attachment.objects.get().stored_name
    ]


def test_nobody_sends_files_to_or_empties_the_draft_of_another(person, draft, coordinator):
    attachment = Attachment.objects.get()
    answer = main_of(person.post(address(draft.placement), {**TYPED, "then": f"remove-{attachment.pk}"}))
    assert "The file was removed already." in answer
    assert "secret plan.pdf" not in answer
    for act in (
        lambda: actions.submit_extension(draft, by=coordinator, at=NOW, on=DAY),
        lambda: attach(draft, "more.pdf", pdf("more"), by=coordinator),
        lambda: actions.remove_attachment(attachment, by=coordinator, at=NOW),
    ):
        with pytest.raises(NotAllowed, match="This is not your draft."):
            act()
    assert Attachment.objects.get() == attachment


def test_a_file_held_back_in_a_returned_request_is_neither_shown_nor_sent_by_the_office(person, placement, coordinator):
    request = make_request(placement, state="returned")
    held_back = attach(request, "not yet.pdf")
    html = main_of(person.get(address(placement)))
    assert EXPLANATION in html, "what was sent before is the office's to correct"
    assert "not yet.pdf" not in html
    actions.submit_extension(request, by=coordinator, at=NOW, on=DAY)
    held_back.refresh_from_db()
    assert not held_back.is_sent


def test_the_official_sends_what_the_office_began(person, placement, official_user):
    person.post(address(placement), {**TYPED, "then": "draft"})
    request = ExtensionRequest.objects.get()
    attach(request, "from the office.pdf", by=factories.office())
    actions.submit_extension(request, by=official_user, at=NOW, on=DAY)
    assert Attachment.objects.get().is_sent


def test_a_coordinator_who_is_an_official_too_sends_what_a_colleague_drafted_for_them(coordinator, second_coordinator):
    placement = factories.make_placement(official=factories.make_official(account=second_coordinator))
    facts = {"asked_ends_on": dt.date(2017, 1, 23), "reason": "project", "explanation": EXPLANATION}
    draft = actions.draft_extension(placement, **facts, by=coordinator, at=NOW, on=DAY)
    own = attach(draft, "plan.pdf", by=second_coordinator)
    attach(draft, "paper.pdf", pdf("paper"), by=coordinator)
    assert own in Attachment.objects.visible_to(second_coordinator)
    actions.submit_extension(draft, by=second_coordinator, at=NOW, on=DAY)
    assert set(Attachment.objects.values_list("name", "is_sent")) == {("plan.pdf", True), ("paper.pdf", True)}
