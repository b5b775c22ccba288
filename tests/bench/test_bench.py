"""The benchmark can fail: past a limit it says so, and it measures nothing that is not the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import judging
from bench.comparing import Compared, NotTheSameError, see_the_same
from bench.lines import Line
from bench.meter import Spent, backend_seconds, measure
from bench.pages import FLOORS, PAGES, Page

PROJECT = Path(__file__).parents[2]
PAGE = Page("roster", "/rosters/130600/", most=10, queries=5, kilobytes=100, least_saved=6, goal=6, goal_queries=4)


def measured(*, office=0.02, queries=5, kilobytes=90, page=PAGE):
    """A floor of 2 ms, and a naive version of 200 ms."""
    costs = {"floor": 0.002, "office": office, "naive": 0.2}
    spent = {name: Spent([0.75 * cost] * 3, [0.25 * cost] * 3, [cost] * 3) for name, cost in costs.items()}
    return Compared(page, spent, queries=queries, kilobytes=kilobytes)


def said_of(one):
    return " ".join(judging.missed([one], [], [], {"roster": PAGE.most}))


def test_nothing_is_said_where_all_limits_are_kept():
    assert said_of(measured()) == ""


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"office": 0.021}, "10.5 times the floor, limit 10"),
        ({"office": 0.05}, "the naive version costs 4.0 times as much, at least 6.0 wanted"),
        ({"queries": 6}, "6 queries, limit 5"),
        ({"kilobytes": 101}, "101 kB, limit 100"),
    ],
)
def test_each_limit_can_be_missed(facts, words):
    assert words in said_of(measured(**facts))


def test_goals_are_told_and_judge_nothing():
    one = measured()
    assert judging.short_of_goals([one]) == ["roster: 10.0 times the floor, goal 6", "roster: 5 queries, goal 4"]
    assert said_of(one) == ""


def test_what_has_no_limit_is_told_only():
    grown = [Line("last page", 1.6, "1.6 times", 1.5), Line("host cities", 9, "9 times")]
    assert judging.missed([], [], grown, {}) == ["last page: 1.6 times; limit 1.5"]


def test_a_page_that_does_not_show_the_rows_of_its_floor_is_not_measured():
    pages = {"floor": b"<td>Wang Haiyan</td><td>O&#x27;Ryan</td>", "office": b"<b>O&#39;Ryan</b>"}
    see_the_same("roster", pages, ["O'Ryan"])
    with pytest.raises(NotTheSameError, match=r"office does not show \['Wang Haiyan'\]"):
        see_the_same("roster", pages, ["Wang Haiyan", "O'Ryan"])


def test_cpu_is_counted_and_waiting_is_not():
    spent = Spent()
    measure(lambda: sum(range(200_000)), os.getpid(), spent, least_seconds=0.02)
    assert spent.application[0] > 0.0005
    assert spent.database[0] > 0.0005  # the same process stands for the database here
    assert backend_seconds(os.getpid()) > 0


def test_every_page_has_a_floor():
    assert {file.stem for file in FLOORS.glob("*.sql")} == {page.file.stem for page in PAGES}
    kinds = ["placement", "mine", "request", "import", "who", "post", "organisation", "proposed", "nomination", "offer"]
    assert all(page.floor(dict.fromkeys(kinds, 1)) for page in PAGES)


def test_a_run_measures_and_the_gate_closes_past_a_limit():
    """In a process of its own: settings, database and figures are the benchmark's."""
    command = [sys.executable, "bench/run.py", "--gate", "--rounds", "1", "--only", "my page", "--most", "my page=0.5"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1, done.stderr
    assert "times the floor, limit 0.5" in done.stdout
    assert "| my page" in done.stdout
