"""What all actions share: one transaction, a name in the audit trail, departures kept."""

from collections.abc import Mapping
from contextvars import ContextVar
from functools import wraps
from types import MappingProxyType
from typing import Any

import pghistory
from django.db import transaction

from placements.models import Departure

NOTHING = MappingProxyType({"action": None, "by": None})
_doing: ContextVar[Mapping[str, Any]] = ContextVar("doing", default=NOTHING)


def action(function):
    """Make the function an action: one transaction, whose audit rows say which action it was and by whom.

    pghistory adds what is nested to the context around it and never takes it back. So what is
    written after the action, by a command or by the action that called this one, gets back its own.
    """

    @wraps(function)
    def inner(*args, by, **kwargs):
        doing = {"action": function.__name__, "by": by.pk}
        outer = _doing.get()
        token = _doing.set(doing)
        try:
            with pghistory.context(**doing), transaction.atomic():
                return function(*args, by=by, **kwargs)
        finally:
            _doing.reset(token)
            with pghistory.context(**outer):
                pass

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
