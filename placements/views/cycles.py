"""The cycles: all of them, and one with what it sends and receives."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchangeoffice.today import today
from placements.balance import summaries
from placements.gates import needs
from placements.models import Cycle
from placements.reference import reference
from placements.views.cycle_numbers import CycleNumbers, Places
from placements.views.cycle_page import CyclePage, standing_of


@dataclass(frozen=True)
class Line:
    """A cycle in the list."""

    cycle: Cycle
    numbers: CycleNumbers
    standing: str


@require_safe
@needs("placements.view_roster")
def cycle_list(request):
    """The cycles, the latest first: how many places each has, and how many are taken."""
    known, on = reference(request.user), today()
    places, reads_proposals = Places(known), request.user.has_perm("placements.view_placement")
    cycles = list(known.cycles.values())
    counted = summaries(cycles, user=request.user)
    lines = [
        Line(
            cycle,
            CycleNumbers(cycle, counted[cycle.pk], places, reads_proposals=reads_proposals),
            standing_of(cycle, on=on),
        )
        for cycle in cycles
    ]
    return render(request, "placements/cycle_list.html", {"lines": lines, "on": on, "reads_proposals": reads_proposals})


@require_safe
@needs("placements.view_roster")
def cycle(request, year):
    """One cycle: what it sends and receives, and the placements behind each number."""
    found = next((cycle for cycle in reference(request.user).cycles.values() if cycle.year == year), None)
    if found is None:
        raise Http404
    page = CyclePage(found, request.user, request.GET, today=today())
    return render(request, "placements/cycle.html", {"page": page, "cycle": found, "mistakes": page.asked.mistakes})
