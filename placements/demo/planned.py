"""One small direction has been suggested and half decided; the others wait for somebody to ask."""

from placements import actions
from placements.demo.article import HEBEI, TIANJIN
from placements.demo.moments import moment, workday_before
from placements.models import Cycle
from placements.planning.reading import read

DIRECTION = (TIANJIN, HEBEI)
ACCEPTED, SKIPPED = 4, 1


def plan_a_direction(*, on, office):
    """Suggest the direction in the cycle that waits to be planned, and decide some of the rows."""
    cycle = Cycle.objects.order_by("year").last()
    day, (first, second) = workday_before(on, 1), office[:2]
    if not all(read(cycle).of_direction(DIRECTION)):
        return  # a demonstration too small to be planned
    (plan,) = actions.suggest_plans(cycle, [DIRECTION], by=first, at=moment(day, 14, 5))
    rows = list(plan.rows.best_first())
    for number, row in enumerate(rows[:ACCEPTED]):
        actions.accept_row(row, by=second, at=moment(day, 14, 30 + number))
    for row in rows[ACCEPTED : ACCEPTED + SKIPPED]:
        actions.skip_row(row, by=second, at=moment(day, 14, 50))
    for row in rows[ACCEPTED + SKIPPED :][-1:]:
        actions.keep_row(row, by=second, at=moment(day, 14, 51))
