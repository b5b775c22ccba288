"""A database cluster of its own and the served office, both made to be killed."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg

from exchangeoffice import demo
from exchangeoffice.devdb import server

PROJECT = Path(__file__).resolve().parents[2]
ROLE = "office_serves"
DAY = "2016-05-09"
WORKERS = 4  # as docs/operations.md has it
START_SECONDS = 120


class Office:
    """The office of one run: `address` of its database as the owner, `port` of its pages, `world` to write in."""

    def __init__(self, base, writers):
        self.base = base
        server.ensure(base)
        self.address = server.url(base)
        self.port = free_port()
        making = subprocess.run(
            [sys.executable, "-m", "tests.crashes.world", ROLE, str(writers)],
            cwd=PROJECT,
            env=self._environment(self.address, "command"),
            capture_output=True,
            text=True,
            check=False,
        )
        if making.returncode:
            raise RuntimeError(f"The office could not be made:\n{making.stderr}")
        self.world = json.loads(making.stdout)
        self.log = (base / "gunicorn.log").open("w")
        self.process = subprocess.Popen(
            [*demo.command(self.port), f"--workers={WORKERS}"],
            cwd=PROJECT,
            env=self._environment(self.address.replace(f"//{server.USER}@", f"//{ROLE}@"), "page"),
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )
        self._of_ended_databases = 0
        self.wait_until_ready()

    def _environment(self, address, patience):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
        return {
            **kept,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "exchangeoffice.settings",
            "OFFICE_DATABASE_PATIENCE": patience,
            "OFFICE_DEMO": "1",
            "OFFICE_TODAY": DAY,
            "OFFICE_STATIC_ROOT": str(self.base / "static"),
        }

    def wait_until_ready(self):
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise RuntimeError(f"The office does not answer:\n{self.words()}")

    def words(self):
        return (self.base / "gunicorn.log").read_text()[-4000:]

    def connect(self):
        return psycopg.connect(self.address, autocommit=True, connect_timeout=5)

    # Faults

    def kill_a_worker(self):
        """As the kernel does when memory runs out."""
        workers = psutil.Process(self.process.pid).children()
        if workers:
            random.choice(workers).send_signal(signal.SIGKILL)
        return "worker"

    def stop_the_database(self):
        """What `pg_ctl stop -m immediate` does: no checkpoint, no good-bye; then the start with its recovery."""
        running = self._postmaster()
        self._of_ended_databases += _cpu_seconds(running)
        running.send_signal(signal.SIGQUIT)
        _wait_for_the_end(running)
        server.ensure(self.base)
        return "database"

    def _postmaster(self):
        return server._postmaster(server.place(self.base))

    def cpu_seconds(self):
        """Of the workers and of the databases so far, those that were killed among them."""
        pages = _cpu_seconds(psutil.Process(self.process.pid))
        return pages, self._of_ended_databases + _cpu_seconds(self._postmaster())

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


def _cpu_seconds(process):
    """Of a process and its children, those that have ended among them."""
    spent = sum(process.cpu_times()[:4])  # its own, and that of the children that ended
    for child in process.children():
        with suppress(psutil.NoSuchProcess):
            spent += sum(child.cpu_times()[:2])
    return spent


def _wait_for_the_end(process):
    """Not for whoever takes its number off the list, which took another second or two."""
    until = time.monotonic() + 60
    with suppress(psutil.NoSuchProcess):
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > until:
                raise TimeoutError("the database does not stop")
            time.sleep(0.01)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def opened(writers):
    base = Path(tempfile.mkdtemp(prefix="exchange-office-crashes-"))
    office = None
    try:
        office = Office(base, writers)
        yield office
    finally:
        if office is not None:
            office.close()
        server.stop(base)
        here = server.place(base)
        for folder in (here.data, here.socket, base):
            shutil.rmtree(folder, ignore_errors=True)
