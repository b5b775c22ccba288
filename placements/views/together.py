"""Several requests decided in one go: chosen, decided, and a result line for each."""

from django.views.decorators.http import require_http_methods, require_safe

from placements.gates import needs
from placements.views.came_of import tell
from placements.views.chosen import ChosenRequests, Decided
from placements.views.one_go import go


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.view_extensionrequest", "placements.decide_extension")
def decide_together(request):
    """The chosen requests with their facts; then one decision on each."""
    return go(request, ChosenRequests)


@require_safe
@needs("placements.view_extensionrequest", "placements.decide_extension")
def decided_together(request):
    return tell(request, Decided)
