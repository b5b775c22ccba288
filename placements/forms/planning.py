"""What is typed about a plan: the meeting that agreed, and why to go on where something warns."""

from django import forms
from django.utils.translation import gettext_lazy

from placements.forms.pieces import DayField, OfficeForm, WordsField


class AgreeForm(OfficeForm):
    """The meeting that agreed to the list, as the coordinator was told."""

    agreed_on = DayField(label=gettext_lazy("Day of the meeting"))
    agreeing_body = forms.CharField(
        label=gettext_lazy("Meeting of"),
        max_length=200,
        help_text=gettext_lazy("As its minutes name it: the standing committee, the department’s meeting."),
        error_messages={"required": gettext_lazy("Fill this in.")},
    )


class ProposeForm(OfficeForm):
    """One reason for all rows where something warns."""

    reason = WordsField(
        label=gettext_lazy("Why propose all the same?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Needed only where something warns; it is kept with each placement."),
    )
