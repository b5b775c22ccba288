"""Officials in the back office."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from officials import names
from officials.admin.base import Choice, OfficeAdmin, OfficeModelForm
from officials.finding import slips_allowed
from officials.models import Jurisdiction, Official, User


class OfficialForm(OfficeModelForm):
    """Pinyin left empty is proposed from the characters; the account is named as its owner types it."""

    account = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        to_field_name="username",
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        label=_("Account"),
        help_text=_("The account name with which the official signs in; an administrator makes it."),
        error_messages={"invalid_choice": _("No active account has this name.")},
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ["family_name", "given_name"]:
            if name in self.fields:
                self.fields[name].required = False
                self.fields[name].help_text = _("Left empty: proposed from the Chinese name.")
        if self.instance.account_id:
            self.initial["account"] = self.instance.account.username

    def clean(self):
        data = super().clean()
        proposed = names.propose(data.get("name_zh") or "")
        for field, pinyin in zip(["family_name", "given_name"], proposed, strict=True):
            if field in self.errors or data.get(field):
                continue
            data[field] = pinyin
            if not pinyin:
                self.add_error(field, _("Fill this in."))
        return data


class HomeRegionFilter(Choice):
    title = _("home region")
    parameter_name = "region"

    def lookups(self, request, model_admin):
        return [(region.code, region.name) for region in Jurisdiction.objects.regions()]

    def chosen(self, queryset, value):
        return queryset.filter(home_post__region=value)


@admin.register(Official)
class OfficialAdmin(OfficeAdmin):
    form = OfficialForm
    place = 10
    list_display = ["name_zh", "name_latin", "personnel_number", "home_post", "rank", "is_active"]
    list_display_links = ["name_zh", "name_latin"]
    list_filter = [HomeRegionFilter, "is_active", "provenance"]
    list_select_related = ("home_post__organisation", "rank")
    search_fields = ["name_zh"]  # opens the box; what is searched says OfficialQuerySet.named
    search_help_text = _("Name in Chinese, pinyin or initials, or the personnel number")
    autocomplete_fields = ["home_post", "expertise"]
    fieldsets = [
        (None, {"fields": ["name_zh", ("family_name", "given_name"), ("birth_year", "birth_month")]}),
        (_("Home post and expertise"), {"fields": ["home_post", ("rank", "professional_title"), "expertise"]}),
        (_("To be reached at"), {"fields": [("work_phone", "mobile"), "email", "letter_language", "account"]}),
        (_("Register"), {"fields": ["personnel_number", "provenance", "is_active", "note"]}),
    ]

    @admin.display(description=_("name in pinyin"), ordering="family_name")
    def name_latin(self, official):
        return official.name_latin

    def get_search_results(self, request, queryset, search_term):
        found = queryset.named(search_term)
        if slips_allowed(len(search_term)) and not found.exists():
            found = queryset.filter(pk__in=queryset.similar_to(search_term))
        if self.is_choosing(request):
            found = found.filter(is_active=True).select_related("home_post__organisation").best_first(search_term)
        return found, False

    def label_in_select(self, obj):
        return f"{obj}, {obj.home_post}"
