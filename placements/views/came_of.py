"""What came of doing the same to many placements in one go: a line each, from what the session kept."""

from dataclasses import dataclass

from placements.models import Placement

TONES = ["bad", "warn", "good"]  # what needs somebody stands first


@dataclass(frozen=True)
class Line:
    """What came of one of them."""

    placement: Placement
    tone: str  # good: done now; warn: done before; bad: refused
    refusal: str


def kept(go, results):
    """What the session keeps of a go: its mark, and of each its key, the sentence that refused, whether it was done."""
    return {"go": go, "results": [[result.row.pk, result.refusal, result.was_done] for result in results]}


def lines(placements, came):
    """The lines of those placements that were in the go, in their order within each tone."""
    results = {key: (refusal, was_done) for key, refusal, was_done in came.get("results", [])}
    found = [_line(placement, *results[placement.pk]) for placement in placements.filter(pk__in=results)]
    return sorted(found, key=lambda line: TONES.index(line.tone))


def _line(placement, refusal, was_done):
    if was_done:
        return Line(placement, "warn", "")
    return Line(placement, "bad" if refusal else "good", refusal)


def count(found):
    """How many were done now, how many before, how many refused."""
    return tuple(sum(line.tone == tone for line in found) for tone in ("good", "warn", "bad"))
