"""Every page that is measured: its address, who asks, and its limits.

A new page takes two things: a `Page` in PAGES, and its floor, ``bench/floors/NAME.sql``: the statements that find
what the page shows, each row of which becomes a row of a table. What stands in a column `shown` must be on the
page too, or the two are not the same. ``python bench/run.py --only NAME`` measures it alone; its limit is what it
needs, rounded up.
"""

from dataclasses import dataclass
from functools import partial
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
    leaves_a_row: bool = False  # in the audit trail, as every list does that is taken out

    def floor(self, facts):
        """The statements of its floor, with the keys of this world."""
        return [text.format(**facts) for text in self.file.read_text().split(";") if text.strip()]

    @property
    def file(self):
        return FLOORS / f"{self.name.replace(',', '').replace(' ', '_')}.sql"


on_paper = partial(Page, leaves_a_row=True)

ROSTER, PLANNED, WAY = "/rosters/130600/", "/cycles/2026/plan/", "direction=120000-130000"

PAGES = [
    Page(
        "roster",
        ROSTER,
        most=9,  # the goal is the promise; the same page took 5.5 to 7.4 on one day, as busy as its neighbours were
        queries=4,
        kilobytes=100,
        naive=f"{ROSTER}?on=2026-05-09",
        least_saved=10,
        goal=6,
    ),
    Page("roster, filtered", f"{ROSTER}?q=w&home=110000&within=120&cycle=2025", most=40, queries=5, kilobytes=35),
    Page("host cities", "/rosters/", most=13, queries=4, kilobytes=31),
    Page("placement", "/placements/{placement}/", most=95, queries=8, kilobytes=14),
    Page("my page", "/my/", most=125, queries=6, kilobytes=13, by="official"),
    Page("extension form", "/my/extension/", most=165, queries=7, kilobytes=14, by="official"),
    Page("review", "/extensions/{request}/", most=170, queries=16, kilobytes=28),
    Page("requests", "/extensions/", most=90, queries=8, kilobytes=62),
    Page("endings board", "/endings/", most=32, queries=4, kilobytes=25),
    Page("endings list", "/endings/list/", most=90, queries=9, kilobytes=80),
    Page("search", "/search/?q=ouyang", most=175, queries=14, kilobytes=12),
    Page("arrivals", "/arrivals/", most=42, queries=6, kilobytes=50),
    Page("notices", "/notices/", most=135, queries=7, kilobytes=57),
    Page("vacancies", "/posts/vacant/", most=26, queries=6, kilobytes=95),
    Page("overview", "/overview/", most=30, queries=21, kilobytes=28),
    Page("cycle", "/cycles/2025/", most=20, queries=10, kilobytes=128),
    Page("nominations", "/nominations/", most=20, queries=11, kilobytes=64),
    Page("offers", "/offers/", most=18, queries=12, kilobytes=59),
    Page("plan", f"{PLANNED}?{WAY}", most=22, queries=17, kilobytes=83),
    Page("audit", "/audit/", most=80, queries=12, kilobytes=57),
    Page("history", "/placements/{placement}/history/", most=95, queries=13, kilobytes=13),
    Page("import", "/admin/placements/import/{import}/check/", most=25, queries=5, kilobytes=190),
    Page("desk", "/admin/", most=30, queries=14, kilobytes=31),
    Page(
        "admin list",
        "/admin/placements/placement/",
        most=130,
        queries=7,
        kilobytes=63,
        naive="/admin/placements/placement/",
        least_saved=1 / 0.6,
    ),
    Page("timeline", f"{ROSTER}timeline/", most=42, queries=6, kilobytes=104),
    Page("official", "/officials/{who}/", most=88, queries=8, kilobytes=14),
    Page("post", "/posts/{post}/", most=92, queries=8, kilobytes=18),
    Page("organisation", "/organisations/{organisation}/", most=88, queries=10, kilobytes=15),
    Page("cycles", "/cycles/", most=16, queries=4, kilobytes=16),
    Page("choice by hand", f"{PLANNED}choose/{{nomination}}/?{WAY}", most=53, queries=19, kilobytes=32),
    Page("created posts", "/offers/created-posts/", most=92, queries=8, kilobytes=47),
    Page("nomination", "/nominations/{nomination}/", most=105, queries=8, kilobytes=10),
    Page("offer", "/offers/{offer}/", most=115, queries=8, kilobytes=10),
    Page("posting index", "/letters/postings/", most=38, queries=8, kilobytes=13),
    Page("posting", "/letters/postings/2025/110000/130600/", most=24, queries=9, kilobytes=18),
    Page("letters", "/placements/{placement}/letters/", most=140, queries=7, kilobytes=10),
    Page("letter", "/placements/{placement}/letters/posting-notice/", most=100, queries=8, kilobytes=11),
    Page("letter on a request", "/extensions/{request}/letters/opinion-letter/", most=95, queries=12, kilobytes=11),
    Page("saved filters", "/saved-filters/", most=82, queries=3, kilobytes=33),
    Page("search by character", "/search/?q=%E5%BA%AD", most=115, queries=11, kilobytes=10),
    Page("confirm", "/placements/{proposed}/confirm/", most=145, queries=4, kilobytes=9),
    Page("early return", "/placements/{placement}/return-early/", most=225, queries=4, kilobytes=10),
    Page("request on behalf", "/placements/{placement}/extension/", most=143, queries=6, kilobytes=15),
    Page("decide together", "/extensions/decide-together/?every=requests", most=120, queries=6, kilobytes=65),
    Page("confirm together", "/placements/confirm-together/?every=2026", most=57, queries=5, kilobytes=155),
    Page("remind", "/endings/remind/?every=endings&what=unasked&until=2026-08-07", most=43, queries=8, kilobytes=70),
    Page("next cycle", "/cycles/2026/next/", most=60, queries=8, kilobytes=10),
    Page("imports", "/admin/placements/import/", most=86, queries=4, kilobytes=46),
    Page("placement form", "/admin/placements/placement/{placement}/change/", most=372, queries=21, kilobytes=58),
    Page("admin officials", "/admin/officials/official/", most=36, queries=5, kilobytes=51),
    Page("admin posts", "/admin/officials/post/", most=122, queries=5, kilobytes=52),
    Page("admin organisations", "/admin/officials/organisation/", most=100, queries=5, kilobytes=51),
    Page("admin requests", "/admin/placements/extensionrequest/", most=92, queries=5, kilobytes=44),
    on_paper("proposal list", f"{PLANNED}list/?{WAY}", most=75, queries=16, kilobytes=34),
    on_paper("briefing", f"{ROSTER}briefing/", most=60, queries=19, kilobytes=15),
    on_paper("roster on paper", f"{ROSTER}print/", most=38, queries=18, kilobytes=52),
    on_paper("contact list", f"{ROSTER}contacts/", most=42, queries=18, kilobytes=43),
    on_paper("leaders list", f"{ROSTER}leaders/", most=48, queries=18, kilobytes=35),
    on_paper("nominations on paper", "/nominations/print/", most=40, queries=20, kilobytes=190),
    on_paper("offers on paper", "/offers/print/", most=44, queries=22, kilobytes=232),
]
