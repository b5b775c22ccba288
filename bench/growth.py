"""What a page costs when the office has grown from 2,000 placements to a million."""

from pathlib import Path
from statistics import median

from django.db import connection

from bench import doors
from bench.lines import Line
from bench.meter import Spent, measure, ratios
from bench.pages import PAGES
from bench.world import GROWING, SAME
from officials.models import Jurisdiction
from placements.models import Placement

ROWS_OF_A_PAGE = 50
EXPORTED = 100_000
SLACK = 24  # MB that an export of many rows may take more than one of few

# A city that has as many guests in both worlds, and fifty times the past; beside it a city that grows as the whole.
FIRST = ("first page of a roster", f"/rosters/{SAME}/", 1.5)
LAST = ("last page of a roster", f"/rosters/{SAME}/?on=any&page={{last}}", 1.5)
NAME = ("search for a name", "/search/?q=ouyang", 3)
NAME_IN_ROSTER = ("search for a name in a roster", f"/rosters/{SAME}/?q=ouyang", 3)


def growth(small, large, *, rounds):
    """The named limits, then every page for the record, then the count, then the export."""
    named = [
        *(FIRST, LAST, NAME, NAME_IN_ROSTER),
        ("first page of a roster that grows too", f"/rosters/{GROWING}/", None),
    ]
    others = [(f"{page.name} (whole office)", page.address, page.by) for page in PAGES if page.name != "roster"]
    asked = [(name, address, most, "coordinator") for name, address, most in named]
    asked += [(name, address, None, by) for name, address, by in others]
    spent = {(name, world.name): Spent() for name, *_rest in asked for world in (small, large)}
    for turn in range(rounds):
        judged = [one for one in asked if one[2] is not None or not turn]  # what is only told is measured once
        for world in (small, large) if turn % 2 else (large, small):
            _round(world, judged, spent)
    lines = [_grown(name, most, spent[name, small.name], spent[name, large.name]) for name, _a, most, _by in asked]
    large.enter()
    return [*lines, _as_of_count(rounds), _export(large)]


def _round(world, asked, spent):
    world.enter()
    office, pid = doors.office(), connection.connection.info.backend_pid
    facts = {**world.facts, "last": _last_page()}
    for name, address, _most, by in asked:
        door, place = doors.Door(office, world.sessions[by]), address.format(**facts)
        door.get(place)  # a new connection knows nothing yet
        measure(lambda door=door, place=place: door.get(place), pid, spent[name, world.name], least_seconds=0.04)


def _last_page():
    everyone = Placement.objects.confirmed().hosted_in(Jurisdiction.objects.get(code=SAME)).count()
    return -(-everyone // ROWS_OF_A_PAGE)


def _grown(name, most, before, after):
    times = ratios(after, before)
    words = (
        f"{before.cpu * 1e3:.1f} ms of CPU, then {after.cpu * 1e3:.1f}: {median(times):.2f} times"
        f" ({min(times):.2f}–{max(times):.2f})"
    )
    return Line(name, median(times), words, most, times)


def _as_of_count(rounds):
    """How many serve in a city on a day: by the indexes, against reading every placement."""
    city = Jurisdiction.objects.get(code=SAME)
    serving = Placement.objects.confirmed().hosted_in(city).serving(on="2016-05-09")
    pid = connection.connection.info.backend_pid
    ways = {"on": Spent(), "off": Spent()}
    for _turn in range(rounds):
        for way, spent in ways.items():
            with connection.cursor() as cursor:
                for setting in ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan"):
                    cursor.execute(f"set {setting} = {way}")
            serving.count()
            measure(serving.count, pid, spent, least_seconds=0.02)
    with connection.cursor() as cursor:
        cursor.execute("reset all")
    share = median(ratios(ways["on"], ways["off"]))
    words = f"{ways['on'].cpu * 1e3:.1f} ms of CPU, {ways['off'].cpu * 1e3:.1f} without indexes: {share:.3f} of it"
    return Line("count as of a day", share, words, 0.2)


# Memory ---------------------------------------------------------------------------------------


def _export(world):
    """The list of one city, long and short, as CSV: the most memory that either takes."""
    door = doors.Door(doors.office(), world.sessions["coordinator"])
    few, many = f"/rosters/{SAME}/export.csv?on=any", f"/rosters/{GROWING}/export.csv?on=any"
    _most_memory(door, few)
    before, _rows = _most_memory(door, few)
    after, rows = _most_memory(door, many)
    words = f"{rows:,} rows took {after - before:.1f} MB more at most than a short list"
    is_long_enough = rows >= EXPORTED
    return Line("export", after - before, words if is_long_enough else f"{words} (too few to judge)", SLACK)


def _most_memory(door, address):
    """(peak of this process in MB, lines sent)."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    lines = sum(piece.count(b"\n") for piece in door.pieces(address))
    status = Path("/proc/self/status").read_text()
    peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak) / 1000, lines
