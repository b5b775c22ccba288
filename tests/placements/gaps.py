"""Two at once without luck: the one runs whole in each gap between two statements of the other.

Under READ COMMITTED all that one has done appears to the other at one moment, with its commit: the gaps are
all the places where that moment can fall. Two who hold each other up halfway are for the races.
"""

import threading

from django.db import connection, connections

from tests.placements.racing import START_SECONDS, error_of


def at_each_gap(make_jobs, *, step=1):
    """For each gap of the first job, what the two met in it: each an exception, or nothing where it was done.

    The world is made anew for each. The gap before the first statement is one, and that before the
    commit; a larger `step` leaves out those between.
    """
    gap, statements = 0, 0
    while gap <= statements:
        one, other = make_jobs()[:2]
        statements, *met = _Gap(gap, other).let_run(one)
        yield met
        gap += step


class _Gap:
    """The gap after so many statements, and who runs in it."""

    def __init__(self, after, other):
        self.after, self.statements = after, 0
        self._thread = threading.Thread(target=self._run, args=(other,))
        self._connected = threading.Event()
        self._backend = self._met = None

    def let_run(self, one):
        """How many statements it had, what it met, and what the other met."""
        with connection.execute_wrapper(self._between):
            met = error_of(one)
        if self.statements >= self.after:
            self._thread.join()
        return self.statements, met, self._met

    def _between(self, execute, *statement):
        if self.after == 0 == self.statements:
            self._let_the_other_run()
        answer = execute(*statement)
        self.statements += 1
        if self.after == self.statements:
            self._let_the_other_run()
        return answer

    def _let_the_other_run(self):
        """Until it is through, or waits for what the first holds."""
        self._thread.start()
        self._connected.wait(START_SECONDS)
        asking = connection.connection
        while self._thread.is_alive():
            (held_up,) = asking.execute("select pg_blocking_pids(%s) <> '{}'", [self._backend]).fetchone()
            if held_up:
                return
            self._thread.join(0.005)

    def _run(self, other):
        try:
            connection.ensure_connection()
            self._backend = connection.connection.info.backend_pid
            self._connected.set()
            self._met = error_of(other)
        finally:
            connections.close_all()
