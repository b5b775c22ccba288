"""What the office knows of a cycle's nominees and offered posts, read in a fixed number of queries.

Only values are read, no rows with their relations: a board is drawn from some hundreds of them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from officials.models import Expertise, Official
from placements.models import Nomination, Placement, PlanRow, PostOffer, Quota
from placements.planning.facts import Nominee, Opening, Weights


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


def read(cycle):
    """All that planning needs to know of the cycle."""
    groups = dict(Expertise.objects.order_by().values_list("code", "group"))
    nominations = list(_nominations(cycle))
    offers = list(_offers(cycle))
    served = defaultdict(set)
    people = {row["official"] for row in nominations}
    places = Placement.objects.confirmed().filter(official__in=people, starts_on__lt=cycle.starts_on).order_by()
    for official, city in places.values_list("official", "host_post__organisation__jurisdiction__city"):
        served[official].add(city)
    has = _links(Official.expertise.through, "official", people)
    wants = _links(PostOffer.wanted.through, "postoffer", [row["pk"] for row in offers])
    live = Placement.objects.live().sharing_a_day(cycle.starts_on, cycle.ends_on).order_by()
    busy = list(live.values_list("official", "host_post"))
    busy_officials, busy_posts = {official for official, _ in busy}, {post for _, post in busy}
    of_cycle = list(
        Placement.objects.live().filter(cycle=cycle).order_by().values_list("official", "home_region", "host_region")
    )
    where_placed = {official: (home, host) for official, home, host in of_cycle}
    return Known(
        weights=weights_of(cycle),
        nominees={
            row["pk"]: _nominee(row, has[row["official"]], served[row["official"]], groups) for row in nominations
        },
        openings={row["pk"]: _opening(row, wants[row["pk"]], groups) for row in offers},
        places={
            (home, host): places
            for home, host, places in Quota.objects.filter(cycle=cycle)
            .order_by()
            .values_list("home_region", "host_region", "places")
        },
        placed=Counter((home, host) for _official, home, host in of_cycle),
        where_placed={
            row["pk"]: where_placed[row["official"]] for row in nominations if row["official"] in where_placed
        },
        busy_nominees=frozenset(row["pk"] for row in nominations if row["official"] in busy_officials),
        busy_openings=frozenset(row["pk"] for row in offers if row["post"] in busy_posts),
        accepted=dict(
            PlanRow.objects.accepted().filter(plan__cycle=cycle).order_by().values_list("nomination", "offer")
        ),
    )


def _nominations(cycle):
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
        )
    )


def _offers(cycle):
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
        )
    )


def _links(through, side, keys):
    """The codes of expertise of each of the keys."""
    links = defaultdict(set)
    for key, code in through.objects.filter(**{f"{side}__in": keys}).order_by().values_list(side, "expertise"):
        links[key].add(code)
    return links


def _nominee(row, fields, places, groups):
    return Nominee(
        key=row["pk"],
        region=row["official__home_post__region"],
        tier=row["official__rank__tier"] or row["official__home_post__tier"],
        fields=frozenset(fields),
        groups=frozenset(groups[code] for code in fields),
        main_field=row["official__home_post__organisation__expertise"] or "",
        places=frozenset(places),
    )


def _opening(row, wanted, groups):
    return Opening(
        key=row["pk"],
        region=row["post__region"],
        tier=row["post__tier"],
        wanted=frozenset(wanted),
        groups=frozenset(groups[code] for code in wanted),
        main_field=row["post__organisation__expertise"] or "",
        place=row["post__organisation__jurisdiction__city"],
    )
