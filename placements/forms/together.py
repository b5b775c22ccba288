"""Deciding many requests, or confirming many proposals, at once: what is decided, and the paper that does."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.forms.deciding import AsWritten, PaperFields, document_number
from placements.forms.pieces import ChoiceOf, DayField, OfficeForm, WordsField


class Verdict:
    AS_ASKED, ONE_DAY, DECLINE = "full", "day", "decline"

    choices = [
        (AS_ASKED, gettext_lazy("Approve each as asked")),
        (ONE_DAY, gettext_lazy("Approve all to one day")),
        (DECLINE, gettext_lazy("Decline all")),
    ]


class TogetherForm(PaperFields, OfficeForm):
    """One decision on all that are chosen. Nothing is decided beforehand: the verdict is not preset."""

    verdict = ChoiceOf(Verdict, label=gettext_lazy("Decision"))
    until = DayField(label=gettext_lazy("New end of the term"), required=False)
    words = WordsField(
        label=gettext_lazy("Words to the officials"),
        required=False,
        help_text=gettext_lazy("Sent with each decision; needed to decline. Do not quote an opinion."),
    )
    next_step = WordsField(
        label=gettext_lazy("What can be done next"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Needed to decline; left out of an approval."),
    )
    reason = WordsField(
        label=gettext_lazy("Why approve all the same?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("To go on, write the reason; it is kept with each request that has a warning."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verdict"].widget = forms.RadioSelect(choices=Verdict.choices)

    def clean(self):
        cleaned = super().clean()
        needed = {Verdict.ONE_DAY: ["until"], Verdict.DECLINE: ["words", "next_step"]}
        for name in needed.get(cleaned.get("verdict"), []):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in."))
        return cleaned

    @property
    def declines(self):
        return self.cleaned_data["verdict"] == Verdict.DECLINE

    @property
    def one_day(self):
        return self.cleaned_data["until"] if self.cleaned_data["verdict"] == Verdict.ONE_DAY else None


class ConfirmTogetherForm(AsWritten, OfficeForm):
    """One document for all that are chosen."""

    number_name = "document_number"

    document_number = document_number(required=False)
    document_on = DayField(label=gettext_lazy("Date of document"), required=False)
    reason = WordsField(
        label=gettext_lazy("Why confirm all the same?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Needed only where something warns; it is kept with each placement that has a warning."),
    )

    ASKED = ("document_number", "document_on", "reason")

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in self.ASKED}
