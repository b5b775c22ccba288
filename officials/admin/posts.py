"""Posts in the back office."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exchangeoffice.today import today
from officials.admin.base import Choice, OfficeAdmin
from officials.admin.filters import RegionFilter, RetiredFilter, TierFilter
from officials.models import Post


class CreatedFilter(Choice):
    title = _("created for the programme")
    parameter_name = "created"

    def lookups(self, request, model_admin):
        return [("yes", _("Created posts only"))]

    def chosen(self, queryset, value):
        return queryset.filter(is_created_for_programme=True)


@admin.register(Post)
class PostAdmin(OfficeAdmin):
    place = 20
    list_display = ["code", "title_en", "title_zh", "organisation", "region", "tier", "created", "retired_on"]
    list_display_links = ["code", "title_en"]
    list_filter = [RegionFilter, TierFilter, CreatedFilter, RetiredFilter]
    list_select_related = ("organisation", "region")
    search_fields = ["code"]  # opens the box; what is searched says PostQuerySet.matching
    search_help_text = _("Code, title or organisation, in English or Chinese")
    autocomplete_fields = ["organisation", "expertise", "created_for"]
    fieldsets = [
        (None, {"fields": ["title_en", "title_zh", "organisation", "code", ("rank", "tier"), "expertise", "duties"]}),
        (
            _("Appointment and creation"),
            {
                "fields": [
                    "needs_congress_decision",
                    "is_created_for_programme",
                    "created_for",
                    "created_why",
                    "created_at_request_of",
                ]
            },
        ),
        (_("Register"), {"fields": ["retired_on"]}),
    ]

    @admin.display(description=_("created"), boolean=True, ordering="is_created_for_programme")
    def created(self, post):
        return post.is_created_for_programme or None

    def get_search_results(self, request, queryset, search_term):
        posts = queryset.matching(search_term)
        if self.is_choosing(request):
            still_there = Q(retired_on=None) | Q(retired_on__gt=today())
            posts = posts.filter(still_there).select_related("organisation__jurisdiction__parent")
            posts = posts.best_first(search_term)
        return posts, False

    def label_in_select(self, obj):
        return f"{obj}, {obj.organisation.jurisdiction.full_name}"
