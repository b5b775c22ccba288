"""Every move of the two tables is allowed by the database, and every other one refused: the full grid."""

import itertools

import pytest
from django.db import DatabaseError, transaction

from placements.models.extensions import REQUEST_MOVES, RequestState
from placements.models.placements import MOVES, State
from tests.attacks import sql
from tests.factories import make_placement, make_request

pytestmark = pytest.mark.django_db


def _guard_of_moves(statement, *parameters):
    """Which rule about moves refuses the statement; None where none does (others may)."""
    try:
        with transaction.atomic():
            sql(statement, *parameters)
    except DatabaseError as error:
        constraint = error.__cause__.diag.constraint_name
        return constraint if constraint.endswith(("_moves_by_the_table", "_state_is_known")) else None
    return None


def _placement_in(state):
    placement = make_placement(confirmed=state in {State.CONFIRMED, State.CANCELLED})
    if state in {State.WITHDRAWN, State.CANCELLED}:
        sql(
            "update placements_placement set state = %s, closed_by_id = proposed_by_id, closed_at = now(),"
            " closing_reason = 'test' where id = %s",
            state.value,
            placement.pk,
        )
    return placement


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(State, 2)))
def test_moves_of_a_placement(old, new):
    placement = _placement_in(old)
    refused = _guard_of_moves("update placements_placement set state = %s where id = %s", new.value, placement.pk)
    assert (refused is None) == (new in MOVES[old])


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(RequestState, 2)))
def test_moves_of_a_request(old, new):
    request = make_request(state=old.value)
    refused = _guard_of_moves("update placements_extensionrequest set state = %s where id = %s", new.value, request.pk)
    assert (refused is None) == (new in REQUEST_MOVES[old])


def test_every_state_has_its_row_in_the_table():
    assert set(MOVES) == set(State)
    assert set(REQUEST_MOVES) == set(RequestState)
