"""Find anyone: officials, posts, organisations and divisions by what somebody typed."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchangeoffice.today import today
from placements.gates import needs
from placements.views.found import Found


@require_safe
@needs("placements.view_roster")
def search(request):
    """What was found, the best of each kind first; one kind in full with `in`."""
    return render(request, "placements/search.html", {"found": Found(request.GET, request.user, on=today())})
