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
from contextlib import contextmanager
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
        running = server._postmaster(server.place(self.base))
        running.send_signal(signal.SIGQUIT)
        running.wait(60)
        server.ensure(self.base)
        return "database"

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


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
