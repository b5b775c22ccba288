"""The list of host posts that are to be filled."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchangeoffice.today import today
from placements.gates import needs
from placements.views.vacancy_list import Vacancies


@require_safe
@needs("placements.view_roster")
def vacancies(request):
    """Vacant host posts, longest vacant first, then those that fall vacant."""
    return render(request, "placements/vacancies.html", {"list": Vacancies(request.user, request.GET, today=today())})
