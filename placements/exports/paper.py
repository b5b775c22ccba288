"""A list on paper: cells of one or more lines, in a table that a browser prints."""

import datetime as dt
from dataclasses import dataclass

from placements.exports.columns import Kind, Stack
from placements.wording import short_day

MOST = 3000  # rows; some hundred sheets. More goes into a file.


@dataclass(frozen=True)
class Head:
    label: str
    css: str


class Paper:
    """The columns of paper and the rows in them. What is too long for paper is said so, never cut."""

    def __init__(self, columns, lines):
        self.columns, self.lines = columns, lines

    def __len__(self):
        return len(self.lines)

    @property
    def is_too_long(self):
        return len(self) > MOST

    @property
    def heads(self):
        return [Head(column.heading, _css(column)) for column in self.columns]

    @property
    def rows(self):
        """For each row its cells: (what it looks like, its lines)."""
        shapes = [(_css(column), column.columns if isinstance(column, Stack) else (column,)) for column in self.columns]
        for line in self.lines:
            yield [(css, [_said(part.value(line)) for part in parts]) for css, parts in shapes]


def _css(column):
    if isinstance(column, Stack) or column.css:
        return column.css
    return {Kind.NUMBER: "num", Kind.DAY: "nowrap", Kind.TEXT: ""}[column.kind]


def _said(value):
    if isinstance(value, dt.date):
        return short_day(value)
    return "" if value is None else str(value)
