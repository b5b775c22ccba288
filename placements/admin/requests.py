"""Extension requests in the back office: read here, decided on their own pages."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchangeoffice.today import today
from officials.models import Official
from placements.admin.base import ExchangeAdmin, ReadOnly, by, late
from placements.admin.filters import RequestCycleFilter, RequestStateFilter
from placements.admin.inlines import AttachmentInline, DecisionPaperInline, DepartureInline, OpinionInline
from placements.admin.placements import MOST_NAMES
from placements.models import Attachment, DecisionPaper, Departure, ExtensionRequest, Opinion
from placements.models.extensions import RequestState

WHO = {
    column: by(ExtensionRequest, column)
    for column in [
        "assigned_to",
        "drafted_by",
        "submitted_by",
        "returned_by",
        "withdrawn_by",
        "decided_by",
        "reversed_by",
    ]
}

# Title, whether it happened, fields.
PARTS = [
    (
        None,
        lambda _request: True,
        [
            ("number", "state", late),
            "placement",
            ("current_ends_on", "asked_ends_on"),
            "reason",
            "explanation",
            ("origin", "paper_dated_on"),
            WHO["assigned_to"],
            (WHO["drafted_by"], "drafted_at"),
            (WHO["submitted_by"], "submitted_at"),
        ],
    ),
    (
        _("Returned for correction"),
        lambda request: request.returned_at,
        ["return_words", (WHO["returned_by"], "returned_at")],
    ),
    (_("Withdrawn"), lambda request: request.withdrawn_at, [(WHO["withdrawn_by"], "withdrawn_at")]),
    (
        _("Decision"),
        lambda request: request.decided_at,
        [
            "approved_ends_on",
            "decision_words",
            "next_step",
            ("approving_body", "signed_off_by"),
            ("decision_document_number", "decision_document_on"),
            (WHO["decided_by"], "decided_at"),
        ],
    ),
    (_("Reversed"), lambda request: request.reversed_at, ["reversal_reason", (WHO["reversed_by"], "reversed_at")]),
]


@admin.register(ExtensionRequest)
class ExtensionRequestAdmin(ReadOnly, ExchangeAdmin):
    place = 20
    history_includes = [Opinion, Departure, Attachment, DecisionPaper]
    list_display = [
        "shown",
        "placement_number",
        "name",
        "current_ends_on",
        "asked_ends_on",
        "state",
        "waits",
        late,
    ]
    list_filter = [RequestStateFilter, "is_late", RequestCycleFilter]
    list_select_related = ("placement__official",)
    search_fields = ["number"]  # opens the box; what is searched says get_search_results
    search_help_text = _("Number, or the official’s name in Chinese, pinyin or initials")
    inlines = [OpinionInline, AttachmentInline, DecisionPaperInline, DepartureInline]
    readonly_fields = [late, *WHO.values()]

    def get_fieldsets(self, request, obj=None):
        """What was asked, then what became of it: nothing that has not happened."""
        return [(title, {"fields": fields}) for title, happened, fields in PARTS if happened(obj)]

    def get_queryset(self, request):
        """Drafts are their writers' alone, and nobody reads the opinions on their own request."""
        return super().get_queryset(request).reviewable_by(request.user)

    @admin.display(description=_("number"), ordering="number")
    def shown(self, request):
        return str(request)

    @admin.display(description=_("placement"), ordering="placement__number")
    def placement_number(self, request):
        return request.placement

    @admin.display(description=_("official"))
    def name(self, request):
        return request.placement.official

    @admin.display(description=_("Waiting"))
    def waits(self, request):
        if request.state != RequestState.SUBMITTED:
            return "–"
        return _("waiting {n} days").format(n=request.days_waiting(on=today()))

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        people = Official.objects.named(search_term).values_list("pk", flat=True)[:MOST_NAMES]
        matches = Q(number__icontains=search_term.strip()) | Q(placement__official__in=list(people))
        return queryset.filter(matches), False

    def view_on_site(self, obj):
        """The page on which the request is reviewed and decided."""
        return reverse("placements:extension", args=[obj.pk])
