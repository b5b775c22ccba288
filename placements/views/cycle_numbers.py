"""The numbers of a cycle as a page shows them: each with the list behind it, and what they come to in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from officials.models import Jurisdiction
from placements.balance import Direction
from placements.cycle_filter import NO_FIELD
from placements.roster_filter import NO_TIER, TIER_CHOICES, TIERS
from placements.views.cycle_words import CycleWords
from placements.views.roster_places import RosterPlaces

# Heat of a cell by its share of all placements: it helps the eye, the number says it.
HEATS = [(0.25, 3), (0.04, 2)]


@dataclass(frozen=True)
class Number:
    """A number, the list behind it, and what it counts, for those who do not see its row and column."""

    n: int
    url: str
    words: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix: how many go this way, of how many places."""

    number: Number
    of: str
    heat: int


@dataclass(frozen=True)
class Row:
    """A row of a table: sent by each region, received by each, and all."""

    label: str
    numbers: list


@dataclass(frozen=True)
class QuotaLine:
    """A direction with its places and how many of them are taken."""

    home: Jurisdiction
    host: Jurisdiction
    places: int | None
    is_trial: bool
    number: Number

    @property
    def open(self):
        return max((self.places or 0) - self.number.n, 0)

    @property
    def over(self):
        """How many are placed beyond the places there are."""
        return max(self.number.n - (self.places or 0), 0)

    @property
    def filled(self):
        """In percent of the places, for the drawing; a bar is never longer than its track."""
        return f"{min(100 * self.number.n / self.places, 100) if self.places else 100:.2f}"


class Places:
    """Regions and cities by name."""

    def __init__(self, known):
        self.by_code = {place.code: place for place in known.regions_and_cities}
        self.regions = known.regions

    def name(self, code):
        return self.by_code[code].name

    def city_name(self, code):
        """A city; for a province itself, its own bodies, which are in no city."""
        place = self.by_code[code]
        is_province = place.is_region and place.kind == "province"
        return RosterPlaces.own_bodies_of(place) if is_province else place.name

    @property
    def cities(self):
        """(code, name) of every city, region by region."""
        ordered = sorted(self.by_code.values(), key=lambda place: (place.region_id, not place.is_region, place.code))
        return [(place.code, self.city_name(place.code)) for place in ordered]

    def direction(self, found):
        return _("{home} to {host}").format(home=self.name(found.home), host=self.name(found.host))


class CycleNumbers(CycleWords):
    """What a cycle sends and receives."""

    def __init__(self, cycle, balance, places, fields=(), *, reads_proposals):
        self.cycle, self.balance, self.places, self.fields = cycle, balance, places, fields
        self.reads_proposals = reads_proposals
        self.here = reverse("placements:cycle", args=[cycle.year])

    def address(self, **chosen):
        """The list of the placements that were chosen."""
        asked = urlencode({name: value for name, value in chosen.items() if value})
        return f"{self.here}?{asked}#list" if asked else f"{self.here}#list"

    @property
    def regions(self):
        return self.places.regions

    @property
    def _codes(self):
        return [region.code for region in self.regions]

    # From home to host

    @property
    def matrix(self):
        """(home, cells, sent) of each region; a cell is None where the region meets itself."""
        return [
            (home, [self._cell(home, host) for host in self.regions], self._side("home", home.code, "sent"))
            for home in self.regions
        ]

    @property
    def received(self):
        return [self._side("host", host.code, "received") for host in self.regions]

    @property
    def all(self):
        return Cell(Number(self.balance.total.n, self.address()), self._of(self.balance.places), 0)

    def _cell(self, home, host):
        if home == host:
            return None
        found = self.balance.direction(home.code, host.code) or Direction(home.code, host.code, 0)
        number = Number(found.n, self._list_of(found), self.places.direction(found))
        return Cell(number, self._of(found.places, is_trial=found.is_trial, n=found.n), self._heat(found.n))

    def _heat(self, n):
        share = n / (self.balance.total.n or 1)
        return next((heat for least, heat in HEATS if share >= least), 1) if n else 0

    def _side(self, name, code, side):
        places = sum(
            found.places or 0
            for found in self.balance.directions
            if (found.home if side == "sent" else found.host) == code
        )
        words = _sent_by if side == "sent" else _received_by
        number = Number(
            getattr(self.balance.total, side)[code], self.address(**{name: code}), words(self.places.name(code))
        )
        return Cell(number, self._of(places), 0)

    @staticmethod
    def _of(places, *, is_trial=False, n=0):
        if places is None:
            return _("no quota") if n else ""
        return (_("of {n}, trial") if is_trial else _("of {n}")).format(n=places)

    # By direction

    @property
    def quota_lines(self):
        return [
            QuotaLine(
                self.places.by_code[found.home],
                self.places.by_code[found.host],
                found.places,
                found.is_trial,
                Number(found.n, self._list_of(found), self.places.direction(found)),
            )
            for found in self.balance.directions
        ]

    @property
    def open_in_all(self):
        return sum(max(found.open, 0) for found in self.balance.directions)

    def _list_of(self, found):
        return self.address(direction=f"{found.home}-{found.host}")

    # By tier, field and city

    def _row(self, label, sides, **chosen):
        sent = [
            Number(sides.sent[code], self.address(home=code, **chosen), _sent_by(self.places.name(code)))
            for code in self._codes
        ]
        received = [
            Number(sides.received[code], self.address(host=code, **chosen), _received_by(self.places.name(code)))
            for code in self._codes
        ]
        return Row(label, [*sent, *received, Number(sides.n, self.address(**chosen), _("All"))])

    @property
    def tier_rows(self):
        """The highest first; those without a civil-service tier last."""
        words, counted = dict(TIER_CHOICES), self.balance.tiers
        return [
            self._row(words[tier or NO_TIER], counted[tier], tier=tier or NO_TIER) for tier in TIERS if tier in counted
        ]

    @property
    def field_rows(self):
        counted, words = self.balance.fields, dict(self.fields)
        rows = [self._row(words[group], counted[group], field=group) for group in words if group in counted]
        if "" in counted:
            rows.append(self._row(_("No field recorded"), counted[""], field=NO_FIELD))
        return rows

    @property
    def city_rows(self):
        """Sent and received by each city, and all of both."""
        counted = self.balance.cities
        return [
            Row(
                name,
                [
                    Number(counted[code].sent[code], self.address(sender=code), _("Sent")),
                    Number(counted[code].received[code], self.address(city=code), _("Received")),
                ],
            )
            for code, name in self.places.cities
            if code in counted
        ]

    @property
    def total_row(self):
        return self._row(_("Total"), self.balance.total)


def _sent_by(region):
    return _("Sent by {region}").format(region=region)


def _received_by(region):
    return _("Received by {region}").format(region=region)


def field_groups(known):
    """(group, its name) of the fields of work, in their order."""
    groups = dict.fromkeys(field.group for field in known.fields.values() if field.group)
    return [(group, _(group)) for group in groups]
