"""The timeline of a region, city or county: its host posts, who holds them, who follows, and where they stand empty."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchangeoffice.prepared import prepared
from exchangeoffice.today import today
from placements.gates import needs
from placements.reference import reference
from placements.views.rosters import former_jurisdiction
from placements.views.timeline import Timeline


@require_safe
@needs("placements.view_roster")
@prepared()
def roster_timeline(request, code):
    """A lane for each host post. Proposals and requests are drawn for coordinators only."""
    known = reference(request.user)
    jurisdiction = known.places.get(code)
    if jurisdiction is None:
        return former_jurisdiction(request, code, page="placements:roster_timeline")
    timeline = Timeline(jurisdiction, request.GET, today=today(), user=request.user, known=known)
    return render(request, "placements/roster_timeline.html", {"timeline": timeline, "jurisdiction": jurisdiction})
