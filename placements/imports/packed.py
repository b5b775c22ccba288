"""A workbook as a packed file: what is in it, how much it becomes, and what must not be there.

All is asked before anything is built in memory. First the directory of the zip file, then each part
of XML in small pieces, counted by a parser that keeps nothing. What openpyxl reads afterwards has
known bounds.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat  # doctypes are refused below, and without them entities

from django.utils.translation import gettext as _

from placements.imports.limits import (
    LAST_ROW,
    MOST_BYTES_OF_A_SMALL_PART,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_ELEMENTS_OF_A_SMALL_PART,
    MOST_ENTRIES,
    MOST_LETTERS,
    MOST_RATIO,
    MOST_ROWS,
    MOST_UNPACKED,
    UnreadableFileError,
)

PIECE = 64 * 1024
MOST_DEPTH = 64  # of elements in elements
CONTENT_TYPES = "[Content_Types].xml"
BROKEN_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError, EOFError)

# Parts of a workbook that run, or that fetch something from elsewhere.
MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|activex/|/ctrlprops/", re.IGNORECASE)
ELSEWHERE = re.compile(r"externallinks/|embeddings/|querytables/|xl/connections\.xml|xl/webextensions", re.IGNORECASE)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
LARGE_PART = re.compile(r"xl/(worksheets/[^/]+|sharedstrings[^/]*)\.xml$", re.IGNORECASE)
READ_PART = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")


@dataclass
class SheetFacts:
    """What a sheet holds, counted without reading it."""

    last_row: int = 0
    last_column: int = 0
    filled_rows: int = 0
    formulas: list[str] = field(default_factory=list)  # the first few cells
    merged: list[str] = field(default_factory=list)


def look_into(content):
    """What each sheet of the workbook holds, by its part. Raises UnreadableFileError in words."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _insist_on_a_workbook(packed, len(content))
            return _count(packed)
    except (*BROKEN_ZIP, zlib.error, KeyError, OSError) as error:
        raise damaged() from error


def damaged():
    return UnreadableFileError(_("The file is damaged or is no workbook; save it anew as .xlsx."))


def too_much():
    return UnreadableFileError(_("The file unpacks to more than we take; copy the rows into a new workbook."))


def too_many_rows(most=MOST_ROWS):
    return UnreadableFileError(_("The file has more than {n} rows; divide it.").format(n=most))


def too_many_columns():
    return UnreadableFileError(_("The file has more than {n} columns.").format(n=MOST_COLUMNS))


def too_long():
    return UnreadableFileError(_("A cell holds more than {n} characters.").format(n=MOST_LETTERS))


def _insist_on_a_workbook(packed, size):
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * size:
        raise too_much()
    if any(MACROS.search(name) for name in names):
        raise UnreadableFileError(_("The file has macros; save it as .xlsx."))
    if any(ELSEWHERE.search(name) for name in names):
        raise UnreadableFileError(
            _("The file draws on other files or holds some; copy the values into a new workbook.")
        )
    if CONTENT_TYPES not in names or "xl/workbook.xml" not in names:
        raise UnreadableFileError(_("This file is not an Excel workbook (.xlsx) or CSV."))
    if len(set(names)) < len(names) or any(entry.flag_bits & 0x1 for entry in entries):
        raise damaged()
    if packed.getinfo(CONTENT_TYPES).file_size > MOST_BYTES_OF_A_SMALL_PART:
        raise too_much()
    if b"macroenabled" in packed.read(CONTENT_TYPES).lower():
        raise UnreadableFileError(_("The file has macros; save it as .xlsx."))


def _count(packed):
    sheets, elements = {}, 0
    for entry in packed.infolist():
        name = entry.filename
        if not READ_PART.search(name):
            continue
        is_large = LARGE_PART.search(name)
        if not is_large and entry.file_size > MOST_BYTES_OF_A_SMALL_PART:
            raise too_much()
        counted = SheetCount() if SHEET.search(name) else Count()
        counted.most = MOST_ELEMENTS - elements if is_large else MOST_ELEMENTS_OF_A_SMALL_PART
        counted.read(packed, entry)
        elements += counted.elements
        if isinstance(counted, SheetCount):
            sheets[name] = counted.facts
    return sheets


class Count:
    """Counts the elements of a part and keeps none; a text longer than a cell holds is refused."""

    def __init__(self):
        self.elements, self.most, self.letters, self.depth = 0, 0, 0, 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.buffer_text = True

    def read(self, packed, entry):
        left = entry.file_size + 1
        try:
            with packed.open(entry) as part:
                while piece := part.read(min(PIECE, left)):
                    left -= len(piece)
                    if left <= 0:
                        raise damaged()
                    self.parser.Parse(piece, False)
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise damaged() from error

    def refuse_doctype(self, *_declared):
        raise damaged()

    def start(self, name, attributes):
        self.elements += 1
        self.letters = 0
        self.depth += 1
        if self.elements > self.most:
            raise too_much()
        if self.depth > MOST_DEPTH:
            raise damaged()

    def end(self, name):
        self.depth -= 1

    def text(self, letters):
        self.letters += len(letters)
        if self.letters > MOST_LETTERS:
            raise too_long()


class SheetCount(Count):
    """Counts rows and columns that hold something; remembers formulas and merged cells."""

    def __init__(self):
        super().__init__()
        self.facts = SheetFacts()
        self.row, self.column, self.cell, self.filled_row = 0, 0, "", 0
        self.heads = {"row": self._begin_row, "c": self._begin_cell, "f": self._begin_formula}
        self.heads |= {"v": self._begin_value, "is": self._begin_value, "mergeCell": self._begin_merged}

    def start(self, name, attributes):
        super().start(name, attributes)
        head = self.heads.get(name.rpartition(" ")[2])
        if head:
            head(attributes)

    def _begin_row(self, attributes):
        at = attributes.get("r", "")
        self.row = int(at) if at.isdecimal() and len(at) < 8 else self.row + 1
        self.column = 0

    def _begin_cell(self, attributes):
        self.column += 1
        self.cell = attributes.get("r", "")
        if found := CELL.match(self.cell):
            self.column, self.row = column_number(found[1]), int(found[2])

    def _begin_value(self, _attributes):
        facts = self.facts
        if self.row != self.filled_row:
            self.filled_row = self.row
            facts.filled_rows += 1
        facts.last_row, facts.last_column = max(facts.last_row, self.row), max(facts.last_column, self.column)
        if facts.filled_rows > MOST_ROWS + 20 or self.row > LAST_ROW:
            raise too_many_rows()
        if self.column > MOST_COLUMNS:
            raise too_many_columns()

    def _begin_formula(self, _attributes):
        if len(self.facts.formulas) < 3:
            self.facts.formulas.append(self.cell)

    def _begin_merged(self, attributes):
        self.facts.merged.append(attributes.get("ref", ""))


def column_number(letters):
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
