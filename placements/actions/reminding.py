"""Reminding officials whose term ends and who have not said anything: each by itself, none undone by another."""

import logging
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from placements.actions import locks
from placements.actions.action import action
from placements.models import Placement
from placements.notices.by_hand import arranged_of, reminders_of, tell_unasked, why_not_remind
from placements.refusals import NotAllowed, insist_on_permission

logger = logging.getLogger("office.reminding")


@action
def remind_official(placement, *, by, at, on):
    """Owe the official a reminder that nothing was asked yet. Raises NotAllowed."""
    insist_on_permission(by, "placements.handle_notice")
    if placement.official.account_id == by.pk:
        raise NotAllowed(_("Nobody reminds themselves."))
    placement = locks.hold_placement(placement)
    last = reminders_of([placement.pk]).get(placement.pk)
    if refusal := why_not_remind(placement, arranged_of(placement), last, on=on):
        raise NotAllowed(refusal)
    tell_unasked(placement, at=at, on=on)
    return placement


@dataclass(frozen=True)
class Result:
    """What came of one of them: reminded, or the sentence that refuses."""

    placement: Placement
    refusal: str = ""
    was_reminded: bool = False  # earlier on the day, by somebody else or with the same button


def remind_each(placements, *, by, at, on):
    """Remind each of them; a Result for each.

    No transaction is around it, and none may be: each reminder is committed before the next is begun.
    """
    return [_remind(placement, by=by, at=at, on=on) for placement in placements]


def _remind(placement, *, by, at, on):
    try:
        with transaction.atomic(durable=True):
            return Result(remind_official(placement, by=by, at=at, on=on))
    except ValidationError as refusal:
        last = reminders_of([placement.pk]).get(placement.pk)
        was_reminded = last is not None and timezone.localdate(last.owed_since) == on
        return Result(placement, " ".join(refusal.messages), was_reminded)
    except DatabaseError:
        logger.exception("the official of placement %s could not be reminded", placement.pk)
        return Result(placement, _("It could not be saved just now. Try again."))
