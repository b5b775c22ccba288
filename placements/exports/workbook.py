"""A list as an Excel workbook: real days, real numbers, texts that are never formulas.

Each cell is written by the method of its type. `write`, which guesses, would make a formula, a
link or a number of a text. Excel holds 32,767 characters in a cell; XlsxWriter cuts a longer text
there. No field of ours is a fifth as long.
"""

import datetime as dt
from contextlib import ExitStack
from tempfile import TemporaryDirectory, TemporaryFile

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from placements.exports.columns import Kind
from placements.exports.harmless import harmless
from placements.wording import is_chinese

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A4 = 9


def workbook(heading, columns, lines):
    """The workbook as an open temporary file, at its beginning; one row of it is in memory at a time."""
    with ExitStack() as unless_whole, TemporaryDirectory() as folder:
        file = unless_whole.enter_context(TemporaryFile())
        with Workbook(file, {"constant_memory": True, "tmpdir": folder}) as book:
            book.set_properties(_properties(heading))
            sheet = book.add_worksheet(capfirst(heading.name)[:31])
            heads = (
                len(heading.lines) + 1
            )  # the row of the column heads, counted from 0: under the head and an empty row
            _lay_out(sheet, heading, columns, heads=heads, last=heads + len(lines))
            _write_head(book, sheet, heading, columns, heads=heads)
            _write_rows(book, sheet, columns, lines, first=heads + 1)
        file.seek(0)
        unless_whole.pop_all()
        return file


def _properties(heading):
    """What the file tells of itself; nothing of the machine that made it."""
    return {"title": heading.title, "author": _("Exchange Office"), "created": heading.at.astimezone(dt.UTC)}


def _lay_out(sheet, heading, columns, *, heads, last):
    """Widths, filter, a head that stays; on paper A4 across, as wide as the page, the heads on each with its number."""
    for n, column in enumerate(columns):
        sheet.set_column(n, n, column.width)
    sheet.freeze_panes(heads + 1, 0)
    sheet.autofilter(heads, 0, last, len(columns) - 1)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heads)
    sheet.set_footer(f"&L{heading.mark.replace('&', '&&')}&R&P / &N")


def _write_head(book, sheet, heading, columns, *, heads):
    title = book.add_format({"bold": True, "font_size": 14})
    for row, line in enumerate(heading.lines):
        sheet.write_string(row, 0, harmless(line), None if row else title)
    look = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for n, column in enumerate(columns):
        sheet.write_string(heads, n, harmless(column.heading), look)


def _write_rows(book, sheet, columns, lines, *, first):
    def write_text(row, n, value, look):
        sheet.write_string(row, n, harmless(str(value)), look)

    top = {"valign": "top"}
    days = {"num_format": "yyyy-mm-dd" if is_chinese() else "d mmm yyyy"}
    kinds = {
        Kind.TEXT: (write_text, book.add_format(top | {"text_wrap": True})),
        Kind.NUMBER: (sheet.write_number, book.add_format(top)),
        Kind.DAY: (sheet.write_datetime, book.add_format(top | days)),
    }
    cells = [(n, column.value, *kinds[column.kind]) for n, column in enumerate(columns)]
    for row, line in enumerate(lines, start=first):
        for n, value_of, write, look in cells:
            value = value_of(line)
            if value is not None and value != "":
                write(row, n, value, look)
