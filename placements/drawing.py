"""Draws the tables of moves as diagrams, so that the document cannot say other than the code."""

from placements.models.extensions import REQUEST_MOVES
from placements.models.nominations import NOMINATION_MOVES
from placements.models.notices import NOTICE_MOVES
from placements.models.offers import OFFER_MOVES
from placements.models.placements import MOVES
from placements.models.plans import PLAN_ROW_MOVES

HEAD = """# States and moves

Drawn by `manage.py draw_states` from the tables `MOVES` (placements/models/placements.py),
`REQUEST_MOVES` (placements/models/extensions.py), `NOTICE_MOVES` (placements/models/notices.py),
`NOMINATION_MOVES` (placements/models/nominations.py), `OFFER_MOVES` (placements/models/offers.py) and `PLAN_ROW_MOVES`
(placements/models/plans.py). The database holds the same tables (placements/sql/); tests/placements/test_moves.py
tries every pair against it.

A placement's *phase* (upcoming, serving, ended, ended early) is no state: it follows from the days. Neither is that a
nominated official is placed or that an offered post is held or filled: that follows from the placements.
"""


def draw(title, moves):
    """One table of moves as a Mermaid state diagram."""
    first = next(iter(moves))
    lines = [f"## {title}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {first.value}"]
    for state, next_states in moves.items():
        lines += [f"    {state.value} --> {other.value}" for other in moves if other in next_states]
        if not next_states:
            lines.append(f"    {state.value} --> [*]")
    return "\n".join([*lines, "```", ""])


def states_document():
    """The whole of docs/states.md."""
    parts = [
        draw("Placement", MOVES),
        draw("Extension request", REQUEST_MOVES),
        draw("Notice", NOTICE_MOVES),
        draw("Nomination", NOMINATION_MOVES),
        draw("Offered post", OFFER_MOVES),
        draw("Row of a plan", PLAN_ROW_MOVES),
    ]
    return "\n".join([HEAD, *parts])
