"""What coordinators do to a placement: a small page that asks, and the action."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exchangeoffice.today import now, today
from placements import actions, rules
from placements.forms import ConfirmForm, EarlyReturnForm, ReasonForm
from placements.gates import needs
from placements.views.placement_facts import one_of, placements_in_full
from placements.views.standing import Standing

asks_first = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Words:
    """What the page says: its title, what will happen, the button, and the sentence afterwards."""

    title: str | Promise
    what_happens: str | Promise
    button: str | Promise
    done: str | Promise


def ask_and_act(request, pk, form_class, act, words, *, warn=None, initial=None):
    """Ask; after a POST act and go back to the placement, or show why not with everything typed kept.

    A refusal answers 200 like any form with errors: to the person it is the same page and the same way on.
    `warn` names the concerns that are shown before anything is asked; `initial` fills the form in.
    """
    placement = one_of(placements_in_full(request.user), pk)
    form = form_class(request.POST) if request.method == "POST" else form_class(initial=initial and initial(placement))
    if form.is_bound and form.is_valid():
        try:
            act(placement, form.cleaned_data)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, words.done)
            return redirect("placements:placement", pk)
    facts = {"placement": placement, "form": form, "words": words, "concerns": warn(placement) if warn else []}
    facts["standing"] = Standing(placement, today(), placement.cycle)
    return render(request, "placements/placement_act.html", facts)


@asks_first
@needs("placements.confirm_placement")
def confirm_placement(request, pk):
    def act(placement, typed):
        actions.confirm_placement(placement, reason=typed["reason"], by=request.user, at=now())

    words = Words(
        _("Confirm the placement"),
        _("It appears on rosters, the official can read it, and its days no longer change but through the ledger."),
        _("Confirm"),
        _("Placement confirmed."),
    )
    return ask_and_act(request, pk, ConfirmForm, act, words)


@asks_first
@needs("placements.confirm_placement")
def withdraw_placement(request, pk):
    def act(placement, typed):
        actions.withdraw_placement(placement, reason=typed["reason"], by=request.user, at=now())

    words = Words(
        _("Withdraw the proposal"),
        _("Official and post are free again. The record stays, with the reason."),
        _("Withdraw"),
        _("Proposal withdrawn."),
    )
    return ask_and_act(request, pk, ReasonForm, act, words)


@asks_first
@needs("placements.confirm_placement")
def cancel_placement(request, pk):
    def act(placement, typed):
        actions.cancel_placement(placement, reason=typed["reason"], by=request.user, at=now(), on=today())

    words = Words(
        _("Cancel the placement"),
        _("It leaves the rosters; official and post are free again. This is possible only before the term starts."),
        _("Cancel the placement"),
        _("Placement cancelled."),
    )
    return ask_and_act(request, pk, ReasonForm, act, words, warn=rules.concerns_of_pairing)


@asks_first
@needs("placements.confirm_placement")
def return_early(request, pk):
    def act(placement, typed):
        actions.return_early(placement, **typed, by=request.user, at=now())

    words = Words(
        _("End the placement early"),
        _("The term ends on the day you give, and the official returns to the home post. It can be taken back later."),
        _("End early"),
        _("The placement ends early."),
    )
    return ask_and_act(request, pk, EarlyReturnForm, act, words, warn=rules.concerns_of_pairing)


@asks_first
@needs("placements.confirm_placement")
def reverse_early_return(request, pk):
    def act(placement, typed):
        actions.reverse_early_return(placement, reason=typed["reason"], by=request.user, at=now(), on=today())

    words = Words(
        _("Take back the early return"),
        _("The end before it comes back, if official and post are still free."),
        _("Take back"),
        _("The early return was taken back."),
    )
    return ask_and_act(request, pk, ReasonForm, act, words)
