"""Databases that others are copied from: made once, and anew where what they are made from has changed."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from exchangeoffice.devdb import server

PROJECT = Path(__file__).resolve().parents[1]


class Pattern:
    """A database with what `make(address)` puts into it.

    Its name tells what it was made from: `places` are the files and folders, `key` is whatever else counts.
    """

    def __init__(self, prefix: str, places: Iterable[str], make: Callable[[str], None], key: str = ""):
        self.prefix, self.places, self.make, self.key = prefix, tuple(places), make, key

    @cached_property
    def name(self) -> str:
        return f"{self.prefix}pattern_{fingerprint(self.places, self.key)}"

    def ready(self) -> str:
        """Its name. Made now where it is not there; older ones are dropped."""
        with connected() as connection:
            there = {row[0] for row in connection.execute("select datname from pg_database")}
            if self.name in there:
                return self.name
            for old in there:
                if old.startswith(f"{self.prefix}pattern_"):
                    drop(connection, old)
            unfinished = f"{self.prefix}unfinished"
            drop(connection, unfinished)
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(unfinished)))
            self.make(address(unfinished))
            names = map(sql.Identifier, (unfinished, self.name))
            connection.execute(sql.SQL("alter database {} rename to {}").format(*names))
        return self.name


def address(database: str) -> str:
    """Of a database on the server that tests run on."""
    if not (known := os.environ.get("DATABASE_URL")):
        server.ensure(PROJECT)
        known = server.url(PROJECT)
    return urlsplit(known)._replace(path=f"/{database}").geturl()


def connected() -> psycopg.Connection:
    return psycopg.connect(address("postgres"), autocommit=True)


def copy(connection: psycopg.Connection, pattern: str, name: str) -> None:
    names = map(sql.Identifier, (name, pattern))
    connection.execute(sql.SQL("create database {} template {}").format(*names))


def drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def run(*command: str, environment: dict[str, str]) -> None:
    """A Python program of the project's, to its end."""
    whole = [sys.executable, *command]
    done = subprocess.run(whole, cwd=PROJECT, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{whole}:\n{done.stdout}{done.stderr}")


def bare_environment() -> dict[str, str]:
    """What a program needs of ours, and nothing that would change what it does."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}


def fingerprint(places: Iterable[str], key: str = "") -> str:
    """Of all files there, compiled ones apart."""
    files = []
    for place in places:
        path = PROJECT / place
        files += [path] if path.is_file() else sorted(path.rglob("*"))
    digest = hashlib.sha256(key.encode())
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".mo":
            digest.update(str(file.relative_to(PROJECT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def alone(room: Path) -> Iterator[None]:
    """Test processes wait for each other, so that a pattern is made once and never copied half made."""
    room.mkdir(parents=True, exist_ok=True)
    with (room / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
