"""Confirming, withdrawing, ending: steps that ask for a reason, or only for the button."""

from django.utils.translation import gettext_lazy

from placements.forms.pieces import ChoiceOf, DayField, OfficeForm, WordsField
from placements.models.ledger import EarlyReturnReason


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
    ends_on = DayField(label=gettext_lazy("Last day"))
    reason = ChoiceOf(EarlyReturnReason, empty=gettext_lazy("Choose a reason"), label=gettext_lazy("Reason"))
    note = WordsField(label=gettext_lazy("Note"), rows=3, required=False)
