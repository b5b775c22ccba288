"""The list of proposed matches: printed, agreed to by a meeting, made into proposed placements."""

import pghistory
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from exchangeoffice.middleware import audit_context
from exchangeoffice.today import now, today
from placements import actions
from placements.actions.each import do_each
from placements.forms.planning import AgreeForm, ProposeForm
from placements.gates import needs
from placements.models import Export
from placements.models.exports import ListKind, Medium
from placements.reference import reference
from placements.views.plan_directions import Directions
from placements.views.plan_list import LISTED, ProposalList
from placements.views.planning import MAY_PLAN, address, of_a_cycle

KEPT = "proposed_from_plan"  # in the session: what came of the last go


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_PLAN)
@of_a_cycle
def proposal_list(request, cycle):
    """The list as it is printed; a POST records which meeting agreed to it."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return HttpResponse(status=503)  # the browser asks again once somebody clicks
    directions = Directions(cycle, request.GET, known=reference(request.user))
    form = AgreeForm(request.POST) if request.method == "POST" else AgreeForm(initial=_agreed(directions.plan))
    if form.is_bound and directions.plan and form.is_valid():
        try:
            actions.agree_plan(directions.plan, **form.cleaned_data, by=request.user, at=now(), on=today())
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return redirect(address("proposal_list", cycle, directions))
    if request.method == "GET" and directions.plan:
        _record(request, directions)
    return _page(request, directions, form=form)


def _record(request, directions):
    """Leave the row that the list was made for paper, as every list that leaves the house does (ADR 0022)."""
    plan = directions.plan
    count = plan.rows.filter(state__in=LISTED).count()
    export = Export(
        kind=ListKind.PROPOSALS,
        medium=Medium.PAPER,
        jurisdiction=directions.quota.host_region,
        as_of_on=today(),
        filters=f"{directions.cycle.name}{pgettext('between items', ', ')}{directions.quota.direction}",
        asked=request.GET.urlencode(),
        rows=count,
    )
    with pghistory.context(**audit_context(request)):
        actions.record_export(export, by=request.user, at=now())


def _agreed(plan):
    return {"agreed_on": plan.agreed_on, "agreeing_body": plan.agreeing_body} if plan and plan.is_agreed else {}


def _page(request, directions, *, form):
    listed = ProposalList(directions, by=request.user, at=now()) if directions.quota else None
    plan = directions.plan
    kept = request.session.get(KEPT, {})
    facts = {
        "listed": listed,
        "plan": plan,
        "directions": directions,
        "cycle": directions.cycle,
        "mistakes": directions.mistakes,
        "form": form,
        "propose": ProposeForm(initial={"reason": kept.get("reason", "")}),
        "results": _results(listed, kept) if plan and kept.get("plan") == plan.pk else [],
        "here": request.get_full_path(),
        "back": address("plan", directions.cycle, directions) if directions.quota else "",
        "propose_address": address("propose_plan", directions.cycle, directions) if directions.quota else "",
    }
    return render(request, "placements/plan_list.html", facts)


def _results(listed, kept):
    """(line of the list, sentence that refused or nothing) of the last go; what was refused stands first."""
    refusals = dict(kept["lines"])
    lines = [(line, refusals[line.row.pk]) for line in listed.rows if line.row.pk in refusals]
    return sorted(lines, key=lambda line: not line[1])


@require_POST
@needs(MAY_PLAN, "placements.add_placement")
@of_a_cycle
def propose_plan(request, cycle):
    """Make every accepted row a proposed placement, each checked by itself."""
    directions = Directions(cycle, request.GET, known=reference(request.user))
    form = ProposeForm(request.POST)
    if directions.plan is None or not form.is_valid():
        return _page(request, directions, form=AgreeForm(initial=_agreed(directions.plan)))
    reason = form.cleaned_data["reason"]
    rows = ProposalList(directions, by=request.user, at=now()).waiting
    results = do_each(rows, lambda row: actions.propose_row(row, reason=reason, by=request.user, at=now()))
    lines = [[result.row.pk, result.refusal] for result in results]
    request.session[KEPT] = {"plan": directions.plan.pk, "lines": lines, "reason": reason}
    return redirect(f"{address('proposal_list', cycle, directions)}#results")
