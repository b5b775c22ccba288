"""The roster as a page shows it: its rows, what filters it, and its sentences."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from officials.models.officials import Provenance
from officials.name_order import UNKNOWN
from placements.models import Placement
from placements.reference import reference
from placements.roster_filter import (
    BY_STROKES,
    CURRENT,
    DEFAULT_ORDER,
    ORDERS,
    PHASES,
    RosterFilter,
    default_grouping,
    serving_and_to_come,
)
from placements.views.listing import PAGE, Chip, Paged, columns, link, tidy
from placements.views.roster_groups import groups_of, rows_and_people
from placements.views.roster_places import RosterPlaces
from placements.views.roster_row import Row
from placements.views.roster_selects import RosterSelects
from placements.wording import day, is_chinese

# What the filter bar keeps folded until it is used.
FOLDED = ["city", "part", "tier", "within", "created", "group", "sort", "size"]


class Roster:
    """The confirmed placements of a jurisdiction and its parts, as the query string asks for them."""

    def __init__(self, jurisdiction, params, *, today, known=None):
        self.jurisdiction, self.today = jurisdiction, today
        # A browser sends every field of the form; the addresses of the page name what was chosen.
        unsaid = {"on": today.isoformat(), "sort": DEFAULT_ORDER, "group": default_grouping(jurisdiction)}
        self.params = params = tidy(params, **unsaid, size=str(PAGE), page="1")
        self.known = known = known or reference()
        self.places = known.once(RosterPlaces, jurisdiction.pk)
        self.placements = Placement.objects.confirmed().hosted_in(jurisdiction)
        self.asked = RosterFilter(params, self.placements, jurisdiction=jurisdiction, today=today, places=self.places)
        self.on = self.asked.day

    # Rows

    @cached_property
    def paged(self):
        size, count = int(self.asked.value("size", PAGE)), self.asked.counts["rows"]
        return Paged(self.asked.rows.all(), self.params, size=size, count=count, read=Row.read if count else list)

    @property
    def rows(self):
        return self.paged.rows

    @cached_property
    def groups(self):
        return groups_of(self)

    @cached_property
    def has_article_people(self):
        return any(row.provenance == Provenance.ARTICLE for row in self.rows)

    @property
    def has_unknown_strokes(self):
        """Whether somebody stands last because the strokes of the surname are not known."""
        by_strokes = self.asked.order in BY_STROKES
        return by_strokes and any(row.stroke_order.startswith(UNKNOWN) for row in self.rows)

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
        return RosterSelects(self)

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
        if (within := self.asked.values.get("within")) is not None:
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
