"""What coordinators record on a request. Only POST; a refusal shows the review again with what was typed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exchangeoffice.today import now, today
from placements import actions
from placements.forms import SureForm
from placements.gates import needs
from placements.views.extensions import FORMS, request_in_full, review_page
from placements.wording import day


def decide(request, pk, name, act):
    """Act and show the request as it is then, or say why not."""
    asked = request_in_full(request.user, pk)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            words = act(asked, form)
        except ValidationError as refusal:
            form.refuse(refusal)
            asked = request_in_full(request.user, pk)  # somebody may have decided it meanwhile
        else:
            messages.success(request, words)
            return redirect("placements:extension", pk)
    return review_page(request, asked, {name: form})


@require_POST
@needs("placements.decide_extension")
def approve_extension(request, pk):
    def act(asked, form):
        typed = {name: form.cleaned_data[name] for name in ("until", "words", "reason")}
        done = actions.approve_extension(asked, **typed, **form.paper, by=request.user, at=now())
        return _("Approved to {date}.").format(date=day(done.approved_ends_on))

    return decide(request, pk, "approve", act)


@require_POST
@needs("placements.decide_extension")
def decline_extension(request, pk):
    def act(asked, form):
        typed = {name: form.cleaned_data[name] for name in ("words", "next_step")}
        actions.decline_extension(asked, **typed, **form.paper, by=request.user, at=now())
        return _("Decision recorded: declined.")

    return decide(request, pk, "decline", act)


@require_POST
@needs("placements.decide_extension")
def return_extension(request, pk):
    def act(asked, form):
        actions.return_extension(asked, words=form.cleaned_data["words"], by=request.user, at=now())
        return _("Returned for correction.")

    return decide(request, pk, "return", act)


@require_POST
@needs("placements.decide_extension")
def reverse_extension(request, pk):
    def act(asked, form):
        reason = form.cleaned_data["reason"]
        actions.reverse_extension(asked, reason=reason, by=request.user, at=now(), on=today())
        return _("Approval reversed; the earlier end is back.")

    return decide(request, pk, "reverse", act)


@require_POST
@needs("placements.add_opinion")
def record_opinion(request, pk):
    def act(asked, form):
        actions.record_opinion(asked, **form.cleaned_data, by=request.user, at=now())
        return _("Opinion recorded.")

    return decide(request, pk, "opinion", act)


@require_POST
@needs("placements.decide_extension")
def record_paper(request, pk):
    def act(asked, form):
        actions.record_paper(asked, **form.facts, by=request.user, at=now())
        return _("Paper recorded.")

    return decide(request, pk, "paper", act)


@require_POST
@needs("placements.decide_extension")
def assign_extension(request, pk):
    def act(asked, form):
        done = actions.assign_extension(asked, to=form.cleaned_data["to"], by=request.user, at=now())
        return _("Assigned to {name}.").format(name=done.assigned_to) if done.assigned_to else _("Assigned to nobody.")

    return decide(request, pk, "assign", act)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.enter_extension")
def withdraw_extension(request, pk):
    """Withdraw a request on behalf of the official: asks first."""
    asked = request_in_full(request.user, pk)
    form = SureForm(request.POST) if request.method == "POST" else SureForm()
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw_extension(asked, by=request.user, at=now())
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Request withdrawn."))
            return redirect("placements:extension", pk)
    return render(
        request, "placements/extension_withdraw.html", {"asked": asked, "placement": asked.placement, "form": form}
    )
