"""How many serve in each host city on a day: two counting queries, whatever the number of placements."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from officials.models import Jurisdiction
from officials.models.geography import Kind
from placements.models import Placement

CITY = "host_post__organisation__jurisdiction__city"


@dataclass
class Line:
    """A line of numbers: of a city, of a region, of all."""

    jurisdiction: Jurisdiction | None
    is_provincial: bool = False
    by_home: Counter = field(default_factory=Counter)
    ending: int = 0

    @property
    def serving(self):
        return self.by_home.total()

    def add(self, other):
        self.by_home += other.by_home
        self.ending += other.ending


class HostCities:
    """The index: a group of lines for each host region, a line for each of its cities, and the totals."""

    def __init__(self, *, on):
        places = list(Jurisdiction.objects.host_cities() | Jurisdiction.objects.regions())
        self.regions = [place for place in places if place.is_region]
        self.lines = {place.code: Line(place, is_provincial=self._is_province(place)) for place in places}
        self.total = Line(None)
        self._count(on)
        self.groups = [self._group(region) for region in self.regions]

    @staticmethod
    def _is_province(place):
        return place.is_region and place.kind == Kind.PROVINCE

    def _count(self, on):
        placements = Placement.objects.confirmed().order_by()
        serving = placements.serving(on=on).values_list(CITY, "home_region").annotate(Count("pk"))
        for city, home, n in serving:
            self.lines[city].by_home[home] += n
        for city, n in placements.ending_soon(on=on).values_list(CITY).annotate(Count("pk")):
            self.lines[city].ending += n

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
