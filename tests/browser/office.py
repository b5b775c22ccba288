"""An office to walk in: the demonstration on a database of its own, served as `make run` serves it."""

import datetime as dt
import fcntl
import hashlib
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from exchangeoffice import demo
from exchangeoffice.devdb import server

PROJECT = Path(__file__).resolve().parents[2]
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
        self.address = _address(database)
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
        with _connection() as connection:
            _drop(connection, self.database)
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
    with _only_one():
        pattern = _pattern()
        database = f"{PREFIX}{secrets.token_hex(4)}"
        with _connection() as connection:
            _copy(connection, pattern, database)
    office = Office(database)
    try:
        yield office.start()
    finally:
        office.stop()


# Databases -----------------------------------------------------------------------------------


def _pattern():
    """The name of the loaded database that others are copied from; made where code or data have changed."""
    name = f"{PREFIX}pattern_{_fingerprint()}"
    with _connection() as connection:
        there = {row[0] for row in connection.execute("select datname from pg_database")}
        if name in there:
            return name
        for old in there:
            if old.startswith(f"{PREFIX}pattern_"):
                _drop(connection, old)
        unfinished = f"{PREFIX}unfinished"
        _drop(connection, unfinished)
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(unfinished)))
        if not connection.execute("select 1 from pg_roles where rolname = %s", [SERVING]).fetchone():
            connection.execute(sql.SQL("create role {} login").format(sql.Identifier(SERVING)))
        loading = subprocess.run(
            [sys.executable, "-c", LOADING],
            cwd=PROJECT,
            env=_environment(_address(unfinished)),
            check=False,
            capture_output=True,
            text=True,
        )
        if loading.returncode:
            raise RuntimeError(f"The demonstration could not be loaded:\n{loading.stdout}{loading.stderr}")
        connection.execute(
            sql.SQL("alter database {} rename to {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
    return name


def _fingerprint():
    """Of everything that the loaded database and the collected files are made from."""
    files = []
    for place in LOADED_BY:
        path = PROJECT / place
        files += [path] if path.is_file() else sorted(path.rglob("*"))
    digest = hashlib.sha256(str(DAY).encode())
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".mo":
            digest.update(str(file.relative_to(PROJECT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _only_one():
    """Test processes wait for each other, so that the pattern is made once and never copied half made."""
    ROOM.mkdir(parents=True, exist_ok=True)
    with (ROOM / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _server():
    if address := os.environ.get("DATABASE_URL"):
        return address
    server.ensure(PROJECT)
    return server.url(PROJECT)


def _address(database):
    return urlsplit(_server())._replace(path=f"/{database}").geturl()


def _as_serving(address):
    """The same database for the served office; elsewhere our role may have no way to sign in."""
    if os.environ.get("DATABASE_URL"):
        return address
    return address.replace(f"//{server.USER}@", f"//{SERVING}@", 1)


def _connection():
    return psycopg.connect(_address("postgres"), autocommit=True)


def _copy(connection, pattern, database):
    names = {"new": sql.Identifier(database), "pattern": sql.Identifier(pattern)}
    connection.execute(sql.SQL("create database {new} template {pattern}").format(**names))


def _drop(connection, database):
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))


# The process ---------------------------------------------------------------------------------


def _environment(address, **more):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    return {
        **kept,
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
