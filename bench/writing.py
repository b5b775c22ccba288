"""What the triggers cost: guards, ledger and audit trail, for one placement and for a batch of two hundred.

A placement is written as the actions do: proposed, into the ledger, confirmed (bench/writing.sql). The same
statements run once with the triggers and once without, by the owner of the tables, in transactions that are rolled
back; what is deferred to the commit is asked for before.
"""

from pathlib import Path
from statistics import median

from django.db import connection, transaction

from bench.lines import Line
from bench.meter import backend_seconds

BATCH = 200
TABLES = ["placements_placement", "placements_termentry"]
WRITE = [text for text in (Path(__file__).parent / "writing.sql").read_text().split(";") if text.strip()]
TIMES = 5  # a round


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
