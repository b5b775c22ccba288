"""The embedded database: starts by itself, survives what machines do to it, stands beside others."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from exchangeoffice.devdb import server
from exchangeoffice.devdb.base import DatabaseWrapper

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Another clone's folder, with a space in its path. Each test finds it as the last one left it."""
    base = tmp_path_factory.mktemp("a clone of 交流")
    yield base
    forget(base)


@pytest.fixture
def new_clone(tmp_path):
    """A clone that never had a server."""
    base = tmp_path / "a new clone"
    base.mkdir()
    yield base
    forget(base)


def forget(base):
    server.stop(base)
    here = server.place(base)
    shutil.rmtree(here.data, ignore_errors=True)
    shutil.rmtree(here.socket, ignore_errors=True)


def ask(base, question="select 1"):
    with psycopg.connect(server.url(base), autocommit=True) as connection:
        return connection.execute(question).fetchone()[0]


ENSURE = """
import sys
from pathlib import Path
from exchangeoffice.devdb import server
server.ensure(Path(sys.argv[1]))
"""


def run_elsewhere(base):
    """`ensure` in a process of its own, as another command would."""
    command = [sys.executable, "-c", ENSURE, str(base)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def test_it_starts_makes_the_database_and_stops(clone):
    server.ensure(clone)
    assert ask(clone, "select current_database()") == server.DATABASE
    assert ask(clone, "select datlocprovider from pg_database where datname = current_database()") == "b"
    assert ask(clone, "show listen_addresses") == ""
    server.stop(clone)
    with pytest.raises(psycopg.OperationalError):
        ask(clone)
    server.stop(clone)  # twice is no mistake


def test_it_has_the_extensions_the_office_needs(clone):
    server.ensure(clone)
    with psycopg.connect(server.url(clone), autocommit=True) as connection:
        for extension in ("btree_gist", "pg_trgm"):
            connection.execute(f"create extension if not exists {extension}")
        assert connection.execute("select similarity('zhenqian', 'zhenqan') > 0.5").fetchone()[0]


def test_the_first_connection_starts_it(clone, settings):
    settings.BASE_DIR = clone
    place = server.connection(clone)
    wrapper = DatabaseWrapper(
        {
            **place,
            "PASSWORD": "",
            "OPTIONS": {"connect_timeout": 3},
            "TIME_ZONE": None,
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": False,
            "AUTOCOMMIT": True,
            "ATOMIC_REQUESTS": False,
        },
        alias="elsewhere",
    )
    try:
        connection = wrapper.get_new_connection(wrapper.get_connection_params())
        assert connection.execute("select current_database()").fetchone()[0] == server.DATABASE
        connection.close()
    finally:
        wrapper.close()


def test_a_killed_server_comes_back_with_its_data(clone):
    server.ensure(clone)
    with psycopg.connect(server.url(clone), autocommit=True) as connection:
        connection.execute("create table if not exists kept as select 41 as n")
    killed = server._postmaster(server.place(clone))
    killed.send_signal(signal.SIGKILL)
    psutil.wait_procs([killed], timeout=10)
    server.ensure(clone)
    assert ask(clone, "select n from kept") == 41


def test_three_cold_starts_at_once_give_one_server(new_clone):
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(run_elsewhere, [new_clone] * 3))
    assert [d.returncode for d in done] == [0, 0, 0], [d.stderr for d in done]
    assert ask(new_clone) == 1
    running = [
        p
        for p in psutil.process_iter(["name", "cmdline"])
        if str(server.place(new_clone).data) in (p.info["cmdline"] or [])
    ]
    assert len(running) == 1


@pytest.mark.parametrize("whose", ["a living stranger", "nobody", "nonsense"])
def test_a_stale_pid_file_does_not_stop_it(clone, whose):
    server.ensure(clone)
    server.stop(clone)
    number = {"a living stranger": str(os.getpid()), "nobody": "4194303", "nonsense": "x"}[whose]
    pidfile = server.place(clone).data / "postmaster.pid"
    pidfile.write_text(f"{number}\n{server.place(clone).data}\n")
    server.ensure(clone)
    assert ask(clone) == 1


def test_another_clones_server_behind_a_reused_number_is_left_alone(clone, new_clone):
    server.ensure(new_clone)
    server.ensure(clone)
    server.stop(clone)
    theirs = server._postmaster(server.place(new_clone)).pid
    (server.place(clone).data / "postmaster.pid").write_text(f"{theirs}\n")
    server.stop(clone)
    server.ensure(clone)
    assert (ask(clone), ask(new_clone)) == (1, 1)


@pytest.mark.parametrize("lost", ["data", "socket"])
def test_a_deleted_folder_is_made_anew(clone, lost):
    server.ensure(clone)
    here = server.place(clone)
    old = server._postmaster(here)
    shutil.rmtree(getattr(here, lost))
    server.ensure(clone)
    assert ask(clone) == 1
    assert not old.is_running()


def test_it_waits_out_a_shutdown(clone):
    server.ensure(clone)
    server._postmaster(server.place(clone)).send_signal(signal.SIGINT)
    server.ensure(clone)
    assert ask(clone) == 1


def test_a_socket_folder_of_somebody_else_is_refused(new_clone):
    here = server.place(new_clone)
    here.socket.symlink_to(new_clone)
    try:
        with pytest.raises(server.DevDatabaseError, match="belongs to another user"):
            server.ensure(new_clone)
    finally:
        here.socket.unlink()


def test_a_data_folder_half_made_does_not_count(new_clone):
    here = server.place(new_clone)
    here.home.mkdir(parents=True, exist_ok=True)
    half = here.data.with_name(f"{here.data.name}.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    server.ensure(new_clone)
    assert ask(new_clone) == 1


def test_the_command_line_starts_names_and_stops_it():
    """On this clone's own server, which the tests use: `url` only."""
    done = subprocess.run(
        [sys.executable, "-m", "exchangeoffice.devdb", "url"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == server.url(PROJECT)


def test_asking_again_costs_little(clone):
    server.ensure(clone)
    began = time.perf_counter()
    server.ensure(clone)
    assert time.perf_counter() - began < 1
