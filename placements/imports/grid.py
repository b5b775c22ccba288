"""A sheet as it was read: rows of plain values with their numbers, and the cells that were merged."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


class Faulty(str):
    """What a cell shows in place of a value: #REF!, #N/A."""

    __slots__ = ()


@dataclass(frozen=True)
class Merged:
    """A block of merged cells, counted from 1; only its first cell holds a value."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass
class Grid:
    rows: Iterable[tuple[int, list[Value]]]  # empty ones left out
    merged: list[Merged] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def is_blank(value):
    return value is None or (isinstance(value, str) and not value.strip())
