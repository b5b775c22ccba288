"""Deciding many requests under one paper: each by itself, none undone by another."""

from placements.actions.each import do_each
from placements.models import ExtensionRequest
from placements.models.extensions import DECISIONS


def decide_each(requests, decide):
    """Decide each of the requests with `decide(request)`, an action; see `do_each`."""
    return do_each(requests, decide, was_done=_is_decided)


def _is_decided(request):
    return ExtensionRequest.objects.filter(pk=request.pk, state__in=DECISIONS).exists()
