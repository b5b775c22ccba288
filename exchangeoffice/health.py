"""Two addresses for machines: is the process alive, can it serve.

Answered before sessions, languages and host names are looked at, so that a probe by number and
without cookies works, and a probe with cookies touches nothing.
"""

import logging
from collections.abc import Callable

import psycopg
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

logger = logging.getLogger("office.health")


class Health:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.answers = {"/healthz": healthz, "/readyz": readyz}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answers.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return answer()


def healthz() -> HttpResponse:
    """The process answers."""
    return _said("ok")


def readyz() -> HttpResponse:
    """The database answers a new connection within two seconds; otherwise 503.

    A new one, because a question on a kept connection to a frozen server waits for ever.
    """
    parameters = {**connection.get_connection_params(), "connect_timeout": 2}
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    try:
        with psycopg.connect(**parameters) as fresh:
            fresh.execute("select 1")
    except psycopg.Error as error:
        logger.warning("database does not answer: %s", error)
        return _said("database does not answer", status=503)
    return _said("ok")


def _said(words: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(f"{words}\n", content_type="text/plain", status=status)
    response["Cache-Control"] = "no-store"
    return response
