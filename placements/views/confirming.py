"""Several proposals confirmed in one go, under one document: chosen, confirmed, and a result line for each."""

from django.views.decorators.http import require_http_methods, require_safe

from placements.gates import needs
from placements.views.came_of import tell
from placements.views.one_go import go
from placements.views.proposals import ChosenProposals, Confirmed


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.view_placement", "placements.confirm_placement")
def confirm_together(request):
    """The chosen proposals with what warns; then each is confirmed."""
    return go(request, ChosenProposals)


@require_safe
@needs("placements.view_placement", "placements.confirm_placement")
def confirmed_together(request):
    return tell(request, Confirmed)
