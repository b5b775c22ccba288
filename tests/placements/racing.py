"""Running at once what people may do at once: each racer on a connection of its own, and the locks taken out.

RACERS and ROUNDS set how many run and how often (docs/quality.md has the
command); the small numbers here keep `make test` quick.
"""

import os
import threading
import time
from collections import Counter
from contextlib import suppress

from django.db import connection, connections, models

from placements.actions import locks
from placements.refusals import NotAllowed

RACERS = int(os.environ.get("RACERS", "4"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
WON, REFUSED = "won", "refused in words"
START_SECONDS = 60  # a busy machine opens fifty connections slowly


class Meeting:
    """Where racers without locks wait for each other between asking and writing, once each."""

    def __init__(self, racers, at=models.Model):
        self.at = at
        self._barrier = threading.Barrier(racers)
        self._here = threading.local()

    def enter(self, place):
        self._here.place = place

    def arrive(self):
        if not getattr(self._here, "arrived", False):
            self._here.arrived = True
            with suppress(
                threading.BrokenBarrierError
            ):  # somebody queues for a number, or was refused: on without them
                self._barrier.wait(timeout=0.5)
                time.sleep(self._here.place * 0.01)  # the first named writes first: no luck in it

    def leave(self):
        """Nobody waits for a racer who is through."""
        if not getattr(self._here, "arrived", False):
            self._barrier.abort()


def race(jobs, meeting_at=models.Model):
    """Start all jobs at once, each on a connection of its own; what became of each."""
    barrier = threading.Barrier(len(jobs))
    meeting = _Races.meeting = Meeting(len(jobs), meeting_at)
    outcomes = [None] * len(jobs)

    def run(index):
        meeting.enter(index)
        try:
            connection.ensure_connection()
            barrier.wait(timeout=START_SECONDS)
            outcomes[index] = named(error_of(jobs[index]))
        finally:
            meeting.leave()
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _Races.meeting = None
    return outcomes


def error_of(job):
    """What the person gets instead of the word that it is done; nothing where it is done."""
    try:
        job()
    except Exception as error:  # whatever it is
        return error
    return None


def named(error):
    """What became of a job, to be counted."""
    if error is None:
        return WON
    if isinstance(error, NotAllowed):  # asked under the lock; not what the database said of the row, which needs none
        return REFUSED
    return f"{type(error).__name__} {getattr(error.__cause__, 'sqlstate', '')}"


def is_won_by_one(outcomes):
    return Counter(outcomes) == {WON: 1, REFUSED: len(outcomes) - 1}


def is_taken_in_turn(outcomes):
    """The first of two kinds is done once; the others before it or after it, or they are refused in words."""
    return set(outcomes) <= {WON, REFUSED} and outcomes[::2].count(WON) == 1


class _Races:
    meeting = None  # of the race that runs


def crowd(jobs):
    """The jobs over and over, until there are as many as RACERS."""
    return jobs * max(1, RACERS // len(jobs))


def take_the_locks_out(monkeypatch):
    """Let nobody hold anything; whoever has asked waits with writing until the others have asked too."""
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda self, **_how: self.all())
    monkeypatch.setattr(locks, "share_cycle", lambda _cycle_id: None)
    save = models.Model.save

    def late(self, *args, **kwargs):
        meeting = _Races.meeting
        if meeting is not None and self._meta.app_label == "placements" and isinstance(self, meeting.at):
            meeting.arrive()
        return save(self, *args, **kwargs)

    monkeypatch.setattr(models.Model, "save", late)
