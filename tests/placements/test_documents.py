"""What a file is, by its content, and what it may be called."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from placements import documents
from tests.documents import DOC, OLE, PDF, docx

NEITHER = "This file is not PDF or Word."


def zipped(*names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (docx(), "docx"), (DOC, "doc")])
def test_the_content_says_what_it_is_and_the_ending_follows(content, kind):
    document = documents.examine("plan.exe", content)
    assert (document.kind, document.name) == (kind, f"plan.{kind}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"MZ\x90\x00", NEITHER),
        (b"<html><script>alert(1)</script>", NEITHER),
        (b" %PDF-1.7 %%EOF", NEITHER),
        (PDF[:-6], "its end is missing"),
        (b"%PDF-1.7" + b"0" * documents.MOST_BYTES, "larger than 5 MB"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), NEITHER),
        (zipped("word/document.xml"), NEITHER),
        (docx()[:-30], NEITHER),
        (b"PK\x03\x04" + b"\xff" * 200, NEITHER),
        (docx(word_vbaProject__bin="x"), "has macros"),
        (docx(types="application/vnd.ms-word.document.macroEnabled.main+xml"), "has macros"),
        (OLE + b"\x00" * 600, NEITHER),
        (DOC + "_VBA_PROJECT".encode("utf-16-le"), "has macros"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        documents.examine("plan.pdf", content)


def test_a_file_that_unpacks_to_more_than_it_should_is_refused_without_unpacking():
    bomb = docx(word__bin=b"\x00" * (documents.MOST_UNPACKED + 1))
    assert len(bomb) < 100_000
    with pytest.raises(ValidationError, match="unpacks to more"):
        documents.examine("plan.docx", bomb)
    with pytest.raises(ValidationError, match="unpacks to more"):
        documents.examine("plan.docx", docx(word__bin=b"\x00" * 1_000_000))
    with pytest.raises(ValidationError, match="unpacks to more"):
        documents.examine("plan.docx", docx(**{f"part{n}": "x" for n in range(documents.MOST_ENTRIES)}))


def test_a_packed_file_that_lies_about_its_first_part_is_refused():
    content = bytearray(docx(compressed=zipfile.ZIP_STORED))
    at = content.index(b"<Types/>")
    content[at : at + 3] = b"xxx"  # the checksum no longer fits
    with pytest.raises(ValidationError, match=NEITHER):
        documents.examine("plan.docx", bytes(content))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\qiao\\工作方案.docx", "工作方案.pdf"),
        ("plan\u202efdp.exe", "planfdp.pdf"),
        ("a\x07b\r\nc.pdf", "abc.pdf"),
        ("...", "attachment.pdf"),
        ("", "attachment.pdf"),
        ("x" * 400 + ".pdf", "x" * 100 + ".pdf"),
        ('say "no".pdf', "say no.pdf"),
        ("2016.05.09 plan", "2016.05.09 plan.pdf"),
    ],
)
def test_a_name_is_made_safe(name, safe):
    assert documents.safe_name(name, "pdf") == safe
