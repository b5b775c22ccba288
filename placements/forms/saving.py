"""The forms on which the filters of a list are kept under a name."""

from django import forms
from django.utils.translation import gettext_lazy

from placements.forms.pieces import OfficeForm


class FilterNameForm(OfficeForm):
    """How it is called, and whether the office shares it."""

    name = forms.CharField(
        label=gettext_lazy("Name of the filter"),
        max_length=60,
        error_messages={"required": gettext_lazy("Fill this in.")},
    )
    is_shared = forms.BooleanField(label=gettext_lazy("Shared by the office"), required=False)


class SaveFilterForm(FilterNameForm):
    """Which list, and what it was asked for, besides."""

    path = forms.CharField(max_length=120, widget=forms.HiddenInput)
    asked = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)
