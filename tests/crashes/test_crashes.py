"""Some seconds of it with each test run; `python -m tests.crashes` takes the two minutes."""

import os

from django.db import connection

from placements import actions
from tests.attacks import sql
from tests.crashes import checks
from tests.crashes.run import run
from tests.crashes.writers import Story, Write
from tests.factories import DAY, NOW, make_placement, make_request, office

SECONDS = int(os.environ.get("CRASH_SECONDS", "10"))


def test_nothing_acknowledged_is_lost():
    outcome = run(seconds=SECONDS, faults=4, writers=8)
    assert not outcome.troubles, str(outcome)
    assert outcome.acknowledged > 8, str(outcome)
    assert sum(outcome.faults.values()) == 4


def found(*acknowledged):
    """What the checks say of the tests' own database."""
    sql("set constraints all immediate")
    return "\n".join(checks.troubles(connection.connection, [Story(acknowledged=list(acknowledged))]))


def test_the_checks_find_what_is_lost(db):
    placement = make_placement()
    actions.return_early(placement, ends_on=DAY, reason="completed", note="words", by=office(), at=NOW)
    assert found() == ""
    assert "the trail does not know request E-1" in found(Write("early return", "words", "E-1"))
    assert "lost: early return, other words" in found(Write("early return", "other words", "E-1"))


def test_the_checks_find_what_is_half_done_or_not_in_the_trail(db):
    """Made as no crash should leave it: by the owner, with the guards off."""
    actions.approve_extension(make_request(), reason="No opinion is needed.", by=office(), at=NOW)
    assert found() == ""
    sql("set constraints all immediate")
    for table in ("placement", "termentry", "departure", "notice", "extensionrequest", "placementevent"):
        sql(f"alter table placements_{table} disable trigger all")
    sql("update placements_placement set ends_on = original_ends_on")
    assert "an end that is not that of the latest term record" in found()
    assert "rows of placements_placement are not as the trail's last word on them" in found()
    sql("delete from placements_departure")
    sql("delete from placements_notice where kind = 'decision'")
    undone = "state = 'reversed', reversed_by_id = decided_by_id, reversed_at = decided_at, reversal_reason = 'x'"
    sql(f"update placements_extensionrequest set {undone}")
    said = found()
    for what in (
        "a reversed request without its reversal",
        "a decision without the reason that its warnings asked for",
        "a decision without its notice",
    ):
        assert what in said
    assert "placements_departure:" in said
