"""What the forms are made of: days, words, choices, and a form that can show a refusal."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy

from officials.constraints import FIRST_DAY, LAST_DAY
from placements import documents


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

    def __init__(self, *, rows=4, most=1000, **options):
        super().__init__(
            max_length=most,
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


class DocumentField(forms.FileField):
    """A file, which becomes the document that its content says it is."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.docx,.doc"})

    def __init__(self, **options):
        super().__init__(allow_empty_file=True, **options)  # what is empty is said in our words

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        # One byte more than is taken says that it is too much; the rest is never read.
        return documents.examine(file.name, file.read(documents.MOST_BYTES + 1))


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
