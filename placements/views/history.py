"""The history of one record: its own changes and those of all that belongs to it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exchangeoffice.prepared import prepared
from officials.models import Official, Organisation, Post
from placements.gates import needs
from placements.models import ExtensionRequest, Placement
from placements.trail import ExchangeReader, history_of

PLACES = {
    "placement": "placements",
    "extension": "extensions",
    "official": "officials",
    "post": "posts",
    "organisation": "organisations",
}
MODELS = {"official": Official, "post": Post, "organisation": Organisation}


def _records(noun, user):
    if noun == "placement":
        return Placement.objects.visible_to(user).select_related("official")
    if noun == "extension":
        return ExtensionRequest.objects.reviewable_by(user).select_related("placement__official")
    return MODELS[noun].objects.all()


@require_safe
@needs("officials.view_auditevent", "placements.view_placement")
@prepared()
def record_history(request, pk, noun):
    """For coordinators; of their own placement, should they have one, it tells no more than its page does."""
    record = get_object_or_404(_records(noun, request.user), pk=pk)
    if isinstance(record, Placement) and record.official.account_id == request.user.pk:
        raise Http404
    reader = ExchangeReader(request.user)
    facts = {
        "record": record,
        "name": reader.label(record),
        "kind": record._meta.verbose_name,
        "address": reverse(f"placements:{noun}", args=[pk]),
        "history": history_of(record, reader),
    }
    return render(request, "placements/record_history.html", facts)
