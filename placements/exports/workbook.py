"""A list as an Excel workbook: real days, real numbers, texts that are never formulas.

openpyxl makes the frame: styles, widths, head, filter, what is printed on each page. The rows are
written between its two halves by hand, because openpyxl makes some objects of each cell and takes
five times as long: a hundred thousand rows would outlast the time that a worker has (ADR 0022).
"""

import datetime as dt
import io
from contextlib import ExitStack
from tempfile import TemporaryFile
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from placements.exports.columns import Kind
from placements.exports.harmless import harmless
from placements.wording import is_chinese

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY_ZERO = dt.date(1899, 12, 30)  # of Excel, for any day after February 1900

SHEET = "xl/worksheets/sheet1.xml"
END_OF_ROWS = b"</sheetData>"
# openpyxl would tell its own name and version here.
APPLICATION = "docProps/app.xml"
NO_APPLICATION = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'


def workbook(heading, columns, lines):
    """The workbook as an open temporary file, at its beginning; nothing of it is kept in memory."""
    frame, styles = _frame(heading, columns, len(lines))
    with ExitStack() as closing:
        file = closing.enter_context(TemporaryFile())
        with ZipFile(frame) as made, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=3) as book:
            for name in made.namelist():
                if name != SHEET:
                    book.writestr(name, NO_APPLICATION if name == APPLICATION else made.read(name))
            above, end, below = made.read(SHEET).partition(END_OF_ROWS)
            with book.open(SHEET, "w", force_zip64=True) as sheet:
                sheet.write(above)
                for rows in _rows(lines, columns, styles, first=_row_of_heads(heading) + 1):
                    sheet.write(rows)
                sheet.write(end + below)
        file.seek(0)
        closing.pop_all()
        return file


# The frame -----------------------------------------------------------------------------------


def _row_of_heads(heading):
    """Under the head and an empty row."""
    return len(heading.lines) + 2


def _frame(heading, columns, count):
    """The workbook without its rows, and the number of the style of each kind of cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(capfirst(heading.name)[:31])
    book.properties.title, book.properties.creator = heading.title, _("Exchange Office")
    book.properties.created = book.properties.modified = heading.at.astimezone(dt.UTC).replace(tzinfo=None)
    heads = _row_of_heads(heading)
    letters = [get_column_letter(n) for n in range(1, len(columns) + 1)]
    for letter, column in zip(letters, columns, strict=True):
        sheet.column_dimensions[letter].width = column.width
    sheet.freeze_panes = f"A{heads + 1}"
    sheet.auto_filter.ref = f"A{heads}:{letters[-1]}{heads + count}"
    _lay_out_pages(sheet, heading, heads)
    for n, line in enumerate(heading.lines):
        sheet.append([_cell(sheet, line, font=Font(bold=True, size=14) if n == 0 else None)])
    sheet.append([])
    look = {"font": Font(bold=True), "border": Border(bottom=Side(style="thin"))}
    wrap = Alignment(wrap_text=True, vertical="bottom")
    sheet.append([_cell(sheet, column.heading, alignment=wrap, **look) for column in columns])
    top = Alignment(vertical="top")
    styles = {
        Kind.TEXT: _cell(sheet, "", alignment=Alignment(vertical="top", wrap_text=True)),
        Kind.NUMBER: _cell(sheet, "", alignment=top),
        Kind.DAY: _cell(sheet, "", alignment=top, number_format="yyyy-mm-dd" if is_chinese() else "d mmm yyyy"),
    }
    numbers = {kind: cell.style_id for kind, cell in styles.items()}
    file = io.BytesIO()
    book.save(file)
    return file, numbers


def _lay_out_pages(sheet, heading, heads):
    """A4 across, as wide as the page, the column heads on each page with the mark and its number."""
    sheet.print_title_rows = f"{heads}:{heads}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = heading.mark, "&P / &N"


def _cell(sheet, text, **look):
    cell = WriteOnlyCell(sheet, harmless(text))
    cell.data_type = "s"
    for name, value in look.items():
        if value is not None:
            setattr(cell, name, value)
    return cell


# The rows ------------------------------------------------------------------------------------


def _rows(lines, columns, styles, *, first):
    """A piece of bytes for each chunk of lines."""
    cells = [(get_column_letter(n), styles[column.kind], column.value) for n, column in enumerate(columns, start=1)]
    for chunk in lines.chunks():
        written = []
        for number, line in enumerate(chunk, start=first):
            written.append(f'<row r="{number}">')
            written += [_written(f'r="{letter}{number}" s="{style}"', value(line)) for letter, style, value in cells]
            written.append("</row>")
        first += len(chunk)
        yield "".join(written).encode()


def _written(place, value):
    if value is None or value == "":
        return ""
    if isinstance(value, dt.date):
        value = (value - DAY_ZERO).days
    if isinstance(value, int):
        return f"<c {place}><v>{value}</v></c>"
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(harmless(str(value)))}</t></is></c>'
