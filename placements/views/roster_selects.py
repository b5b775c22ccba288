"""The selects of a roster's filter bar: drawn once for a jurisdiction and a language, then one option is marked."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from placements.roster_filter import CURRENT, GROUPS, ORDERS, PHASES, SIZES, TIER_CHOICES, RosterFilter
from placements.views.listing import PAGE, mark, unmarked
from placements.views.roster_places import RosterPlaces

TEMPLATE = "placements/_roster_select.html"
ALL_PLACES = gettext_lazy("All cities and districts")

# The first option of each, which takes all; those of the last line always have one chosen.
EVERY = {
    "cycle": gettext_lazy("All cycles"),
    "home": gettext_lazy("All regions"),
    "expertise": gettext_lazy("All expertise"),
    "phase": CURRENT,
    "city": ALL_PLACES,
    "part": ALL_PLACES,
    "tier": gettext_lazy("All tiers"),
    **dict.fromkeys(["group", "sort", "size"], ""),
}
ALWAYS = {
    "tier": TIER_CHOICES,
    "phase": PHASES,
    "group": GROUPS,
    "sort": ORDERS,
    "size": [(size, size) for size in SIZES],
}


class RosterSelects:
    """The selects by the names of their fields, as HTML."""

    def __init__(self, roster):
        self.roster, self.asked = roster, roster.asked
        self.chosen = {
            **roster.typed,
            "group": self.asked.grouping,
            "sort": self.asked.order,
            "size": self.asked.value("size", str(PAGE)),
        }

    def __getitem__(self, name):
        every = EVERY[name]
        if name == "phase" and self.asked.is_any_time:
            every = dict(PHASES)["any"]
        code, chosen = self.roster.jurisdiction.pk, self.chosen[name]
        if name == "sort" and chosen not in dict(ORDERS):
            return mark(draw(name, [*ORDERS, (chosen, self.roster.order_in_words)], every), chosen)
        if name in self.asked.errors:
            choices = choices_of(self.roster.known, code, name)
            return mark(draw(name, choices, every, self.asked.mistakes), chosen)
        return mark(self.roster.known.once(_drawn, code, name, str(every)), chosen)


def choices_of(known, code, name):
    return ALWAYS.get(name) or known.once(RosterPlaces, code).offered[name]


def _drawn(known, code, name, every):
    return draw(name, choices_of(known, code, name), every)


def draw(name, choices, every, mistakes=()):
    """The select with nothing chosen yet."""
    facts = {"name": name, "label": RosterFilter.base_filters[name].label, "options": unmarked(choices, every)}
    return render_to_string(TEMPLATE, facts | {"mistakes": mistakes, "error": bool(mistakes)})
