"""Reading the query string of the lists. django-filter parses and validates; the pages draw lean selects themselves.

A value that cannot be read is named at its field and the list stays empty: a list that ignored a
filter would be taken for one that obeys it.
"""

import copy

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from officials import names
from placements.forms import DayField
from placements.models import Placement
from placements.models.extensions import DECISIONS, RequestState

FROM_THE_LIST = {"invalid_choice": gettext_lazy("Choose from the list.")}


class Lean:
    """A filter that each list copies as it needs it: with options of its own, and everything else shared."""

    def __deepcopy__(self, memo):
        twin = copy.copy(self)
        twin.extra = dict(self.extra)
        twin.method = self.method  # which binds it to the twin
        return twin


class DayFilter(Lean, django_filters.Filter):
    field_class = DayField


class ChoiceFilter(Lean, django_filters.ChoiceFilter):
    pass


def choice(label, **options):
    """A choice whose list may be set later by `offer`."""
    return ChoiceFilter(label=label, choices=options.pop("choices", []), error_messages=FROM_THE_LIST, **options)


class NameField(forms.CharField):
    def clean(self, value):
        text = super().clean(value)
        if text and not names.words(text):
            raise forms.ValidationError(_("Write a name in Chinese characters or pinyin."))
        return text


class NameFilter(Lean, django_filters.Filter):
    field_class = NameField


class ListFilter(django_filters.FilterSet):
    """What the lists share."""

    def get_form_class(self):
        """A form of what is asked for alone: of up to nineteen fields hardly one is used at a time."""
        asked = {name: filter_.field for name, filter_ in self.filters.items() if name in self.data}
        return type(f"{type(self).__name__}Form", (self._meta.form,), asked)

    def offer(self, name, choices):
        self.filters[name].extra["choices"] = choices

    def keep(self, queryset, name, value):
        """The value is used by `filter_queryset`, or by the view."""
        return queryset

    @property
    def rows(self):
        """The rows, or none where a filter cannot be read."""
        return self.qs if self.is_valid() else self.queryset.none()

    @property
    def values(self):
        """Everything that is asked for, read; nothing where something cannot be."""
        return self.form.cleaned_data if self.is_bound and self.form.is_valid() else {}

    def value(self, name, default=None):
        return self.values.get(name) or default

    @property
    def mistakes(self):
        """(field, label, sentence) of everything that cannot be read."""
        labels = {name: filter_.label for name, filter_ in self.filters.items()}
        return [(name, labels[name], error) for name, errors in self.errors.items() for error in errors]


# Requests ------------------------------------------------------------------------------------

STATES = [
    ("waiting", pgettext_lazy("requests", "Waiting")),
    ("returned", gettext_lazy("Returned for correction")),
    ("approved", gettext_lazy("Approved")),
    ("declined", gettext_lazy("Declined")),
    ("reversed", gettext_lazy("Approval reversed")),
    ("withdrawn", gettext_lazy("Withdrawn")),
    ("decided", gettext_lazy("Decided")),
    ("paper", gettext_lazy("Paper outstanding")),
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

    assignee = choice(
        gettext_lazy("Assignee"),
        method="assigned",
        choices=[("mine", gettext_lazy("Mine")), ("nobody", gettext_lazy("Nobody yet"))],
    )

    def __init__(self, data, queryset, *, regions, user):
        super().__init__(data, queryset)
        self.user = user
        self.offer("direction", directions(regions))

    def filter_queryset(self, queryset):
        requests = super().filter_queryset(queryset)
        state = self.value("state", "waiting")
        if state == "all":
            return requests
        if state == "decided":
            return requests.filter(state__in=DECISIONS)
        if state == "paper":
            return requests.paper_outstanding()
        return requests.filter(state=RequestState.SUBMITTED if state == "waiting" else state)

    def in_direction(self, requests, name, direction):
        home, host = direction.split("-")
        return requests.filter(placement__home_region=home, placement__host_region=host)

    def assigned(self, requests, name, value):
        return requests.filter(assigned_to=self.user if value == "mine" else None)

    def in_conflict(self, requests, name, value):
        return requests.filter(Q(is_post_promised=True) | Q(is_official_promised=True))


def directions(regions):
    return [
        (f"{home.code}-{host.code}", _("{home} to {host}").format(home=home.name, host=host.name))
        for home in regions
        for host in regions
        if home != host
    ]
