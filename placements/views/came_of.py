"""What came of doing the same to many rows in one go: a line each, from what the session kept."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import render
from django.urls import reverse

from placements.models import Placement

# What needs somebody stands first; each with its icon.
TONES = {"bad": "warn", "warn": "info", "good": "check"}


@dataclass(frozen=True)
class Line:
    """What came of one of them."""

    row: Any
    tone: str  # good: done now; warn: done before; bad: refused
    words: str
    refusal: str
    link: str  # the page that its number leads to, if any

    @property
    def placement(self):
        return self.row if isinstance(self.row, Placement) else self.row.placement

    @property
    def icon(self):
        return TONES[self.tone]


def kept(go, results):
    """What the session keeps of a go: its mark, and of each its key, the sentence that refused, whether it was done."""
    return {"go": go, "results": [[result.row.pk, result.refusal, result.was_done] for result in results]}


class CameOf:
    """What came of the last go, from what the session kept. A kind of rows says what differs."""

    page: str  # the name of its address and of its template, and where the session keeps it
    title: Any
    words: dict[str, Any]  # of a line of each tone
    explained = ["bad"]  # the tones whose lines say why
    leads_to = ""  # the name of the page of a row

    def __init__(self, user, came):
        results = {key: (refusal, was_done) for key, refusal, was_done in came.get("results", [])}
        lines = [self._line(row, *results[row.pk]) for row in self.rows(user).filter(pk__in=results)]
        self.lines = sorted(lines, key=lambda line: list(TONES).index(line.tone))

    def rows(self, user):
        """All that the user may be told of, in their order within each tone."""
        raise NotImplementedError

    def _line(self, row, refusal, was_done):
        tone = "warn" if was_done else "bad" if refusal else "good"
        link = reverse(f"placements:{self.leads_to}", args=[row.pk]) if self.leads_to else ""
        return Line(row, tone, self.words_of(row, tone), refusal if tone in self.explained else "", link)

    def words_of(self, row, tone):
        return self.words[tone]

    @property
    def summary(self):
        """How many were done now, how many before, how many refused."""
        good, warn, bad = (sum(line.tone == tone for line in self.lines) for tone in reversed(TONES))
        said = [self.done(good), warn and self.done_before(warn), bad and self.refused(bad)]
        return [sentence.format(n=n) for sentence, n in zip(said, (good, warn, bad), strict=True) if sentence]

    def done(self, n):
        """The sentence of those that were done now."""
        raise NotImplementedError

    def done_before(self, n):
        raise NotImplementedError

    def refused(self, n):
        raise NotImplementedError

    @property
    def undone(self):
        """The rows that were refused."""
        return [line.row for line in self.lines if line.tone == "bad"]


def tell(request, kind):
    """What came of the last go. It can be read again and printed until the next, or the end of the session."""
    results = kind(request.user, request.session.get(kind.page, {}))
    return render(request, f"placements/{kind.page}.html", {"results": results})
