"""Confirming, withdrawing, ending: steps that ask for a reason, or only for the button."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from placements.forms.pieces import ChoiceOf, DayField, OfficeForm, WordsField
from placements.models.ledger import EarlyReturnReason

MOST_AT_ONCE = 200
MOST_DIGITS = 18  # of a key


class ReasonForm(OfficeForm):
    """A step that is taken with a reason."""

    reason = WordsField(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is kept with the record."))


class SureForm(OfficeForm):
    """A step that needs nothing but the button."""


class ConfirmForm(OfficeForm):
    """Confirming a proposal; a warning asks for a reason."""

    reason = WordsField(
        label=gettext_lazy("Why confirm all the same?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Needed only where something warns; it is kept."),
    )


class EarlyReturnForm(OfficeForm):
    ends_on = DayField(label=pgettext_lazy("an early end", "Last day"))
    reason = ChoiceOf(EarlyReturnReason, empty=gettext_lazy("Choose a reason"), label=gettext_lazy("Reason"))
    note = WordsField(label=gettext_lazy("Note"), rows=3, required=False)
    because = WordsField(
        label=gettext_lazy("Why end it early all the same?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Needed only where something warns; it is kept."),
    )


class SeenForm(OfficeForm):
    """The day somebody reported for duty, or was back home."""

    on_day = DayField(label=gettext_lazy("Day"))


class KeysField(forms.Field):
    """The keys of the rows that are ticked; what is no key is passed over, as no row has it."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        return [int(key) for key in value or [] if key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS]


class SeenManyForm(SeenForm):
    """One day for all that are ticked."""

    placement = KeysField(
        label=gettext_lazy("Placements"), error_messages={"required": gettext_lazy("Tick at least one.")}
    )

    @property
    def ticked(self):
        """What was ticked, to be ticked again where something is refused."""
        return KeysField().to_python(self.data.getlist("placement")) if self.is_bound else []

    def clean_placement(self):
        keys = self.cleaned_data["placement"]
        if len(keys) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Choose at most {n} at once.").format(n=MOST_AT_ONCE))
        return keys


class SeenAgainForm(OfficeForm):
    """The right day in the place of a wrong one."""

    on_day = DayField(
        label=gettext_lazy("Day"),
        required=False,
        help_text=gettext_lazy("Empty: it is taken back, and no day is recorded."),
    )
