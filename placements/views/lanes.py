"""One host post on the timeline: a lane with a bar for each who holds it, and for each time that nobody does."""

from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from officials.models import Post
from placements.calendar import ONE_DAY
from placements.models import ExtensionRequest, Placement
from placements.models.placements import Phase, State
from placements.views.months import Months
from placements.wording import short_day

ROOM_FOR_WORDS = 17  # percent of the width in which "vacant since 1 Feb 2016" can be read


@dataclass(frozen=True)
class Bar:
    """Something drawn, from the first of its days to the end of the last, in percent of the width."""

    kind: str  # held, next, proposed, extension, ask, clash, gap
    x: str
    width: str
    words: str = ""
    label: str = ""
    placement: Placement | None = None

    @property
    def written(self):
        """The label, where it can be read."""
        return self.label if float(self.width) >= ROOM_FOR_WORDS else ""


@dataclass(frozen=True)
class Clash:
    """A post that is asked for and promised in the same days."""

    sentence: str
    request: ExtensionRequest


@dataclass
class Lane:
    """A post, what is drawn of it, and the same facts in words."""

    post: Post
    bars: list[Bar] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def retirements(post):
    """The days from which the post or its organisation is no more."""
    return [day for day in (post.retired_on, post.organisation.retired_on) if day]


def gaps(post, placements, *, on):
    """(first, last) of the days on which nobody stands in the post; None is open.

    When a post began to exist is not kept: before its first holder it is empty only where that
    holder is still to come on the day.
    """
    end = min(retired) - ONE_DAY if (retired := retirements(post)) else None
    if not placements:
        return [(None, end)]
    found = [(None, placements[0].starts_on - ONE_DAY)] if placements[0].starts_on > on else []
    for before, after in pairwise(placements):
        found.append((before.ends_on + ONE_DAY, after.starts_on - ONE_DAY))
    found.append((placements[-1].ends_on + ONE_DAY, end))
    return [(first, last) for first, last in found if first is None or last is None or first <= last]


class LaneDrawing:
    """Draws a lane: its placements in their order, and the requests that are open on them."""

    def __init__(self, post, placements, requests, *, months: Months, on):
        self.months, self.on = months, on
        self.placements = sorted(placements, key=lambda placement: placement.starts_on)
        self.lane = Lane(post)
        self.requests = {placement.pk: requests[placement.pk] for placement in placements if placement.pk in requests}
        asked_from = {placement.ends_on + ONE_DAY for placement in placements if placement.pk in self.requests}
        for first, last in gaps(post, self.placements, on=on):
            self._gap(first, last, is_asked_for=first in asked_from)
        for placement in self.placements:
            self._placement(placement)
        for placement in self.placements:
            if placement.pk in self.requests:
                self._request(placement, self.requests[placement.pk])
        if post.retired_on and months.first <= post.retired_on <= months.last:
            self.lane.facts.append(_("The post was retired on {date}.").format(date=short_day(post.retired_on)))
        if not self.lane.facts:
            self.lane.facts.append(_("Nothing in these months"))

    def _draw(self, kind, first, last, words="", **facts):
        """A bar of the days that lie in the window; its words join the list."""
        span = self.months.span(first, last)
        if span is None:
            return
        self.lane.bars.append(Bar(kind, *span, words=words, **facts))
        if words:
            self.lane.facts.append(words)

    def _gap(self, first, last, *, is_asked_for):
        """Days on which nobody stands in the post; unwritten where a request frames them."""
        if first is None and last is None:
            words = _("Vacant, never held")
        elif first is None:
            words = _("Vacant until {date}").format(date=short_day(last))
        elif last is not None:
            words = _("Vacant from {first} to {last}").format(first=short_day(first), last=short_day(last))
        elif first > self.on:
            words = _("Vacant from {date}").format(date=short_day(first))
        else:
            words = _("Vacant since {date}").format(date=short_day(first))
        label = "" if is_asked_for else words
        self._draw("gap", first or self.months.first, last or self.months.last, words, label=label)

    def _placement(self, placement):
        words = self._words(placement)
        if placement.state == State.PROPOSED:
            self._draw("proposed", placement.starts_on, placement.ends_on, words, placement=placement)
            return
        kind = "next" if placement.phase(on=self.on) == Phase.UPCOMING else "held"
        last = min(placement.original_ends_on, placement.ends_on)
        drawn = self.months.span(placement.starts_on, last)
        self._draw(kind, placement.starts_on, last, words, placement=placement)
        if placement.is_extended:
            to = _("extended to {date}").format(date=short_day(placement.ends_on))
            label = to if drawn else f"{placement.official} · {to}"
            # One line of the list for both parts: the first that is drawn says it.
            said = "" if drawn else words
            self._draw("extension", last + ONE_DAY, placement.ends_on, said, label=label, placement=placement)

    def _words(self, placement):
        sentence = {
            "proposed": _("{name}, from {home}, proposed: {first} to {last}"),
            "upcoming": _("{name}, from {home}, upcoming: {first} to {last}"),
            "extended": _("{name}, from {home}: {first} to {last}, extended, original end {original}"),
            "early": _("{name}, from {home}: {first} to {last}, ended early, original end {original}"),
            "whole": _("{name}, from {home}: {first} to {last}"),
        }[self._standing(placement)]
        return sentence.format(
            name=placement.official,
            home=placement.home_region.name,
            first=short_day(placement.starts_on),
            last=short_day(placement.ends_on),
            original=short_day(placement.original_ends_on),
        )

    def _standing(self, placement):
        if placement.state == State.PROPOSED:
            return "proposed"
        if placement.is_extended:
            return "extended"
        if placement.ends_on < placement.original_ends_on:
            return "early"
        return "upcoming" if placement.phase(on=self.on) == Phase.UPCOMING else "whole"

    def _request(self, placement, request):
        """What is asked for, and where that is promised to somebody else."""
        first, last = placement.ends_on + ONE_DAY, request.asked_ends_on
        asks = {"name": placement.official, "asked": short_day(last)}
        self._draw("ask", first, last, _("{name} asks to stay to {asked}").format(**asks))
        for other in self.placements:
            if other is placement or other.starts_on > last or other.ends_on < first:
                continue
            sentence = _("{name} asks to stay to {asked}, but {successor} is promised the post from {date}.").format(
                successor=other.official, date=short_day(other.starts_on), **asks
            )
            self._draw("clash", other.starts_on, other.ends_on, sentence)
            self.lane.clashes.append(Clash(sentence, request))
