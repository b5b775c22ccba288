"""The roster as a generic view."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django_filters.views import FilterView

from bench.naive.filters import PlacementFilter
from officials.models import Jurisdiction
from placements.models import Placement
from placements.models.placements import State


class RosterView(PermissionRequiredMixin, FilterView):
    permission_required = "placements.view_roster"
    filterset_class = PlacementFilter
    template_name = "naive/roster.html"
    template_engine = "naive"
    paginate_by = 50

    def get_queryset(self):
        self.city = get_object_or_404(Jurisdiction, code=self.kwargs["code"])
        placements = Placement.objects.filter(
            state=State.CONFIRMED, host_post__organisation__jurisdiction__city=self.city
        )
        return placements.order_by("ends_on", "official__pinyin_order", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(city=self.city, on=self.request.GET.get("on"), **kwargs)
