"""Reading the query string of the audit trail."""

import datetime as dt

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from officials.models.trail import Deed
from officials.trail.finding import Found, TooMany, accounts_called
from officials.trail.kinds import kind_of, kinds
from placements.action_names import ACTION_NAMES
from placements.filters import DayFilter, ListFilter, choice
from placements.models import ExtensionRequest, Placement
from placements.trail import OWNERS

MOST_ACCOUNTS = 200
LONGEST = 100  # characters of a search


class SearchField(forms.CharField):
    """Something with at least one letter or digit in it."""

    def __init__(self, **options):
        too_long = gettext_lazy("Write at most 100 characters.")
        super().__init__(max_length=LONGEST, error_messages={"max_length": too_long}, **options)

    def clean(self, value):
        text = super().clean(value)
        if text and not any(char.isalnum() for char in text):
            raise ValidationError(_("Write a name or a number."))
        return text


class SearchFilter(django_filters.Filter):
    field_class = SearchField


class ReferenceField(forms.RegexField):
    """What stands on an error page and on a line of the log: E-1A2B3C4D."""

    def __init__(self, **options):
        said = {"invalid": gettext_lazy("Write a reference like E-1A2B3C4D.")}
        super().__init__(r"^[Ee]-[0-9A-Fa-f]{8}\Z", error_messages=said, **options)

    def clean(self, value):
        return super().clean(value).upper()


class ReferenceFilter(django_filters.Filter):
    field_class = ReferenceField


class AddressField(forms.GenericIPAddressField):
    def __init__(self, **options):
        said = gettext_lazy("Write an address like 192.0.2.7.")
        super().__init__(error_messages={"invalid": said}, **options)
        self.default_validators = []

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError(_("Write an address like 192.0.2.7.")) from None


class AddressFilter(django_filters.Filter):
    field_class = AddressField


class AuditFilter(ListFilter):
    """The events that are asked for; all of them, unless something is said."""

    q = SearchFilter(label=gettext_lazy("Record"), method="of_records")
    by = SearchFilter(label=gettext_lazy("Changed by"), method="done_by")
    kind = choice(gettext_lazy("Kind of record"), field_name="kind")
    deed = choice(gettext_lazy("Kind of change"), field_name="deed", choices=Deed.choices)
    action = choice(gettext_lazy("Action"), field_name="action")
    since = DayFilter(label=pgettext_lazy("a day", "From"), method="from_day")
    until = DayFilter(label=pgettext_lazy("a day", "To"), method="to_day")
    address = AddressFilter(label=gettext_lazy("Address"), field_name="address")
    reference = ReferenceFilter(label=gettext_lazy("Reference"), field_name="request")

    def __init__(self, data, queryset, *, reader):
        super().__init__(data, queryset)
        self.reader = reader
        self.offer("kind", kind_choices())
        self.offer("action", action_choices(reader))

    def filter_queryset(self, queryset):
        """One after the other; one of them may find that its value says nothing, which takes that out of the data."""
        for name, value in dict(self.form.cleaned_data).items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def in_words(self):
        """What is asked for, as a file says it."""
        values = self.form.cleaned_data if self.is_bound and self.form.is_valid() else {}
        said = [
            f"{self.filters[name].label}{pgettext('after a label', ': ')}{self._value_in_words(name, value)}"
            for name, value in values.items()
            if value
        ]
        return _("; ").join(said)

    def _value_in_words(self, name, value):
        listed = dict(self.filters[name].extra.get("choices") or ())
        return str(listed.get(value, value))

    def of_records(self, events, name, text):
        """Of the records that are called so, and of all that belongs to them."""
        try:
            found = Found(text, self.reader)
            if self.reader.is_office:
                found.follow(kind_of(Placement), "official_id", kind_of(type_of(Placement, "official")))
            found.follow(kind_of(ExtensionRequest), "placement_id", kind_of(Placement))
            for child, columns in OWNERS.items():
                for column in columns:
                    parent = kinds()[child].model._meta.get_field(column).remote_field.model
                    found.follow(kinds()[child], f"{column}_id", kind_of(parent))
            found.follow_links()
        except TooMany:
            self.form.add_error(name, _("More than 500 records are called so. Write more of the name or number."))
            return events.none()
        return events.filter(found.condition)

    def done_by(self, events, name, text):
        """By an account of that name, or by a command or a database role that is called so."""
        accounts = list(accounts_called(text).values_list("pk", flat=True)[: MOST_ACCOUNTS + 1])
        if len(accounts) > MOST_ACCOUNTS:
            self.form.add_error(name, _("Too many accounts are called so. Write more of the name."))
            return events.none()
        by_none = Q(by=None, command__icontains=text) | Q(by=None, command="", role__iexact=text)
        return events.filter(Q(by__in=accounts) | by_none)

    def from_day(self, events, name, day):
        return events.filter(at__gte=_midnight(day))

    def to_day(self, events, name, day):
        since = self.form.cleaned_data.get("since")
        if since and day < since:
            self.form.add_error(name, _("The last day lies before the first."))
            return events.none()
        return events.filter(at__lt=_midnight(day + dt.timedelta(days=1)))


def type_of(model, column):
    return model._meta.get_field(column).remote_field.model


def kind_choices():
    return sorted(((kind.name, kind.label) for kind in kinds().values()), key=lambda choice: choice[1])


def action_choices(reader):
    """What an action was called tells what came of a request: not for those who may not know."""
    return (
        sorted(((name, str(words)) for name, words in ACTION_NAMES.items()), key=lambda choice: choice[1])
        if (reader.is_office)
        else []
    )


def _midnight(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
