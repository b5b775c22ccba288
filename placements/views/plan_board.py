"""The planning board of one direction as its page shows it: figures, suggested pairs, who is left, which posts are."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import Organisation
from placements.models import ExtensionRequest, Nomination, Plan, PlanRow
from placements.models.extensions import RequestState
from placements.models.plans import OPEN_ROWS, PlanRowState
from placements.planning.reading import read
from placements.planning.unmatched import Lack, why_unmatched
from placements.views.listing import Paged, link
from placements.views.plan_directions import value_of
from placements.views.plan_rows import Nominee, Offered, PlanRows, Row, read_nominees, read_offered, read_rows

PAGE = 25
MOST_LEFT = 25  # officials and posts that nobody has got, unless all are asked for


@dataclass(frozen=True)
class Tab:
    """A direction to choose: its regions, how many are nominated for it, the value in the address."""

    quota: object
    count: int
    is_current: bool

    @property
    def value(self):
        return value_of(self.quota)


def rows_in_full(rows):
    """Rows with what a page tells of official and post; a fixed number of queries."""
    organisations = Organisation.objects.select_related("jurisdiction__parent")
    return rows.select_related(
        "nomination__official__rank",
        "nomination__official__professional_title",
        "nomination__official__home_post__organisation",
        "offer__post",
        "placement",
        "plan",
    ).prefetch_related(
        "nomination__official__expertise", "offer__wanted", Prefetch("offer__post__organisation", organisations)
    )


class Board:
    """One direction of a cycle's planning. `refusals` are sentences by the keys of rows, said in the row.

    `here` is the address of the page, to which what is decided is sent.
    """

    def __init__(self, directions, *, here, refusals=None):
        self.directions, self.cycle, self.quota = directions, directions.cycle, directions.quota
        self.here = here
        self.refusals = refusals or {}
        self.plan = directions.plan
        self.known = read(self.cycle, known=directions.known, knows_places=False)

    # Which rows

    @cached_property
    def _current(self):
        """(direction, nomination, offer, state) of all rows of the cycle's latest plans."""
        rows = PlanRow.objects.filter(plan__in=Plan.objects.filter(cycle=self.cycle).current())
        listed = rows.exclude(state=PlanRowState.SET_ASIDE).order_by()
        values = listed.values_list("plan__home_region", "plan__host_region", "nomination", "offer", "state")
        return [((home, host), nomination, offer, state) for home, host, nomination, offer, state in values]

    @cached_property
    def _of_direction(self):
        return [
            (nomination, offer, state) for key, nomination, offer, state in self._current if key == self.directions.key
        ]

    @cached_property
    def paged(self):
        rows = PlanRow.objects.filter(plan=self.plan).exclude(state=PlanRowState.SET_ASIDE).best_first()
        shown = self.directions.asked.value("show")
        if shown:
            rows = rows.filter(state=shown)
        count = sum(not shown or state == shown for _nomination, _offer, state in self._of_direction)
        return Paged(rows, self.directions.params, size=PAGE, count=count, read=read_rows)

    @cached_property
    def lines(self):
        stays = self._stays([self._offered[row.offer_id].post_id for row in self.paged.rows])
        return [self._line(row, stays) for row in self.paged.rows]

    def _line(self, row, stays):
        offered = self._offered[row.offer_id]
        nominee, stay = self._nominees_shown[row.nomination_id], stays.get(offered.post_id)
        return Line(row, nominee, offered, stay, self.refusals.get(row.pk))

    @cached_property
    def _nominees_shown(self):
        """The officials of both tables, by their nominations."""
        without = self._shown(self.without_keys)
        return read_nominees({row.nomination_id for row in self.paged.rows}.union(without))

    @cached_property
    def _offered(self):
        """The offered posts of both tables, by their keys."""
        left_over = self._shown(self.left_over_keys)
        return read_offered({row.offer_id for row in self.paged.rows}.union(left_over))

    @cached_property
    def _rows(self):
        return PlanRows(self.plan, self.directions, self.here)

    @property
    def drawn_pairs(self):
        """The lines as HTML."""
        return self._rows.pairs(self.lines)

    def _stays(self, posts):
        """By post: the request of its guest to stay into the days of the cycle, that is not decided yet."""
        asked = ExtensionRequest.objects.filter(
            state=RequestState.SUBMITTED, placement__host_post__in=posts, asked_ends_on__gte=self.cycle.starts_on
        )
        return {request.placement.host_post_id: request for request in asked.select_related("placement__official")}

    # Figures

    @cached_property
    def counted(self):
        """Nominated officials of the direction by what became of them; each is counted once."""
        open_ = {nomination: state for nomination, _offer, state in self._of_direction if state in OPEN_ROWS}
        skipped = {nomination for nomination, _offer, state in self._of_direction if state == PlanRowState.SKIPPED}
        counted = Counter()
        for key in self._nominees(self.directions.key):
            if key in self.known.placed_nominees:
                counted["placed"] += 1
            elif key in open_:
                counted[open_[key]] += 1
            else:
                counted["skipped" if key in skipped else "without"] += 1
        return counted

    def _nominees(self, direction):
        """The nominated of the direction, without those that another direction has got."""
        elsewhere = {
            nomination for key, nomination, _o, state in self._current if key != direction and state in OPEN_ROWS
        }
        placed_here = self.known.placed_in(direction)
        return [
            key
            for key, nominee in self.known.nominees.items()
            if nominee.region == direction[0]
            and key not in elsewhere
            and (key not in self.known.placed_nominees or key in placed_here)
        ]

    @property
    def nominated(self):
        return sum(self.counted.values())

    @property
    def offered(self):
        return sum(opening.region == self.directions.key[1] for opening in self.known.openings.values())

    @property
    def tabs(self):
        return [
            Tab(quota, len(self._nominees((quota.home_region_id, quota.host_region_id))), quota == self.quota)
            for quota in self.directions.quotas
        ]

    @property
    def bars(self):
        """(name of the class, x, width in percent, number, label) of each part of the figure, in their order."""
        done = self.counted["accepted"] + self.counted["placed"]
        parts = [
            ("done", done, _("accepted")),
            ("hatch", self.counted["suggested"], _("suggested, waiting for you")),
            ("rest", self.counted["skipped"], _("skipped")),
            ("track", self.counted["without"], _("without a match")),
        ]
        bars, x = [], 0.0
        for name, count, label in parts:
            width = 100 * count / (self.nominated or 1)
            bars.append((name, f"{x:.3f}%", f"{width:.3f}%", count, label))
            x += width
        return bars

    @property
    def lede(self):
        nominated = ngettext("{n} nominated", "{n} nominated", self.nominated).format(n=self.nominated)
        offered = ngettext("{n} post offered", "{n} posts offered", self.offered).format(n=self.offered)
        return _("{direction}: {nominated}, {offered}, {places} places.").format(
            direction=self.quota.direction, nominated=nominated, offered=offered, places=self.quota.places
        )

    @property
    def is_full(self):
        used = self.known.placed.get(self.directions.key, 0) + self.counted["accepted"] + self.counted["suggested"]
        return used >= self.quota.places

    # Who and what is left

    @property
    def shows_all_left(self):
        return self.directions.asked.value("left") == "all"

    def _shown(self, keys):
        """The first ones, or all where that is asked for."""
        return keys if self.shows_all_left else keys[:MOST_LEFT]

    @cached_property
    def without_keys(self):
        """Officials for whom no row of the plan is, in the order of their names."""
        has = {nomination for nomination, _offer, _state in self._of_direction}
        keys = [key for key in self._nominees(self.directions.key) if key not in has | self.known.placed_nominees]
        named = Nomination.objects.filter(pk__in=keys).order_by("official__pinyin_order", "pk")
        return list(named.values_list("pk", flat=True))

    @cached_property
    def without(self):
        """Those that are shown: each as a tuple, as HTML, with the reason."""
        shown = [self._nominees_shown[key] for key in self._shown(self.without_keys)]
        return [(nominee, self._rows.nominee(nominee), self._why(nominee.nomination)) for nominee in shown]

    def _why(self, key):
        if key in self.known.busy_nominees:
            return Lack("official_taken")
        openings = [o for o in self.known.openings.values() if o.region == self.directions.key[1]]
        return why_unmatched(self.known.nominees[key], openings, held=self._held, forbidden=(), is_full=self.is_full)

    @cached_property
    def _held(self):
        """Offered posts that somebody has got or is suggested for, in any direction."""
        return {
            offer for _key, _nomination, offer, state in self._current if state in OPEN_ROWS
        } | self.known.busy_openings

    @cached_property
    def left_over_keys(self):
        """Offered posts that nobody has got, in the order of their numbers, which is that of their keys."""
        return sorted(
            key
            for key, opening in self.known.openings.items()
            if opening.region == self.directions.key[1] and key not in self._held
        )

    @property
    def drawn_left_over(self):
        """Those that are shown, as HTML."""
        return self._rows.left_over([self._offered[key] for key in self._shown(self.left_over_keys)])

    @property
    def unshown(self):
        """(address, words) of all that is left where only the first of it are shown, or nothing."""
        if self.shows_all_left or max(len(self.without_keys), len(self.left_over_keys)) <= MOST_LEFT:
            return None
        words = _("Only the first {n} are shown. Show all that are left")
        return f"{link(self.directions.params, left='all')}#without", words.format(n=MOST_LEFT)

    @property
    def left_sentence(self):
        without, posts = len(self.without_keys), len(self.left_over_keys)
        officials = ngettext("{n} official", "{n} officials", without).format(n=without)
        posts = ngettext("{n} post left over", "{n} posts left over", posts).format(n=posts)
        return _("{officials}; {posts}").format(officials=officials, posts=posts)


class Line(NamedTuple):
    """A row of the table: a pair, the request of the post's guest to stay, and what was refused."""

    row: Row
    nominee: Nominee
    offered: Offered
    stay: ExtensionRequest | None
    refusal: str | None
