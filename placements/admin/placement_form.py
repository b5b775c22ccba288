"""The form on which a placement is entered and corrected."""

from django import forms
from django.utils.translation import gettext_lazy as _

from officials.admin.base import OfficeModelForm
from placements.forms import WordsField

# The action fills these in from the cycle where they are left empty.
FROM_THE_CYCLE = {
    "starts_on": _("Empty: the cycle’s first day."),
    "original_ends_on": _("Empty: the cycle’s last day. Inclusive."),
}


class PlacementForm(OfficeModelForm):
    """Asks for no more than the action needs; `reason` answers a warning and is shown when one was given."""

    reason = WordsField(
        label=_("Reason to go on"), rows=3, required=False, help_text=_("It is kept with the placement.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in FROM_THE_CYCLE.items():
            if name in self.fields:
                self.fields[name].required = not self.instance._state.adding
                self.fields[name].help_text = words if self.instance._state.adding else _("Inclusive.")
        for name in ["task", "note"]:
            if name in self.fields:
                self.fields[name].widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
