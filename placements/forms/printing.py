"""How a letter is to be printed: its language, who issues it, and to which side it goes."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from placements.letters.bodies import MOST_BODIES
from placements.models.opinions import Side

FROM_THE_LIST = gettext_lazy("Choose from the list.")
SIDES = [(Side.HOME, pgettext_lazy("a side", "Home")), (Side.HOST, gettext_lazy("Host"))]


class SideForm(forms.Form):
    """To which side; asked first, as it says who may write to it."""

    side = forms.ChoiceField(
        label=gettext_lazy("Side"), choices=SIDES, error_messages={"invalid_choice": FROM_THE_LIST}
    )


class PrintForm(forms.Form):
    """The choices of the page, each with its usual answer where the address says nothing."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        choices=settings.LANGUAGES,
        error_messages={"invalid_choice": FROM_THE_LIST, "required": FROM_THE_LIST},
    )
    body = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Issuing bodies, one to three"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": FROM_THE_LIST,
            "required": gettext_lazy("Choose one to three bodies."),
        },
    )

    def __init__(self, query, *, language, bodies, usual, has_bodies):
        data = query.copy()
        data.setdefault("language", language)
        if "chosen" not in data and "body" not in data:
            data.setlist("body", [body.pk for body in usual])
        super().__init__(data, auto_id="f-%s")
        self.bodies = {body.pk: body for body in bodies}
        if has_bodies:
            self.fields["body"].choices = [(body.pk, body.name) for body in bodies]
        else:
            del self.fields["body"]

    def clean_body(self):
        chosen = self.cleaned_data["body"]
        if len(chosen) > MOST_BODIES:
            raise forms.ValidationError(_("Choose one to three bodies."))
        return [body for key, body in self.bodies.items() if key in chosen]
