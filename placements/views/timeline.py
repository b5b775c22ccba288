"""The timeline of a jurisdiction: a lane for each host post, chosen by the filters of its roster."""

from collections import defaultdict

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import Post
from officials.models.officials import Provenance
from placements.filters import FROM_THE_LIST
from placements.models import ExtensionRequest, Placement
from placements.models.host_posts import host_posts
from placements.views.lane_rows import LaneRows
from placements.views.lanes import LaneDrawing
from placements.views.listing import Chip, Paged, link, options
from placements.views.months import STEP, Months
from placements.views.roster_list import Roster
from placements.wording import day

# The roster's filters that ask for no particular placement.
OF_THE_PAGE = {"on", "bodies", "sort", "group", "size"}

# What a lane tells, of the ninety columns of post, organisation, placement and official.
OF_A_POST = [
    *["title_en", "title_zh", "retired_on"],
    *[f"organisation__{name}" for name in ("name_en", "name_zh", "jurisdiction", "retired_on")],
]
OF_A_GUEST = [
    *["host_post", "home_region", "state", "starts_on", "original_ends_on", "ends_on"],
    *[f"official__{name}" for name in ("family_name", "given_name", "name_zh", "provenance")],
]
VACANT = "vacant"


class Timeline(Roster):
    """The host posts of the placements that the roster lists; the vacant ones too, where no filter asks for somebody.

    A lane shows all that a post sees in its months. What is proposed and asked for is drawn for
    those only who may read placements before they are confirmed, and requests.
    """

    def __init__(self, jurisdiction, params, *, today, user, known=None):
        super().__init__(jurisdiction, params, today=today, known=known)
        self.user = user
        self.months = Months.typed(params.get("from", "").strip()) or Months.around(self.on)
        self.paged = Paged(self._posts(), params)

    @staticmethod
    def _with_facts(placements):
        """The roster's own page is not read: lanes read what they show by their posts."""
        return placements.none()

    # What is asked for

    @cached_property
    def mistakes(self):
        """(field, label, sentence) of everything that cannot be read, the timeline's own fields included."""
        own = []
        if (typed := self.params.get("from", "").strip()) and not Months.typed(typed):
            own.append(("from", _("Months from"), _("Write a month like 2016-07.")))
        if self.params.get("posts", "") not in ("", VACANT):
            own.append(("posts", _("Posts"), FROM_THE_LIST["invalid_choice"]))
        return [*self.asked.mistakes, *own]

    @property
    def wrong(self):
        """The names of the fields that cannot be read."""
        return {name for name, _label, _sentence in self.mistakes}

    @property
    def typed_from(self):
        return self.params.get("from", "") if "from" in self.wrong else self.months.key

    @property
    def typed_on(self):
        return self.params.get("on", "") if "on" in self.wrong else self.on.isoformat()

    @property
    def posts_options(self):
        return options([(VACANT, _("Vacant posts"))], self.params.get("posts", ""), _("All posts"))

    @property
    def kept(self):
        """(name, value) of the roster's filters, which the timeline's form hands on."""
        own = {"on", "from", "posts", "page"}
        return [(name, value) for name, value in self.params.items() if name not in own and value]

    @property
    def is_vacant_only(self):
        return self.params.get("posts", "") == VACANT

    @property
    def chips(self):
        chips = super().chips
        if self.is_vacant_only:
            chips.append(Chip(_("Vacant posts"), link(self.params, posts=None)))
        return chips

    # The posts

    def _posts(self):
        posts = Post.objects.select_related("organisation").only(*OF_A_POST)
        if self.mistakes:
            return posts.none()
        return self._in_order(self._chosen(posts))

    def _chosen(self, posts):
        here = self._here(posts)
        listed = Q(pk__in=self.asked.rows.order_by().values("host_post"))
        vacant = Q(pk__in=host_posts().vacant(on=self.on).values("pk"))
        if self.is_vacant_only:
            return here.filter(vacant & listed) if self._asks_for_somebody else here.filter(vacant)
        return here.filter(listed) if self._asks_for_somebody else here.filter(listed | vacant)

    @property
    def _asks_for_somebody(self):
        asked = {name: self.asked.value(name) for name in self.asked.filters if name not in OF_THE_PAGE}
        return any(value and (name, value) != ("phase", "any") for name, value in asked.items())

    def _here(self, posts):
        """Posts of the jurisdiction and its parts, or of the province's own bodies."""
        place = self.jurisdiction
        if place.is_county or self.asked.value("bodies"):
            return posts.filter(organisation__jurisdiction=place)
        if place.is_region:
            return posts.filter(region=place)
        return posts.filter(organisation__jurisdiction__city=place)

    def _in_order(self, posts):
        """By the end of who holds the post on the day; then those to be filled, the next start first; then the rest."""
        guests = Placement.objects.confirmed().filter(host_post=OuterRef("pk"))
        holder = guests.serving(on=self.on).values("ends_on")[:1]
        coming = guests.upcoming(on=self.on).order_by("starts_on").values("starts_on")[:1]
        ends, starts = Subquery(holder), Subquery(coming)
        return posts.annotate(ends=ends, starts=starts).order_by(
            F("ends").asc(nulls_last=True), F("starts").asc(nulls_last=True), "code"
        )

    # The lanes

    @cached_property
    def lanes(self):
        by_post = defaultdict(list)
        for placement in self._placements:
            placement.home_region = self.known.places[placement.home_region_id]
            by_post[placement.host_post_id].append(placement)
        return [
            LaneDrawing(post, by_post[post.pk], self._requests, months=self.months, on=self.on).lane
            for post in self.paged.rows
        ]

    @property
    def lane_rows(self):
        """The lanes as they are drawn."""
        return LaneRows(self.jurisdiction, self.known, has_today=bool(self.today_x)).draw(self.lanes)

    @cached_property
    def _placements(self):
        """Whoever was, is or will be in the posts of this page, as far as the reader may know."""
        placements = Placement.objects.live().visible_to(self.user).filter(host_post__in=self.paged.rows)
        return list(placements.select_related("official").only(*OF_A_GUEST))

    @cached_property
    def _requests(self):
        """The requests that wait, by placement; none for who may not read them."""
        waiting = ExtensionRequest.objects.waiting().reviewable_by(self.user)
        return {request.placement_id: request for request in waiting.filter(placement__in=self._placements)}

    @property
    def clashes(self):
        return [(lane.post, clash) for lane in self.lanes for clash in lane.clashes]

    @property
    def has_article_people(self):
        drawn = [bar.placement for lane in self.lanes for bar in lane.bars if bar.placement]
        return any(placement.official.provenance == Provenance.ARTICLE for placement in drawn)

    @property
    def shows_plans(self):
        """Whether the reader sees what is proposed and asked for, so that the key explains it."""
        return self.user.has_perms(["placements.view_placement", "placements.view_extensionrequest"])

    # The page around them

    @property
    def home_regions(self):
        """Where guests of this place can come from."""
        return [region for region in self.known.regions if region.pk != self.jurisdiction.region_id]

    @property
    def count_sentence(self):
        n = self.paged.count
        return ngettext("{n} host post", "{n} host posts", n).format(n=n)

    @property
    def months_in_words(self):
        first, last = self.months.words
        return _("{a} to {b}").format(a=first, b=last)

    @property
    def today_words(self):
        return _("Today") if self.on == self.today else _("As of {date}").format(date=day(self.on))

    @property
    def today_x(self):
        return self.months.at(self.on) if self.on in self.months else ""

    @property
    def today_anchor(self):
        """So that the words beside the line stay on the paper."""
        share = float(self.today_x)
        return "start" if share < 8 else "end" if share > 92 else "middle"

    @property
    def moves(self):
        """(words, address) of the months before and after these, and of those around the day."""
        words = {
            ngettext("{n} month earlier", "{n} months earlier", STEP).format(n=STEP): self.months.earlier,
            ngettext("{n} month later", "{n} months later", STEP).format(n=STEP): self.months.later,
        }
        moves = [(label, self._link(**{"from": months.key})) for label, months in words.items() if months]
        if self.months != Months.around(self.on):
            moves.append((_("Around the day"), self._link(**{"from": None})))
        return moves

    def _link(self, **changes):
        """The page of the list stays: other months show the same posts."""
        address = link(self.params, **changes)
        number = self.paged.page.number
        return f"{address}&page={number}".replace("?&", "?") if number > 1 else address

    @property
    def empty_sentence(self):
        return _("No post is vacant on that day") if self.is_vacant_only else super().empty_sentence
