"""How mail leaves: where EMAIL_URL points to, and an SMTP connection that says when the text is handed over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.smtp import EmailBackend

SCHEMES = {
    # scheme: port, STARTTLS, TLS from the start
    "smtp": (25, False, False),
    "smtp+tls": (587, True, False),
    "smtps": (465, False, True),
}


@dataclass(frozen=True)
class MailServer:
    """Where mail goes, and how."""

    host: str
    port: int
    user: str
    password: str
    starts_tls: bool
    is_tls: bool


def mail_server(url: str) -> MailServer:
    """Read ``smtp+tls://user:password@host:port``. Raises ImproperlyConfigured, which never quotes the password."""
    wrong = "EMAIL_URL must be like smtp+tls://user:password@mail.example:587 (or smtps://, smtp://)."
    try:
        parts = urlsplit(url)
        given_port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(wrong) from error
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ImproperlyConfigured(wrong)
    port, starts_tls, is_tls = SCHEMES[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, given_port or port, user, password, starts_tls, is_tls)


class PatientMail(EmailBackend):
    """SMTP, with a word just before the text of a message goes to the server.

    Until then the server has accepted nothing, whatever happens to us; afterwards only its answer
    tells. Whoever must not send twice writes that down in between.
    """

    before_text: Callable[[], None] | None = None

    @property
    def connection_class(self) -> type:
        backend, plain = self, super().connection_class

        class Connection(plain):  # type: ignore[misc, valid-type]
            def data(self, message: Any) -> Any:
                if backend.before_text is not None:
                    backend.before_text()
                return super().data(message)

        return Connection
