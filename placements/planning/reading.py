"""What the office knows of a cycle's nominees and offered posts, read in a fixed number of queries.

Only values are read, no rows with their relations: a board is drawn from some hundreds of them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.utils.functional import cached_property

from officials.models import Official
from placements.models import Nomination, Placement, PlanRow, PostOffer, Quota
from placements.planning.facts import Nominee, Opening, Weights
from placements.reference import reference


@dataclass(frozen=True)
class Known:
    """A cycle as planning sees it. Nominees and openings are those by the keys of nomination and offered post."""

    weights: Weights
    nominees: dict[int, Nominee]  # that stand
    openings: dict[int, Opening]  # that are open
    places: dict[tuple[str, str], int]  # the quota of each direction
    placed: dict[tuple[str, str], int]  # live placements of the cycle in each direction
    where_placed: dict[int, tuple[str, str]]  # by nomination: the direction of the official's placement of this cycle
    busy_nominees: frozenset = frozenset()  # those with any live placement in those days
    busy_openings: frozenset = frozenset()
    accepted: dict[int, int] = field(default_factory=dict)  # nomination: offered post, in whichever plan

    def free_places(self, direction):
        """Places of the direction that no live placement uses; accepted rows use theirs besides."""
        return max(self.places.get(direction, 0) - self.placed.get(direction, 0), 0)

    @property
    def placed_nominees(self):
        """Those with a live placement of this cycle."""
        return self.where_placed.keys()

    def placed_in(self, direction):
        return {key for key, where in self.where_placed.items() if where == direction}

    @cached_property
    def free_nominees(self):
        """Those whom no live placement holds, in this cycle or in those days."""
        held = self.busy_nominees | self.placed_nominees
        return {key: nominee for key, nominee in self.nominees.items() if key not in held}

    @cached_property
    def free_openings(self):
        return {key: opening for key, opening in self.openings.items() if key not in self.busy_openings}

    def of_direction(self, direction):
        """Free nominees and free openings of the direction."""
        home, host = direction
        nominees = [nominee for nominee in self.free_nominees.values() if nominee.region == home]
        return nominees, [opening for opening in self.free_openings.values() if opening.region == host]

    def direction(self, nomination, offer):
        """Home and host region of a pair of keys."""
        return self.nominees[nomination].region, self.openings[offer].region

    def is_free(self, nomination, offer):
        return nomination in self.free_nominees and offer in self.free_openings


def weights_of(cycle):
    """The weights of the fit, policy numbers of the cycle."""
    return Weights(cycle.fit_expertise, cycle.fit_tier, cycle.fit_knowledge)


def read(cycle, *, known=None, knows_places=True):
    """All that planning needs to know of the cycle; with the small tables, where they are at hand.

    Where nothing is reckoned, nobody asks in which cities the officials have served.
    """
    fields = (known or reference()).fields
    nominations, offers = list(_nominations(cycle)), list(_offers(cycle))
    served = _served(cycle) if knows_places else {}
    of_cycle = Placement.objects.live().filter(cycle=cycle).order_by()
    directions = of_cycle.values_list("home_region", "host_region")
    nominated = Nomination.objects.standing().filter(cycle=cycle).order_by()
    placed = of_cycle.filter(official__in=nominated.values("official"))
    where_placed = {
        official: (home, host) for official, home, host in placed.values_list("official", "home_region", "host_region")
    }
    return Known(
        weights=weights_of(cycle),
        nominees={row["pk"]: _nominee(row, served.get(row["official"], ()), fields) for row in nominations},
        openings={row["pk"]: _opening(row, fields) for row in offers},
        places={
            (home, host): places
            for home, host, places in Quota.objects.filter(cycle=cycle)
            .order_by()
            .values_list("home_region", "host_region", "places")
        },
        placed=Counter({(home, host): n for home, host, n in directions.annotate(Count("pk"))}),
        where_placed={
            row["pk"]: where_placed[row["official"]] for row in nominations if row["official"] in where_placed
        },
        busy_nominees=frozenset(row["pk"] for row in nominations if row["busy"]),
        busy_openings=frozenset(row["pk"] for row in offers if row["busy"]),
        accepted=dict(
            PlanRow.objects.accepted().filter(plan__cycle=cycle).order_by().values_list("nomination", "offer")
        ),
    )


def _served(cycle):
    """By official: the cities in which they have served before."""
    served = defaultdict(set)
    nominated = Nomination.objects.standing().filter(cycle=cycle).order_by().values("official")
    before = Placement.objects.confirmed().filter(official__in=nominated, starts_on__lt=cycle.starts_on).order_by()
    for official, city in before.values_list("official", "host_post__organisation__jurisdiction__city"):
        served[official].add(city)
    return served


def _busy(cycle, **whose):
    """A live placement of theirs that shares a day with the cycle, if there is one."""
    live = Placement.objects.live().sharing_a_day(cycle.starts_on, cycle.ends_on).order_by()
    return Subquery(live.filter(**whose).values("pk")[:1])


def _nominations(cycle):
    experts = Official.expertise.through.objects.filter(official=OuterRef("official")).order_by()
    return (
        Nomination.objects.standing()
        .filter(cycle=cycle, official__is_active=True)
        .order_by("pk")
        .values(
            "pk",
            "official",
            "official__rank__tier",
            "official__home_post__tier",
            "official__home_post__region",
            "official__home_post__organisation__expertise",
            fields=ArraySubquery(experts.values("expertise")),
            busy=_busy(cycle, official=OuterRef("official")),
        )
    )


def _offers(cycle):
    wanted = PostOffer.wanted.through.objects.filter(postoffer=OuterRef("pk")).order_by()
    return (
        PostOffer.objects.open()
        .filter(cycle=cycle)
        .order_by("pk")
        .values(
            "pk",
            "post",
            "post__tier",
            "post__region",
            "post__organisation__expertise",
            "post__organisation__jurisdiction__city",
            fields=ArraySubquery(wanted.values("expertise")),
            busy=_busy(cycle, host_post=OuterRef("post")),
        )
    )


def _nominee(row, places, fields):
    return Nominee(
        key=row["pk"],
        region=row["official__home_post__region"],
        tier=row["official__rank__tier"] or row["official__home_post__tier"],
        fields=frozenset(row["fields"]),
        groups=_groups(row, fields),
        main_field=row["official__home_post__organisation__expertise"] or "",
        places=frozenset(places),
    )


def _opening(row, fields):
    return Opening(
        key=row["pk"],
        region=row["post__region"],
        tier=row["post__tier"],
        wanted=frozenset(row["fields"]),
        groups=_groups(row, fields),
        main_field=row["post__organisation__expertise"] or "",
        place=row["post__organisation__jurisdiction__city"],
    )


def _groups(row, fields):
    """The groups of the fields that a row names."""
    return frozenset(fields[code].group for code in row["fields"])
