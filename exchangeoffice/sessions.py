"""How long somebody stays signed in, and how that is read: this is the project's SESSION_ENGINE."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from exchangeoffice.prepared import prepared

BEGAN, SEEN = "began_at", "seen_at"  # seconds since 1970, kept in the session
SECONDS_BETWEEN_WRITES = 60

DATA = "select session_data from django_session where session_key = %s and expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own, which every signed-in page reads: here by a statement that is not put together anew each time."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where there is none, or its time is over."""
        with prepared(), connection.cursor() as cursor:
            cursor.execute(DATA, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])


def begin(session: SessionBase) -> None:
    """Start both clocks: at sign-in."""
    session[BEGAN] = session[SEEN] = time.time()


def end_all_of(account: AbstractBaseUser) -> None:
    """End every session of the account, wherever it is open: activating the account later revives none."""
    for session in SessionStore.get_model_class().objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()


class SessionLimits:
    """Ends a session after 30 idle minutes, after 8 hours, and with its account.

    Django ends a session only a fixed time after its last write.  Here the moment of the last
    request is written at most once a minute, so that reading pages stays reading.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and end_or_touch(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            request.signed_in_as = request.user.pk  # type: ignore[attr-defined]  # for the log
        if was_signed_in or request.user.is_authenticated:
            # The next person at this computer presses "back".
            response["Cache-Control"] = "no-store"
        return response


def end_or_touch(request: HttpRequest) -> bool:
    """End the session if its time is over; True when somebody was signed in by it."""
    session = request.session
    if SESSION_KEY not in session:
        return False
    if not request.user.is_authenticated:
        # Deactivated or deleted. The row goes too, or activating the account would revive it.
        session.flush()
        return True
    now = time.time()
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None:
        begin(session)
    elif (
        now - seen >= settings.SESSION_IDLE_LIMIT.total_seconds()
        or now - began >= settings.SESSION_ABSOLUTE_LIMIT.total_seconds()
    ):
        logout(request)
    elif now - seen >= SECONDS_BETWEEN_WRITES:
        session[SEEN] = now
    return True
