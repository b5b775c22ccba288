"""What belongs to a placement or a request, shown beside it and never edited there."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from placements.admin.base import ReadOnlyInline, by, late
from placements.models import Attachment, DecisionPaper, Departure, ExtensionRequest, Opinion, TermEntry

ENTERED_BY = by(TermEntry, "entered_by")


class TermEntryInline(ReadOnlyInline):
    model = TermEntry
    fields = [
        "serial",
        "kind",
        "previous_ends_on",
        "ends_on",
        "request",
        "reason",
        ENTERED_BY,
        "entered_at",
    ]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("placement", "request", "entered_by")


class RequestInline(ReadOnlyInline):
    model = ExtensionRequest
    fields = ["numbered", "state", "asked_ends_on", "approved_ends_on", late, "submitted_at"]
    readonly_fields = fields

    @admin.display(description=_("number"))
    def numbered(self, request):
        address = reverse("admin:placements_extensionrequest_change", args=[request.pk])
        return format_html('<a href="{}">{}</a>', address, request)

    def get_queryset(self, request):
        return super().get_queryset(request).reviewable_by(request.user)


class OpinionInline(ReadOnlyInline):
    model = Opinion
    fields = ["side", "level", "answer", "until", "given_on", "signer", "note", "is_paper_received"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("request")


class DepartureInline(ReadOnlyInline):
    model = Departure
    fields = ["sentence", "reason", by(Departure, "departed_by"), "departed_at"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("departed_by")


class AttachmentInline(ReadOnlyInline):
    model = Attachment
    fields = ["file", "kind", "size", "is_sent", by(Attachment, "uploaded_by"), "uploaded_at"]
    readonly_fields = fields

    @admin.display(description=_("file name"))
    def file(self, attachment):
        address = reverse("placements:attachment", args=[attachment.pk])
        return format_html('<a href="{}">{}</a>', address, attachment)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("uploaded_by")


class DecisionPaperInline(ReadOnlyInline):
    model = DecisionPaper
    fields = [
        "document_number",
        "document_on",
        "approving_body",
        "signed_off_by",
        by(DecisionPaper, "recorded_by"),
        "recorded_at",
    ]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("recorded_by")
