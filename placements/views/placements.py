"""The page of one placement."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchangeoffice.prepared import prepared
from exchangeoffice.today import today
from placements.views.placement_facts import PlacementFacts, one_of, placements_in_full


@require_safe
@prepared()
def placement_detail(request, pk):
    """A placement, for those who may know of it; to everybody else it does not exist."""
    placement = one_of(placements_in_full(request.user), pk)
    facts = PlacementFacts(placement, request.user, on=today())
    return render(request, "placements/placement_detail.html", {"facts": facts, "placement": placement})
