"""How many serve in each host city on a day, come to it, leave it and are missed: two counting queries in all."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import Jurisdiction
from officials.models.geography import Kind
from placements.models import Placement
from placements.models.host_posts import host_posts
from placements.models.placements import ends_soon
from placements.reference import reference
from placements.wording import is_chinese

PLACE = "organisation__jurisdiction"


@dataclass
class Line:
    """A line of numbers: of a city, of a region, of all."""

    jurisdiction: Jurisdiction | None
    is_provincial: bool = False
    by_home: Counter = field(default_factory=Counter)
    arriving: int = 0
    ending: int = 0
    vacant: int = 0

    @property
    def serving(self):
        return self.by_home.total()

    @property
    def has_numbers(self):
        return bool(self.serving or self.arriving or self.vacant)

    @property
    def in_words(self):
        """12 serving, 3 to arrive, 7 ending soon, 3 posts vacant: what the line says, read out."""
        return _("{serving} serving, {arriving} to arrive, {ending} ending soon, vacant posts: {vacant}").format(
            serving=self.serving, arriving=self.arriving, ending=self.ending, vacant=self.vacant
        )

    def add(self, other):
        self.by_home += other.by_home
        self.arriving += other.arriving
        self.ending += other.ending
        self.vacant += other.vacant


class HostCities:
    """The index: a group of lines for each host region, a line for each of its cities, and the totals."""

    def __init__(self, *, on, known=None):
        self.on = on
        self.known = known = known or reference()
        self.regions = known.regions
        listed = known.regions_and_cities
        self.lines = {place.code: Line(place, is_provincial=self._is_province(place)) for place in listed}
        self.total = Line(None)
        self.starts = Counter()
        self._count(on)
        self.groups = [self._group(region) for region in self.regions]

    @staticmethod
    def _is_province(place):
        return place.is_region and place.kind == Kind.PROVINCE

    def _count(self, on):
        not_over = Placement.objects.confirmed().filter(ends_on__gte=on).order_by()
        counted = not_over.values_list(f"host_post__{PLACE}", "home_region", "starts_on")
        numbers = {"n": Count("pk"), "ending": Count("pk", filter=ends_soon(on=on))}
        for place, home, starts_on, n, ending in counted.annotate(**numbers):
            line = self._line_of(place)
            if starts_on <= on:
                line.by_home[home] += n
                line.ending += ending
            else:
                line.arriving += n
                self.starts[starts_on] += n
        vacant = host_posts().vacant(on=on).order_by().values_list(PLACE)
        for place, n in vacant.annotate(Count("pk")):
            self._line_of(place).vacant += n

    def _line_of(self, place):
        """The line on which what happens in the division is counted: its own, or that of its city."""
        return self.lines[self.known.places[place].city_id]

    def _group(self, region):
        total = Line(region)
        lines = [line for line in self.lines.values() if line.jurisdiction.region_id == region.code]
        # The bodies of the province itself stand after its cities.
        lines.sort(key=lambda line: (line.is_provincial, line.jurisdiction.code))
        for line in lines:
            total.add(line)
        self.total.add(total)
        return region, [(line, self.cells(line)) for line in lines], (total, self.cells(total))

    def cells(self, line):
        """(region, number) for each home region."""
        return [(region, line.by_home[region.code]) for region in self.regions]

    @property
    def total_cells(self):
        return self.cells(self.total)

    @property
    def hosting(self):
        """How many cities host somebody."""
        return sum(1 for line in self.lines.values() if line.serving and not line.is_provincial)

    # The sentence under the title

    @cached_property
    def lede(self):
        serving = ngettext("{n} official serving", "{n} officials serving", self.total.serving)
        vacant = ngettext("{n} post vacant", "{n} posts vacant", self.total.vacant)
        said = {"serving": serving.format(n=self.total.serving), "vacant": vacant.format(n=self.total.vacant)}
        if not self.starts:
            return _("{serving}, {vacant}.").format(**said)
        return _("{serving}, {to_come}, {vacant}.").format(to_come=self._next_arrivals(), **said)

    def _next_arrivals(self):
        """Those of the next month in which somebody starts; later ones stand in the column of the table."""
        first = min(self.starts)
        n = sum(n for day, n in self.starts.items() if (day.year, day.month) == (first.year, first.month))
        to_come = ngettext("{n} to arrive in {month}", "{n} to arrive in {month}", n)
        return to_come.format(n=n, month=self._month(first))

    def _month(self, day):
        """July, 7月; with the year where it is another."""
        same_year = day.year == self.on.year
        if is_chinese():
            return f"{day.month}月" if same_year else f"{day.year}年{day.month}月"
        return formats.date_format(day, "F" if same_year else "F Y")
