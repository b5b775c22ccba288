"""The months that a timeline shows, and where a day lies among them, in percent of the width."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import formats

from placements.calendar import ONE_DAY, add_months
from placements.wording import is_chinese

HOW_MANY = 24
BEFORE = 10  # months shown before that of the day, so that a term and what follows it are seen together
STEP = 6
YEARS = range(1999, 2101)


@dataclass(frozen=True)
class Tick:
    """The beginning of a month."""

    x: str
    label: str


@dataclass(frozen=True)
class Months:
    """So many whole months from the first day of one. An end is inclusive: a bar ends where its last day does."""

    first: dt.date

    @classmethod
    def around(cls, day):
        """The months around the day, beginning with a quarter."""
        first = add_months(day.replace(day=1), -BEFORE)
        return cls(first.replace(month=first.month - (first.month - 1) % 3))

    @classmethod
    def typed(cls, text):
        """The months from one that is written like 2016-07. None where it is not."""
        if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) or int(text[:4]) not in YEARS:
            return None
        return cls(dt.date.fromisoformat(f"{text}-01"))

    @property
    def after(self):
        """The first day that is no longer shown."""
        return add_months(self.first, HOW_MANY)

    @property
    def last(self):
        return self.after - ONE_DAY

    @property
    def key(self):
        """As the query string has it: 2016-07."""
        return f"{self.first:%Y-%m}"

    def moved(self, months):
        """The window moved by some months; None at the ends of the century."""
        first = add_months(self.first, months)
        return Months(first) if first.year in YEARS else None

    @property
    def earlier(self):
        return self.moved(-STEP)

    @property
    def later(self):
        return self.moved(STEP)

    def __contains__(self, day):
        return self.first <= day < self.after

    def _share(self, day):
        share = 100 * (day - self.first).days / (self.after - self.first).days
        return round(min(max(share, 0), 100), 2)

    def at(self, day):
        """Where the day begins."""
        return f"{self._share(day):.2f}"

    def span(self, first, last):
        """(x, width) from the beginning of the first day to the end of the last; None where all of it is outside."""
        if last < self.first or first >= self.after or last < first:
            return None
        x, end = self._share(first), self._share(last + ONE_DAY)
        return f"{x:.2f}", f"{end - x:.2f}"

    @property
    def ticks(self):
        """Every month; each quarter is named, with its year at the first of them and in January."""
        found = []
        for index in range(HOW_MANY):
            month = add_months(self.first, index)
            is_crowded = 0 < index < 3 and (self.first.month - 1) % 3
            is_named = index == 0 or ((month.month - 1) % 3 == 0 and not is_crowded)
            label = self._name(month, with_year=index == 0 or month.month == 1) if is_named else ""
            found.append(Tick(self.at(month), label))
        return found

    @staticmethod
    def _name(month, *, with_year):
        """Jul 2015, Oct; 2015年7月, 10月."""
        if is_chinese():
            return f"{month.year}年{month.month}月" if with_year else f"{month.month}月"
        return formats.date_format(month, "M Y" if with_year else "M")

    @property
    def words(self):
        """(first month, last month) in words."""
        pattern = "Y年n月" if is_chinese() else "F Y"
        return formats.date_format(self.first, pattern), formats.date_format(self.last, pattern)
