"""Planning a cycle: the board, suggesting, deciding row by row, choosing by hand."""

from functools import partial, wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchangeoffice.today import now
from placements import actions
from placements.actions.each import do_each
from placements.gates import needs
from placements.models import Cycle, PlanRow, PostOffer
from placements.models.plans import PlanRowState
from placements.reference import reference
from placements.views.plan_board import Board, rows_in_full
from placements.views.plan_choices import OTHERS, Choices, nominations_in_full
from placements.views.plan_directions import Directions

MAY_PLAN = "placements.change_plan"

DEEDS = {
    "accept": actions.accept_row,
    "skip": actions.skip_row,
    "undo": actions.undo_row,
    "keep": actions.keep_row,
    "release": partial(actions.keep_row, is_fixed=False),
}
TOGETHER = {"accept_all": actions.accept_row, "skip_all": actions.skip_row}


def of_a_cycle(view):
    """Hand the view the cycle of that year."""

    @wraps(view)
    def with_cycle(request, year, *args, **kwargs):
        if not 2000 <= year <= 2099:
            raise Http404
        return view(request, get_object_or_404(Cycle, year=year), *args, **kwargs)

    return with_cycle


def address(name, cycle, directions, **params):
    """The page of the cycle's planning, in the same direction."""
    asked = {"direction": directions.value, **{key: value for key, value in params.items() if value}}
    return f"{reverse(f'placements:{name}', args=[cycle.year])}?{urlencode(asked)}"


@require_safe
@needs(MAY_PLAN)
def planning(request):
    """The board of the cycle that is being planned: the latest one that is not closed."""
    cycle = Cycle.objects.order_by("closed_at", "-year").filter(closed_at=None).first() or Cycle.objects.first()
    if cycle is None:
        raise Http404
    return redirect("placements:plan", cycle.year)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_PLAN)
@of_a_cycle
def plan(request, cycle):
    """The board of one direction; a POST decides one row, or all that wait."""
    directions = Directions(cycle, request.GET, known=reference(request.user))
    if request.method != "POST" or directions.quota is None:
        return _board(request, directions)
    for name, act in TOGETHER.items():
        if name in request.POST:
            return _decide_all(request, directions, act)
    for name, act in DEEDS.items():
        if name in request.POST:
            return _decide(request, directions, act, request.POST[name])
    return redirect(address("plan", cycle, directions))


def _board(request, directions, refusals=None):
    here = request.get_full_path()
    board = Board(directions, here=here, refusals=refusals) if directions.quota else None
    facts = {
        "board": board,
        "directions": directions,
        "cycle": directions.cycle,
        "mistakes": directions.mistakes,
        "here": here,
        "refusals": refusals,
    }
    return render(request, "placements/plan.html", facts)


def _decide(request, directions, act, key):
    """Decide one row, and come back to it. A refusal is said in the row."""
    row = _row(directions, key)
    if row is None:
        messages.warning(request, _("This row is not in the plan any more."))
        return redirect(address("plan", directions.cycle, directions))
    try:
        act(row, by=request.user, at=now())
    except ValidationError as refusal:
        return _board(request, directions, {row.pk: " ".join(refusal.messages)})
    asked = {name: request.GET.get(name) for name in ("page", "show")}
    return redirect(f"{address('plan', directions.cycle, directions, **asked)}#m{row.pk}")


def _row(directions, key):
    if not (key.isascii() and key.isdigit() and len(key) <= 18):
        return None
    rows = PlanRow.objects.filter(plan__cycle=directions.cycle, pk=int(key))
    return rows.select_related("plan", "nomination", "offer").first()


def _decide_all(request, directions, act):
    """Decide every row that waits, each by itself; say how many, and what was refused."""
    rows = PlanRow.objects.filter(plan=directions.plan, state=PlanRowState.SUGGESTED)
    results = do_each(rows_in_full(rows.best_first()), lambda row: act(row, by=request.user, at=now()))
    refused = [result for result in results if result.refusal]
    done = len(results) - len(refused)
    messages.success(request, ngettext("{n} row decided.", "{n} rows decided.", done).format(n=done))
    for result in refused:
        messages.warning(
            request,
            _("{name}: {refusal}").format(name=result.row.nomination.official, refusal=result.refusal),
        )
    return redirect(address("plan", directions.cycle, directions))


@require_POST
@needs(MAY_PLAN)
@of_a_cycle
def suggest(request, cycle):
    """A new version of the plan: of the direction, or of all at once."""
    directions = Directions(cycle, request.GET, known=reference(request.user))
    if directions.quota is None:
        return _board(request, directions)
    keys = [directions.key]
    if "all" in request.POST:
        keys = [(quota.home_region_id, quota.host_region_id) for quota in directions.quotas]
    try:
        plans = actions.suggest_plans(cycle, keys, by=request.user, at=now())
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        _say_suggested(request, plans)
    return redirect(address("plan", cycle, directions))


def _say_suggested(request, plans):
    n = PlanRow.objects.filter(plan__in=plans).open().count()
    messages.success(request, ngettext("{n} pair suggested or kept.", "{n} pairs suggested or kept.", n).format(n=n))
    if not all(made.is_best for made in plans):
        messages.warning(
            request,
            _("The time was up before this was proven to be the best; asking again may find something better."),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_PLAN)
@of_a_cycle
def choose_post(request, cycle, pk):
    """The offered posts beside one official; a POST accepts the one that was chosen."""
    directions = Directions(cycle, request.GET, known=reference(request.user))
    nomination = get_object_or_404(nominations_in_full(), pk=pk, cycle=cycle)
    if directions.plan is None:
        messages.warning(request, _("Ask for a suggestion first; what is chosen by hand becomes part of it."))
        return redirect(address("plan", cycle, directions))
    refusal = ""
    if request.method == "POST":
        refusal = _choose(request, directions.plan, nomination)
        if not refusal:
            messages.success(request, _("Accepted: {name}").format(name=nomination.official))
            return redirect(address("plan", cycle, directions))
    facts = {
        "choices": Choices(nomination, directions.plan, request.GET),
        "others": OTHERS,
        "directions": directions,
        "cycle": cycle,
        "refusal": refusal,
        "here": request.get_full_path(),
        "back": address("plan", cycle, directions),
    }
    return render(request, "placements/plan_choose.html", facts)


def _choose(request, chosen_plan, nomination):
    """Accept the post that was chosen; the sentence that refuses, or nothing."""
    key = request.POST.get("offer", "")
    is_key = key.isascii() and key.isdigit() and len(key) <= 18
    offer = PostOffer.objects.filter(cycle=chosen_plan.cycle_id, pk=int(key)).first() if is_key else None
    if offer is None:
        return _("Choose from the list.")
    try:
        actions.choose_post(chosen_plan, nomination, offer, by=request.user, at=now())
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
