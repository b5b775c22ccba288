"""Divisions, fields, ranks and titles: read here, loaded by `manage.py load_reference`."""

from django.contrib import admin
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from officials.admin.base import OfficeAdmin, ReadOnly
from officials.admin.filters import RegionFilter, TierFilter
from officials.models import Expertise, FormerJurisdiction, Jurisdiction, ProfessionalTitle, Rank

# The groups of fields have no Chinese name in the reference data.
GROUPS_OF_FIELDS = [
    gettext_noop("Agriculture and rural affairs"),
    gettext_noop("Economy and planning"),
    gettext_noop("Environment and natural resources"),
    gettext_noop("Industry and innovation"),
    gettext_noop("Infrastructure and built environment"),
    gettext_noop("Law, safety and public order"),
    gettext_noop("Party and public administration"),
    gettext_noop("Social affairs"),
]


class Vocabulary(ReadOnly, OfficeAdmin):
    """Closed: a new edition of the reference data changes it, nobody's typing."""

    list_per_page = 100


@admin.register(Jurisdiction)
class JurisdictionAdmin(Vocabulary):
    place = 60
    list_display = ["code", "name_en", "name_zh", "kind", "parent"]
    list_display_links = ["code", "name_en"]
    list_filter = ["level", RegionFilter]
    list_select_related = ("parent",)
    search_fields = ["code", "name_en", "name_zh"]

    def label_in_select(self, obj):
        return f"{obj.full_name} {obj.code}"

    def get_search_results(self, request, queryset, search_term):
        rows, duplicates = super().get_search_results(request, queryset, search_term)
        return (rows.select_related("parent") if self.is_choosing(request) else rows), duplicates


@admin.register(FormerJurisdiction)
class FormerJurisdictionAdmin(Vocabulary):
    place = 61
    list_display = ["code", "name_en", "name_zh", "changed_in", "parent"]
    list_display_links = ["code", "name_en"]
    list_select_related = ("parent",)
    search_fields = ["code", "name_en", "name_zh"]


@admin.register(Expertise)
class ExpertiseAdmin(Vocabulary):
    place = 70
    list_display = ["code", "name_en", "name_zh", "group_in_words"]
    list_display_links = ["code", "name_en"]
    search_fields = ["code", "name_en", "name_zh", "group"]

    @admin.display(description=_("group"), ordering="group")
    def group_in_words(self, field):
        return gettext(field.group)


@admin.register(Rank)
class RankAdmin(Vocabulary):
    place = 80
    list_display = ["code", "name_en", "name_zh", "track", "tier", "pay_levels"]
    list_display_links = ["code", "name_en"]
    list_filter = ["track", TierFilter]
    search_fields = ["code", "name_en", "name_zh"]

    @admin.display(description=_("pay levels"))
    def pay_levels(self, rank):
        return f"{rank.level_from}–{rank.level_to}"


@admin.register(ProfessionalTitle)
class ProfessionalTitleAdmin(Vocabulary):
    place = 81
    list_display = ["code", "name_en", "name_zh"]
    list_display_links = ["code", "name_en"]
    search_fields = ["code", "name_en", "name_zh"]
