"""A cycle as its page shows it: the sentence, the numbers, who was placed over quota and why, and the list."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from officials.models.officials import Provenance
from placements.balance import Balance, by_phase, over_quota, placed_in_any
from placements.cycle_filter import NO_FIELD, InCycleFilter
from placements.reference import reference
from placements.roster_filter import PHASES
from placements.views.cycle_numbers import CycleNumbers, Number, Places, field_groups
from placements.views.cycle_rows import CycleRows, read
from placements.views.listing import Chip, Paged, columns, link, options
from placements.wording import day

# What the filter bar keeps folded until it is used.
FOLDED = ["home", "host", "tier", "field", "sender", "city", "over"]

MOST_REASONS = 20


class CyclePage:
    """One cycle, with the placements of it that the query string asks for."""

    def __init__(self, cycle, user, params, *, today):
        self.cycle, self.user, self.params, self.today = cycle, user, params, today
        self.known = reference(user)
        self.places, self.fields = Places(self.known), field_groups(self.known)
        self.reads_proposals = user.has_perm("placements.view_placement")
        self.placements = placed_in_any(user).filter(cycle=cycle)
        self.asked = InCycleFilter(
            params,
            self.placements,
            today=today,
            regions=self.places.regions,
            cities=self.places.cities,
            fields=[*self.fields, (NO_FIELD, _("No field recorded"))],
            reads_proposals=self.reads_proposals,
        )

    @cached_property
    def numbers(self):
        balance = Balance(self.cycle, user=self.user, known=self.known)
        return CycleNumbers(self.cycle, balance, self.places, self.fields, reads_proposals=self.reads_proposals)

    @cached_property
    def paged(self):
        return Paged(self.asked.rows, self.params, count=self._count, read=read)

    @property
    def _count(self):
        """How many are listed; the sentence of the page has counted them where nothing is filtered."""
        is_all = self.asked.is_valid() and not self.chips
        return self.phases["any"] if is_all else self.asked.rows.order_by().count()

    @property
    def rows(self):
        return self.paged.rows

    @property
    def drawn(self):
        """The rows as HTML."""
        return CycleRows(self.cycle, self.known, on=self.today).draw(self.rows)

    @property
    def has_article_people(self):
        return any(row.provenance == Provenance.ARTICLE for row in self.rows)

    # What is said of the whole cycle

    @cached_property
    def phases(self):
        return by_phase(self.placements, on=self.today)

    @property
    def lede(self):
        """(words, address) of what is placed, and of the phases in which somebody stands."""
        placed = ngettext("{n} placed", "{n} placed", self.phases["any"])
        if not self.reads_proposals:
            placed = ngettext("{n} confirmed", "{n} confirmed", self.phases["any"])
        said = [(placed.format(n=self.phases["any"]), self.numbers.address())]
        words = {
            "proposed": ngettext("{n} of them proposed", "{n} of them proposed", self.phases["proposed"]),
            "upcoming": ngettext("{n} to come", "{n} to come", self.phases["upcoming"]),
            "serving": ngettext("{n} serving", "{n} serving", self.phases["serving"]),
            "ended": ngettext("{n} ended", "{n} ended", self.phases["ended"]),
            "early": ngettext("{n} ended early", "{n} ended early", self.phases["early"]),
        }
        for phase, sentence in words.items():
            if n := self.phases[phase]:
                said.append((sentence.format(n=n), self.numbers.address(phase=phase)))
        return said

    @property
    def standing(self):
        """Where the cycle stands on the day, in a word."""
        return standing_of(self.cycle, on=self.today)

    # Over quota

    @cached_property
    def reasons(self):
        """The latest of those who were placed over quota, for coordinators: whom, why and by whom."""
        if not self.reads_proposals:
            return []
        departures = over_quota(self.placements).select_related("placement__official", "departed_by")
        found = list(departures[:MOST_REASONS])
        for departure in found:
            placement = departure.placement
            placement.home_region = self.places.by_code[placement.home_region_id]
            placement.host_region = self.places.by_code[placement.host_region_id]
        return found

    @cached_property
    def over(self):
        """How many were placed over quota, with the list of them."""
        return Number(over_quota(self.placements).count(), self.numbers.address(over="yes"))

    # The list

    @property
    def typed(self):
        return {name: self.params.get(name, "") for name in self.asked.filters}

    def _offered(self, name):
        return self.asked.filters[name].extra["choices"]

    def _select(self, name, every):
        filter_ = self.asked.filters[name]
        return name, filter_.label, options(self._offered(name), self.params.get(name, ""), every)

    @property
    def selects(self):
        return [self._select("direction", _("All directions")), self._phase]

    @property
    def _phase(self):
        chosen = self.params.get("phase") or "any"
        return "phase", self.asked.filters["phase"].label, options(self._offered("phase"), chosen, None)

    @property
    def folded(self):
        every = {
            "home": _("All regions"),
            "host": _("All regions"),
            "tier": _("All tiers"),
            "field": _("All fields"),
            "sender": _("All cities"),
            "city": _("All cities"),
        }
        return [self._select(name, first) for name, first in every.items()]

    @property
    def is_unfolded(self):
        return any(self.params.get(name) for name in FOLDED) or any(name in FOLDED for name in self.asked.errors)

    @property
    def chips(self):
        if not self.asked.is_valid():
            return []
        said = {"home": _("Home region: {region}"), "host": _("Host region: {region}")}
        said |= {"sender": _("From {region}"), "city": _("Hosted in {region}")}
        chips = []
        for name in ["direction", "phase", *FOLDED]:
            value = self.asked.value(name)
            if not value or (name, value) == ("phase", "any"):
                continue
            label = dict(self._offered(name))[value]
            words = said[name].format(region=label) if name in said else label
            chips.append(Chip(str(words), link(self.params, **{name: None}), name))
        if q := self.asked.value("q"):
            chips.append(Chip(q, link(self.params, q=None), "q"))
        return chips

    @property
    def filters_in_words(self):
        words = [str(chip.label) for chip in self.chips]
        return pgettext("between items", ", ").join(words) or str(dict(PHASES)["any"])

    @property
    def heads(self):
        return columns(
            self.params,
            self.asked.order,
            [
                ("name", _("Official")),
                ("home", _("Home organisation and post")),
                ("host", _("Host organisation and post")),
                ("phase", _("Phase")),
                ("end", _("Term"), "cell-term"),
            ],
        )

    @property
    def count_sentence(self):
        n = self.paged.count
        return ngettext("{n} placement", "{n} placements", n).format(n=n)

    @property
    def confirming(self):
        """How many proposals can be confirmed together, and where: those listed, without a filter all."""
        if self.cycle.is_closed or not self.user.has_perm("placements.confirm_placement"):
            return None
        is_listed = self.asked.value("phase") == "proposed"
        if not is_listed and self.chips:
            return None
        n = self.paged.count if is_listed else self.phases["proposed"]
        query = link(self.params, every=self.cycle.year, sort=None)
        return (n, f"{reverse('placements:confirm_together')}{query}") if n else None

    @property
    def rosters(self):
        """(region, address) of the rosters that print and export this cycle: confirmed placements, by host region."""
        query = f"?cycle={self.cycle.year}&on=any"
        return [(region, reverse("placements:roster", args=[region.code]) + query) for region in self.places.regions]


def standing_of(cycle, *, on):
    if cycle.is_closed:
        return _("closed")
    if on < cycle.starts_on:
        return _("starts on {date}").format(date=day(cycle.starts_on))
    if on <= cycle.ends_on:
        return _("under way")
    return _("past its last day, not closed")
