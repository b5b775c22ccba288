"""The stock admin of the same rows: a plain ModelAdmin with columns, filters and search, as the tutorial has it."""

from django.contrib import admin

from placements.models import Placement

site = admin.AdminSite(name="stock")


class PlacementAdmin(admin.ModelAdmin):
    list_display = ["number", "official", "home_region", "host_post", "starts_on", "ends_on", "state"]
    list_filter = ["state", "cycle", "home_region", "host_region"]
    list_per_page = 50  # as many rows as the office shows
    search_fields = ["number", "official__name_zh", "official__family_name", "official__given_name"]

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        response.using = "naive"  # Django's own templates, not the office's
        return response


site.register(Placement, PlacementAdmin)
