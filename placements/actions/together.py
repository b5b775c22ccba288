"""Deciding many requests under one paper: each by itself, none undone by another."""

import logging
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from placements.models import ExtensionRequest
from placements.models.extensions import DECISIONS

logger = logging.getLogger("office.together")

# What one go takes: as many as a whole cycle, in some seconds.
MOST = 200


@dataclass(frozen=True)
class Result:
    """What came of one of them: decided, or the sentence that refuses."""

    request: ExtensionRequest
    refusal: str = ""
    was_decided: bool = False  # by somebody else, or in an earlier go


def decide_each(requests, decide):
    """Decide each of the requests with `decide(request)`, an action; a Result for each.

    No transaction is around it, and none may be: each decision is committed before the next is
    begun, so that a refusal, or a fault of the database, leaves the others as decided as they are.
    """
    return [_decide(request, decide) for request in requests]


def _decide(request, decide):
    try:
        with transaction.atomic(durable=True):
            return Result(decide(request))
    except ValidationError as refusal:
        return _refused(request, " ".join(refusal.messages))
    except DatabaseError:
        logger.exception("request %s could not be decided", request.pk)
        return Result(request, _("It could not be saved just now. Try again."))


def _refused(request, sentence):
    state = ExtensionRequest.objects.filter(pk=request.pk).values_list("state", flat=True).get()
    return Result(request, sentence, was_decided=state in DECISIONS)
