"""The board of endings: a line for each week, and every number with the list behind it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from placements.ending_filter import GROUPS, WHAT, EndingFilter
from placements.models import ExtensionRequest
from placements.models.endings import Arranged
from placements.reference import reference
from placements.views.listing import Chip, link, options, tidy
from placements.wording import day, short_day

# (what, head of the column); the empty one counts all that end.
COLUMNS = [
    ("", gettext_lazy("Terms ending")),
    ("asked", Arranged.ASKED.label),
    ("confirmed", Arranged.CONFIRMED.label),
    ("proposed", Arranged.PROPOSED.label),
    ("closes", Arranged.CLOSES.label),
    ("declined", Arranged.DECLINED.label),
    ("unasked", Arranged.UNASKED.label),
    ("nothing", gettext_lazy("Nothing arranged")),
    ("due", gettext_lazy("Decisions due")),
]

# How a group is drawn; together they are all that end.
DRAWN = [("confirmed", "done"), ("proposed", "proposed"), ("asked", "hatch"), ("closes", "track"), ("nothing", "note")]


class Asked:
    """What board and list share: the query string, its selects and its chips."""

    here: str

    def __init__(self, user, params, *, today):
        self.user, self.today = user, today
        self.params = params = tidy(params, on=today.isoformat(), page="1")
        known = reference(user)
        self.regions = known.regions
        self.asked = EndingFilter(
            params,
            requests=ExtensionRequest.objects.reviewable_by(user),
            today=today,
            cycles=known.cycles.values(),
            regions=self.regions,
        )
        self.on, self.until = self.asked.first_day, self.asked.last_day

    @property
    def mistakes(self):
        return self.asked.mistakes

    def address(self, name="placements:ending_list", **changes):
        """The list or the board with some of what is asked for changed."""
        return reverse(name) + link(self.params, **changes)

    @property
    def board(self):
        """The board of the same days, cycle and regions."""
        return self.address("placements:endings", week=None, what=None, sort=None)

    # The fields

    def _day(self, name, shown):
        return {
            "name": name,
            "label": self.asked.filters[name].label,
            "value": self.params.get(name, "") if name in self.asked.errors else shown.isoformat(),
            "is_wrong": name in self.asked.errors,
        }

    @property
    def days(self):
        return [self._day("on", self.on), self._day("until", self.until)]

    @property
    def selects(self):
        """(name, label, options, whether it cannot be read) of each select of the page."""
        every = {"cycle": _("All cycles"), "home": _("All regions"), "host": _("All regions")}
        return [self._select(name, first) for name, first in every.items()]

    def _select(self, name, first):
        filter_ = self.asked.filters[name]
        listed = options(filter_.extra["choices"], self.params.get(name, ""), first)
        return name, filter_.label, listed, name in self.asked.errors

    @property
    def hidden(self):
        """What the form of the filters keeps."""
        return []

    @property
    def chips(self):
        if self.mistakes:
            return []
        regions = {"home": _("Home region: {region}"), "host": _("Host region: {region}")}
        chips = []
        for name in ("cycle", "home", "host", "what"):
            if value := self.asked.value(name):
                label = dict(self.asked.filters[name].extra["choices"])[value]
                words = regions[name].format(region=label) if name in regions else label
                chips.append(Chip(words, link(self.params, **{name: None}), name))
        if self.asked.monday:
            chips.append(Chip(week_in_words(self.asked.monday), link(self.params, week=None), "week"))
        if self.asked.value("until"):
            words = _("Ends until {date}").format(date=day(self.until))
            chips.append(Chip(words, link(self.params, until=None), "until"))
        if self.on != self.today:
            chips.append(Chip(_("As of {date}").format(date=day(self.on)), link(self.params, on=None), "on"))
        return chips

    @property
    def filters_in_words(self):
        """For the paper, where no chip is printed."""
        return _("{filters}; ends {from} to {to}").format(
            **{
                "filters": pgettext("between items", ", ").join(str(chip.label) for chip in self.chips) or _("none"),
                "from": short_day(self.on),
                "to": short_day(self.until),
            }
        )


def week_in_words(monday):
    return _("Week of {date}").format(date=day(monday))


@dataclass(frozen=True)
class Number:
    """A number of the board, and the list behind it."""

    label: str
    n: int
    url: str


@dataclass(frozen=True)
class Segment:
    """A part of a bar, in percent of the width."""

    kind: str
    x: str
    width: str


def segments(counts, most):
    """The bar of the counts; `most` fills the whole width."""
    found, x = [], 0
    for what, kind in DRAWN:
        if n := _sum(counts, what):
            found.append(Segment(kind, f"{100 * x / most:.2f}", f"{100 * n / most:.2f}"))
            x += n
    return found


def _sum(counts, what):
    if not what:
        return sum(counts[arranged] for arranged in Arranged)
    return counts["due"] if what == "due" else sum(counts[group] for group in GROUPS[what])


class Week:
    """A line of the board."""

    def __init__(self, board, monday, counts):
        self.words = week_in_words(monday)
        self.monday, self.counts = monday, counts
        self.numbers = board.numbers_of(counts, week=monday.isoformat())
        self.segments = segments(counts, board.most)


class Board(Asked):
    """All that end within the days, by week."""

    @cached_property
    def _ends(self):
        """(Monday, group, how many terms of that week are in it)."""
        ends = self.asked.ends.with_week().order_by()
        return list(ends.values_list("week", "arranged").annotate(n=Count("pk")))

    @cached_property
    def ending(self):
        """How many end, by what happens then: one query."""
        counts = Counter()
        for _monday, arranged, n in self._ends:
            counts[arranged] += n
        return counts

    @cached_property
    def by_week(self):
        """The counts of each week that has any: two queries, however many weeks."""
        weeks = {}
        for monday, arranged, n in self._ends:
            weeks.setdefault(monday, Counter())[arranged] += n
        dues = self.asked.dues.order_by()
        for due_on, n in dues.values_list("due_on").annotate(n=Count("pk")):
            weeks.setdefault(self.asked.due_week(due_on), Counter())["due"] += n
        return dict(sorted(weeks.items()))

    @cached_property
    def total(self):
        return sum(self.by_week.values(), Counter())

    @property
    def most(self):
        """The most that end in a week."""
        return max((_sum(counts, "") for counts in self.by_week.values()), default=0) or 1

    def numbers_of(self, counts, **where):
        listed = {"sort": None, **where}
        return [Number(label, _sum(counts, what), self.address(what=what or None, **listed)) for what, label in COLUMNS]

    @property
    def heads(self):
        return [label for _what, label in COLUMNS]

    @property
    def weeks(self):
        return [Week(self, monday, counts) for monday, counts in self.by_week.items()]

    @property
    def totals(self):
        return self.numbers_of(self.total, week=None)

    @property
    def n(self):
        return self.ending.total()

    @property
    def nothing(self):
        """For how many of them nothing is arranged yet."""
        return _sum(self.ending, "nothing")

    @property
    def lede(self):
        ending = ngettext("{n} term ends by {date}", "{n} terms end by {date}", self.n)
        return _("{ending}; for {n} of them nothing is arranged yet.").format(
            ending=ending.format(n=self.n, date=day(self.until)), n=self.nothing
        )

    @property
    def bar(self):
        return segments(self.ending, self.n or 1)

    @property
    def key(self):
        """(how it is drawn, number) of what happens to those that end: together they are all of them."""
        words = dict(WHAT)
        return [
            (kind, Number(words[what], _sum(self.ending, what), self.address(what=what, week=None, sort=None)))
            for what, kind in DRAWN
        ]
