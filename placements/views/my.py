"""The official's own pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exchangeoffice.prepared import prepared
from exchangeoffice.today import now, today
from placements import actions
from placements.forms import ExtensionForm, SureForm
from placements.gates import officials_only
from placements.ics import calendar_file, days_of_placement
from placements.models import Placement
from placements.models.extensions import RequestState
from placements.views.asking import ask
from placements.views.my_facts import Asking, MyPlacement, own_placements


@require_safe
@officials_only
@prepared()
def my_placement(request, official):
    """The placement, its days, its extension, whom to turn to."""
    return render(request, "placements/my_placement.html", {"my": MyPlacement(official, request.user, on=today())})


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def ask_extension(request, official):
    """Ask to stay longer: keep a draft, or send it."""
    placement, _others = own_placements(official, request.user, on=today())
    if placement is None:
        return redirect("placements:my_placement")
    return ask(request, placement, ExtensionForm, "placements/my_extension.html", "placements:my_placement")


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def withdraw_my_extension(request, official):
    """Take the own request back before it is decided."""
    return take_back(
        request,
        official,
        [RequestState.SUBMITTED, RequestState.RETURNED],
        actions.withdraw_extension,
        "placements/my_extension_withdraw.html",
        _("Request withdrawn."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def discard_my_draft(request, official):
    """Throw a draft away that was never sent."""
    return take_back(
        request,
        official,
        [RequestState.DRAFT],
        actions.discard_draft,
        "placements/my_extension_discard.html",
        _("Draft discarded."),
    )


@require_safe
@officials_only
def my_dates(request, official):
    """The days of the placements under way and to come, for the person's own calendar."""
    mine = Placement.objects.visible_to(request.user).confirmed().filter(official=official, ends_on__gte=today())
    mine = mine.select_related("cycle").annotate(entries=Count("term")).order_by("starts_on")
    days = [day for placement in mine for day in days_of_placement(placement, entries=placement.entries)]
    if not days:
        raise Http404
    address = f"{settings.OFFICE_URL}{reverse('placements:my_placement')}"
    file = calendar_file(days, host=urlsplit(settings.OFFICE_URL).hostname, url=address, at=now())
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="exchange-dates.ics"'
    return answer


def take_back(request, official, states, action, template, done):
    """Ask first; then do it, or say why not."""
    placement, _others = own_placements(official, request.user, on=today())
    asking = Asking(placement, on=today(), reader=request.user) if placement else None
    if asking is None or asking.request is None or asking.request.state not in states:
        raise Http404
    form = SureForm(request.POST) if request.method == "POST" else SureForm()
    if form.is_bound and form.is_valid():
        try:
            action(asking.request, by=request.user, at=now())
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect("placements:my_placement")
    return render(request, template, {"placement": placement, "asked": asking.request, "form": form})
