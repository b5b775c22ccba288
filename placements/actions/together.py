"""Deciding or confirming many under one paper: each by itself, none undone by another."""

from placements.actions.each import do_each
from placements.actions.placements import confirm_placement
from placements.models import ExtensionRequest, Placement
from placements.models.extensions import DECISIONS


def decide_each(requests, decide):
    """Decide each of the requests with `decide(request)`, an action; see `do_each`."""
    return do_each(requests, decide, was_done=_is_decided)


def _is_decided(request):
    return ExtensionRequest.objects.filter(pk=request.pk, state__in=DECISIONS).exists()


def confirm_each(placements, *, by, at, **paper):
    """Confirm each of the proposals under the paper; see `do_each`."""
    return do_each(
        placements, lambda placement: confirm_placement(placement, **paper, by=by, at=at), was_done=_is_confirmed
    )


def _is_confirmed(placement):
    return Placement.objects.confirmed().filter(pk=placement.pk).exists()
