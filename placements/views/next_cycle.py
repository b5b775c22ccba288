"""Making next year's cycle from the last one, and undoing that. For coordinators."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exchangeoffice.today import now
from placements import actions
from placements.forms import SureForm
from placements.gates import needs
from placements.models import Cycle
from placements.next_cycle import NextCycle, why_not_undo


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.add_cycle")
def next_cycle(request, year):
    """What the next cycle would be; a POST makes it. Where it was made already, it can be undone here."""
    last = get_object_or_404(Cycle, year=year)
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.make_cycle_from(last, by=request.user, at=now())
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("{cycle} is made.").format(cycle=made.name))
            return redirect("placements:next_cycle", last.year)
    made = last.made_into.first()
    quotas = (made or last).quotas.select_related("home_region", "host_region")
    facts = {"last": last, "wanted": NextCycle(last), "made": made, "form": form, "quotas": quotas}
    if made:
        facts["why_not_undo"] = why_not_undo(made)
    return render(request, "placements/next_cycle.html", facts)


@require_POST
@needs("placements.delete_cycle")
def undo_cycle(request, year):
    """Take the cycle back that was made from this one."""
    last = get_object_or_404(Cycle, year=year)
    made = get_object_or_404(last.made_into)
    name = made.name
    try:
        actions.unmake_cycle(made, by=request.user, at=now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("{cycle} is taken back.").format(cycle=name))
    return redirect(reverse("placements:next_cycle", args=[last.year]))
