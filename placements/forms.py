"""The shape of what is typed. The rules live in rules.py; a refusal is shown at the field it names."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from officials.constraints import FIRST_DAY, LAST_DAY
from placements import rules
from placements.actions.requests import LEAST_EXPLANATION
from placements.calendar import ONE_DAY, months_later, whole_months
from placements.models.extensions import Answer, ExtensionReason, OpinionLevel, Origin, Side
from placements.models.ledger import EarlyReturnReason
from placements.wording import day

# Pieces --------------------------------------------------------------------------------------


class DayInput(forms.DateInput):
    """A calendar field; a plain one where what was typed is no day, as a calendar would swallow it."""

    input_type = "date"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%d", **options)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        try:
            dt.date.fromisoformat(context["widget"]["value"] or "2000-01-01")
        except ValueError:
            context["widget"]["type"] = "text"
        return context


class DayField(forms.DateField):
    """A day of this century, like 2016-07-23."""

    widget = DayInput

    def __init__(self, **options):
        span = gettext_lazy("The day must be between 2000-01-01 and 2100-01-01.")
        super().__init__(
            input_formats=["%Y-%m-%d"],
            validators=[MinValueValidator(FIRST_DAY, span), MaxValueValidator(LAST_DAY, span)],
            error_messages={
                "invalid": gettext_lazy("Write a day like 2016-07-23."),
                "required": gettext_lazy("Fill this in."),
            },
            **options,
        )


class WordsField(forms.CharField):
    """Some sentences. Browsers send line ends as two characters; we count and keep one."""

    def __init__(self, *, rows=4, **options):
        super().__init__(
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": gettext_lazy("Fill this in.")},
            **options,
        )

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if value else value)


class ChoiceOf(forms.ChoiceField):
    """One of a list, with the list's own words; nothing is chosen beforehand."""

    def __init__(self, choices, *, empty="", **options):
        listed = [("", empty), *choices.choices] if empty else choices.choices
        super().__init__(
            choices=listed,
            error_messages={
                "required": gettext_lazy("Choose from the list."),
                "invalid_choice": gettext_lazy("Choose from the list."),
            },
            **options,
        )


class OfficeForm(forms.Form):
    """A form that can show a refusal: at the field that it names, else above the form."""

    renamed: dict[str, str] = {}  # the action's word: the field's

    def refuse(self, error):
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            field = self.renamed.get(name, name)
            self.add_error(field if field in self.fields else None, errors)


class PaperFields(forms.Form):
    """The facts of the paper that decides; without number and date it stands as paper outstanding."""

    approving_body = forms.CharField(label=gettext_lazy("Approving body"), max_length=200, required=False)
    signed_off_by = forms.CharField(label=gettext_lazy("Signed off by"), max_length=100, required=False)
    decision_document_number = forms.CharField(
        label=gettext_lazy("Document number"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("As its issuer wrote it; never made up here."),
    )
    decision_document_on = DayField(label=gettext_lazy("Date of document"), required=False)

    @property
    def paper(self):
        return {name: self.cleaned_data[name] for name in PaperFields.base_fields}

    @property
    def paper_fields(self):
        return [self[name] for name in PaperFields.base_fields]


# Asking to extend ----------------------------------------------------------------------------


def presets(placement):
    """The ends that are offered: 3, 6 and 12 months more, what the cycle suggests, and the longest possible."""
    limit = rules.window(placement)
    offers = {months_later(placement.ends_on, months): "" for months in (3, 6, 12)}
    offers |= {suggested.ends_on: str(suggested) for suggested in placement.cycle.suggested_ends.all()}
    offers.setdefault(limit.latest_end, "")
    possible = sorted(end for end in offers if placement.ends_on < end <= limit.latest_end)
    return [(end.isoformat(), day(end), _about(placement, end, offers[end], limit)) for end in possible]


def _about(placement, end, label, limit):
    months = whole_months(placement.ends_on + ONE_DAY, end)
    exact = months and months_later(placement.ends_on, months) == end
    about = [label] if label else []
    if exact:
        about.append(ngettext("{n} month more", "{n} months more", months).format(n=months))
    if end == limit.latest_end:
        about.append(_("the longest possible"))
    return ", ".join(about)


class ExtensionForm(OfficeForm):
    """What an official asks for. A draft may be half written; what is sent answers every question."""

    renamed = {"asked_ends_on": "end"}
    OTHER = "other"

    end = forms.CharField(required=False)
    end_other = DayField(label=gettext_lazy("Another day"), required=False)
    reason = ChoiceOf(
        ExtensionReason,
        empty=gettext_lazy("Choose a reason"),
        label=gettext_lazy("Why?"),
        required=False,
    )
    explanation = WordsField(
        label=gettext_lazy("What would you do in that time?"),
        rows=6,
        required=False,
        help_text=gettext_lazy(
            "Name the work that needs you and when it will be done, in 30 to 1,000 characters; personal arrangements"
            " need no words. Both organisations can read this. Do not write anything classified;"
            " do not give health or family details."
        ),
    )
    told = forms.BooleanField(
        label=gettext_lazy("I have told my home and my host organisation that I am asking."), required=False
    )

    def __init__(self, *args, placement, sending=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.placement, self.sending = placement, sending
        self.presets = presets(placement)

    @classmethod
    def typed_before(cls, request, placement):
        """The form with what a draft or a returned request already says."""
        if request is None:
            return cls(placement=placement)
        asked = request.asked_ends_on.isoformat() if request.asked_ends_on else ""
        form = cls(placement=placement)
        offered = asked in {value for value, _words, _about in form.presets}
        form.initial = {
            "end": asked if offered or not asked else cls.OTHER,
            "end_other": None if offered else request.asked_ends_on,
            "reason": request.reason,
            "explanation": request.explanation,
            "origin": request.origin,
            "paper_dated_on": request.paper_dated_on,
        }
        return form

    def clean(self):
        cleaned = super().clean()
        cleaned["asked_ends_on"] = self._asked(cleaned)
        if self.sending:
            self._insist(cleaned)
        return cleaned

    def _asked(self, cleaned):
        """The day that was chosen, if it is one."""
        chosen = cleaned.get("end")
        if chosen == self.OTHER:
            if not cleaned.get("end_other") and "end_other" not in self.errors and self.sending:
                self.add_error("end_other", _("Fill this in."))
            asked = cleaned.get("end_other")
        else:
            asked = {value: dt.date.fromisoformat(value) for value, _words, _about in self.presets}.get(chosen)
            if chosen and asked is None:
                self.add_error("end", _("Choose from the list."))
        if asked and (refusal := rules.refusal_of_end(self.placement, asked)):
            self.add_error("end_other" if chosen == self.OTHER else "end", refusal)
        return asked

    def _insist(self, cleaned):
        """Say everything that is missing at once; the action would name the first only."""
        if not cleaned.get("end") and "end" not in self.errors:
            self.add_error("end", _("Choose from the list."))
        if not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose a reason."))
        written = len(cleaned.get("explanation", ""))
        personal = cleaned.get("reason") == ExtensionReason.PERSONAL
        if written < LEAST_EXPLANATION and not personal and "explanation" not in self.errors:
            sentence = _("Write at least {n} characters; you wrote {m}.").format(n=LEAST_EXPLANATION, m=written)
            self.add_error("explanation", sentence)
        if "told" in self.fields and not cleaned.get("told"):
            self.add_error("told", _("Tick this when you have told both organisations."))

    @property
    def asked(self):
        """What the action is told."""
        names = ["asked_ends_on", "reason", "explanation", "origin", "paper_dated_on"]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class OnBehalfForm(ExtensionForm):
    """A request that came on paper, or that somebody else than the official started."""

    told = None  # type: ignore[assignment]  # Django takes an inherited field out this way
    origin = ChoiceOf(Origin, label=gettext_lazy("Who started the request?"))
    paper_dated_on = DayField(label=gettext_lazy("Paper application dated"), required=False)


# Deciding ------------------------------------------------------------------------------------


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
