"""The pages of what went wrong, and the last net under the views.

A refusal is answered where it is known: in a form, in an action.  What still falls through is
caught here when we know what it means; everything else stays a 500 with its traceback.
"""

import logging
import sys
from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db import DataError, InterfaceError, OperationalError
from django.db import Error as DatabaseError
from django.db.models import BaseConstraint
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchangeoffice.logs import request_id

logger = logging.getLogger("office.net")

# Somebody else held the row too long, or both waited for each other: trying again helps.
LOCK_NOT_AVAILABLE, DEADLOCK, SERIALIZATION, CANCELED = "55P03", "40P01", "40001", "57014"
TRY_AGAIN = {LOCK_NOT_AVAILABLE, DEADLOCK, SERIALIZATION, CANCELED}
# The server went away, is starting or stopping, or has no connection left.
AWAY = ("08", "57P", "53300")
# Two people at once, by the nature of the constraint.
UNIQUE, EXCLUSION = "23505", "23P01"


def answer_for(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """The page for an error that came out of a view, or None when it is a mistake of ours."""
    if isinstance(error, DatabaseError):
        state = getattr(error.__cause__, "sqlstate", None)
        is_away = _database_is_away(error, state)
        if state in TRY_AGAIN or is_away:
            logger.warning("database busy or away (%s): %s", state, error)
            return try_again(is_saved_perhaps=is_away)
        if sentence := _sentence_for(error, state):
            logger.warning("refused by the database: %s", error, exc_info=error)
            return conflict(sentence)
    if isinstance(error, ValueError | OverflowError | DataError | FieldDoesNotExist) and _in_admin(request):
        # Stock admin look-ups raise these for made-up ids, pages, filters and an empty _to_field.
        logger.error("unreadable look-up in the admin: %r", error, exc_info=error)
        return unreadable(request, error)
    return None


def _database_is_away(error: DatabaseError, state: str | None) -> bool:
    if isinstance(error, OperationalError):
        return state is None or state.startswith(AWAY)
    return isinstance(error, InterfaceError)


def _sentence_for(error: DatabaseError, state: str | None) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if sentence := constraint_sentences().get(name or ""):
        return str(sentence)
    if state in {UNIQUE, EXCLUSION}:
        return _("Somebody saved something that excludes it while you were writing.")
    return ""


@cache
def constraint_sentences() -> dict[str, object]:
    """What each constraint of the database says when it is broken.

    Constraints of models bring their ``violation_error_message``.  For constraints that only the
    database knows an app names the sentences in ``constraint_sentences`` of its AppConfig.
    """
    known: dict[str, object] = {}
    for model in apps.get_models(include_auto_created=True):
        for constraint in model._meta.constraints:
            message = constraint.violation_error_message
            if message and message != BaseConstraint.default_violation_error_message:
                known[constraint.name] = message
    for app in apps.get_app_configs():
        known |= getattr(app, "constraint_sentences", {})
    return known


def _in_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("admin:index"))


# Pages that need neither the database nor the request: they must show when those are broken.


def plain_page(template: str, status: int, **words: object) -> HttpResponse:
    context = {
        "reference": request_id.get(),
        "office_phone": settings.OFFICE_PHONE,
        "office_demo": settings.OFFICE_DEMO,
        "status": status,
        **words,
    }
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store"
    return response


TOO_LARGE = gettext_lazy("What you sent is larger than this office takes.")


class TooLarge(BadRequest):
    """More was sent than we take: 413."""


def unreadable(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """400: handler400, and look-ups that make no sense."""
    if isinstance(exception, TooLarge):
        return plain_page("400.html", 413, sentence=TOO_LARGE)
    if isinstance(exception, SessionInterrupted):
        # Written last, once the view is through: the database went away, or somebody signed out meanwhile.
        return try_again(is_saved_perhaps=True)
    return plain_page("400.html", 400)


def conflict(sentence: str) -> HttpResponse:
    """409: true when the form was shown, no longer now."""
    return plain_page("409.html", 409, sentence=sentence)


def try_again(*, is_saved_perhaps: bool = False) -> HttpResponse:
    """503: nothing wrong with what was asked. Where the database went away nobody knows what it still saved."""
    response = plain_page("503.html", 503, is_saved_perhaps=is_saved_perhaps)
    response["Retry-After"] = "5"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: cookies off, too old, or sent from elsewhere."""
    logger.warning("form refused: %s", reason)
    return plain_page("403_csrf.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, unless what broke a middleware is something `answer_for` knows."""
    error = sys.exc_info()[1]
    known = answer_for(request, error) if error else None
    return known or plain_page("500.html", 500)


# Pages with the navigation: nothing is broken, the person only went the wrong way.


def forbidden(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """403; a door may say why: ``PermissionDenied(sentence)``."""
    return render(request, "403.html", {"sentence": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """404, the same whether the row does not exist or is not this person's to see."""
    return render(request, "404.html", status=404)
