"""Several requests decided in one go: chosen, decided, and a result line for each."""

import uuid

from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from exchangeoffice.today import now, today
from placements import actions
from placements.actions.together import decide_each
from placements.forms import TogetherForm
from placements.gates import needs
from placements.views.chosen import Chosen, Results

KEPT = "decided_together"  # in the session: what came of the last go, so that its page can be read again


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.view_extensionrequest", "placements.decide_extension")
def decide_together(request):
    """The chosen requests with their facts; then one decision on each."""
    is_sent = request.method == "POST"
    if is_sent and request.POST.get("go") == request.session.get(KEPT, {}).get("go", ""):
        return redirect("placements:decided_together")  # the same page sent twice
    chosen = Chosen(request.user, request.POST if is_sent else request.GET, on=today())
    form = TogetherForm(request.POST) if is_sent else TogetherForm()
    if is_sent and chosen.found and form.is_valid() and _gives_reason(form, chosen):
        results = decide_each(chosen.found, _decision(form, by=request.user, at=now()))
        request.session[KEPT] = kept(request.POST.get("go", ""), results)
        return redirect("placements:decided_together")
    facts = {"chosen": chosen, "form": form, "page_address": chosen.address, "go": uuid.uuid4().hex, "on": today()}
    return render(request, "placements/decide_together.html", facts)


def _gives_reason(form, chosen):
    """Ask for the reason before anything is decided; each decision asks again for itself."""
    concerned = [] if form.declines else chosen.concerned(form.one_day)
    if not concerned or form.cleaned_data["reason"].strip():
        return True
    sentence = ngettext(
        "{n} request has a warning. To go on, write the reason; it is kept.",
        "{n} requests have a warning. To go on, write the reason; it is kept.",
        len(concerned),
    )
    form.add_error("reason", sentence.format(n=len(concerned)))
    return False


def _decision(form, *, by, at):
    """The action that is asked for, on one request."""
    typed, paper = form.cleaned_data, form.paper

    def decide(asked):
        if form.declines:
            words = {"words": typed["words"], "next_step": typed["next_step"]}
            return actions.decline_extension(asked, **words, **paper, by=by, at=at)
        words = {"words": typed["words"], "reason": typed["reason"]}
        return actions.approve_extension(asked, until=form.one_day, **words, **paper, by=by, at=at)

    return decide


def kept(go, results):
    return {
        "go": go,
        "decided": [result.row.pk for result in results if not result.refusal],
        "refused": [[result.row.pk, result.refusal, result.was_done] for result in results if result.refusal],
    }


@require_safe
@needs("placements.view_extensionrequest", "placements.decide_extension")
def decided_together(request):
    """What came of the last go. It can be read again and printed until the next, or the end of the session."""
    results = Results(request.user, request.session.get(KEPT, {}))
    return render(request, "placements/decided_together.html", {"results": results})
