"""An office to walk in: the demonstration on a database of its own, served as `make run` serves it."""

import datetime as dt
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import psycopg

from exchangeoffice import demo
from exchangeoffice.devdb import server
from tests import patterns

PROJECT = patterns.PROJECT
ROOM = PROJECT / ".local" / "walk"
DAY = dt.date(2026, 5, 11)  # a Monday; the demonstration is the same on any day
PREFIX = "office_walk_"
START_SECONDS = 60
SERVING = "office_walks"  # on our own server it is served by a role without the owner's rights, as in production
LOADING = """
from django.core.management import call_command
from exchangeoffice import demo
demo.prepare()
demo.load()
call_command("grant_rights", "office_walks", verbosity=0)
"""
LOADED_BY = ("exchangeoffice", "officials", "placements", "static", "requirements.txt", "tests/browser/office.py")


class Office:
    """One office: its address, and what stands in its database."""

    def __init__(self, database):
        self.cookies = {}  # of those who signed in already (visits.py)
        self.database = database
        self.address = patterns.address(database)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = ROOM / f"{database}.log"
        self.process = None

    def start(self):
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                demo.command(self.port),
                cwd=PROJECT,
                env=_environment(_as_serving(self.address), OFFICE_DATABASE_PATIENCE="page"),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                    return self
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"The office did not open at {self.url}:\n{self.log.read_text()}")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)
        with patterns.connected() as connection:
            patterns.drop(connection, self.database)
        self.log.unlink(missing_ok=True)

    def ask(self, query, *values):
        """The rows that a query of the tests' own gives."""
        with psycopg.connect(self.address) as connection:
            return connection.execute(query, values or None).fetchall()

    def execute(self, statement):
        """Do to the database what no page does."""
        with psycopg.connect(self.address) as connection:
            connection.execute(statement)

    def one(self, query, *values):
        """The single value that a query gives. Fails where there is none."""
        rows = self.ask(query, *values)
        assert rows, f"nothing in the demonstration answers: {query} {values}"
        return rows[0][0]


@contextmanager
def opened():
    """An office nobody has walked in yet, and which ends with the block."""
    with patterns.alone(ROOM), patterns.connected() as connection:
        database = f"{PREFIX}{secrets.token_hex(4)}"
        patterns.copy(connection, PATTERN.ready(), database)
    office = Office(database)
    try:
        yield office.start()
    finally:
        office.stop()


def _load(address):
    with patterns.connected() as connection:
        if not connection.execute("select 1 from pg_roles where rolname = %s", [SERVING]).fetchone():
            connection.execute(f"create role {SERVING} login")
    patterns.run("-c", LOADING, environment=_environment(address))


PATTERN = patterns.Pattern(PREFIX, LOADED_BY, _load, key=str(DAY))


def _as_serving(address):
    """The same database for the served office; elsewhere our role may have no way to sign in."""
    if os.environ.get("DATABASE_URL"):
        return address
    return address.replace(f"//{server.USER}@", f"//{SERVING}@", 1)


# The process ---------------------------------------------------------------------------------


def _environment(address, **more):
    return {
        **patterns.bare_environment(),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "exchangeoffice.settings",
        "OFFICE_DEMO": "1",
        "OFFICE_TODAY": DAY.isoformat(),
        "OFFICE_STATIC_ROOT": str(ROOM / "static"),
        **more,
    }


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
