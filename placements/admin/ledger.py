"""The term ledger and the departures, to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from placements.admin.base import ExchangeAdmin, ReadOnly, by
from placements.models import Departure, Opinion, TermEntry

ENTERED_BY = by(TermEntry, "entered_by")
DEPARTED_BY = by(Departure, "departed_by")
RECORDED_BY = by(Opinion, "recorded_by")


@admin.register(TermEntry)
class TermEntryAdmin(ReadOnly, ExchangeAdmin):
    place = 40
    list_display = ["entry", "kind", "previous_ends_on", "ends_on", "reason", "entered_by", "entered_at"]
    list_filter = ["kind"]
    list_select_related = ("placement", "entered_by")
    search_fields = ["placement__number"]
    ordering = ["-entered_at", "-pk"]
    fields = [
        "placement",
        "serial",
        "kind",
        "previous_ends_on",
        "ends_on",
        "request",
        "undoes",
        "reason",
        "note",
        (ENTERED_BY, "entered_at"),
    ]
    readonly_fields = [ENTERED_BY]

    @admin.display(description=_("term record"), ordering="placement__number")
    def entry(self, entry):
        return str(entry)


@admin.register(Departure)
class DepartureAdmin(ReadOnly, ExchangeAdmin):
    place = 50
    list_display = ["sentence", "about", "reason", "departed_by", "departed_at"]
    list_select_related = ("placement", "request__placement", "departed_by")
    search_fields = ["placement__number", "request__number", "sentence", "reason"]
    ordering = ["-departed_at", "-pk"]
    fields = ["placement", "request", "sentence", "reason", (DEPARTED_BY, "departed_at")]
    readonly_fields = [DEPARTED_BY]

    def get_queryset(self, request):
        """What was overridden tells of the opinions; nobody reads those on their own request."""
        return super().get_queryset(request).exclude(request__placement__official__account=request.user.pk)

    @admin.display(description=_("placement or request"))
    def about(self, departure):
        return departure.placement or departure.request


@admin.register(Opinion)
class OpinionAdmin(ReadOnly, ExchangeAdmin):
    place = 30
    list_display = ["request", "side", "level", "answer", "until", "given_on", "signer", "is_paper_received"]
    list_filter = ["side", "level", "answer", "is_paper_received"]
    list_select_related = ("request",)
    search_fields = ["request__number", "signer"]
    ordering = ["-recorded_at", "-pk"]
    fields = [
        "request",
        ("side", "level"),
        ("answer", "until", "given_on"),
        "signer",
        "note",
        "is_paper_received",
        (RECORDED_BY, "recorded_at"),
    ]
    readonly_fields = [RECORDED_BY]

    def get_queryset(self, request):
        """Nobody reads the opinions on their own request."""
        return super().get_queryset(request).exclude(request__placement__official__account=request.user.pk)
