"""One run: writers write, faults come, and then it is counted."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.crashes import checks
from tests.crashes.office import opened
from tests.crashes.writers import Writer

SECONDS, FAULTS, WRITERS = 120, 24, 16


@dataclass
class Outcome:
    """What came of a run; `troubles` is empty where the office kept its word."""

    seconds: float = 0
    faults: Counter = field(default_factory=Counter)
    cpu: tuple = (0, 0)  # seconds of the workers, of the database
    acknowledged: int = 0
    by_kind: Counter = field(default_factory=Counter)
    answers: Counter = field(default_factory=Counter)
    unknown: int = 0
    went_through: Counter = field(default_factory=Counter)
    troubles: list = field(default_factory=list)

    def __str__(self):
        return "\n".join(
            [
                f"{self.seconds:.0f} s; faults: {_listed(self.faults)}",
                f"{self.acknowledged} writes acknowledged: {_listed(self.by_kind)}",
                f"CPU for each: {self._each(0)} ms of the workers, {self._each(1)} ms of the database",
                f"{self.unknown} not acknowledged; saved all the same: {_listed(self.went_through)}",
                f"answers: {_listed(self.answers)}",
                *(self.troubles or ["none lost, none doubled, none half done, each in the trail"]),
            ]
        )

    def _each(self, part):
        return round(1000 * self.cpu[part] / max(1, self.acknowledged))


def run(*, seconds=SECONDS, faults=FAULTS, writers=WRITERS):
    """Let the writers write that long while faults come at even intervals, worker and database by turns."""
    outcome = Outcome()
    with opened(writers) as office:
        ends = threading.Event()
        people = [Writer(number, office, ends) for number in range(writers)]
        at_first, began = office.cpu_seconds(), time.monotonic()
        for person in people:
            person.start()
        for number in range(faults):
            _wait_until(began + (number + 0.5) * seconds / faults)
            outcome.faults[office.stop_the_database() if number % 2 else office.kill_a_worker()] += 1
        _wait_until(began + seconds)
        outcome.seconds = time.monotonic() - began
        ends.set()
        for person in people:
            person.join(60)
        stories = [person.story for person in people]
        if any(person.is_alive() for person in people):
            outcome.troubles.append("a writer did not come to an end")
        outcome.cpu = tuple(after - before for after, before in zip(office.cpu_seconds(), at_first, strict=True))
        office.close()  # whoever still writes is through before it is counted
        with office.connect() as database:
            _count(outcome, database, stories)
    return outcome


def _listed(counted):
    return ", ".join(f"{count} × {what}" for what, count in counted.most_common()) or "none"


def _count(outcome, database, stories):
    for story in stories:
        outcome.acknowledged += len(story.acknowledged)
        outcome.by_kind.update(write.kind for write in story.acknowledged)
        outcome.answers.update(story.answers)
        outcome.unknown += len(story.unknown)
        outcome.went_through.update(write.answer for write in checks.went_through(database, story.unknown))
        if not story.acknowledged:
            outcome.troubles.append("a writer got nothing through")
    outcome.troubles += checks.troubles(database, stories)


def _wait_until(moment):
    time.sleep(max(0, moment - time.monotonic()))
