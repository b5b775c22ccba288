"""Measuring: CPU seconds of this process and of the database backend that serves it.

Wall time depends on whoever else uses the machine; CPU time hardly does. A backend is a process of its own, whose
nanoseconds Linux tells in /proc/PID/schedstat (in /proc/PID/stat they are counted in hundredths of a second, too
coarse for a page). Helpers of parallel queries would be other processes: bench/settings.py allows none.
"""

import gc
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


class CannotMeasureError(RuntimeError):
    """The database is not on this machine, or the machine does not tell."""


def backend_seconds(pid):
    """CPU seconds of the process up to now."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, ValueError, IndexError) as error:
        raise CannotMeasureError(
            "The backend's CPU time cannot be read: the benchmark needs Linux and a PostgreSQL on this machine."
        ) from error


@dataclass
class Spent:
    """What calls have cost, a number for each round."""

    application: list[float] = field(default_factory=list)  # CPU seconds a call
    database: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def rounds(self):
        return [sum(both) for both in zip(self.application, self.database, strict=True)]

    @property
    def cpu(self):
        """CPU seconds a call, the median of the rounds."""
        return median(self.rounds)


def measure(call, pid, spent, *, least_seconds):
    """Call it until so many CPU seconds are spent, and note what one call costs: a round."""
    gc.collect()
    backend, own, began, calls = backend_seconds(pid), time.process_time(), time.perf_counter(), 0
    while not calls or time.process_time() - own + backend_seconds(pid) - backend < least_seconds:
        call()
        calls += 1
    spent.application.append((time.process_time() - own) / calls)
    spent.database.append((backend_seconds(pid) - backend) / calls)
    spent.wall.append((time.perf_counter() - began) / calls)


def ratios(of, to):
    """The ratio of each round, so that a machine that slows down slows both."""
    return [mine / theirs for mine, theirs in zip(of.rounds, to.rounds, strict=True)]
