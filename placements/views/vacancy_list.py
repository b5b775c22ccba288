"""The host posts to be filled, as a page shows them: what filters them, the rows, the sentences."""

import datetime as dt
from functools import partial

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from officials.models import Post, Tier
from placements.filters import DayFilter, ListFilter, choice
from placements.models.host_posts import host_posts
from placements.reference import reference
from placements.views.listing import Chip, Column, Paged, columns, link, options
from placements.views.record_rows import tier_order
from placements.views.vacancy_rows import VacancyRows, read
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

# What lists fewer posts, or others, than those of which the sentence under the title speaks.
NARROWING = ["host", "expertise", "tier", "successor", "created"]


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


class Vacancies:
    """The host posts to be filled, as the query string asks for them."""

    def __init__(self, user, params, *, today):
        self.user, self.params, self.today = user, params, today
        self.reads_proposals = user.has_perm("placements.view_placement")
        self.known = known = reference(user)
        self.asked = VacancyFilter(
            params,
            today=today,
            places=known.regions_and_cities,
            fields=known.fields.values(),
            reads_proposals=self.reads_proposals,
        )
        self.on = self.asked.day

    @cached_property
    def found(self):
        """(post, day from which it is vacant) of all that match, in their order.

        From which day costs more than all else that is asked of a post: it is asked once, and count,
        page and sentence go by it.
        """
        return list(self.asked.rows.values_list("pk", "vacant_from")) if self.asked.is_valid() else []

    @cached_property
    def paged(self):
        return Paged(self.found, self.params, read=partial(read, user=self.user, on=self.on))

    @property
    def rows(self):
        return self.paged.rows

    @property
    def drawn(self):
        """The rows as HTML."""
        return VacancyRows(self.known).draw(self.rows)

    @property
    def has_article_people(self):
        return any(row.has_article_people for row in self.rows)

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
        days = self._days
        now = sum(1 for day in days if day is None or day <= self.on)
        later = len(days) - now
        vacant = ngettext("{n} post vacant", "{n} posts vacant", now).format(n=now)
        if self.asked.last_day == self.on:
            return _("{vacant}, nobody confirmed to follow.").format(vacant=vacant)
        falling = ngettext("{n} more falls vacant by {date}", "{n} more fall vacant by {date}", later)
        return _("{vacant}, {falling}, nobody confirmed to follow.").format(
            vacant=vacant, falling=falling.format(n=later, date=day(self.asked.last_day))
        )

    @property
    def _days(self):
        """From which day each post without a confirmed successor is vacant."""
        if not any(self.asked.value(name) for name in NARROWING):
            return [vacant_from for _post, vacant_from in self.found]
        posts = host_posts().vacant_by(self.asked.last_day, on=self.on).without_successor().order_by()
        return list(posts.values_list("vacant_from", flat=True))
