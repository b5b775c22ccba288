"""What the pages of nominations and of offered posts share: their filters' selects, their counts, asking and acting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from officials.models import Expertise, Jurisdiction, Tier
from placements.forms.moving import MOST_DIGITS
from placements.models import Cycle
from placements.views.listing import Chip, Paged, link, options, tidy


class OfferingList:
    """A list as the query string asks for it. `words` are its own: the first option of each select."""

    def __init__(self, filter_class, queryset, params):
        self.params = params
        cycles = list(Cycle.objects.all())
        places = list(Jurisdiction.objects.host_cities() | Jurisdiction.objects.regions())
        self.asked = filter_class(params, queryset, cycles=cycles, places=places, fields=list(Expertise.objects.all()))
        self.mistakes = self.asked.mistakes
        self.paged = Paged(self.asked.rows, params)
        self.rows = self.paged.rows

    @property
    def typed(self):
        return {name: self.params.get(name, "") for name in self.asked.filters}

    @property
    def selects(self):
        """(name, label, options, whether it cannot be read), in the order of the page."""
        first = {
            "state": _("All states"),
            "cycle": _("All cycles"),
            "place": _("All places"),
            "expertise": _("All expertise"),
            "tier": _("All tiers"),
            "created": _("All posts"),
        }
        return [
            (
                name,
                self.asked.filters[name].label,
                options(self.asked.filters[name].extra["choices"], self.params.get(name, ""), words),
                name in self.asked.errors,
            )
            for name, words in first.items()
            if name in self.asked.filters
        ]

    @cached_property
    def counts(self):
        """(words, how many, address, whether it is the one shown) of each state, and of all."""
        counted = self.asked.counts
        chosen = self.params.get("state", "")
        every = (_("All states"), sum(n for _standing, n in counted), link(self.params, state=None), not chosen)
        return [
            every,
            *(
                (standing.label, n, link(self.params, state=standing.value), chosen == standing)
                for standing, n in counted
            ),
        ]

    @property
    def leaving(self):
        """The filters, for a file or a page to print that has all the rows."""
        query = tidy(self.params)
        query.pop("page", None)
        return f"?{query.urlencode()}" if query else ""

    @property
    def filters_in_words(self):
        """As files and prints say it."""
        words = [chip.label for chip in self.chips]
        if state := self.asked.value("state"):
            words.append(dict(self.asked.standings.choices)[state])
        if text := self.asked.value("q"):
            words.append(text)
        return pgettext("between items", ", ").join(str(word) for word in words) or _("none")

    @property
    def chips(self):
        listed = {name: dict(filter_.extra.get("choices", [])) for name, filter_ in self.asked.filters.items()}
        listed["tier"] = dict(Tier.choices)
        return [
            Chip(listed[name][value], link(self.params, **{name: None}))
            for name in ["cycle", "place", "expertise", "tier", "created"]
            if name in self.asked.filters and (value := self.asked.value(name))
        ]


def open_cycles():
    """Those that still take nominations and offers, the newest first."""
    return list(Cycle.objects.filter(closed_at=None))


def named_in(queryset, params, name):
    """The row whose key a link names, or None; what is no key names nothing."""
    key = params.get(name, "")
    if not (key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS):
        return None
    return queryset.filter(pk=key).first()


def cycle_named(params, cycles):
    """The year of the open cycle that a link names; the newest, where it names none."""
    years = [str(cycle.year) for cycle in cycles]
    year = params.get("cycle", "")
    return year if year in years else next(iter(years), "")


def official_words(official):
    """What stands in the field for an official: the shortest that names nobody else."""
    return (official.personnel_number or official.name_zh or official.name_latin) if official else ""


def typed_in(request):
    """What was sent, or nothing: a form without fields is sent too."""
    return request.POST if request.method == "POST" else None


def answer(request, form, act, done, *, template, facts, to):
    """Act where the form was sent and is whole, and go to `to(result)`; else ask, with the refusals in their places."""
    if form.is_bound and form.is_valid():
        try:
            result = act(form)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect(to(result))
    return render(request, template, {"form": form, **facts})
