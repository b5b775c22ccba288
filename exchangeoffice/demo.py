"""``make run``: the office with demonstration data on this machine, as in production otherwise."""

import os
import socket
import sys
from pathlib import Path

import django
from django.core.management import call_command

from exchangeoffice.messages import compile_messages

PROJECT = Path(__file__).resolve().parent.parent

STEPS = {
    "migrate": "Bringing the database up to date",
    "load_reference": "Loading reference data",
    "load_article": "Loading the cases of the news report",
    "load_demo": "Loading demonstration data",
}

WELCOME = """
The exchange office is open at  http://127.0.0.1:{port}/

    coordinator   enters placements, decides requests
    staff         reads the rosters
    official      serves now and may ask for an extension
    admin         makes accounts

    The password is  exchange-demo  for each.

Ctrl-C closes the office; `make stop` ends its database. Nothing is lost by either.
"""


def main() -> None:
    prepare()
    port = chosen_port()
    refuse_taken(port)
    load()
    say(WELCOME.format(port=port))
    serve(port)


def prepare() -> None:
    """Let this process, and the server it becomes, be the demonstration."""
    os.environ.pop("OFFICE_DEBUG", None)
    os.environ["OFFICE_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "exchangeoffice.settings"
    os.environ["OFFICE_DATABASE_PATIENCE"] = "command"


def load() -> None:
    """Everything that serving needs; done again it changes nothing."""
    compile_messages()
    django.setup()
    for step, what in STEPS.items():
        say(f"{what} ...")
        call_command(step, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def chosen_port() -> int:
    written = os.environ.get("PORT", "").strip() or "8000"
    if not written.isdecimal() or not 0 < int(written) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not {written!r}.")
    return int(written)


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Port {port} needs an administrator. Choose one: PORT=8000 make run")
        except OSError:
            sys.exit(
                f"Port {port} is taken, perhaps by an office that is open already. "
                f"Choose another: PORT={port + 1 if port < 65535 else 8001} make run"
            )


def serve(port: int) -> None:
    """Become gunicorn, with the limits on database waits that pages have."""
    os.environ["OFFICE_DATABASE_PATIENCE"] = "page"
    os.execv(sys.executable, command(port))  # noqa: S606 - our own interpreter, no shell wanted


def command(port: int) -> list[str]:
    """The server of the demonstration, as docs/operations.md has it for production."""
    return [
        *(sys.executable, "-m", "gunicorn", "exchangeoffice.wsgi"),
        f"--bind=127.0.0.1:{port}",
        f"--chdir={PROJECT}",
        "--workers=2",
        "--timeout=120",  # a list of 100,000 rows takes longer than a page: ADR 0022
        "--graceful-timeout=20",
        "--max-requests=2000",
        "--max-requests-jitter=200",
        "--no-control-socket",  # it would stand in the home folder, one for all clones
        "--log-level=warning",
    ]


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - the terminal of `make run`


if __name__ == "__main__":
    main()
