"""What a file would do, or did: row by row new, changed, unchanged or refused, in words."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import Enum

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _


class Verdict(Enum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self):
        return {
            Verdict.NEW: pgettext_lazy("row of a file", "new"),
            Verdict.CHANGED: pgettext_lazy("row of a file", "changed"),
            Verdict.UNCHANGED: pgettext_lazy("row of a file", "unchanged"),
            Verdict.REFUSED: pgettext_lazy("row of a file", "refused"),
        }[self]


@dataclass(frozen=True)
class Change:
    """A cell that says something new: under which heading, from what to what."""

    column: str
    heading: str
    before: str
    after: str
    keys: tuple = ()  # both values in a form that no language changes


@dataclass(frozen=True)
class Problem:
    """Why a row is refused: at which heading, in which words."""

    column: str
    heading: str
    sentence: str


@dataclass
class Row:
    number: int
    verdict: Verdict
    name: str
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self):
        return asdict(self) | {"verdict": self.verdict.value}

    @classmethod
    def from_json(cls, kept):
        changes = [Change(**change) for change in kept["changes"]]
        problems = [Problem(**problem) for problem in kept["problems"]]
        return cls(**kept | {"verdict": Verdict(kept["verdict"]), "changes": changes, "problems": problems})

    @property
    def sentences(self):
        """Each problem as one sentence that says where."""
        return [said(self.number, problem) for problem in self.problems]


def said(number, problem):
    if not problem.heading:
        return _("Row {n}: {problem}").format(n=number, problem=problem.sentence)
    return _("Row {n}, {column}: {problem}").format(n=number, column=problem.heading, problem=problem.sentence)


@dataclass
class Outcome:
    rows: list[Row]
    notes: list[str] = field(default_factory=list)

    def count(self, verdict):
        return sum(1 for row in self.rows if row.verdict is verdict)

    @property
    def new(self):
        return self.count(Verdict.NEW)

    @property
    def changed(self):
        return self.count(Verdict.CHANGED)

    @property
    def unchanged(self):
        return self.count(Verdict.UNCHANGED)

    @property
    def refused(self):
        return self.count(Verdict.REFUSED)

    @property
    def is_refused(self):
        return self.refused > 0

    @property
    def changes_something(self):
        return self.new + self.changed > 0

    @property
    def counts(self):
        """The four numbers by the names of their fields."""
        return {verdict.value: self.count(verdict) for verdict in Verdict}

    @property
    def sentence(self):
        return _("{n} new, {m} changed, {k} unchanged, {j} refused").format(
            n=self.new, m=self.changed, k=self.unchanged, j=self.refused
        )

    def as_json(self):
        """As it is kept beside the file, with the language of its sentences."""
        return {"language": get_language(), "notes": self.notes, "rows": [row.as_json() for row in self.rows]}

    @classmethod
    def from_json(cls, kept):
        """The outcome that was kept, or None where its sentences are in another language than the page."""
        if not kept or kept["language"] != get_language():
            return None
        return cls([Row.from_json(row) for row in kept["rows"]], kept["notes"])

    @property
    def fingerprint(self):
        """The same for two checks that would do the same, in whichever language they are read."""
        rows = [
            (row.number, row.verdict.value, [(change.column, change.keys) for change in row.changes])
            for row in self.rows
        ]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
