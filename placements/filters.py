"""Reading the query string of the lists. django-filter parses and validates; the pages draw lean selects themselves.

A value that cannot be read is named at its field and the list stays empty: a list that ignored a
filter would be taken for one that obeys it.
"""

import django_filters
from django import forms
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from officials import names
from officials.models import Official, OfficialExpertise
from placements.forms import DayField
from placements.models import Placement
from placements.models.extensions import DECISIONS, RequestState
from placements.wording import is_chinese

FROM_THE_LIST = {"invalid_choice": gettext_lazy("Choose from the list.")}


class DayFilter(django_filters.Filter):
    field_class = DayField


def choice(label, **options):
    """A choice whose list may be set later by `offer`."""
    return django_filters.ChoiceFilter(
        label=label, choices=options.pop("choices", []), error_messages=FROM_THE_LIST, **options
    )


class NameField(forms.CharField):
    def clean(self, value):
        text = super().clean(value)
        if text and not names.words(text):
            raise forms.ValidationError(_("Write a name in Chinese characters or pinyin."))
        return text


class NameFilter(django_filters.Filter):
    field_class = NameField


class ListFilter(django_filters.FilterSet):
    """What both lists share."""

    def offer(self, name, choices):
        self.filters[name].extra["choices"] = choices

    def keep(self, queryset, name, value):
        """The value is used by `filter_queryset`, or by the view."""
        return queryset

    @property
    def rows(self):
        """The rows, or none where a filter cannot be read."""
        return self.qs if self.is_valid() else self.queryset.none()

    def value(self, name, default=None):
        return (self.form.cleaned_data.get(name) if self.is_bound and self.form.is_valid() else None) or default

    @property
    def mistakes(self):
        """(field, label, sentence) of everything that cannot be read."""
        labels = {name: filter_.label for name, filter_ in self.filters.items()}
        return [(name, labels[name], error) for name, errors in self.errors.items() for error in errors]


# The roster ----------------------------------------------------------------------------------

PHASES = [
    ("upcoming", gettext_lazy("Upcoming")),
    ("serving", gettext_lazy("Serving")),
    ("ending", gettext_lazy("Ending soon")),
    ("extended", gettext_lazy("Extended")),
    ("ended", gettext_lazy("Ended")),
    ("early", gettext_lazy("Ended early")),
    ("any", gettext_lazy("All phases")),
]

CURRENT = gettext_lazy("Current and upcoming")


def in_phase(placements, phase, *, on):
    """Placements of the phase on the day; without one, serving or starting within 90 days."""
    return {
        "upcoming": placements.upcoming,
        "serving": placements.serving,
        "ending": placements.ending_soon,
        "extended": placements.extended,
        "ended": placements.ended,
        "early": placements.ended_early,
        "any": lambda **_day: placements,
    }.get(phase, placements.current_or_upcoming)(on=on)


SORTS = ["name", "home", "host", "expertise", "phase", "end", "extension"]


class RosterFilter(ListFilter):
    """The roster of a jurisdiction: on which day, and which of its placements."""

    on = DayFilter(label=gettext_lazy("As of"), method="keep")
    cycle = choice(gettext_lazy("Cycle"), field_name="cycle__year")
    home = choice(gettext_lazy("Home region"), field_name="home_region")
    expertise = choice(gettext_lazy("Expertise"), method="with_expertise")
    phase = choice(gettext_lazy("Phase"), method="keep", choices=PHASES)
    q = NameFilter(label=gettext_lazy("Name in Chinese or pinyin"), method="named", max_length=100)
    bodies = choice(gettext_lazy("Bodies"), method="keep", choices=[("provincial", gettext_lazy("provincial bodies"))])
    sort = choice(
        gettext_lazy("Order"),
        method="keep",
        choices=[(key, key) for sort in SORTS for key in (sort, f"-{sort}")],
    )

    class Meta:
        model = Placement
        fields: list[str] = []

    def __init__(self, data, queryset, *, jurisdiction, today, cycles, regions, fields):
        super().__init__(data, queryset)
        self.jurisdiction, self.today = jurisdiction, today
        self.offer("cycle", [(str(cycle.year), cycle.name) for cycle in cycles])
        self.offer("home", [(region.code, region.name) for region in regions])
        self.offer("expertise", [(field.code, field.name) for field in fields])

    @property
    def day(self):
        return self.value("on", self.today)

    def filter_queryset(self, queryset):
        placements = in_phase(super().filter_queryset(queryset), self.value("phase"), on=self.day)
        if self.value("bodies"):
            placements = placements.filter(host_post__organisation__jurisdiction=self.jurisdiction)
        return self.sorted(placements)

    def with_expertise(self, placements, name, code):
        experts = OfficialExpertise.objects.filter(expertise=code).values("official")
        return placements.filter(official__in=experts)

    def named(self, placements, name, text):
        return placements.filter(official__in=Official.objects.named(text).values("pk"))

    @property
    def order(self):
        return self.value("sort", "end")

    def sorted(self, placements):
        backwards = self.order.startswith("-")
        columns = self._columns(self.order.lstrip("-"))
        ordered = [column.desc() if backwards else column.asc() for column in columns]
        return placements.order_by(*ordered, "official__pinyin_key", "pk")

    def _columns(self, sort):
        name = "name_zh" if is_chinese() else "name_en"
        return {
            "name": [F("official__pinyin_key")],
            "home": [F("home_region"), F(f"home_post__organisation__{name}")],
            "host": [F(f"host_post__organisation__{name}")],
            "expertise": [_first_expertise(name)],
            "phase": [_phase_order(self.day), F("ends_on")],
            "end": [F("ends_on")],
            "extension": [F("ends_on") - F("original_ends_on")],
        }[sort]


def _first_expertise(name):
    fields = OfficialExpertise.objects.filter(official=OuterRef("official")).order_by("expertise__order", "expertise")
    return Subquery(fields.values(f"expertise__{name}")[:1])


def _phase_order(on):
    """Serving, then upcoming, then what is over."""
    return Case(When(ends_on__lt=on, then=Value(2)), When(starts_on__gt=on, then=Value(1)), default=Value(0))


# Requests ------------------------------------------------------------------------------------

STATES = [
    ("waiting", pgettext_lazy("requests", "Waiting")),
    ("returned", gettext_lazy("Returned for correction")),
    ("approved", gettext_lazy("Approved")),
    ("declined", gettext_lazy("Declined")),
    ("reversed", gettext_lazy("Approval reversed")),
    ("withdrawn", gettext_lazy("Withdrawn")),
    ("decided", gettext_lazy("Decided")),
    ("all", gettext_lazy("All")),
]


def with_conflicts(requests):
    """Requests, each marked where post or official is promised elsewhere in the days that are asked for."""
    others = Placement.objects.live().filter(
        starts_on__lte=OuterRef("asked_ends_on"), ends_on__gt=OuterRef("placement__ends_on")
    )
    others = others.exclude(pk=OuterRef("placement"))
    undecided = Q(state__in=[RequestState.SUBMITTED, RequestState.RETURNED])
    return requests.annotate(
        is_post_promised=Q(undecided, Exists(others.filter(host_post=OuterRef("placement__host_post")))),
        is_official_promised=Q(undecided, Exists(others.filter(official=OuterRef("placement__official")))),
    )


class RequestFilter(ListFilter):
    """The requests that coordinators read; those that wait, unless asked otherwise."""

    state = choice(gettext_lazy("State"), method="keep", choices=STATES)
    direction = choice(gettext_lazy("Direction"), method="in_direction")
    conflict = choice(
        gettext_lazy("Conflict"), method="in_conflict", choices=[("yes", gettext_lazy("With a conflict"))]
    )

    def __init__(self, data, queryset, *, regions):
        super().__init__(data, queryset)
        self.offer("direction", directions(regions))

    def filter_queryset(self, queryset):
        requests = super().filter_queryset(queryset)
        state = self.value("state", "waiting")
        if state == "all":
            return requests
        if state == "decided":
            return requests.filter(state__in=DECISIONS)
        return requests.filter(state=RequestState.SUBMITTED if state == "waiting" else state)

    def in_direction(self, requests, name, direction):
        home, host = direction.split("-")
        return requests.filter(placement__home_region=home, placement__host_region=host)

    def in_conflict(self, requests, name, value):
        return requests.filter(Q(is_post_promised=True) | Q(is_official_promised=True))


def directions(regions):
    return [
        (f"{home.code}-{host.code}", _("{home} to {host}").format(home=home.name, host=host.name))
        for home in regions
        for host in regions
        if home != host
    ]
