"""Reading an Excel workbook: its first sheet, values only, after packed.py has found it harmless."""

import io
import warnings

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from placements.imports.grid import Faulty, Grid, Merged, is_blank
from placements.imports.headings import ALLOWED_VALUES, in_both_languages
from placements.imports.limits import UnreadableFileError
from placements.imports.packed import CELL, column_number, damaged, look_into


def read_workbook(content):
    """The first sheet of the workbook. Raises UnreadableFileError in words."""
    facts = look_into(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl cannot keep when it writes; we only read
        try:
            return _first_sheet(content, facts)
        except UnreadableFileError:
            raise
        except Exception as error:
            raise damaged() from error


def _first_sheet(content, facts):
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise UnreadableFileError(_("The workbook has no sheet to read."))
    sheet = sheets[0]
    # The one thing asked of openpyxl that it does not offer: which part the sheet is.
    found = facts[sheet._worksheet_path]
    if found.formulas:
        cells = ", ".join(cell for cell in found.formulas if cell) or "?"
        raise UnreadableFileError(
            _("The file has formulas ({cells}); copy the cells and paste them as values.").format(cells=cells)
        )
    rows = []
    for row in sheet.iter_rows(max_row=max(found.last_row, 1), max_col=max(found.last_column, 1)):
        values = [Faulty(cell.value) if cell.data_type == "e" else cell.value for cell in row]
        rows.append(values)
    filled = [(number, row) for number, row in enumerate(rows, 1) if not all(map(is_blank, row))]
    others = {other.title for other in sheets[1:] if facts[other._worksheet_path].filled_rows}
    notes = []
    if others - set(in_both_languages(ALLOWED_VALUES)):
        notes.append(_("Only the first sheet is read: {name}.").format(name=sheet.title))
    return Grid(filled, [block for ref in found.merged if (block := _merged(ref))], notes)


def _merged(ref):
    """The block of a reference like C4:C9, or nothing where it is none."""
    first, _colon, last = ref.partition(":")
    start, end = CELL.match(first), CELL.match(last)
    if not (start and end):
        return None
    return Merged(column_number(start[1]), int(start[2]), column_number(end[1]), int(end[2]))
