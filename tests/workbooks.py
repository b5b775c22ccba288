"""Spreadsheets for tests: as an office would send them, and as nobody should."""

import csv
import io
import zipfile

from openpyxl import Workbook

from placements.imports.headings import in_both_languages


def workbook(headings, *rows, title=None, merged=(), sheets=()):
    """A workbook with the headings in its first row (or its second, under a title) and the rows under them."""
    book = Workbook()
    sheet = book.active
    if title:
        sheet.append([title])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    for ref in merged:
        sheet.merge_cells(ref)
    for name in sheets:
        book.create_sheet(name)
    return as_bytes(book)


def as_bytes(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_file(headings, *rows, encoding="utf-8-sig", separator=","):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows([headings, *rows])
    return file.getvalue().encode(encoding)


def repacked(content, changes, *, compression=zipfile.ZIP_DEFLATED):
    """The workbook with some of its parts changed, added, or (None) left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", compression) as new:
        parts = {name: old.read(name) for name in old.namelist()} | changes
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def headings(resource, *names, language="en"):
    """The headings of these columns in one language."""
    said = {cell.column_name: in_both_languages(cell.heading) for cell in resource.cells()}
    return [said[name][0 if language == "en" else 1] for name in names]
