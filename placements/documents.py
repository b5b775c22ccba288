"""What a file is, by its content: PDF or Word without macros, or refused in words. Nothing is ever unpacked."""

import hashlib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from placements.models.papers import DocumentKind

MOST_BYTES = 5 * 1024 * 1024
MOST_NAME = 100

# A packed file may not become much when it is unpacked, by whomever.
MOST_UNPACKED = 30 * 1024 * 1024
MOST_ENTRIES = 100
MOST_RATIO = 100
MOST_CONTENT_TYPES = 256 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True)
class Document:
    """A file that was looked at: what it may be called, what it is, and its content."""

    name: str
    kind: str
    content: bytes

    @property
    def sha256(self):
        return hashlib.sha256(self.content).hexdigest()


def examine(name, content):
    """The document of that content. Raises ValidationError in words: empty, too large, not PDF or Word, macros."""
    if not content:
        raise ValidationError(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than {n} MB.").format(n=MOST_BYTES // 1024 // 1024))
    kind = _kind(content)
    return Document(safe_name(name, kind), kind, content)


def safe_name(name, kind):
    """The name without folders and without what no name should hold; its ending is that of the content."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # Controls and format characters: a right-to-left mark makes "exe.pdf" of "fdp.exe".
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C" and letter not in '<>:"|?*')
    name = ENDING.sub("", " ".join(name.split())).strip(" .")
    return f"{name[:MOST_NAME] or 'attachment'}.{kind}"


def _kind(content):
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-1024:]:
            raise ValidationError(_("The file is damaged: its end is missing."))
        return DocumentKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(OLE):
        return _old_word(content)
    raise _neither()


def _neither():
    return ValidationError(_("This file is not PDF or Word."))


def _macros():
    return ValidationError(_("The file has macros; save it as PDF."))


def _packed(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            names = {entry.filename for entry in entries}
            if not {"[Content_Types].xml", "word/document.xml"} <= names:
                raise _neither()
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * len(content):
                raise ValidationError(_("The file unpacks to more than we take; save it as PDF."))
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise _macros()
            with packed.open("[Content_Types].xml") as types:
                declared = types.read(MOST_CONTENT_TYPES)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise _neither() from error
    if b"macroEnabled" in declared:
        raise _macros()
    return DocumentKind.DOCX


def _old_word(content):
    """The names of an OLE file's parts stand in it as UTF-16."""
    if "WordDocument".encode("utf-16-le") not in content:
        raise _neither()
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise _macros()
    return DocumentKind.DOC
