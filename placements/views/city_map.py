"""The schematic map of host cities: a bubble where each lies, by longitude and latitude. No boundaries are drawn."""

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from officials.models import Jurisdiction
from placements.views.host_cities import HostCities, Line

WIDTH, HEIGHT = 620, 548
WEST, NORTH = 113.25, 41.75
PER_LONGITUDE, PER_LATITUDE = 84, 100

# On which side of its bubble a name stands: right, unless a neighbour's bubble or thread lies there.
# It follows from where the cities lie, so it is kept here and not in the register of divisions.
SIDES = {
    "110000": "top",
    "130100": "bottom",  # Shijiazhuang: the threads to the south pass on its right
    "130300": "top",  # Qinhuangdao: the paper ends on its right
    "130600": "left",  # Baoding: threads on its right
    "130700": "bottom",  # Zhangjiakou: its thread leaves to the right
    "131000": "bottom",  # Langfang: between Beijing and Tianjin
}

CAPITAL = "110000"
LARGEST = 40  # the radius beyond which a bubble would cover its neighbours
ROOM_FOR_A_NUMBER = 18
THICKEST = 8


def place(longitude, latitude):
    """Where a point lies on the paper."""
    return (float(longitude) - WEST) * PER_LONGITUDE, (NORTH - float(latitude)) * PER_LATITUDE


def number(value):
    """A coordinate as a drawing needs it: with a point, whatever the language of the page."""
    return f"{value:.1f}"


@dataclass(frozen=True)
class Bubble:
    """A city with its numbers. The area, less a rim, is in proportion to those serving."""

    line: Line
    region: Jurisdiction
    x: float
    y: float
    r: float

    @property
    def city(self):
        return self.line.jurisdiction

    @property
    def side(self):
        return SIDES.get(self.city.code, "right")

    @property
    def is_number_inside(self):
        return self.r >= ROOM_FOR_A_NUMBER

    @property
    def circle(self):
        return {"cx": number(self.x), "cy": number(self.y), "r": number(self.r)}

    @property
    def reach(self):
        """The radius that answers a pointer or a finger."""
        return number(max(self.r, 16))

    @property
    def number_y(self):
        return number(self.y + 5)

    @property
    def label(self):
        """Where the name stands: x, y and which end of it is held there."""
        x, y, anchor = {
            "right": (self.x + self.r + 5, self.y + 5, "start"),
            "left": (self.x - self.r - 5, self.y + 5, "end"),
            "top": (self.x, self.y - self.r - 6, "middle"),
            "bottom": (self.x, self.y + self.r + 16, "middle"),
        }[self.side]
        return {"x": number(x), "y": number(y), "anchor": anchor}


class CityMap:
    """The drawing: bubbles, the threads from Beijing, and the grid of degrees behind them."""

    width, height = WIDTH, HEIGHT

    def __init__(self, cities: HostCities):
        self._regions = {region.code: region for region in cities.regions}
        lines = [line for line in cities.lines.values() if line.has_numbers]
        drawn = [line for line in lines if self._has_place(line)]
        self.left_out = [line for line in lines if not self._has_place(line)]
        # radius = 2.75 √n + 2.5, smaller by one measure for all where the largest would cover its neighbours
        most = max((line.serving for line in drawn), default=0)
        scale = min(2.75, (LARGEST - 2.5) / math.sqrt(most)) if most else 2.75
        bubbles = [self._bubble(line, scale) for line in drawn]
        # The largest first, so that no small one lies under it.
        self.bubbles = sorted(bubbles, key=lambda bubble: (-bubble.line.serving, bubble.city.code))

    @staticmethod
    def _has_place(line):
        """Whether it is a city that lies on the paper. The bodies of a province are in no city of their own."""
        city = line.jurisdiction
        if line.is_provincial or city.longitude is None or city.latitude is None:
            return False
        x, y = place(city.longitude, city.latitude)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT

    def _bubble(self, line, scale):
        city = line.jurisdiction
        x, y = place(city.longitude, city.latitude)
        return Bubble(line, self._regions[city.region_id], x, y, scale * math.sqrt(line.serving) + 2.5)

    @property
    def only_in_table(self):
        """What has numbers and no bubble, in words, so that nobody takes the map for the whole."""
        bodies = _("provincial bodies of {region}")
        names = [
            bodies.format(region=line.jurisdiction.name) if line.is_provincial else line.jurisdiction.name
            for line in self.left_out
        ]
        places = pgettext("between items", ", ").join(names)
        return _("In the table only: {places}.").format(places=places) if names else ""

    @property
    def threads(self):
        """(path, width) from Beijing to each city in which its officials serve, bowed a little to one side."""
        capital = next((bubble for bubble in self.bubbles if bubble.city.code == CAPITAL), None)
        if capital is None:
            return []
        sent = [(bubble, n) for bubble in self.bubbles if (n := bubble.line.by_home[CAPITAL])]
        share = min(0.45, THICKEST / max((n for _bubble, n in sent), default=1))
        return [(self._bow(capital, bubble), number(max(share * n, 0.6))) for bubble, n in sent]

    @staticmethod
    def _bow(one, other):
        across, down = other.x - one.x, other.y - one.y
        middle_x, middle_y = (one.x + other.x) / 2, (one.y + other.y) / 2
        lean = 0.12 if across > 0 else -0.12
        bend_x, bend_y = middle_x + down * lean, middle_y - across * lean
        points = [number(value) for value in (one.x, one.y, bend_x, bend_y, other.x, other.y)]
        return "M{} {}Q{} {} {} {}".format(*points)

    @property
    def meridians(self):
        """(degree, x) of the lines of longitude."""
        return [(degree, number(place(degree, NORTH)[0])) for degree in range(114, 120)]

    @property
    def parallels(self):
        """(degree, y, y of its label) of the lines of latitude."""
        lines = [(degree, place(WEST, degree)[1]) for degree in range(37, 42)]
        return [(degree, number(y), number(y - 5)) for degree, y in lines]
