"""The roster as a page shows it: its rows, what filters it, and its sentences."""

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from officials.models import Expertise, Jurisdiction, Post
from officials.models.officials import Provenance
from placements.filters import CURRENT, PHASES, RosterFilter
from placements.models import Cycle, Placement
from placements.views.listing import Chip, Paged, columns, link, options
from placements.views.standing import Standing
from placements.wording import day


class Roster:
    """The confirmed placements of a jurisdiction and its parts, as the query string asks for them."""

    def __init__(self, jurisdiction, params, *, today):
        self.jurisdiction, self.params, self.today = jurisdiction, params, today
        self.cycles = list(Cycle.objects.all())
        self.regions = list(Jurisdiction.objects.regions())
        self.fields = list(Expertise.objects.all())
        self.placements = Placement.objects.confirmed().hosted_in(jurisdiction)
        self.asked = RosterFilter(
            params,
            self.placements,
            jurisdiction=jurisdiction,
            today=today,
            cycles=self.cycles,
            regions=self.regions,
            fields=self.fields,
        )
        self.on = self.asked.day
        self.paged = Paged(self._with_facts(self.asked.rows), params)

    @staticmethod
    def _with_facts(placements):
        """One join; posts and expertise of the page's rows come in a query each."""
        posts = Post.objects.select_related("organisation")
        return placements.select_related("official").prefetch_related(
            Prefetch("home_post", posts),
            Prefetch("host_post", Post.objects.select_related("organisation__jurisdiction__parent")),
            "official__expertise",
        )

    @cached_property
    def rows(self):
        cycles = {cycle.pk: cycle for cycle in self.cycles}
        regions = {region.pk: region for region in self.regions}
        for placement in self.paged.rows:
            placement.home_region = regions[placement.home_region_id]
        return [Standing(row, self.on, cycles[row.cycle_id]) for row in self.paged.rows]

    @cached_property
    def has_article_people(self):
        return any(row.placement.official.provenance == Provenance.ARTICLE for row in self.rows)

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
        offered = {
            name: filter_.extra["choices"] for name, filter_ in self.asked.filters.items() if "choices" in filter_.extra
        }
        every = {
            "cycle": _("All cycles"),
            "home": _("All regions"),
            "expertise": _("All expertise"),
            "phase": CURRENT,
        }
        return {name: options(offered[name], self.params.get(name, ""), first) for name, first in every.items()}

    @property
    def chips(self):
        if not self.asked.is_valid():
            return []
        listed = {name: dict(filter_.extra.get("choices", [])) for name, filter_ in self.asked.filters.items()}
        chips = [
            Chip(listed[name].get(value, value), link(self.params, **{name: None}))
            for name in ["cycle", "home", "expertise", "phase", "bodies", "q"]
            if (value := self.asked.value(name)) and (name, value) != ("phase", "any")
        ]
        if self.on != self.today:
            chips.append(Chip(_("As of {date}").format(date=day(self.on)), link(self.params, on=None)))
        if not self.asked.value("phase"):
            chips.append(Chip(CURRENT, link(self.params, phase="any")))
        return chips

    @property
    def count_sentence(self):
        n = self.paged.count
        return ngettext("{n} placement", "{n} placements", n).format(n=n)

    @property
    def filters_in_words(self):
        words = [str(chip.label) for chip in self.chips]
        return pgettext("between items", ", ").join(words) or str(dict(PHASES)["any"])

    # What the page says of the whole jurisdiction

    @cached_property
    def lede(self):
        counts = self.placements.order_by().aggregate(
            serving=Count("pk", filter=Q(starts_on__lte=self.on, ends_on__gte=self.on)),
            to_come=Count("pk", filter=Q(pk__in=self._to_come())),
        )
        serving = ngettext("{n} official serving", "{n} officials serving", counts["serving"])
        to_come = ngettext("{n} to arrive within 90 days", "{n} to arrive within 90 days", counts["to_come"])
        both = [serving.format(n=counts["serving"]), to_come.format(n=counts["to_come"])]
        return _("{serving}, {to_come}.").format(serving=both[0], to_come=both[1])

    def _to_come(self):
        return self.placements.current_or_upcoming(on=self.on).upcoming(on=self.on).values("pk")

    @property
    def empty_sentence(self):
        """No one from Tianjin with health expertise serves here: what was looked for, in words."""
        names = {name: dict(self.asked.filters[name].extra["choices"]) for name in ("home", "expertise")}
        home, expertise = (names[name].get(self.asked.value(name)) for name in ("home", "expertise"))
        only_those = set(self.params) <= {"home", "expertise", "phase", "on", "sort"} and not self.asked.value("phase")
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
