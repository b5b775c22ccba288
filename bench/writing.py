"""What the triggers cost: guards, ledger and audit trail, for one placement and for a batch of two hundred.

A placement is written as the actions do: proposed, into the ledger, confirmed (bench/writing.sql). The same
statements run once with the triggers and once without, by the owner of the tables, in transactions that are rolled
back; what is deferred to the commit is asked for before. Then a file of two hundred placements is imported in the same
two ways, through every rule of placing: there the triggers are the least of it.
"""

import datetime as dt
import time
from pathlib import Path
from statistics import median

from django.db import connection, transaction

from bench.lines import Line
from bench.meter import backend_seconds
from bench.world import NOW
from officials.models import User
from placements.imports.doing import import_at_once
from placements.models import Cycle, Placement

BATCH = 200
TABLES = ["placements_placement", "placements_termentry"]
WRITE = [text for text in (Path(__file__).parent / "writing.sql").read_text().split(";") if text.strip()]
TIMES = 5  # a round
IMPORTED_INTO = ["placements_placement", "placements_departure", "placements_import"]
IMPORTS = 2  # in all: each takes seconds


def costs_of_triggers(world, *, rounds):
    """The costs with the triggers and without, and what lies between."""
    world.enter()
    pid = connection.connection.info.backend_pid
    spent = {(rows, guarded): [] for rows in (1, BATCH) for guarded in (True, False)}
    for _turn in range(rounds * TIMES):
        for (rows, guarded), seconds in spent.items():
            seconds.append(_write(rows, pid, guarded=guarded))
    return [_told(rows, median(spent[rows, True]), median(spent[rows, False])) for rows in (1, BATCH)]


def _write(rows, pid, *, guarded):
    """CPU seconds of the database for so many placements."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not guarded:
            for table in TABLES:
                cursor.execute(f"alter table {table} disable trigger user")
        before = backend_seconds(pid)
        for statement in WRITE:
            cursor.execute(statement, {"rows": rows})
        spent = backend_seconds(pid) - before
        transaction.set_rollback(True)
    return spent


def _told(rows, guarded, bare):
    cost = (guarded - bare) * 1e3
    words = (
        f"{guarded * 1e3:.2f} ms of the database's CPU with triggers, {bare * 1e3:.2f} without:"
        f" {cost:.2f} ms more, {cost / rows:.3f} for each placement"
    )
    return Line(f"{rows} placement{'s' if rows > 1 else ''} written and confirmed", cost / rows, words)


# A file -------------------------------------------------------------------------------------------


def cost_of_an_import(world):
    """What the triggers cost a file of two hundred placements, of all that its import costs."""
    world.enter()
    pid = connection.connection.info.backend_pid
    spent: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for _turn in range(IMPORTS):
        for guarded, costs in spent.items():
            costs.append(_import(pid, guarded=guarded))
    database, whole = (median(cost[part] for cost in spent[True]) for part in (0, 1))
    bare = median(cost[0] for cost in spent[False])
    words = (
        f"{database:.2f} s of the database's CPU with triggers, {bare:.2f} without: {database - bare:.2f} s more,"
        f" of {whole:.1f} s in all"
    )
    return Line(f"a file of {BATCH} placements imported", database - bare, words)


def _import(pid, *, guarded):
    """CPU seconds (of the database, of all) for the file, into a cycle of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        day = dt.date(2028, 7, 24)
        Cycle.objects.create(
            name_en="Imported",
            name_zh="导入",
            year=2028,
            starts_on=day,
            ends_on=dt.date(2029, 7, 23),
            programme_ends_on=dt.date(2039, 12, 31),
        )
        content = _file_of_placements()
        if not guarded:
            for table in IMPORTED_INTO:
                cursor.execute(f"alter table {table} disable trigger user")
        by = User.objects.get(username="office")
        backend, own = backend_seconds(pid), time.process_time()
        outcome = import_at_once("placements", "placements.csv", content, by=by, at=NOW, on=NOW.date())
        cursor.execute("set constraints all immediate")
        database, application = backend_seconds(pid) - backend, time.process_time() - own
        if outcome.new != BATCH:
            raise RuntimeError(f"The file was not imported: {outcome.sentence}, {outcome.rows[0].sentences}")
        transaction.set_rollback(True)
    return database, database + application


def _file_of_placements():
    """Whoever serves now, at the same post, in the cycle that is not there yet."""
    known = Placement.objects.filter(cycle__year=2025).order_by("pk")[:BATCH]
    facts = known.values_list("official__personnel_number", "host_post__code")
    rows = [f"2028,{number},{post},Agreed by both sides." for number, post in facts]
    return "\n".join(["Cycle,Personnel number,Host post code,Reason to go on", *rows]).encode()
