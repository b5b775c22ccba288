"""The drawing of who serves where: an arch from each region to each other one, as wide as its officials are many."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import Jurisdiction
from placements.views.host_cities import HostCities

BEIJING, TIANJIN, HEBEI = "110000", "120000", "130000"

# (home, host): the arch, where its number stands, and how it points. Beijing is left, Hebei right, Tianjin below.
ARCHES = {
    (BEIJING, HEBEI): ("M78 124C78-6 522-6 522 124", 300, 32, "{n} →"),
    (HEBEI, BEIJING): ("M522 172C522 262 78 262 78 172", 300, 244, "← {n}"),
    (TIANJIN, HEBEI): ("M328 318C440 318 544 250 544 172", 440, 276, "{n} →"),
    (HEBEI, TIANJIN): ("M556 172C556 270 450 334 328 334", 512, 312, "← {n}"),
    (TIANJIN, BEIJING): ("M272 318C160 318 56 250 56 172", 160, 276, "← {n}"),
    (BEIJING, TIANJIN): ("M44 172C44 270 150 334 272 334", 88, 312, "{n} →"),
}
CORE = {(BEIJING, HEBEI), (HEBEI, BEIJING)}
WIDEST = 32
ROOM_FOR_WORDS = 20  # an arch that is wider carries its number in the colour of paper


@dataclass(frozen=True)
class Arch:
    """One direction: how many serve in it."""

    home: Jurisdiction
    host: Jurisdiction
    n: int
    most: int

    @property
    def _drawn(self):
        return ARCHES[self.home.code, self.host.code]

    @property
    def path(self):
        return self._drawn[0]

    @property
    def x(self):
        return str(self._drawn[1])

    @property
    def y(self):
        return str(self._drawn[2])

    @property
    def width(self):
        """As a drawing needs it: with a point, whatever the language of the page."""
        return f"{max(WIDEST * self.n / (self.most or 1), 1.5):.1f}"

    @property
    def is_wide(self):
        return float(self.width) >= ROOM_FOR_WORDS

    @property
    def words(self):
        """96 officials →; where there is less room the number alone."""
        core = (self.home.code, self.host.code) in CORE
        n = ngettext("{n} official", "{n} officials", self.n).format(n=self.n) if core else self.n
        return self._drawn[3].format(n=n)

    @property
    def label(self):
        return _("{home} to {host}").format(home=self.home.name, host=self.host.name)

    @property
    def url(self):
        """The list of those who serve in this direction."""
        return f"{reverse('placements:roster', args=[self.host.code])}?home={self.home.code}&phase=serving"


class Flow:
    """The arches of the three regions, of those who serve on the day."""

    def __init__(self, cities: HostCities):
        self.regions = {region.code: region for region in cities.regions}
        hosted = {region.code: total for region, _lines, (total, _cells) in cities.groups}
        self.hosts = {code: line.serving for code, line in hosted.items()}
        counted = {
            (home, host): hosted[host].by_home[home] for home, host in ARCHES if home in hosted and host in hosted
        }
        most = max(counted.values(), default=0)
        self.arches = [
            Arch(self.regions[home], self.regions[host], n, most) for (home, host), n in counted.items() if n
        ]
        self.core = sum(n for direction, n in counted.items() if direction in CORE)

    @property
    def is_drawn(self):
        """It has a place for three regions, and for no others."""
        return set(self.regions) == {BEIJING, TIANJIN, HEBEI}

    @property
    def beijing(self):
        return self._foot(BEIJING)

    @property
    def tianjin(self):
        return self._foot(TIANJIN)

    @property
    def hebei(self):
        return self._foot(HEBEI)

    def _foot(self, code):
        """(region, how many it hosts, in words)."""
        n = self.hosts[code]
        return self.regions[code], ngettext("hosts {n}", "hosts {n}", n).format(n=n)
