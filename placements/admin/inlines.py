"""What belongs to a placement or a request, shown beside it and never edited there."""

from placements.admin.base import ReadOnlyInline
from placements.models import Departure, ExtensionRequest, Opinion, TermEntry


class TermEntryInline(ReadOnlyInline):
    model = TermEntry
    fields = ["serial", "kind", "previous_ends_on", "ends_on", "request", "reason", "entered_by", "entered_at"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("placement", "request", "entered_by")


class RequestInline(ReadOnlyInline):
    model = ExtensionRequest
    fields = ["number", "state", "asked_ends_on", "approved_ends_on", "is_late", "submitted_at"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).reviewable_by(request.user)


class OpinionInline(ReadOnlyInline):
    model = Opinion
    fields = ["side", "level", "answer", "until", "given_on", "signer", "note", "is_paper_received", "recorded_by"]
    readonly_fields = fields
    show_change_link = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("request", "recorded_by")


class DepartureInline(ReadOnlyInline):
    model = Departure
    fields = ["sentence", "reason", "departed_by", "departed_at"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("departed_by")
