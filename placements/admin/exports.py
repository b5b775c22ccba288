"""Which lists left the house, to read."""

from django.contrib import admin

from placements.admin.base import AUDIT, ExchangeAdmin, ReadOnly, by
from placements.models import Export

EXPORTED_BY = by(Export, "exported_by")


@admin.register(Export)
class ExportAdmin(ReadOnly, ExchangeAdmin):
    section = AUDIT
    list_display = ["kind", "medium", "jurisdiction", "as_of_on", "filters", "rows", "exported_by", "exported_at"]
    list_filter = ["kind", "medium"]
    list_select_related = ("jurisdiction", "exported_by")
    search_fields = ["exported_by__username", "exported_by__last_name", "exported_by__name_zh", "jurisdiction__code"]
    ordering = ["-exported_at", "-pk"]
    fields = [
        ("kind", "medium"),
        "jurisdiction",
        ("as_of_on", "filters", "rows"),
        "asked",
        (EXPORTED_BY, "exported_at"),
    ]
    readonly_fields = [EXPORTED_BY]
