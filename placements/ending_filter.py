"""Reading the query string of the endings: from which day to which, of which cycle and regions, which of them."""

import datetime as dt

from django import forms
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.calendar import week_of
from placements.filters import DayFilter, ListFilter, choice
from placements.models import Placement
from placements.models.endings import NAMED, NOTHING, Arranged, endings
from placements.wording import is_chinese

# Half a year holds the weeks in which the extensions of a cycle are asked for and decided.
WITHIN = dt.timedelta(days=180)

# What a number counts: one group, two of them, or the decisions that are due.
WHAT = [
    *Arranged.choices,
    ("named", gettext_lazy("Successor named")),
    ("nothing", gettext_lazy("Nothing arranged")),
    ("due", gettext_lazy("Decision due")),
]
GROUPS = {"named": NAMED, "nothing": NOTHING} | {arranged.value: [arranged] for arranged in Arranged}

SORTS = ["name", "home", "host", "end", "what"]


class SpanForm(forms.Form):
    """A span has its first day first."""

    today: dt.date

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("on") or self.today, cleaned.get("until")
        if last and last < first and "on" not in self.errors:
            self.add_error("until", _("The last day lies before the first."))
        return cleaned


class EndingFilter(ListFilter):
    """The terms that end from a day to another. `week` and `what` are those of the number that was followed."""

    on = DayFilter(label=gettext_lazy("As of"), method="keep")
    until = DayFilter(label=gettext_lazy("Ends until"), method="keep")
    cycle = choice(gettext_lazy("Cycle"), field_name="cycle__year")
    home = choice(gettext_lazy("Home region"), field_name="home_region")
    host = choice(gettext_lazy("Host region"), field_name="host_region")
    week = DayFilter(label=gettext_lazy("Week"), method="keep")
    what = choice(gettext_lazy("What happens"), method="keep", choices=WHAT)
    sort = choice(
        gettext_lazy("Order"), method="keep", choices=[(key, key) for sort in SORTS for key in (sort, f"-{sort}")]
    )

    class Meta:
        model = Placement
        fields: list[str] = []
        form = SpanForm

    def __init__(self, data, *, requests, today, cycles, regions):
        super().__init__(data, endings())
        self.requests, self.today = requests, today
        self.offer("cycle", [(str(cycle.year), cycle.name) for cycle in cycles])
        self.offer("home", [(region.code, region.name) for region in regions])
        self.offer("host", [(region.code, region.name) for region in regions])
        self.form.today = today

    @property
    def first_day(self):
        return self.value("on", self.today)

    @property
    def last_day(self):
        return self.value("until", self.first_day + WITHIN)

    @property
    def monday(self):
        """The Monday of the week that is asked for, or None."""
        day = self.value("week")
        return week_of(day) if day else None

    @cached_property
    def scope(self):
        """All terms of the cycle and the regions; none where a filter cannot be read."""
        return super().filter_queryset(self.queryset) if self.is_valid() else self.queryset.none()

    @property
    def ends(self):
        """Those that end within the days, each with what happens then."""
        return self.scope.end_between(self.first_day, self.last_day).with_arrangement()

    @property
    def dues(self):
        """Those of the scope, whenever they end, on which a decision is due by the last day; overdue ones included."""
        return self.scope.with_decision_due(self.requests).filter(due_on__lte=self.last_day)

    def due_week(self, due_on):
        """The week in which a decision stands: what is overdue stands in the first."""
        return max(week_of(due_on), week_of(self.first_day))

    def filter_queryset(self, queryset):
        what = self.value("what")
        placements = self._due_in_week() if what == "due" else self._ending_in_week()
        if what in GROUPS:
            placements = placements.filter(arranged__in=GROUPS[what])
        return self._sorted(placements)

    def _ending_in_week(self):
        if self.monday is None:
            return self.ends
        return self.ends.end_between(self.monday, self.monday + dt.timedelta(days=6))

    def _due_in_week(self):
        dues = self.dues.with_arrangement()
        if self.monday is None:
            return dues
        dues = dues.filter(due_on__lte=self.monday + dt.timedelta(days=6))
        return dues if self.monday == week_of(self.first_day) else dues.filter(due_on__gte=self.monday)

    @property
    def order(self):
        return self.value("sort", "end")

    def _sorted(self, placements):
        backwards = self.order.startswith("-")
        ordered = [column.desc() if backwards else column.asc() for column in self._columns(self.order.lstrip("-"))]
        return placements.order_by(*ordered, "official__pinyin_key", "pk")

    @staticmethod
    def _columns(sort):
        name = "name_zh" if is_chinese() else "name_en"
        return {
            "name": [F("official__pinyin_key")],
            "home": [F("home_region"), F(f"home_post__organisation__{name}")],
            "host": [F("host_region"), F(f"host_post__organisation__{name}")],
            "end": [F("ends_on")],
            "what": [F("arranged"), F("ends_on")],
        }[sort]
