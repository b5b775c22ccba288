"""Cycles with their places, suggested ends and guide ages."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from officials.admin.base import OfficeModelForm
from officials.models import Jurisdiction
from placements import actions
from placements.admin.base import ExchangeAdmin, by
from placements.admin.verbs import Verb, VerbAdmin
from placements.forms import SureForm
from placements.models import Cycle, GuideAge, Quota, SuggestedEnd
from placements.wording import short_day

CLOSED_BY = by(Cycle, "closed_by")

CLOSE = Verb(
    "close",
    _("Close the cycle…"),
    actions.close_cycle,
    lambda cycle, _on: not cycle.is_closed,
    "placements.change_cycle",
    _("{name} is closed."),
    form=SureForm,
    is_grave=True,
)

MAKE_NEXT = Verb(
    "next",
    _("Copy to next year’s cycle…"),
    actions.make_cycle_from,
    lambda cycle, _on: not Cycle.objects.filter(year=cycle.year + 1).exists(),
    "placements.add_cycle",
    _("Next year’s cycle is made from {name}; it can be taken back on its page."),
    form=SureForm,
)


class QuotaInline(admin.TabularInline):
    model = Quota
    form = OfficeModelForm
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """The three regions, read once and not once a row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name in {"home_region", "host_region"}:
            field.queryset = Jurisdiction.objects.regions()
            field.choices = list(field.choices)
        return field

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.is_relation:
            field.widget.can_view_related = False
        return field


class SuggestedEndInline(admin.TabularInline):
    model = SuggestedEnd
    form = OfficeModelForm
    extra = 0


class GuideAgeInline(admin.TabularInline):
    model = GuideAge
    form = OfficeModelForm
    extra = 0


@admin.register(Cycle)
class CycleAdmin(VerbAdmin, ExchangeAdmin):
    place = 60
    verbs = [MAKE_NEXT, CLOSE]
    inlines = [QuotaInline, SuggestedEndInline, GuideAgeInline]
    history_includes = [Quota, SuggestedEnd, GuideAge]
    list_display = ["year", "name_en", "name_zh", "starts_on", "ends_on", "programme_ends_on", "open"]
    list_display_links = ["year", "name_en"]
    search_fields = ["name_en", "name_zh", "year"]
    readonly_fields = ["closed_at", CLOSED_BY]
    fieldsets = [
        (None, {"fields": ["year", ("name_en", "name_zh"), ("starts_on", "ends_on"), "programme_ends_on"]}),
        (
            _("Term and extension"),
            {
                "fields": [
                    ("least_months", "most_months", "most_extension_months"),
                    ("window_opens_days", "on_time_days", "late_days_after_end"),
                    ("opinion_days", "decision_days", "ending_soon_days"),
                ]
            },
        ),
        (
            _("Weights of the fit"),
            {"fields": [("fit_expertise", "fit_tier", "fit_knowledge")], "classes": ["collapse"]},
        ),
    ]

    def get_fieldsets(self, request, obj=None):
        closing = [(_("Closing"), {"fields": [("closed_at", CLOSED_BY)]})]
        return [*super().get_fieldsets(request, obj), *(closing if obj and obj.is_closed else [])]

    @admin.display(description=_("Open"), boolean=True)
    def open(self, cycle):
        return not cycle.is_closed

    def facts(self, obj):
        return [
            (_("cycle"), obj.name),
            (_("first day"), short_day(obj.starts_on)),
            (_("last day"), short_day(obj.ends_on)),
        ]

    def view_on_site(self, obj):
        """The page of the cycle after it, where that is made and taken back."""
        return reverse("placements:next_cycle", args=[obj.year])
