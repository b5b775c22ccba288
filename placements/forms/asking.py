"""Asking to stay longer."""

import datetime as dt

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from placements import rules
from placements.actions.requests import LEAST_EXPLANATION
from placements.calendar import ONE_DAY, months_later, whole_months
from placements.forms.pieces import ChoiceOf, DayField, DocumentField, OfficeForm, WordsField
from placements.models.extensions import ExtensionReason, Origin
from placements.wording import day


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
    return pgettext("between items", ", ").join(about)


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
    attachment = DocumentField(
        label=gettext_lazy("Attachment"),
        required=False,
        help_text=gettext_lazy(
            "PDF or Word, 5 MB at most, 3 files in all."
            " Browsers do not keep a chosen file when a page comes back with errors."
        ),
    )
    told = forms.BooleanField(
        label=gettext_lazy("I have told my home and my host organisation that I am asking."), required=False
    )

    def __init__(self, *args, placement, sending=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.placement, self.sending = placement, sending
        self.presets = presets(placement)

    @property
    def has_lost_file(self):
        """A file was chosen and something else is wrong: browsers do not keep it."""
        return self.is_bound and bool(self.errors) and "attachment" in self.files and "attachment" not in self.errors

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
            self.add_error("end", _("Choose a day."))
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
