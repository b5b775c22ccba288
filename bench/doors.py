"""The two applications, called in this process as a WSGI server would call them."""

import io
from dataclasses import dataclass

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings
from django.utils.module_loading import import_string

# What `startproject` writes into its settings.
PLAIN = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


class WrongAnswerError(RuntimeError):
    """A page that cannot be measured: it is not the page that was meant."""


@dataclass
class Door:
    """An application and a session, by which pages are asked for."""

    application: WSGIHandler
    session: str

    def get(self, address):
        """The page's bytes, through every middleware."""
        return b"".join(self.pieces(address))

    def pieces(self, address):
        """The same as it is sent, piece by piece."""
        path, _mark, query = address.partition("?")
        answered = []
        body = self.application(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "SERVER_NAME": settings.ALLOWED_HOSTS[0],
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_HOST": settings.ALLOWED_HOSTS[0],
                "HTTP_ACCEPT_LANGUAGE": "en",
                "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={self.session}",
                "wsgi.url_scheme": "http",
                "wsgi.input": io.BytesIO(),
            },
            lambda status, _headers, _error=None: answered.append(status),
        )
        try:
            yield from body
        finally:
            body.close()
        if answered != ["200 OK"]:
            raise WrongAnswerError(f"{address} answered {answered}")


def office():
    """The office's own application, as gunicorn serves it."""
    return import_string(settings.WSGI_APPLICATION)


def beginner():
    """The naive reference: the middleware that every new project has, and addresses of its own."""
    with override_settings(MIDDLEWARE=[*PLAIN, "bench.doors.NaiveAddresses"]):
        return WSGIHandler()


class NaiveAddresses:
    """Sends a request to the addresses of the naive reference."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.urlconf = "bench.naive.urls"
        return self.get_response(request)


def queries(call):
    """The statements that the call sends to the database."""
    sent = []

    def note(execute, statement, params, many, context):
        sent.append(statement)
        return execute(statement, params, many, context)

    with connection.execute_wrapper(note):
        call()
    return sent
