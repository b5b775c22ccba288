"""A column as data: its heading, what stands in it, and of which type that is."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

Value = str | int | dt.date | None


class Kind(Enum):
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """Words, days and numbers stay what they are until a writer writes them; None is an empty cell."""

    heading: str
    value: Callable[["Line"], Value]
    kind: Kind = Kind.TEXT
    width: int = 14  # in characters of a workbook
    css: str = ""  # on paper


@dataclass(frozen=True)
class Stack:
    """A column of paper: some of a file's columns, one under the other."""

    heading: str
    columns: tuple[Column, ...]
    css: str = ""


class Line:
    """A row of a list: its number in it (see `Lines`), and a placement as it stands on the day."""

    __slots__ = ("expertise", "official", "placement", "serial", "standing")

    def __init__(self, standing, expertise):
        self.standing, self.expertise = standing, expertise
        self.placement = standing.placement
        self.official = standing.placement.official
