"""Floor, office and naive version of each page, measured by turns."""

from dataclasses import dataclass, field
from html import unescape
from statistics import median

from django.db import connection

from bench import doors
from bench.floor import Floor
from bench.meter import Spent, measure, ratios
from bench.pages import Page

LEAST_SECONDS = 0.04  # of CPU in a round: enough to be told from noise
WARM = 6  # PostgreSQL keeps a prepared statement's plan from the sixth time on; the naive version prepares none


class NotTheSameError(RuntimeError):
    """Floor and office do not show the same rows: their ratio would say nothing."""


@dataclass
class Compared:
    """What a page has cost."""

    page: Page
    spent: dict[str, Spent] = field(default_factory=dict)  # floor, office, naive
    queries: int = 0
    kilobytes: float = 0
    rows: int = 0  # shown by both

    @property
    def ratios(self):
        return ratios(self.spent["office"], self.spent["floor"])

    @property
    def ratio(self):
        """Times the floor."""
        return median(self.ratios)

    @property
    def saved(self):
        """Times that the naive version costs of the office's, where there is one."""
        return median(ratios(self.spent["naive"], self.spent["office"])) if "naive" in self.spent else None


def compare(world, pages, *, rounds):
    """Each of the pages, in so many rounds."""
    world.enter()
    floor = Floor(world)
    office, beginner = doors.office(), doors.beginner()
    pid = connection.connection.info.backend_pid
    compared, turns = [], []
    try:
        for page in pages:
            one = Compared(page)
            compared.append(one)
            calls = _calls(page, world, floor, office, beginner)
            _look(one, calls, floor.shown(page.floor(world.facts)))
            for name, call in calls.items():
                one.spent[name] = Spent()
                turns.append((call, floor.pid if name == "floor" else pid, one.spent[name]))
        for turn in range(rounds):
            # Another one begins each time, so that nobody always comes after the same.
            for call, backend, spent in turns[turn:] + turns[:turn]:
                measure(call, backend, spent, least_seconds=LEAST_SECONDS)
    finally:
        floor.close()
    return compared


def _calls(page, world, floor, office, beginner):
    statements = page.floor(world.facts)
    door = doors.Door(office, world.sessions[page.by])
    address = page.address.format(**world.facts)
    calls = {"floor": lambda: floor.page(statements), "office": lambda: door.get(address)}
    if page.naive:
        naive = doors.Door(beginner, world.sessions[page.by])
        calls["naive"] = lambda: naive.get(page.naive)
    return calls


def _look(one, calls, shown):
    """Ask some times for each, so that all is warm, and see that they show the same."""
    drawn = {}
    for name, call in calls.items():
        for _time in range(1 if name == "naive" else WARM):
            drawn[name] = call()
    see_the_same(one.page.name, drawn, shown)
    one.rows = len(shown)
    one.queries = len(doors.queries(calls["office"]))
    one.kilobytes = len(drawn["office"]) / 1000


def see_the_same(name, drawn, shown):
    """Raise NotTheSameError where one of the pages lacks what the floor shows."""
    for whose, page in drawn.items():
        text = unescape(page.decode())
        missing = [words for words in shown if words not in text]
        if missing:
            raise NotTheSameError(f"{name}: {whose} does not show {missing[:3]} ({len(missing)} of {len(shown)})")
