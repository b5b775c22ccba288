"""Filters that several lists share."""

from django.utils.translation import gettext_lazy as _

from exchangeoffice.today import today
from officials.admin.base import Choice
from officials.models import Jurisdiction, Tier


class RegionFilter(Choice):
    title = _("region")
    parameter_name = "region"

    def lookups(self, request, model_admin):
        return [(region.code, region.name) for region in Jurisdiction.objects.regions()]

    def chosen(self, queryset, value):
        return queryset.filter(region=value)


class TierFilter(Choice):
    title = _("tier")
    parameter_name = "tier"

    def lookups(self, request, model_admin):
        return Tier.choices

    def chosen(self, queryset, value):
        return queryset.filter(tier=value)


class RetiredFilter(Choice):
    title = _("retired")
    parameter_name = "retired"

    def lookups(self, request, model_admin):
        return [("no", _("not retired")), ("yes", _("retired"))]

    def chosen(self, queryset, value):
        retired = {"retired_on__lte": today()}
        return queryset.filter(**retired) if value == "yes" else queryset.exclude(**retired)
