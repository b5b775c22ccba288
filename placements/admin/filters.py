"""Filters of the lists of placements and of what belongs to them."""

from django.utils.translation import gettext_lazy as _

from exchangeoffice.today import today
from officials.admin.base import Choice
from officials.models import Jurisdiction
from placements.models import Cycle
from placements.models.extensions import RequestState
from placements.models.placements import State
from placements.waiting import appointment_outstanding


class StateFilter(Choice):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def chosen(self, queryset, value):
        return queryset.filter(state=value)


class RequestStateFilter(StateFilter):
    def lookups(self, request, model_admin):
        return RequestState.choices


class CycleFilter(Choice):
    title = _("cycle")
    parameter_name = "year"
    path = "cycle"

    def lookups(self, request, model_admin):
        return [(cycle.year, cycle.name) for cycle in Cycle.objects.all()]

    def chosen(self, queryset, value):
        return queryset.filter(**{f"{self.path}__year": value})


class RequestCycleFilter(CycleFilter):
    path = "placement__cycle"


class PhaseFilter(Choice):
    """Where the confirmed ones stand today: the same questions as the roster's."""

    title = _("phase today")
    parameter_name = "phase"

    def lookups(self, request, model_admin):
        return [
            ("upcoming", _("upcoming")),
            ("serving", _("serving")),
            ("ending", _("ending soon")),
            ("extended", _("extended")),
            ("ended", _("ended")),
            ("early", _("ended early")),
        ]

    def chosen(self, queryset, value):
        confirmed, on = queryset.confirmed(), today()
        questions = {
            "upcoming": confirmed.upcoming,
            "serving": confirmed.serving,
            "ending": confirmed.ending_soon,
            "extended": confirmed.extended,
            "ended": confirmed.ended,
            "early": confirmed.ended_early,
        }
        return questions[value](on=on)


class EndingFilter(Choice):
    title = _("current end")
    parameter_name = "ending"

    def lookups(self, request, model_admin):
        return [(days, _("Ending within {n} days").format(n=days)) for days in (30, 90)]

    def chosen(self, queryset, value):
        return queryset.confirmed().ending_within(int(value), on=today())


class HomeRegionFilter(Choice):
    title = _("home region")
    parameter_name = "home"
    column = "home_region"

    def lookups(self, request, model_admin):
        return [(region.code, region.name) for region in Jurisdiction.objects.regions()]

    def chosen(self, queryset, value):
        return queryset.filter(**{self.column: value})


class HostRegionFilter(HomeRegionFilter):
    title = _("host region")
    parameter_name = "host"
    column = "host_region"


class CreatedPostFilter(Choice):
    title = _("host post")
    parameter_name = "created"

    def lookups(self, request, model_admin):
        return [("yes", _("Created posts only"))]

    def chosen(self, queryset, value):
        return queryset.filter(host_post__is_created_for_programme=True)


class AppointmentFilter(Choice):
    title = _("appointment")
    parameter_name = "appointment"

    def lookups(self, request, model_admin):
        return [("outstanding", _("appointment by people’s congress outstanding"))]

    def chosen(self, queryset, value):
        return appointment_outstanding(queryset, on=today())
