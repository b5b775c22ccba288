"""Who serves where: the index of host cities, and the roster of a region, city or county."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url

from exchangeoffice.prepared import prepared
from exchangeoffice.today import today
from officials.models import Jurisdiction
from placements.forms import DayField
from placements.gates import needs
from placements.reference import reference
from placements.views.city_map import CityMap
from placements.views.host_cities import HostCities
from placements.views.roster_list import Roster


@require_safe
@needs("placements.view_roster")
@prepared()
def roster_index(request):
    """The host cities, and how many serve in each on the day, come to it, leave it and are missed."""
    on, mistake = day_asked(request.GET)
    facts = {"on": on, "typed": request.GET.get("on", ""), "today": today(), "mistake": mistake}
    if not mistake:
        facts["cities"] = cities = HostCities(on=on, known=reference(request.user))
        facts["map"] = CityMap(cities)
    return render(request, "placements/roster_index.html", facts)


def day_asked(params):
    """The as-of day of the query string, today without one; and what is wrong with it."""
    try:
        return DayField(required=False).clean(params.get("on", "").strip()) or today(), ""
    except ValidationError as error:
        return today(), error.messages[0]


@require_safe
@needs("placements.view_roster")
@prepared()
def roster(request, code):
    """The roster of a jurisdiction. Proposals never stand on one."""
    known = reference(request.user)
    jurisdiction = known.places.get(code)
    if jurisdiction is None:
        return former_jurisdiction(request, code)
    roster = Roster(jurisdiction, request.GET, today=today(), known=known)
    facts = {"roster": roster, "jurisdiction": jurisdiction, "focus": takes_focus(request.htmx)}
    return as_asked(request, roster, render(request, "placements/roster.html", facts))


def as_asked(request, roster, response):
    """The page for htmx, which takes the pieces it needs: with a tidy address, or whole where something is wrong."""
    patch_vary_headers(response, ["HX-Request"])
    if request.htmx and roster.asked.mistakes:
        return HttpResponseClientRedirect(request.get_full_path())
    if request.htmx:
        address = roster.tidy_address
        push_url(response, False if address == request.htmx.current_url_abs_path else address)
    return response


def takes_focus(htmx):
    """Whether what was pressed is no longer on the page, so that the count takes the focus from it."""
    return bool(htmx) and (htmx.trigger or "").startswith(("chip-", "page-"))


def former_jurisdiction(request, code, *, page="placements:roster"):
    """A code that was valid once leads to the same page of what came after it."""
    successors = list(Jurisdiction.objects.filter(predecessors__code=code).select_related("parent").distinct())
    if not successors:
        raise Http404
    if len(successors) == 1:
        address = reverse(page, args=[successors[0].code])
        asked = request.GET.urlencode()
        return redirect(f"{address}?{asked}" if asked else address)
    return render(request, "placements/roster_successors.html", {"code": code, "successors": successors})
