"""Recording what was decided on a request, and what the two sides say to it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officials.models import User
from placements.document_numbers import oddities
from placements.forms.pieces import ChoiceOf, DayField, OfficeForm, WordsField
from placements.models.opinions import Answer, OpinionLevel, Side


class AsWritten(forms.Form):
    """A document number that looks odd is said so once; a tick says that the paper has it so, and it is kept."""

    number_name = "decision_document_number"

    is_as_written = forms.BooleanField(label=gettext_lazy("The number stands on the paper like this"), required=False)

    def clean(self):
        cleaned = super().clean()
        odd = oddities(cleaned.get(self.number_name) or "")
        if odd and not cleaned.get("is_as_written"):
            self.add_error(self.number_name, [*odd, _("Correct it, or tick that the paper has it so.")])
        return cleaned

    @property
    def is_odd(self):
        """Whether the tick is to be shown."""
        return self.is_bound and bool(oddities(self[self.number_name].value() or ""))


def document_number(**options):
    return forms.CharField(
        label=gettext_lazy("Document number"),
        max_length=60,
        help_text=gettext_lazy("As its issuer wrote it; never made up here."),
        **options,
    )


class PaperFields(AsWritten):
    """The facts of the paper that decides; without number and date it stands as paper outstanding."""

    approving_body = forms.CharField(label=gettext_lazy("Approving body"), max_length=200, required=False)
    signed_off_by = forms.CharField(label=gettext_lazy("Signed off by"), max_length=100, required=False)
    decision_document_number = document_number(required=False)
    decision_document_on = DayField(label=gettext_lazy("Date of document"), required=False)

    PAPER = ("approving_body", "signed_off_by", "decision_document_number", "decision_document_on")

    @property
    def paper(self):
        return {name: self.cleaned_data[name] for name in self.PAPER}

    @property
    def paper_fields(self):
        return [self[name] for name in self.PAPER]


class LatePaperForm(AsWritten, OfficeForm):
    """The paper that came in after the decision was recorded."""

    number_name = "document_number"

    approving_body = forms.CharField(label=gettext_lazy("Approving body"), max_length=200, required=False)
    signed_off_by = forms.CharField(label=gettext_lazy("Signed off by"), max_length=100, required=False)
    document_number = document_number(error_messages={"required": gettext_lazy("Fill this in.")})
    document_on = DayField(label=gettext_lazy("Date of document"))

    FIELDS = ("approving_body", "signed_off_by", "document_number", "document_on")

    @property
    def facts(self):
        return {name: self.cleaned_data[name] for name in self.FIELDS}


class AssignForm(OfficeForm):
    """Who works on the request."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Assignee"),
        empty_label=gettext_lazy("Nobody yet"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        backend = "django.contrib.auth.backends.ModelBackend"
        people = User.objects.with_perm("placements.decide_extension", backend=backend, include_superusers=False)
        self.fields["to"].queryset = people.order_by("pk")


class ApproveForm(PaperFields, OfficeForm):
    """An approval as asked or to another day."""

    AS_ASKED, ANOTHER = "full", "part"

    extent = forms.ChoiceField(choices=[(AS_ASKED, ""), (ANOTHER, "")], initial=AS_ASKED)
    until = DayField(label=gettext_lazy("New end of the term"), required=False)
    words = WordsField(
        label=gettext_lazy("Note to the official"), required=False, help_text=gettext_lazy("Sent with the decision.")
    )
    reason = WordsField(
        label=gettext_lazy("Why approve all the same?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("To go on, write the reason; it is kept."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("extent") == self.AS_ASKED:
            cleaned["until"] = None
        elif not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Fill this in."))
        return cleaned


class DeclineForm(PaperFields, OfficeForm):
    words = WordsField(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("The official reads it. Do not quote an opinion.")
    )
    next_step = WordsField(label=gettext_lazy("What can be done next"), rows=2)


class ReturnForm(OfficeForm):
    words = WordsField(
        label=gettext_lazy("What has to be corrected?"), help_text=gettext_lazy("The official reads it.")
    )


class OpinionForm(OfficeForm):
    """What one side says, at one level."""

    side = ChoiceOf(Side, label=gettext_lazy("Side"))
    level = ChoiceOf(OpinionLevel, label=gettext_lazy("Level"))
    answer = ChoiceOf(Answer, label=gettext_lazy("Opinion"))
    until = DayField(label=gettext_lazy("Agrees until"), required=False)
    given_on = DayField(label=gettext_lazy("Given on"))
    signer = forms.CharField(label=gettext_lazy("Signer"), max_length=100, required=False)
    note = WordsField(
        label=gettext_lazy("In their words"), rows=3, required=False, help_text=gettext_lazy("Needed for an objection.")
    )
    is_paper_received = forms.BooleanField(label=gettext_lazy("Paper original received"), required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == Answer.AGREES_UNTIL and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Fill this in."))
        if cleaned.get("answer") == Answer.OBJECTS and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Give the reason of the objection."))
        return cleaned
