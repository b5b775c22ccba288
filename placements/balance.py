"""What a cycle sends and receives, counted: by direction against its quotas, by tier, by field and by city."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from placements.models import Departure, Placement, Quota
from placements.models.placements import State
from placements.reference import reference

QUOTA_RULE = "quota_reached"  # the rule's name in the departures from it (placements/rules.py)

HOME_PLACE = "home_post__organisation__jurisdiction"
HOST_PLACE = "host_post__organisation__jurisdiction"
HOME_CITY, HOST_CITY = f"{HOME_PLACE}__city", f"{HOST_PLACE}__city"


def placed_in_any(user):
    """The placements that count in their cycle: proposed and confirmed, early ends included, as the quota has it.

    Staff read the confirmed ones alone, so what they count is what they may list.
    """
    return Placement.objects.visible_to(user).live()


@dataclass
class Sides:
    """How many each region sends and receives, and how many that is in all."""

    sent: Counter = field(default_factory=Counter)
    received: Counter = field(default_factory=Counter)

    def add(self, home, host, n):
        self.sent[home] += n
        self.received[host] += n

    @property
    def n(self):
        return self.sent.total()

    @property
    def differences(self):
        """By region, how many more it sends than it receives; regions that are even are left out."""
        regions = {**self.sent, **self.received}
        return {code: more for code in sorted(regions) if (more := self.sent[code] - self.received[code])}


@dataclass(frozen=True)
class Direction:
    """The places of one direction, and how many of them are taken. `places` is None where there is no quota."""

    home: str
    host: str
    n: int
    places: int | None = None
    is_trial: bool = False

    @property
    def open(self):
        """Places left; negative where more are placed than there are places."""
        return (self.places or 0) - self.n


class Summary:
    """What goes which way in one cycle, against the places there are."""

    def __init__(self, counted, quotas):
        """Placements counted by (home, host), and the quotas as (home, host, places, is_trial)."""
        self.total, left = Sides(), dict(counted)
        for (home, host), n in counted.items():
            self.total.add(home, host, n)
        self.directions = [
            Direction(home, host, left.pop((home, host), 0), places, is_trial)
            for home, host, places, is_trial in quotas
        ]
        # Somebody may be placed in a direction for which no places were agreed.
        self.directions += [Direction(home, host, n) for (home, host), n in sorted(left.items())]

    def direction(self, home, host):
        """That direction, or None where it has neither quota nor placement."""
        return next((found for found in self.directions if (found.home, found.host) == (home, host)), None)

    @property
    def places(self):
        return sum(found.places or 0 for found in self.directions)


QUOTA_COLUMNS = ["home_region", "host_region", "places", "is_trial"]


def summaries(cycles, *, user):
    """The summary of each of the cycles by its key: two queries, however many cycles."""
    counted, quotas = {}, {}
    placed = placed_in_any(user).filter(cycle__in=cycles).order_by()
    for cycle, home, host, n in placed.values_list("cycle", "home_region", "host_region").annotate(n=Count("pk")):
        counted.setdefault(cycle, Counter())[home, host] += n
    for cycle, *quota in _largest_first(Quota.objects.filter(cycle__in=cycles)).values_list("cycle", *QUOTA_COLUMNS):
        quotas.setdefault(cycle, []).append(quota)
    return {cycle.pk: Summary(counted.get(cycle.pk, {}), quotas.get(cycle.pk, [])) for cycle in cycles}


def _largest_first(quotas):
    return quotas.order_by("-places", "home_region", "host_region")


class Balance(Summary):
    """The numbers of one cycle. Four queries, however many placements, quotas and regions."""

    def __init__(self, cycle, *, user, known=None):
        self.known = known or reference()
        self.placements = placed_in_any(user).filter(cycle=cycle)
        self.tiers: dict[str, Sides] = {}
        self.fields: dict[str, Sides] = {}
        self.cities: dict[str, Sides] = {}
        counted = self._by_direction_and_tier()
        super().__init__(counted, _largest_first(Quota.objects.filter(cycle=cycle)).values_list(*QUOTA_COLUMNS))
        self._by_field()
        self._by_city()

    def _by_direction_and_tier(self):
        """Official.tier: that of the rank, or that of the home post."""
        tier = Coalesce("official__rank__tier", "official__home_post__tier")
        rows = self.placements.order_by().values_list("home_region", "host_region", tier).annotate(n=Count("pk"))
        counted = Counter()
        for home, host, of_tier, n in rows:
            counted[home, host] += n
            self.tiers.setdefault(of_tier, Sides()).add(home, host, n)
        return counted

    def _by_field(self):
        """An official who is at home in several fields counts in each of them, once."""
        rows = self.placements.order_by().values_list("home_region", "host_region", "official__expertise__group")
        for home, host, group, n in rows.annotate(n=Count("pk", distinct=True)):
            self.fields.setdefault(group or "", Sides()).add(home, host, n)

    def _by_city(self):
        rows = self.placements.order_by().values_list(HOME_PLACE, HOST_PLACE)
        for home_place, host_place, n in rows.annotate(n=Count("pk")):
            home, host = (self.known.places[place].city_id for place in (home_place, host_place))
            self.cities.setdefault(home, Sides()).sent[home] += n
            self.cities.setdefault(host, Sides()).received[host] += n


def by_phase(placements, *, on):
    """How many of the live placements are proposed, and how many confirmed ones stand in each phase on the day."""
    confirmed = Q(state=State.CONFIRMED)
    return placements.order_by().aggregate(
        any=Count("pk"),
        proposed=Count("pk", filter=Q(state=State.PROPOSED)),
        upcoming=Count("pk", filter=confirmed & Q(starts_on__gt=on)),
        serving=Count("pk", filter=confirmed & Q(starts_on__lte=on, ends_on__gte=on)),
        ended=Count("pk", filter=confirmed & Q(ends_on__lt=on, ends_on__gte=F("original_ends_on"))),
        early=Count("pk", filter=confirmed & Q(ends_on__lt=on) & Q(ends_on__lt=F("original_ends_on"))),
    )


def over_quota(placements):
    """Those of the placements that were placed over the quota of their direction, each by its latest reason."""
    departures = Departure.objects.filter(placement__in=placements, rule=QUOTA_RULE)
    return departures.order_by("placement_id", "-departed_at", "-pk").distinct("placement_id")
