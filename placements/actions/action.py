"""What all actions share: one transaction, a name in the audit trail, departures kept."""

from functools import wraps

import pghistory
from django.db import transaction

from placements.models import Departure


def action(function):
    """Make the function an action: one transaction, whose audit rows say which action it was and by whom."""

    @wraps(function)
    def inner(*args, by, **kwargs):
        with (
            pghistory.context(action=function.__name__, by=by.pk),
            transaction.atomic(),
        ):
            return function(*args, by=by, **kwargs)

    return inner


def keep_departures(concerns, *, reason, by, at, placement=None, request=None):
    """Write down each warning that was overridden, with the reason."""
    Departure.objects.bulk_create(
        Departure(
            placement=placement,
            request=request,
            rule=concern.rule,
            sentence=concern.sentence,
            reason=reason.strip(),
            departed_by=by,
            departed_at=at,
        )
        for concern in concerns
    )
