"""Several proposals confirmed in one go, under one document: chosen, confirmed, and a result line for each."""

import uuid

from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from exchangeoffice.today import now, today
from placements.actions.together import confirm_each
from placements.forms import ConfirmTogetherForm
from placements.gates import needs
from placements.views import came_of
from placements.views.proposals import ChosenProposals, Confirmed

KEPT = "confirmed_together"  # in the session: what came of the last go, so that its page can be read again


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.view_placement", "placements.confirm_placement")
def confirm_together(request):
    """The chosen proposals with what warns; then each is confirmed."""
    is_sent = request.method == "POST"
    if is_sent and request.POST.get("go") == request.session.get(KEPT, {}).get("go", ""):
        return redirect("placements:confirmed_together")  # the same page sent twice
    chosen = ChosenProposals(request.user, request.POST if is_sent else request.GET, on=today())
    form = ConfirmTogetherForm(request.POST) if is_sent else ConfirmTogetherForm()
    if is_sent and chosen.proposals and form.is_valid() and _gives_reason(form, chosen):
        results = confirm_each(chosen.found, **form.answers, by=request.user, at=now())
        request.session[KEPT] = came_of.kept(request.POST.get("go", ""), results)
        return redirect("placements:confirmed_together")
    facts = {"chosen": chosen, "form": form, "page_address": chosen.address, "go": uuid.uuid4().hex}
    return render(request, "placements/confirm_together.html", facts)


def _gives_reason(form, chosen):
    """Ask for the reason before anything is confirmed; each confirmation asks again for itself."""
    n = len(chosen.concerned)
    if not n or form.cleaned_data["reason"].strip():
        return True
    sentence = ngettext(
        "{n} placement has a warning. To go on, write the reason; it is kept.",
        "{n} placements have a warning. To go on, write the reason; it is kept.",
        n,
    )
    form.add_error("reason", sentence.format(n=n))
    return False


@require_safe
@needs("placements.view_placement", "placements.confirm_placement")
def confirmed_together(request):
    """What came of the last go. It can be read again and printed until the next, or the end of the session."""
    results = Confirmed(request.user, request.session.get(KEPT, {}))
    return render(request, "placements/confirmed_together.html", {"results": results})
