"""Every page that is measured: its address, who asks, and its limits.

A new page takes two things: a `Page` in PAGES, and its floor, ``bench/floors/NAME.sql``: the statements that find
what the page shows, each row of which becomes a row of a table. What stands in a column `shown` must be on the
page too, or the two are not the same. ``python bench/run.py --only NAME`` measures it alone; its limit is what it
needs, rounded up.
"""

from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).parent / "floors"


@dataclass(frozen=True)
class Page:
    """A page and how much of it is too much.

    Limits are what the page keeps today, with room for noise: past them the gate closes. Goals are what we want;
    they are told until they are reached, and then become limits.
    """

    name: str
    address: str
    most: float  # times the floor's CPU
    queries: int
    kilobytes: int
    by: str = "coordinator"
    naive: str = ""  # the address of the naive version, where there is one
    least_saved: float = 0  # the naive version costs at least so many times as much
    goal: float = 0  # times the floor's CPU
    goal_saved: float = 0
    goal_queries: int = 0

    def floor(self, facts):
        """The statements of its floor, with the keys of this world."""
        return [text.format(**facts) for text in self.file.read_text().split(";") if text.strip()]

    @property
    def file(self):
        return FLOORS / f"{self.name.replace(',', '').replace(' ', '_')}.sql"


ROSTER = "/rosters/130600/"

PAGES = [
    Page(
        "roster",
        ROSTER,
        most=7.5,  # a shared machine's noise above the goal, which is the promise
        queries=4,
        kilobytes=100,
        naive=f"{ROSTER}?on=2026-05-09",
        least_saved=10,
        goal=6,
    ),
    Page("roster, filtered", f"{ROSTER}?q=w&home=110000&within=120&cycle=2025", most=30, queries=5, kilobytes=35),
    Page("host cities", "/rosters/", most=13, queries=4, kilobytes=31),
    Page("placement", "/placements/{placement}/", most=75, queries=8, kilobytes=14),
    Page("my page", "/my/", most=95, queries=6, kilobytes=13, by="official"),
    Page("extension form", "/my/extension/", most=130, queries=7, kilobytes=14, by="official"),
    Page("review", "/extensions/{request}/", most=135, queries=16, kilobytes=28),
    Page("requests", "/extensions/", most=73, queries=8, kilobytes=62),
    Page("endings board", "/endings/", most=24, queries=4, kilobytes=25),
    Page("endings list", "/endings/list/", most=75, queries=9, kilobytes=80),
    Page("search", "/search/?q=ouyang", most=146, queries=14, kilobytes=12),
    Page("arrivals", "/arrivals/", most=36, queries=6, kilobytes=50),
    Page("notices", "/notices/", most=115, queries=7, kilobytes=57),
    Page("vacancies", "/posts/vacant/", most=26, queries=6, kilobytes=95),
    Page("overview", "/overview/", most=30, queries=21, kilobytes=28),
    Page("cycle", "/cycles/2025/", most=20, queries=10, kilobytes=128),
    Page("nominations", "/nominations/", most=20, queries=11, kilobytes=64),
    Page("offers", "/offers/", most=14, queries=12, kilobytes=59),
    Page("plan", "/cycles/2026/plan/?direction=120000-130000", most=22, queries=17, kilobytes=83),
    Page("audit", "/audit/", most=60, queries=12, kilobytes=57),
    Page("history", "/placements/{placement}/history/", most=75, queries=13, kilobytes=13),
    Page("import", "/admin/placements/import/{import}/check/", most=25, queries=5, kilobytes=190),
    Page("desk", "/admin/", most=30, queries=14, kilobytes=25),
    Page(
        "admin list",
        "/admin/placements/placement/",
        most=130,
        queries=7,
        kilobytes=63,
        naive="/admin/placements/placement/",
        least_saved=1 / 0.6,
    ),
]
