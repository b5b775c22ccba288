"""The workbook to fill in: headings in both languages, lists to choose from, and a sheet of allowed values."""

from io import BytesIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from placements.exports.harmless import harmless
from placements.imports.cells import Day, OneOf, Truth
from placements.imports.headings import ALLOWED_VALUES, in_both_languages
from placements.imports.kinds import RESOURCES
from placements.imports.limits import MOST_ROWS
from placements.models.imports import ImportKind

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LETTERS_OF_A_SHEET = 31


def template(kind):
    """The template of the kind, open at its beginning."""
    kind = ImportKind(kind)
    cells = RESOURCES[kind].cells()
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": str(kind.label), "author": _("Exchange Office")})
        sheet = book.add_worksheet(capfirst(str(kind.label))[:MOST_LETTERS_OF_A_SHEET])
        allowed = book.add_worksheet(str(ALLOWED_VALUES)[:MOST_LETTERS_OF_A_SHEET])
        _write_headings(book, sheet, cells)
        _write_allowed(book, sheet, allowed, cells)
    file.seek(0)
    return file


def _write_headings(book, sheet, cells):
    look = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EEF3F1"}
    must, may = book.add_format(look), book.add_format(look | {"bold": False})
    as_text, as_day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for n, cell in enumerate(cells):
        english, chinese = in_both_languages(cell.heading)
        is_day = isinstance(cell.widget, Day)
        # Text, or a program takes 0314 for 314 and 1-2 for a day.
        sheet.set_column(n, n, 18, as_day if is_day else as_text)
        sheet.write_string(0, n, f"{chinese}\n{capfirst(english)}", must if cell.needed else may)
        if cell.help_text:
            sheet.write_comment(0, n, str(cell.help_text), {"visible": False, "author": ""})
    sheet.set_row(0, 36)
    sheet.freeze_panes(1, 0)


def _write_allowed(book, sheet, allowed, cells):
    """One column for each short list: what may be written, Chinese first; the cells of the sheet choose from it."""
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    column = 0
    for n, cell in enumerate(cells):
        values = _values(cell.widget)
        if not values:
            continue
        english, chinese = in_both_languages(cell.heading)
        allowed.write_string(0, column, f"{chinese}\n{capfirst(english)}", head)
        allowed.set_column(column, column, 26)
        for at, value in enumerate(values, 1):
            allowed.write_string(at, column, harmless(value[0]))
            for beside, other in enumerate(value[1:], 1):
                allowed.write_string(at, column + beside, harmless(other))
        name = xl_col_to_name(column)
        source = f"='{allowed.get_name()}'!${name}$2:${name}${len(values) + 1}"
        # The list advises: several may stand in a cell, and 正处级 is understood as well.
        advice = {"validate": "list", "source": source, "error_type": "information"}
        sheet.data_validation(1, n, MOST_ROWS, n, advice)
        column += max(len(value) for value in values) + 1
    allowed.freeze_panes(1, 0)
    allowed.protect()


def _values(widget):
    """Rows of names: Chinese, English, code."""
    if isinstance(widget, OneOf):
        return [tuple(map(str, names)) for names in widget.allowed]
    if isinstance(widget, Truth):
        return [tuple(reversed(in_both_languages(word))) for word in widget.allowed]
    return []
