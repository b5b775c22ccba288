"""Extension requests in the back office: read here, decided on their own pages."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchangeoffice.today import today
from officials.models import Official
from placements.admin.base import ExchangeAdmin, ReadOnly
from placements.admin.filters import RequestCycleFilter, RequestStateFilter
from placements.admin.inlines import DepartureInline, OpinionInline
from placements.admin.placements import MOST_NAMES
from placements.models import Departure, ExtensionRequest, Opinion
from placements.models.extensions import RequestState


@admin.register(ExtensionRequest)
class ExtensionRequestAdmin(ReadOnly, ExchangeAdmin):
    place = 20
    history_includes = [Opinion, Departure]
    list_display = [
        "shown",
        "placement_number",
        "name",
        "current_ends_on",
        "asked_ends_on",
        "state",
        "waits",
        "is_late",
    ]
    list_filter = [RequestStateFilter, "is_late", RequestCycleFilter]
    list_select_related = ("placement__official",)
    search_fields = ["number"]  # opens the box; what is searched says get_search_results
    search_help_text = _("Number, or the official’s name in Chinese, pinyin or initials")
    inlines = [OpinionInline, DepartureInline]

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
