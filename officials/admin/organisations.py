"""Organisations and their contacts in the back office."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from officials.admin.base import OfficeAdmin, OfficeModelForm
from officials.admin.filters import RegionFilter, RetiredFilter, TierFilter
from officials.models import Contact, Organisation


class ContactInline(admin.TabularInline):
    model = Contact
    form = OfficeModelForm
    fields = ["name_zh", "family_name", "given_name", "position", "phone", "email", "is_active"]
    extra = 0
    can_delete = False


@admin.register(Organisation)
class OrganisationAdmin(OfficeAdmin):
    place = 30
    list_display = ["code", "name_en", "name_zh", "jurisdiction", "kind", "tier", "retired_on"]
    list_display_links = ["code", "name_en"]
    list_filter = [RegionFilter, "kind", TierFilter, RetiredFilter]
    list_select_related = ("jurisdiction",)
    search_fields = ["code"]  # opens the box; what is searched says OrganisationQuerySet.matching
    search_help_text = _("Code, name or place, in English or Chinese")
    autocomplete_fields = ["jurisdiction", "expertise"]
    inlines = [ContactInline]
    history_includes = [Contact]
    fieldsets = [
        (None, {"fields": ["name_en", "name_zh", "code", "jurisdiction", "kind", "tier", "expertise"]}),
        (_("Register"), {"fields": ["standing_order", "note", "retired_on"]}),
    ]

    def label_in_select(self, obj):
        return f"{obj.name}, {obj.jurisdiction.full_name}"

    def get_search_results(self, request, queryset, search_term):
        organisations = queryset.matching(search_term)
        if self.is_choosing(request):
            organisations = organisations.filter(retired_on=None).select_related("jurisdiction__parent")
            organisations = organisations.best_first(search_term)
        return organisations, False


@admin.register(Contact)
class ContactAdmin(OfficeAdmin):
    place = 40
    list_display = ["name_zh", "name_latin", "organisation", "position", "phone", "is_active"]
    list_display_links = ["name_zh", "name_latin"]
    list_filter = ["is_active"]
    list_select_related = ("organisation",)
    search_fields = ["name_zh", "family_name", "given_name", "organisation__name_en", "organisation__name_zh"]
    autocomplete_fields = ["organisation"]

    @admin.display(description=_("name in pinyin"), ordering="family_name")
    def name_latin(self, contact):
        return contact.name_latin

    def label_in_select(self, obj):
        return ", ".join(part for part in (str(obj), obj.organisation.name, obj.phone) if part)

    def get_search_results(self, request, queryset, search_term):
        rows, duplicates = super().get_search_results(request, queryset, search_term)
        if self.is_choosing(request):
            rows = rows.filter(is_active=True).select_related("organisation")
        return rows, duplicates
