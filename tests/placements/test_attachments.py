"""Files of a request: put to it, kept, handed out to those who may read it, and to nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from placements import actions, documents, files
from placements.models import Attachment, ExtensionRequest
from placements.refusals import NotAllowed
from tests import factories
from tests.documents import DOC, PDF, docx, pdf
from tests.factories import DAY, EXPLANATION, NOW, account_of, make_request

pytestmark = pytest.mark.usefixtures("on_the_day")

TYPED = {"end": "2017-01-23", "reason": "project", "explanation": EXPLANATION, "told": "on"}


@pytest.fixture(autouse=True)
def room(settings, tmp_path):
    """A folder of its own for the files."""
    settings.OFFICE_FILES_ROOT = tmp_path / "files"
    return settings.OFFICE_FILES_ROOT


@pytest.fixture
def person(official_user, signed_in):
    return signed_in(official_user)


def stored(room):
    return sorted(path for path in room.rglob("*") if path.is_file())


def send(person, name="plan.pdf", content=PDF, then="attach", **more):
    return person.post(
        "/my/extension/", {**TYPED, "then": then, "attachment": SimpleUploadedFile(name, content), **more}
    )


def attach(request, content=PDF, name="plan.pdf", by=None):
    by = by or account_of(request.placement.official)
    return actions.attach_file(request, documents.examine(name, content), by=by, at=NOW)


# Putting -----------------------------------------------------------------------------------------


def test_a_file_is_kept_with_the_draft_and_shown_on_the_form(person, placement, room):
    assert send(person, "../工作方案.PDF").status_code == 302
    attachment = Attachment.objects.get()
    assert (attachment.name, attachment.kind, attachment.size) == ("工作方案.pdf", "pdf", len(PDF))
    assert attachment.request == ExtensionRequest.objects.get(placement=placement)
    [path] = stored(room)
    assert path.read_bytes() == PDF
    assert path.name == attachment.stored_name
    assert path.stat().st_mode & 0o077 == 0
    html = person.get("/my/extension/").content.decode()
    assert f'href="/attachments/{attachment.pk}/"' in html
    assert "Nothing classified may be attached" in html
    assert f'value="remove-{attachment.pk}"' in html


def test_sending_takes_the_chosen_file_along(person, placement):
    send(person, then="send")
    attachment = Attachment.objects.get()
    assert attachment.is_sent
    assert attachment.request.state == "submitted"
    assert attachment.name in person.get("/my/").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.pdf", b"", "The file is empty."),
        ("plan.pdf", b"MZ\x90\x00 no pdf", "This file is not PDF or Word."),
        ("plan.docx", PDF[:-6], "its end is missing"),
        ("plan.pdf", PDF + b"0" * documents.MOST_BYTES, "The file is larger than 5 MB."),
        ("plan.docx", docx(word_vbaProject__bin="x"), "The file has macros; save it as PDF."),
    ],
)
@pytest.mark.parametrize("then", ["attach", "draft", "send"])
def test_a_wrong_file_is_refused_at_its_field_and_what_was_typed_is_kept(person, room, name, content, sentence, then):
    answer = send(person, name, content, then)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in html
    assert 'id="id_attachment_error"' in html
    assert EXPLANATION in html
    assert not Attachment.objects.exists()
    assert stored(room) == []


def test_a_right_file_beside_a_wrong_answer_has_to_be_chosen_again(person, room):
    html = send(person, then="send", explanation="Too short.").content.decode()
    assert "The file was not kept; choose it again." in html
    assert stored(room) == []


def test_more_than_the_office_takes_is_a_413(person, settings):
    answer = send(person, content=PDF + b"0" * settings.OFFICE_MOST_BYTES)
    assert answer.status_code == 413


def test_the_same_name_twice_gets_a_number_and_the_same_file_twice_is_refused(person):
    send(person, content=pdf("one"))
    send(person, content=pdf("two"))
    assert [attachment.name for attachment in Attachment.objects.all()] == ["plan.pdf", "plan (2).pdf"]
    html = send(person, "other.pdf", pdf("one")).content.decode()
    assert "This file is already attached." in html


def test_three_files_are_enough(person, room):
    for words in ("one", "two", "three"):
        send(person, content=pdf(words))
    assert "At most 3 files; remove one first." in send(person, content=pdf("four")).content.decode()
    assert len(stored(room)) == Attachment.objects.count() == 3


@pytest.mark.parametrize("content", [docx(), DOC])
def test_word_is_taken_too(person, content):
    assert send(person, "plan.docx", content).status_code == 302
    assert Attachment.objects.count() == 1


def test_a_coordinator_attaches_on_behalf(coordinator, signed_in, placement):
    typed = {**TYPED, "origin": "host", "then": "send", "attachment": SimpleUploadedFile("letter.pdf", PDF)}
    signed_in(coordinator).post(f"/placements/{placement.pk}/extension/", typed)
    assert Attachment.objects.get().uploaded_by == coordinator


# Taking away -------------------------------------------------------------------------------------


def test_an_unsent_file_is_removed_and_what_was_typed_stays(
    person, placement, room, django_capture_on_commit_callbacks
):
    send(person)
    key = Attachment.objects.get().pk
    typed = {**TYPED, "explanation": "Half a sen", "then": f"remove-{key}"}
    with django_capture_on_commit_callbacks(execute=True):
        html = person.post("/my/extension/", typed).content.decode()
    assert "plan.pdf was removed." in html
    assert "Half a sen" in html
    assert not Attachment.objects.exists()
    assert stored(room) == []
    assert "The file was removed already." in person.post("/my/extension/", typed).content.decode()


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 400, "１"])
def test_removing_what_is_no_file_is_answered_in_words(person, key):
    send(person)
    answer = person.post("/my/extension/", {**TYPED, "then": f"remove-{key}"})
    assert "The file was removed already." in answer.content.decode()
    assert Attachment.objects.count() == 1


def test_a_file_of_somebody_elses_request_is_not_removed(person):
    theirs = attach(make_request(factories.make_placement(), state="draft"))
    send(person)
    person.post("/my/extension/", {**TYPED, "then": f"remove-{theirs.pk}"})
    assert Attachment.objects.filter(pk=theirs.pk).exists()


def test_discarding_the_draft_takes_its_files_along(person, room, django_capture_on_commit_callbacks):
    send(person)
    with django_capture_on_commit_callbacks(execute=True):
        person.post("/my/extension/discard/")
    assert not ExtensionRequest.objects.exists()
    assert stored(room) == []


def test_what_was_sent_is_kept_whatever_becomes_of_the_request(placement, room, django_capture_on_commit_callbacks):
    request = make_request(placement, state="draft")
    sent = attach(request)
    by = account_of(placement.official)
    request = actions.submit_extension(request, by=by, at=NOW, on=DAY)
    request = actions.return_extension(request, words="Ask for less.", by=factories.office(), at=NOW)
    unsent = attach(request, pdf("second"))
    with pytest.raises(NotAllowed, match="A file that was sent is kept"):
        actions.remove_attachment(sent, by=by, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_extension(request, by=by, at=NOW)
    assert list(Attachment.objects.all()) == [sent]
    assert [path.name for path in stored(room)] == [sent.stored_name]
    assert unsent.stored_name != sent.stored_name


def test_a_file_that_was_not_sent_again_yet_is_not_the_reviewers(placement, person, coordinator, signed_in):
    unsent = attach(make_request(placement, state="returned"))
    reviewer = signed_in(coordinator)
    assert [status(reader, unsent) for reader in (person, reviewer)] == [200, 404]
    assert unsent.name not in reviewer.get(f"/extensions/{unsent.request_id}/").content.decode()


def test_files_come_only_while_the_request_is_written(placement, room):
    request = make_request(placement)
    with pytest.raises(NotAllowed, match="while it is being written"):
        attach(request)
    assert stored(room) == []


def test_a_file_that_cannot_be_written_down_leaves_nothing_behind(placement, room, monkeypatch):
    request = make_request(placement, state="draft")
    monkeypatch.setattr(Attachment, "full_clean", lambda _self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        attach(request)
    assert stored(room) == []


def test_the_database_itself_keeps_what_was_sent(placement):
    request = make_request(placement, state="draft")
    attachment = attach(request)
    with pytest.raises(IntegrityError, match="no longer changes"), transaction.atomic():
        Attachment.objects.update(name="other.pdf")
    actions.submit_extension(request, by=account_of(placement.official), at=NOW, on=DAY)
    for change in (Attachment.objects.all().delete, lambda: Attachment.objects.update(is_sent=False)):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    attachment.pk, attachment.name, attachment.stored_name, attachment.sha256 = None, "b.pdf", "b", "0" * 64
    attachment._state.adding = True
    with pytest.raises(IntegrityError, match="being written"), transaction.atomic():
        attachment.save()


# Handing out -------------------------------------------------------------------------------------


@pytest.fixture
def attachment(placement):
    request = make_request(placement, state="draft")
    made = attach(request, name="方案 1.pdf")
    actions.submit_extension(request, by=account_of(placement.official), at=NOW, on=DAY)
    return made


def status(person, attachment):
    answer = person.get(f"/attachments/{attachment.pk}/")
    if answer.streaming:
        list(answer)
    return answer.status_code


def test_the_file_is_handed_out_to_be_saved_and_to_do_nothing(person, attachment):
    answer = person.get(f"/attachments/{attachment.pk}/")
    assert b"".join(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"


def test_only_those_who_read_the_request_get_its_file(
    attachment, coordinator, second_coordinator, staff, administrator, official_user, other_official_user, signed_in
):
    people = [coordinator, second_coordinator, official_user, staff, administrator, other_official_user]
    got = [status(signed_in(person), attachment) for person in people]
    assert got == [200, 200, 200, 404, 404, 404]


def test_the_file_of_a_draft_is_its_writers_alone(coordinator, person, placement, signed_in):
    drafted = attach(make_request(placement, state="draft"))
    assert [status(reader, drafted) for reader in (person, signed_in(coordinator))] == [200, 404]


def test_a_file_whose_content_is_gone_is_not_found_and_is_logged(person, attachment, caplog):
    files.drop(attachment.stored_name)
    assert person.get(f"/attachments/{attachment.pk}/").status_code == 404
    assert "is gone" in caplog.text


def test_the_reviewer_reads_the_names(coordinator, signed_in, attachment):
    html = signed_in(coordinator).get(f"/extensions/{attachment.request_id}/").content.decode()
    assert "方案 1.pdf" in html
    assert f'href="/attachments/{attachment.pk}/"' in html
