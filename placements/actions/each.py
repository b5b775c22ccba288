"""Doing the same to many rows: each by itself, none undone by another."""

import logging
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

logger = logging.getLogger("office.each")


@dataclass(frozen=True)
class Done:
    """What came of one row: as it is now, or the sentence that refuses."""

    row: Any
    refusal: str = ""


def do_each(rows, act):
    """Call `act(row)`, an action, for each of the rows; what came of each.

    No transaction is around it, and none may be: each is committed before the next is begun.
    """
    return [_do(row, act) for row in rows]


def _do(row, act):
    try:
        with transaction.atomic(durable=True):
            return Done(act(row))
    except ValidationError as refusal:
        return Done(row, " ".join(refusal.messages))
    except DatabaseError:
        logger.exception("row %s of a plan", row.pk)
        return Done(row, _("It could not be saved just now. Try again."))
