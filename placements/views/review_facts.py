"""A request against the facts, as its reviewer reads it."""

import copy
import datetime as dt
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements import rules
from placements.calendar import ONE_DAY, add_months, months_later, whole_months
from placements.models.extensions import RequestState
from placements.models.opinions import OpinionLevel, Side
from placements.views.knock_on import consequences
from placements.views.standing import percent
from placements.wording import is_chinese, short_day


@dataclass(frozen=True)
class Fact:
    """A line of the comparison: what holds now, what would hold, the rule, and whether it is met."""

    name: str
    now: str
    then: str
    rule: str
    tone: str  # good, warn, bad
    check: str


def in_months(n):
    return ngettext("{n} month", "{n} months", n).format(n=n)


def shared_days(first, second):
    """How many days two spans (start, end) have in common, both ends counted."""
    return (min(first[1], second[1]) - max(first[0], second[0])).days + 1


class Review:
    """The request, its rules and what stands against it on the day.

    `tried` is another end that the reviewer looks at; nothing is changed by looking.
    """

    def __init__(self, request, *, on, tried=None):
        self.request, self.on = request, on
        self.placement, self.cycle = request.placement, request.placement.cycle
        # A decided request is compared with the end that it was asked from.
        self.then = copy.copy(self.placement)
        self.then.ends_on = request.current_ends_on
        self.window = rules.window(self.then)
        # A returned request may be half written anew: it has no end to compare until it is sent again.
        self.has_end = request.asked_ends_on is not None
        self.is_undecided = request.state in [RequestState.SUBMITTED, RequestState.RETURNED] and self.has_end
        self.tried = tried if self.is_undecided else None
        self.end = self.tried or request.asked_ends_on

    @property
    def waits(self):
        return self.request.state == RequestState.SUBMITTED

    @property
    def can_be_reversed(self):
        return self.request.state == RequestState.APPROVED

    @property
    def takes_opinions(self):
        return self.request.state in [RequestState.SUBMITTED, RequestState.RETURNED]

    @property
    def days_waiting(self):
        return self.request.days_waiting(on=self.on)

    @cached_property
    def departures(self):
        """The warnings that were overridden in deciding it."""
        return list(self.request.departures.all())

    @property
    def months_more(self):
        return whole_months(self.request.current_ends_on + ONE_DAY, self.end)

    # Conflicts

    @cached_property
    def successor(self):
        return rules.successor(self.then, self.end) if self.is_undecided else None

    @cached_property
    def elsewhere(self):
        return rules.next_placement(self.then, self.end) if self.is_undecided else None

    @property
    def days_of_conflict(self):
        return self._days_with(self.successor)

    def _days_with(self, other):
        return shared_days((self._first_more, self.end), (other.starts_on, other.ends_on))

    @property
    def _first_more(self):
        return self.request.current_ends_on + ONE_DAY

    @property
    def post_retires_on(self):
        """The day the post stops to exist, where that is within the days asked for."""
        retired = self.placement.host_post.retired_on
        return retired if self.is_undecided and retired and retired <= self.end else None

    @cached_property
    def knock_on(self):
        """What follows for others and for the next cycle, while nothing is decided."""
        if not self.is_undecided:
            return []
        return consequences(self.then, self.end, successor=self.successor, conflict=self._overlap)

    @cached_property
    def concerns(self):
        return rules.concerns_of_approving(self.request, self.end) if self.waits else []

    # The request against the facts

    @property
    def facts(self):
        limits = [self._end(), self._length(), self._programme(), self._sent()]
        return [*limits, self._post(), self._person()] if self.is_undecided else limits

    def _met(self, is_met, exactly=False):
        if not is_met:
            return "bad", _("Breaks it")
        return "good", _("Meets it, exactly") if exactly else _("Meets it")

    def _end(self):
        asked, limit = self.end, months_later(self.then.ends_on, self.cycle.most_extension_months)
        rule = _("within {n} months of the current end").format(n=self.cycle.most_extension_months)
        met = self._met(self.then.ends_on < asked <= limit, asked == limit)
        return Fact(_("End of term"), short_day(self.then.ends_on), short_day(asked), rule, *met)

    def _length(self):
        now, then = (whole_months(self.then.starts_on, end) for end in (self.then.ends_on, self.end))
        limit = months_later(self.then.starts_on - ONE_DAY, self.cycle.most_months)
        rule = _("{n} months at most").format(n=self.cycle.most_months)
        met = self._met(self.end <= limit, self.end == limit)
        return Fact(_("Whole months in all"), in_months(now), in_months(then), rule, *met)

    def _programme(self):
        last = self.cycle.programme_ends_on
        met = self._met(self.end <= last, self.end == last)
        rule = _("not past {date}").format(date=short_day(last))
        asked = short_day(self.end)
        return Fact(_("Last day of the programme"), short_day(self.then.ends_on), asked, rule, *met)

    def _sent(self):
        opens, closes = short_day(self.window.opens_on), short_day(self.window.on_time_until)
        rule = _("{a} to {b} days before the end").format(a=self.cycle.window_opens_days, b=self.cycle.on_time_days)
        span = _("{a} to {b}").format(a=opens, b=closes)
        met = ("warn", _("Late")) if self.request.is_late else self._met(is_met=True)
        return Fact(_("Sent in the window"), span, short_day(self.request.sent_on), rule, *met)

    def _post(self):
        rule = _("one person to a post")
        if not self.successor:
            return Fact(_("Host post"), _("held by the official"), _("free"), rule, *self._met(is_met=True))
        until = _("promised from {date}").format(date=short_day(self.successor.starts_on))
        return Fact(_("Host post"), until, self._overlap(self.successor), rule, "bad", _("Conflict"))

    def _person(self):
        rule = _("one place at a time")
        if not self.elsewhere:
            return Fact(_("The official"), _("serving here"), _("free"), rule, *self._met(is_met=True))
        placed = _("placed from {date}").format(date=short_day(self.elsewhere.starts_on))
        return Fact(_("The official"), placed, self._overlap(self.elsewhere), rule, "bad", _("Conflict"))

    def _overlap(self, other):
        days = self._days_with(other)
        sentence = ngettext("overlaps {number} by {n} day", "overlaps {number} by {n} days", days)
        return sentence.format(number=other.number, n=days)

    # Opinions

    @cached_property
    def sides(self):
        """(side, its name, its region, [(level, opinion or None)])."""
        given = {(opinion.side, opinion.level): opinion for opinion in self.request.opinions.all()}
        regions = {Side.HOME: self.placement.home_region, Side.HOST: self.placement.host_region}
        names = {Side.HOME: _("Home opinion"), Side.HOST: _("Host opinion")}
        return [
            (side, names[side], regions[side], [(level.label, given.get((side, level))) for level in OpinionLevel])
            for side in Side
        ]

    # Drawn: the post's days

    @cached_property
    def timeline(self):
        first = self.placement.starts_on.replace(day=1)
        last = max([self.end, self.placement.ends_on] + [other.ends_on for other in [self.successor] if other])
        return Timeline(self, first, last + dt.timedelta(days=7))


class Timeline:
    """Bars of a post's holders in percent of the width."""

    def __init__(self, review, first, last):
        self.first, self.last = first, last
        request, placement = review.request, review.placement
        self.held = self.span(placement.starts_on, request.current_ends_on)
        self.asked = self.span(request.current_ends_on, review.end)
        self.promised = self.span(review.successor.starts_on, review.successor.ends_on) if review.successor else None
        self.today = self.at(review.on) if first <= review.on <= last else ""

    def at(self, day):
        return percent(day, self.first, self.last)

    def span(self, starts_on, ends_on):
        x = float(self.at(starts_on))
        return {"x": f"{x:.2f}", "width": f"{max(float(self.at(ends_on)) - x, 0):.2f}", "text": f"{x + 0.8:.2f}"}

    @property
    def ticks(self):
        """(where, words) of every quarter, or half year where the span is long."""
        step = 3 if (self.last - self.first).days < 900 else 6
        ticks, day = [], self.first
        while day < self.last - dt.timedelta(days=40):
            ticks.append((self.at(day), self._month(day, begins=not ticks or day.month <= step)))
            day = add_months(day, step)
        return ticks

    @staticmethod
    def _month(day, *, begins):
        if is_chinese():
            return f"{day.year}-{day.month:02d}" if begins else f"{day.month}月"
        # The names of months come with Django's own translations.
        return short_day(day).split(" ", 1)[1] if begins else short_day(day).split(" ")[1]
