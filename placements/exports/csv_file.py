"""A list as CSV: UTF-8 with the mark by which Excel knows it, days as 2016-07-23, texts in quotes."""

import csv
import datetime as dt

from placements.exports.harmless import harmless

CONTENT_TYPE = "text/csv; charset=utf-8"


class Echo:
    """What csv writes to: each line comes back from `writerow`."""

    def write(self, line):
        return line


def pieces(heading, columns, lines):
    """The file in pieces of bytes: its head, then a piece for each chunk of lines."""
    # Every text in quotes: a spreadsheet that splits at semicolons finds no cell inside one.
    writer = csv.writer(Echo(), quoting=csv.QUOTE_NONNUMERIC)
    top = [[harmless(line)] for line in heading.lines] + [[], [column.heading for column in columns]]
    yield "".join(map(writer.writerow, top)).encode("utf-8-sig")
    values = [column.value for column in columns]
    for chunk in lines.chunks():
        yield "".join(writer.writerow([_written(value(line)) for value in values]) for line in chunk).encode()


def _written(value):
    if value is None or isinstance(value, int):
        return value
    return value.isoformat() if isinstance(value, dt.date) else harmless(str(value))
