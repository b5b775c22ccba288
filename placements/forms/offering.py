"""Putting officials forward and offering posts: who and what is found from what was typed, the rest is plain."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officials import names
from officials.models import Contact, Expertise, Official, Organisation, Post, Rank, Tier
from placements.forms.pieces import ChoiceOf, DayField, OfficeForm, WordsField

MOST_NAMED = 6
MOST_LETTERS = 100
MOST_WRITTEN = 2000  # of a note or a need, as a file or data entry may bring it
REQUIRED = {"required": gettext_lazy("Fill this in.")}


class RecordField(forms.CharField):
    """One record, by its number or code, or by a name that is only its own; else the sentence says what fits.

    While somebody types, the page asks for what fits (views/choosing.py) and offers it under the field;
    without a script it is typed in full.
    """

    offered_by: str  # the address that offers what fits; it reads the field's own name

    def __init__(self, **options):
        super().__init__(max_length=MOST_LETTERS, error_messages=REQUIRED, **options)
        self.options_id = f"fitting-{self.offered_by}"
        asks = {"hx-get": reverse_lazy(f"placements:choose_{self.offered_by}"), "hx-target": f"#{self.options_id}"}
        when = {"hx-trigger": "input changed delay:250ms", "hx-sync": "this:replace"}
        self.widget.attrs |= {"list": self.options_id, "autocomplete": "off", **asks, **when}

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        record = self.by_number(text)
        if record:
            return record
        found = list(self.by_words(text)[: MOST_NAMED + 1]) if names.words(text) else []
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("Nothing in the register fits."))
        listed = _("; ").join(self.said(record) for record in found[:MOST_NAMED])
        raise forms.ValidationError(
            _("Several fit; write the number or code: {these}.").format(
                these=listed + ("…" * (len(found) > MOST_NAMED))
            )
        )


class OfficialField(RecordField):
    offered_by = "official"

    def by_number(self, text):
        return Official.objects.filter(personnel_number__iexact=text).first()

    def by_words(self, text):
        return Official.objects.named(text).order_by("pinyin_order", "pk")

    def said(self, official):
        return f"{official} {official.personnel_number or ''}".strip()


class PostField(RecordField):
    offered_by = "offered_post"

    def by_number(self, text):
        return Post.objects.filter(code__iexact=text).select_related("organisation").first()

    def by_words(self, text):
        return Post.objects.matching(text).select_related("organisation").order_by("code")

    def said(self, post):
        return f"{post} ({post.code})"


class OrganisationField(RecordField):
    offered_by = "organisation"

    def by_number(self, text):
        return Organisation.objects.filter(code__iexact=text).select_related("region").first()

    def by_words(self, text):
        return Organisation.objects.matching(text).select_related("region").order_by("code")

    def said(self, organisation):
        return f"{organisation} ({organisation.code})"


class FieldsField(forms.MultipleChoiceField):
    """Some fields of expertise, or none. The list is read when the form is made."""

    def __init__(self, **options):
        super().__init__(
            choices=lambda: [(field.pk, field.name) for field in Expertise.objects.all()],
            required=False,
            widget=forms.SelectMultiple(attrs={"size": 8}),
            label=gettext_lazy("Expertise wanted"),
            error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
            **options,
        )

    def clean(self, value):
        return list(Expertise.objects.filter(pk__in=super().clean(value)))


def cycle_choices(cycles):
    return [("", _("Choose a cycle")), *((str(cycle.year), cycle.name) for cycle in cycles)]


class InACycle(OfficeForm):
    """A form that asks for which of the open cycles it is."""

    cycle = forms.ChoiceField(
        label=gettext_lazy("Cycle"),
        error_messages={
            "required": gettext_lazy("Choose from the list."),
            "invalid_choice": gettext_lazy("Choose from the list."),
        },
    )

    def __init__(self, *args, cycles, **options):
        super().__init__(*args, **options)
        self.cycles = {str(cycle.year): cycle for cycle in cycles}
        self.fields["cycle"].choices = cycle_choices(cycles)

    def clean_cycle(self):
        return self.cycles[self.cleaned_data["cycle"]]


class NominationForm(OfficeForm):
    """What is said of a nomination."""

    nominated_on = DayField(label=gettext_lazy("Put forward on"))
    note = WordsField(label=gettext_lazy("Note of the home organisation"), most=MOST_WRITTEN, required=False)


class PutForwardForm(InACycle, NominationForm):
    official = OfficialField(
        label=gettext_lazy("Official"), help_text=gettext_lazy("Personnel number, or the name where only one has it.")
    )
    field_order = ["cycle", "official", "nominated_on", "note"]


class OfferForm(OfficeForm):
    """What is said of an offer. Of the contacts those of the post's organisation can be chosen."""

    need = WordsField(
        label=gettext_lazy("Need"),
        most=MOST_WRITTEN,
        required=False,
        help_text=gettext_lazy("What the host wants somebody for."),
    )
    wanted = FieldsField()
    offered_on = DayField(label=gettext_lazy("Offered on"))
    contact = forms.ModelChoiceField(
        Contact.objects.none(),
        required=False,
        label=gettext_lazy("Contact at the host organisation"),
        empty_label=gettext_lazy("Nobody"),
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )

    def __init__(self, *args, organisation, **options):
        super().__init__(*args, **options)
        self.fields["contact"].queryset = Contact.objects.filter(organisation=organisation, is_active=True)


class OfferPostForm(InACycle):
    """A new offer. Its expertise and contact are those of the post; both can be changed on the page that follows."""

    post = PostField(
        label=gettext_lazy("Post"), help_text=gettext_lazy("Code, or title and organisation where only one fits.")
    )
    need = WordsField(
        label=gettext_lazy("Need"),
        most=MOST_WRITTEN,
        required=False,
        help_text=gettext_lazy("What the host wants somebody for."),
    )
    offered_on = DayField(label=gettext_lazy("Offered on"))


class CreatePostForm(InACycle):
    """A post for one person, with why and who asked; it is offered with it."""

    official = OfficialField(
        label=gettext_lazy("Created for"),
        help_text=gettext_lazy("Personnel number, or the name where only one has it."),
    )
    organisation = OrganisationField(
        label=gettext_lazy("Host organisation"), help_text=gettext_lazy("Code, or the name where only one fits.")
    )
    title_zh = forms.CharField(label=gettext_lazy("Chinese title"), max_length=100, error_messages=REQUIRED)
    title_en = forms.CharField(label=gettext_lazy("English title"), max_length=200, error_messages=REQUIRED)
    tier = ChoiceOf(Tier, empty=gettext_lazy("That of the rank"), label=gettext_lazy("Tier"), required=False)
    rank = forms.ChoiceField(
        choices=lambda: [("", _("None")), *((rank.pk, rank.name) for rank in Rank.objects.all())],
        required=False,
        label=gettext_lazy("Rank"),
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    wanted = FieldsField(help_text=gettext_lazy("None chosen: that of the official."))
    needs_congress_decision = forms.BooleanField(
        label=gettext_lazy("Needs a people’s congress decision"), required=False
    )
    why = forms.CharField(
        label=gettext_lazy("Why it is created"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=REQUIRED,
    )
    asked_by = forms.CharField(label=gettext_lazy("Who asked for it"), max_length=200, error_messages=REQUIRED)

    def clean_rank(self):
        return Rank.objects.filter(pk=self.cleaned_data["rank"]).first()

    @property
    def typed(self):
        """What the action takes: no expertise chosen means that of the official."""
        return {**self.cleaned_data, "wanted": self.cleaned_data["wanted"] or None}
