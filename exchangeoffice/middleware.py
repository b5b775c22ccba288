"""What happens to every request, outermost first, in the order of settings.MIDDLEWARE."""

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from pghistory.middleware import HistoryMiddleware

from exchangeoffice.addresses import client_address
from exchangeoffice.errors import TooLarge, answer_for
from exchangeoffice.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger("office.request")


class RequestId:
    """Gives each request a reference number: on its log lines, its audit rows, its error page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        token = request_id.set(f"E-{secrets.token_hex(4).upper()}")
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            logger.info(
                "%s %s",
                request.method,
                request.path,  # without the query string: it may hold names
                extra={
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - began) * 1000),
                    "address": client_address(request),
                    "user": getattr(request, "signed_in_as", None),
                },
            )
            return response
        finally:
            request_id.reset(token)


class BrowserPolicies:
    """Headers for which Django has no setting."""

    headers: ClassVar = {
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.setdefault(name, value)
        return response


class KnownMethods:
    """405 for every method that no page has: forms and links know GET, HEAD and POST, and nothing here is an API.

    Django's own admin answers PUT and DELETE like GET.
    """

    known: ClassVar = ["GET", "HEAD", "POST"]

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.known:
            return HttpResponseNotAllowed(self.known)
        return self.get_response(request)


class ReadableInput:
    """400 for text that is no text, 413 for too much of it.

    NUL and lone surrogates cannot be stored by PostgreSQL and would be a 500 wherever they arrive.
    U+FFFD is what Django's decoding leaves of bytes that are no UTF-8: the sender meant something
    else, and storing the ruin helps nobody.
    """

    unreadable = re.compile("[\x00\ud800-\udfff\ufffd]")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _content_length(request) > settings.OFFICE_MOST_BYTES:
            raise TooLarge
        if any(self.unreadable.search(text) for text in _texts_of(request)):
            raise BadRequest("unreadable input")
        return self.get_response(request)


def _content_length(request: HttpRequest) -> int:
    written = request.META.get("CONTENT_LENGTH") or "0"
    return int(written) if written.isdecimal() else 0


def _texts_of(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    for name, value in request.COOKIES.items():
        yield from (name, value)
    sent: Iterable[tuple[str, list[Any]]] = (
        *request.GET.lists(),
        *request.POST.lists(),
        *request.FILES.lists(),
    )
    for name, values in sent:
        yield name
        for value in values:
            yield value if isinstance(value, str) else (value.name or "")


def audit_context(request: HttpRequest) -> dict[str, Any]:
    """Who asked, for what (without the query string), from where, and under which reference number."""
    return {
        "user": request.user.pk,
        "url": request.path,
        "address": client_address(request),
        "request": request_id.get(),
    }


class AuditContext(HistoryMiddleware):
    """Puts that into each audit row which a request that writes leaves behind."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return audit_context(request)


class LastNet:
    """Turns what a view let fall into the page that says what it means (errors.py)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_for(request, error)
