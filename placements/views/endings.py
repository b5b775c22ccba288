"""The terms that end. For coordinators: requests and proposals show in every number."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchangeoffice.today import today
from placements.gates import needs
from placements.views.ending_board import Board
from placements.views.ending_list import Endings


@require_safe
@needs("placements.view_extensionrequest")
def endings(request):
    """How many terms end in each week, and what happens to them."""
    return render(request, "placements/endings.html", {"board": Board(request.user, request.GET, today=today())})


@require_safe
@needs("placements.view_extensionrequest")
def ending_list(request):
    """The terms behind a number of the board."""
    return render(request, "placements/ending_list.html", {"list": Endings(request.user, request.GET, today=today())})
