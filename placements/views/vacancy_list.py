"""The host posts to be filled, as a page shows them: what filters them, the rows, the sentences."""

import datetime as dt
from collections import defaultdict

from django.db.models import Count, F, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from officials.models import Expertise, Jurisdiction, Organisation, Post, Tier
from placements.filters import DayFilter, ListFilter, choice
from placements.models import Placement, PostOffer
from placements.models.host_posts import host_posts
from placements.views.holders import Holders
from placements.views.listing import Chip, Column, Paged, columns, link, options
from placements.views.record_rows import has_article_people, tier_order
from placements.wording import day, is_chinese

# How far ahead the list looks. Half a year holds the weeks in which the extensions of a cycle are decided.
WITHIN = 180
SPANS = [0, 30, 90, WITHIN, 365]

# In the select, and in the chip that stands without its label.
SUCCESSORS = [("any", gettext_lazy("With or without"))]
PROMISES = [("promised", gettext_lazy("Promised")), ("open", gettext_lazy("Not promised"))]
WITHOUT_SUCCESSOR = gettext_lazy("No confirmed successor")
SUCCESSOR_CHIPS = {
    "promised": gettext_lazy("Promised to a successor"),
    "open": gettext_lazy("Not promised to anybody"),
}

SORTS = ["post", "host", "tier", "vacant"]


def span(days):
    return ngettext("Within {n} day", "Within {n} days", days).format(n=days) if days else _("On the day")


def span_chip(days):
    if not days:
        return _("Vacant on the day")
    return ngettext("Vacant within {n} day", "Vacant within {n} days", days).format(n=days)


class VacancyFilter(ListFilter):
    """The host posts to be filled: as of which day, how far ahead, and which of them."""

    on = DayFilter(label=gettext_lazy("As of"), method="keep")
    within = choice(gettext_lazy("Falls vacant"), method="keep")
    host = choice(gettext_lazy("Host city"), method="hosted_in")
    expertise = choice(gettext_lazy("Expertise wanted"), method="wanting")
    tier = choice(gettext_lazy("Tier"), field_name="tier", choices=Tier.choices)
    successor = choice(gettext_lazy("Successor"), method="keep")
    created = choice(
        gettext_lazy("Origin of the post"),
        field_name="is_created_for_programme",
        choices=[("True", gettext_lazy("Created for the programme")), ("False", gettext_lazy("Existing post"))],
    )
    sort = choice(
        gettext_lazy("Order"),
        method="keep",
        choices=[(key, key) for sort in SORTS for key in (sort, f"-{sort}")],
    )

    class Meta:
        model = Post
        fields: list[str] = []

    def __init__(self, data, *, today, places, fields, reads_proposals):
        super().__init__(data, host_posts())
        self.today, self.places = today, {place.code: place for place in places}
        self.offer("within", [(str(days), span(days)) for days in SPANS])
        self.offer("host", [(place.code, _place_words(place)) for place in places])
        self.offer("expertise", [(field.code, field.name) for field in fields])
        self.offer("successor", [*SUCCESSORS, *(PROMISES if reads_proposals else [])])

    @property
    def day(self):
        return self.value("on", self.today)

    @property
    def last_day(self):
        return self.day + dt.timedelta(days=int(self.value("within", WITHIN)))

    def filter_queryset(self, queryset):
        posts = super().filter_queryset(queryset).vacant_by(self.last_day, on=self.day)
        wanted = self.value("successor")
        if wanted != "any":
            posts = posts.without_successor()
        if wanted == "promised":
            posts = posts.promised(on=self.day)
        if wanted == "open":
            posts = posts.not_promised(on=self.day)
        return self.sorted(posts)

    def hosted_in(self, posts, name, code):
        place = self.places[code]
        return posts.filter(region=place) if place.is_region else posts.filter(organisation__jurisdiction__city=place)

    def wanting(self, posts, name, code):
        return posts.filter(pk__in=Post.expertise.through.objects.filter(expertise=code).values("post"))

    @property
    def order(self):
        return self.value("sort", "vacant")

    def sorted(self, posts):
        backwards = self.order.startswith("-")
        columns = self._columns(self.order.lstrip("-"))
        ordered = [
            # Not held yet is the longest vacant of all.
            column.desc(nulls_last=True) if backwards else column.asc(nulls_first=True)
            for column in columns
        ]
        return posts.order_by(*ordered, "code")

    def _columns(self, sort):
        language = "zh" if is_chinese() else "en"
        return {
            "post": [F(f"title_{language}")],
            "host": [F(f"organisation__name_{language}")],
            "tier": [tier_order()],
            "vacant": [F("vacant_from")],
        }[sort]


def _plain(label, css=""):
    """The head of a column by which nothing is sorted."""
    return Column("", label, "", "", css)


def _place_words(place):
    is_province = place.is_region and place.kind == "province"
    return _("All of {region}").format(region=place.name) if is_province else place.name


class Vacancy:
    """A line of the list."""

    def __init__(self, post, placements, region, offers, *, on):
        self.post, self.region, self.on = post, region, on
        self.offers = offers  # open ones, for those who may read them
        self.holders = Holders(placements, on=on)


class Vacancies:
    """The host posts to be filled, as the query string asks for them."""

    def __init__(self, user, params, *, today):
        self.user, self.params, self.today = user, params, today
        self.reads_proposals = user.has_perm("placements.view_placement")
        places = list(Jurisdiction.objects.host_cities() | Jurisdiction.objects.regions())
        self.regions = {place.pk: place for place in places if place.is_region}
        self.asked = VacancyFilter(
            params,
            today=today,
            places=places,
            fields=list(Expertise.objects.all()),
            reads_proposals=self.reads_proposals,
        )
        self.on = self.asked.day
        self.paged = Paged(self._with_facts(self.asked.rows), params)

    @staticmethod
    def _with_facts(posts):
        """No join but those of the filter; organisations and expertise of the page's rows come in a query each."""
        organisations = Organisation.objects.select_related("jurisdiction__parent")
        return posts.prefetch_related(Prefetch("organisation", organisations), "expertise")

    @cached_property
    def rows(self):
        guests = defaultdict(list)
        placements = Placement.objects.visible_to(self.user).filter(host_post__in=[post.pk for post in self.paged.rows])
        for placement in placements.select_related("official"):
            guests[placement.host_post_id].append(placement)
        offers = self._offers()
        return [
            Vacancy(post, guests[post.pk], self.regions[post.region_id], offers[post.pk], on=self.on)
            for post in self.paged.rows
        ]

    def _offers(self):
        """The open offers of the page's posts in cycles that are not closed, by post."""
        found = defaultdict(list)
        if self.user.has_perm("placements.view_postoffer"):
            offers = PostOffer.objects.open().filter(post__in=[post.pk for post in self.paged.rows])
            for offer in offers.filter(cycle__closed_at=None).select_related("cycle").order_by("cycle__year"):
                found[offer.post_id].append(offer)
        return found

    @property
    def has_article_people(self):
        return any(has_article_people(row.holders.placements) for row in self.rows)

    @property
    def heads(self):
        sortable = [
            ("post", _("Post")),
            ("host", _("Host")),
            ("tier", _("Tier"), "nowrap"),
            ("vacant", _("Vacant from"), "nowrap"),
        ]
        post, host, tier, vacant = columns(self.params, self.asked.order, sortable)
        return [
            post,
            host,
            _plain(_("Expertise wanted")),
            tier,
            _plain(_("Last holder")),
            vacant,
            _plain(_("Vacant"), css="num"),
            _plain(_("Successor")),
        ]

    # What is asked for

    @property
    def typed(self):
        """What stands in the fields, as it was typed."""
        return {name: self.params.get(name, "") for name in self.asked.filters}

    @property
    def fields(self):
        """(name, label, options, whether it cannot be read) of each select, in the order of the page."""
        every = {
            "within": None,
            "host": _("All cities"),
            "expertise": _("All expertise"),
            "tier": _("All tiers"),
            "successor": _("None confirmed"),
            "created": _("All posts"),
        }
        return [
            (name, self.asked.filters[name].label, self._options(name, first), name in self.asked.errors)
            for name, first in every.items()
        ]

    def _options(self, name, first):
        chosen = self.params.get(name) or (str(WITHIN) if name == "within" else "")
        return options(self.asked.filters[name].extra["choices"], chosen, first)

    @property
    def chips(self):
        if not self.asked.is_valid():
            return []
        listed = {name: dict(filter_.extra.get("choices", [])) for name, filter_ in self.asked.filters.items()}
        listed["within"] = {str(days): span_chip(days) for days in SPANS}
        listed["successor"] = SUCCESSOR_CHIPS
        chips = [
            Chip(listed[name][value], link(self.params, **{name: None}))
            for name in ["within", "host", "expertise", "tier", "created", "successor"]
            if (value := self.asked.value(name)) and (name, value) != ("successor", "any")
        ]
        if self.on != self.today:
            chips.append(Chip(_("As of {date}").format(date=day(self.on)), link(self.params, on=None)))
        if not self.asked.value("successor"):
            chips.append(Chip(WITHOUT_SUCCESSOR, link(self.params, successor="any")))
        return chips

    @property
    def count_sentence(self):
        n = self.paged.count
        return ngettext("{n} post", "{n} posts", n).format(n=n)

    @cached_property
    def lede(self):
        """Of all posts without a confirmed successor: how many are vacant on the day, how many will be."""
        posts = host_posts().vacant_by(self.asked.last_day, on=self.on).without_successor().order_by()
        counts = posts.aggregate(
            now=Count("pk", filter=Q(vacant_from__isnull=True) | Q(vacant_from__lte=self.on)), all=Count("pk")
        )
        vacant = ngettext("{n} post vacant", "{n} posts vacant", counts["now"]).format(n=counts["now"])
        later = counts["all"] - counts["now"]
        if self.asked.last_day == self.on:
            return _("{vacant}, nobody confirmed to follow.").format(vacant=vacant)
        falling = ngettext("{n} more falls vacant by {date}", "{n} more fall vacant by {date}", later)
        return _("{vacant}, {falling}, nobody confirmed to follow.").format(
            vacant=vacant, falling=falling.format(n=later, date=day(self.asked.last_day))
        )
