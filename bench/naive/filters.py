"""The same filters as the office's roster, as django-filter's documentation has them."""

import datetime as dt

import django_filters
from django.conf import settings
from django.db.models import Q

from officials.models import Expertise, Jurisdiction
from officials.models.vocabulary import Tier
from placements.models import Cycle, Placement


class PlacementFilter(django_filters.FilterSet):
    on = django_filters.DateFilter(method="serving_or_coming", label="As of")
    cycle = django_filters.ModelChoiceFilter(queryset=Cycle.objects.all())
    home_region = django_filters.ModelChoiceFilter(queryset=Jurisdiction.objects.regions())
    city = django_filters.ModelChoiceFilter(
        field_name="home_post__organisation__jurisdiction", queryset=Jurisdiction.objects.all()
    )
    part = django_filters.ModelChoiceFilter(
        field_name="host_post__organisation__jurisdiction", queryset=Jurisdiction.objects.filter(city="130600")
    )
    expertise = django_filters.ModelChoiceFilter(field_name="official__expertise", queryset=Expertise.objects.all())
    tier = django_filters.ChoiceFilter(field_name="official__rank__tier", choices=Tier.choices)
    name = django_filters.CharFilter(method="named", label="Name")
    order = django_filters.OrderingFilter(fields=["ends_on", "official__pinyin_order", "official__stroke_order"])

    class Meta:
        model = Placement
        fields = ["host_post__is_created_for_programme"]

    def serving_or_coming(self, placements, name, day):
        return placements.filter(ends_on__gte=day, starts_on__lte=day + dt.timedelta(days=90))

    def named(self, placements, name, text):
        return placements.filter(
            Q(official__name_zh__icontains=text)
            | Q(official__family_name__icontains=text)
            | Q(official__given_name__icontains=text)
        )

    def filter_queryset(self, queryset):
        placements = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("on"):
            placements = self.serving_or_coming(placements, "on", settings.OFFICE_TODAY)
        return placements
