"""The roster as a page shows it: its rows, what filters it, and its sentences."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from officials.models import OfficialExpertise, Post
from officials.models.officials import Provenance
from officials.name_order import UNKNOWN
from placements.models import Placement
from placements.reference import reference
from placements.roster_filter import (
    BY_STROKES,
    CURRENT,
    DEFAULT_ORDER,
    GROUPS,
    ORDERS,
    PHASES,
    SIZES,
    RosterFilter,
    default_grouping,
    serving_and_to_come,
)
from placements.views.listing import PAGE, Chip, Paged, columns, link, options, tidy
from placements.views.roster_groups import groups_of, rows_and_people
from placements.views.roster_places import RosterPlaces
from placements.views.standing import Standing
from placements.wording import day, is_chinese

# What the filter bar keeps folded until it is used.
FOLDED = ["city", "part", "tier", "within", "created", "group", "sort", "size"]

# What a row shows; the rest of a placement, some forty columns, stays where it is.
SHOWN = [
    *("number", "cycle_id", "official_id", "home_post_id", "host_post_id", "home_region_id", "state"),
    *("starts_on", "original_ends_on", "ends_on", "host_title_en", "host_title_zh"),
    *("congress_decision_number", "congress_decision_on"),
    *(f"official__{name}" for name in ("family_name", "given_name", "name_zh", "provenance", "stroke_order")),
]
SHOWN_OF_POSTS = [
    *("title_en", "title_zh", "needs_congress_decision", "organisation_id"),
    *(f"organisation__{name}" for name in ("name_en", "name_zh", "jurisdiction_id")),
]


class Roster:
    """The confirmed placements of a jurisdiction and its parts, as the query string asks for them."""

    def __init__(self, jurisdiction, params, *, today, known=None):
        self.jurisdiction, self.today = jurisdiction, today
        # A browser sends every field of the form; the addresses of the page name what was chosen.
        unsaid = {"on": today.isoformat(), "sort": DEFAULT_ORDER, "group": default_grouping(jurisdiction)}
        self.params = params = tidy(params, **unsaid, size=str(PAGE), page="1")
        self.known = known = known or reference()
        self.places = RosterPlaces(jurisdiction, known.places.values())
        self.cycles, self.fields = list(known.cycles.values()), list(known.fields.values())
        self.placements = Placement.objects.confirmed().hosted_in(jurisdiction)
        self.asked = RosterFilter(
            params,
            self.placements,
            jurisdiction=jurisdiction,
            today=today,
            cycles=self.cycles,
            places=self.places,
            fields=self.fields,
        )
        self.on = self.asked.day

    # Rows

    @cached_property
    def paged(self):
        rows, count = self._with_facts(self.asked.rows), self.asked.counts["rows"]
        return Paged(rows, self.params, size=int(self.asked.value("size", PAGE)), count=count)

    @staticmethod
    def _with_facts(placements):
        """With the official, and the codes of their expertise; posts come in one query for the page."""
        # In no order: it is made for every row that is passed over before the page, and sorted only for those shown.
        codes = OfficialExpertise.objects.filter(official=OuterRef("official")).values("expertise")
        return placements.select_related("official").only(*SHOWN).annotate(expertise_codes=ArraySubquery(codes))

    @cached_property
    def rows(self):
        placements = self.paged.rows
        keys = {key for row in placements for key in (row.home_post_id, row.host_post_id)}
        posts = Post.objects.select_related("organisation").only(*SHOWN_OF_POSTS).in_bulk(keys)
        known = self.known
        for post in posts.values():
            post.organisation.jurisdiction = known.places[post.organisation.jurisdiction_id]
        for row in placements:
            row.home_post, row.host_post = posts[row.home_post_id], posts[row.host_post_id]
            row.home_region = known.places[row.home_region_id]
            row.expertise = known.fields_of(row.expertise_codes)
        return [Standing(row, self.on, known.cycles[row.cycle_id]) for row in placements]

    @cached_property
    def groups(self):
        return groups_of(self.rows, self)

    @cached_property
    def has_article_people(self):
        return any(row.placement.official.provenance == Provenance.ARTICLE for row in self.rows)

    @property
    def has_unknown_strokes(self):
        """Whether somebody stands last because the strokes of the surname are not known."""
        by_strokes = self.asked.order in BY_STROKES
        return by_strokes and any(row.placement.official.stroke_order.startswith(UNKNOWN) for row in self.rows)

    @property
    def heads(self):
        return columns(
            self.params,
            self.asked.order,
            [
                ("name", _("Official")),
                ("home", _("Home organisation and post")),
                ("host", _("Host organisation and post")),
                ("expertise", _("Expertise")),
                ("phase", _("Phase")),
                ("end", _("Term"), "cell-term"),
                ("extension", _("Extension")),
            ],
        )

    # What is asked for

    @property
    def typed(self):
        """What stands in the fields, as it was typed."""
        return {name: self.params.get(name, "") for name in self.asked.filters}

    @property
    def selects(self):
        every = {
            "cycle": _("All cycles"),
            "home": _("All regions"),
            "city": _("All cities and districts"),
            "part": _("All cities and districts"),
            "expertise": _("All expertise"),
            "tier": _("All tiers"),
            "phase": dict(PHASES)["any"] if self.asked.is_any_time else CURRENT,
        }
        selects = {
            name: options(self._offered(name), self.params.get(name, ""), first) for name, first in every.items()
        }
        orders = ORDERS if self.asked.order in dict(ORDERS) else [*ORDERS, (self.asked.order, self.order_in_words)]
        return selects | {
            "group": options(GROUPS, self.asked.grouping, None),
            "sort": options(orders, self.asked.order, None),
            "size": options([(size, size) for size in SIZES], self.asked.value("size", str(PAGE)), None),
        }

    def _offered(self, name):
        return self.asked.filters[name].extra["choices"]

    @property
    def is_unfolded(self):
        """Whether one of the folded filters is used, or wrong."""
        return any(self.params.get(name) for name in FOLDED if name not in ("sort", "group", "size")) or any(
            name in FOLDED for name in self.asked.errors
        )

    @cached_property
    def chips(self):
        """The filters at work, each with the link that takes it away."""
        if not self.asked.is_valid():
            return []
        chosen = {name: self.asked.value(name) for name in ["cycle", "home", "city", "expertise", "tier", "phase"]}
        chosen |= {name: self.asked.value(name) for name in ["part", "bodies", "created"]}
        labels = {name: dict(self._offered(name))[value] for name, value in chosen.items() if value}
        if labels.get("phase") == dict(PHASES)["any"]:
            del labels["phase"]
        if (within := self.asked.form.cleaned_data["within"]) is not None:
            words = ngettext("Ending within {n} day", "Ending within {n} days", within)
            labels["within"] = words.format(n=within)
        labels |= {"q": self.asked.value("q")} if self.asked.value("q") else {}
        if self.asked.is_any_time:
            labels["on"] = _("Any time")
        elif self.on != self.today:
            labels["on"] = _("As of {date}").format(date=day(self.on))
        chips = [Chip(str(label), link(self.params, **{name: None}), name) for name, label in labels.items()]
        if not self.asked.phase_asked:
            chips.append(Chip(str(CURRENT), link(self.params, phase="any"), "phase"))
        return chips

    @property
    def count_sentence(self):
        """212 placements; where somebody stands in several rows, how many people they are."""
        rows, people = self.asked.counts["rows"], self.asked.counts["people"]
        return rows_and_people(rows, people)

    @property
    def filters_in_words(self):
        words = [str(chip.label) for chip in self.chips]
        return pgettext("between items", ", ").join(words) or str(dict(PHASES)["any"])

    @property
    def order_in_words(self):
        """The order of the rows, as prints say it."""
        order = self.asked.order
        if order in dict(ORDERS):
            return str(dict(ORDERS)[order])
        sentence = _("Order: {column}, descending") if order.startswith("-") else _("Order: {column}")
        labels = {column.key: column.label for column in self.heads}
        return sentence.format(column=labels[order.lstrip("-")])

    # Addresses

    @property
    def tidy_address(self):
        """The address of this list, without what goes without saying."""
        address = reverse("placements:roster", args=[self.jurisdiction.code])
        return f"{address}?{self.params.urlencode()}" if self.params else address

    @property
    def leaving(self):
        """The query of the same list on paper or in a file; in Chinese it is in the order for people to sign."""
        signing = {"sort": "signing-strokes"} if is_chinese() and not self.params.get("sort") else {}
        return link(self.params, **signing).removesuffix("?")

    # What the page says of the whole jurisdiction

    @cached_property
    def lede(self):
        counts = self.asked.counts_of_all
        if counts is None:
            now_and_soon = self.placements.current_or_upcoming(on=self.on).order_by()
            counts = now_and_soon.aggregate(**serving_and_to_come(self.on))
        serving = ngettext("{n} official serving", "{n} officials serving", counts["serving"])
        to_come = ngettext("{n} to arrive within 90 days", "{n} to arrive within 90 days", counts["to_come"])
        both = [serving.format(n=counts["serving"]), to_come.format(n=counts["to_come"])]
        return _("{serving}, {to_come}.").format(serving=both[0], to_come=both[1])

    @property
    def empty_sentence(self):
        """No one from Tianjin with health expertise serves here: what was looked for, in words."""
        names = {name: dict(self.asked.filters[name].extra["choices"]) for name in ("home", "expertise")}
        home, expertise = (names[name].get(self.asked.value(name)) for name in ("home", "expertise"))
        given = {name for name in self.params if self.params[name]}
        only_those = given <= {"home", "expertise", "on", "sort", "group", "size"} and not self.asked.is_any_time
        city = self.jurisdiction.full_name
        if not only_those or not (home or expertise):
            return _("No one matches these filters")
        if home and expertise:
            sentence = _("No one from {home} with {expertise} expertise serves in {city}")
        else:
            sentence = (
                _("No one from {home} serves in {city}")
                if home
                else _("No one with {expertise} expertise serves in {city}")
            )
        return sentence.format(home=home, expertise=expertise, city=city)

    @property
    def everyone(self):
        return f"{reverse('placements:roster', args=[self.jurisdiction.code])}?phase=any"
