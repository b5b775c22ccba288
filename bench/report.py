"""What was measured, told as a table and kept as JSON and Markdown with machine and date."""

import datetime as dt
import json
import os
import platform
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection

from bench import judging

RESULTS = Path(__file__).parent / "results"
HEADS = [
    *("rows", "floor ms", "office ms (of it database)", "× floor (of rounds)", "limit", "naive ×"),
    *("queries", "kB", "wall ms"),
]


def machine():
    """Where and when: figures of two machines are not compared, their ratios are."""
    cpu = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        (postgresql,) = cursor.fetchone()
    return {
        "date": f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC",
        "cpu": cpu[0] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "postgresql": postgresql.split()[0],
    }


def _lines(file):
    return Path(file).read_text().splitlines() if Path(file).exists() else []


@dataclass
class Report:
    machine: dict[str, Any]
    compared: list
    writes: list
    grown: list
    missed: list[str]

    def as_text(self):
        words = ", ".join(f"{name} {value}" for name, value in self.machine.items())
        parts = [words, "", *self._pages(), *self._lines("Writing", self.writes), *self._lines("Growth", self.grown)]
        short = judging.short_of_goals(self.compared)
        for title, sentences in (("Goals not reached yet:", short), ("Past their limits:", self.missed)):
            if sentences:
                parts += ["", title, *(f"- {sentence}" for sentence in sentences)]
        return "\n".join(parts if self.missed else [*parts, "", "All limits are kept."]) + "\n"

    def _pages(self):
        yield f"| {'page':20} | {' | '.join(HEADS)} |"
        yield f"|{'-' * 22}|{'---:|' * len(HEADS)}"
        for one in self.compared:
            office, rounds = one.spent["office"], one.ratios
            cells = [
                f"{one.page.name:20}",
                f"{one.rows}",
                f"{one.spent['floor'].cpu * 1e3:.2f}",
                f"{office.cpu * 1e3:.1f} ({median(office.database) * 1e3:.1f})",
                f"{one.ratio:.1f} ({min(rounds):.1f}–{max(rounds):.1f})",
                f"{one.page.most:g}",
                f"{one.saved:.1f}" if one.saved else "",
                f"{one.queries} of {one.page.queries}",
                f"{one.kilobytes:.0f} of {one.page.kilobytes}",
                f"{median(office.wall) * 1e3:.0f}",
            ]
            yield f"| {' | '.join(cells)} |"

    @staticmethod
    def _lines(title, lines):
        if lines:
            yield from ("", f"{title}:")
        yield from (f"- {line.sentence}{' (past its limit)' if line.is_missed else ''}" for line in lines)

    def write(self):
        """Both files of this run."""
        RESULTS.mkdir(exist_ok=True)
        name = f"{self.machine['date'][:10]}{'-full' if self.grown else ''}"
        facts = {
            "machine": self.machine,
            "pages": [self._facts(one) for one in self.compared],
            "writing": [line.facts for line in self.writes],
            "growth": [line.facts for line in self.grown],
            "missed": self.missed,
            "goals_not_reached": judging.short_of_goals(self.compared),
        }
        files = RESULTS / f"{name}.json", RESULTS / f"{name}.md"
        files[0].write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
        files[1].write_text(f"# Measured on {self.machine['date']}\n\n{self.as_text()}")
        return [file.relative_to(RESULTS.parent.parent) for file in files]

    @staticmethod
    def _facts(one):
        return {
            "page": one.page.name,
            "rows": one.rows,
            "queries": one.queries,
            "kilobytes": round(one.kilobytes, 1),
            "times_the_floor": [round(ratio, 2) for ratio in one.ratios],
            "naive_costs_times": one.saved and round(one.saved, 2),
            "cpu_milliseconds": {name: round(spent.cpu * 1e3, 2) for name, spent in one.spent.items()},
            "wall_milliseconds": round(median(one.spent["office"].wall) * 1e3, 1),
        }
