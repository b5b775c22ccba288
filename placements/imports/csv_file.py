"""Reading CSV: UTF-8 with or without its mark, or GB18030, which is what Chinese Excel and WPS write."""

import csv
import io
import unicodedata

from django.utils.translation import gettext as _

from placements.imports.grid import Grid, is_blank
from placements.imports.limits import LAST_ROW, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, UnreadableFileError
from placements.imports.packed import too_long, too_many_columns, too_many_rows

SEPARATORS = ",;\t"


def read_csv(content):
    """The rows of the file. Raises UnreadableFileError in words."""
    text = decode(content)
    separator = _separator(text)
    rows, filled = [], 0
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(lines, 1):
            if all(map(is_blank, row)):
                continue
            filled += 1
            if filled > MOST_ROWS + 20 or number > LAST_ROW:
                raise too_many_rows()
            while row and is_blank(row[-1]):
                row.pop()
            if len(row) > MOST_COLUMNS:
                raise too_many_columns()
            if any(len(value) > MOST_LETTERS for value in row):
                raise too_long()
            rows.append((number, row))
    except csv.Error as error:
        raise UnreadableFileError(
            _("Line {n} cannot be read as CSV; is a quotation mark missing?").format(n=lines.line_num)
        ) from error
    return Grid(rows)


def decode(content):
    """The text. UTF-8 has a shape that other encodings do not take by chance; what lacks it is tried as GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFileError(_("The file is saved as Unicode text; save it as CSV UTF-8 or as .xlsx."))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise UnreadableFileError(_("This file is not an Excel workbook (.xlsx) or CSV."))


def _is_text(text):
    """Control characters, unassigned ones and replacements stand in no text that somebody typed."""
    strange = {letter for letter in set(text) if unicodedata.category(letter) in ("Cc", "Cn", "Cs")}
    return strange <= set("\n\r\t") and "\ufffd" not in text


def _separator(text):
    """That of the three which the first line that has any has most of."""
    for line in text.splitlines()[:20]:
        counts = {separator: line.count(separator) for separator in SEPARATORS}
        if any(counts.values()):
            return max(SEPARATORS, key=counts.get)
    return ","
