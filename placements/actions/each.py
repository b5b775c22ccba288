"""Doing the same to many rows: each by itself, none undone by another."""

import logging
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

logger = logging.getLogger("office.each")

# What one go takes: as many as a whole cycle, in some seconds.
MOST = 200


@dataclass(frozen=True)
class Done:
    """What came of one row: as it is now, or the sentence that refuses."""

    row: Any
    refusal: str = ""
    was_done: bool = False  # by somebody else, or in an earlier go


def do_each(rows, act, *, was_done=None):
    """Call `act(row)`, an action, for each of the rows; a `Done` for each.

    No transaction is around it, and none may be: each is committed before the next is begun, so that
    a refusal, or a fault of the database, leaves the others as done as they are. `was_done(row)` says
    of a refused one whether it had been done already.
    """
    return [_do(row, act, was_done) for row in rows]


def _do(row, act, was_done):
    try:
        with transaction.atomic(durable=True):
            return Done(act(row))
    except ValidationError as refusal:
        return Done(row, " ".join(refusal.messages), was_done is not None and was_done(row))
    except DatabaseError:
        logger.exception("%s %s could not be saved", row._meta.model_name, row.pk)
        return Done(row, _("It could not be saved just now. Try again."))
