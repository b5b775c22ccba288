"""Every move of the two tables is allowed by the database, and every other one refused: the full grid."""

import itertools

import pytest
from django.db import DatabaseError, transaction

from placements.models import Notice
from placements.models.extensions import REQUEST_MOVES, RequestState
from placements.models.nominations import NOMINATION_MOVES, NominationState
from placements.models.notices import NOTICE_MOVES, NoticeState
from placements.models.offers import OFFER_MOVES, OfferState
from placements.models.placements import MOVES, State
from placements.models.plans import PLAN_ROW_MOVES, PlanRowState
from tests.attacks import sql
from tests.factories import make_nomination, make_offer, make_placement, make_plan_row, make_request

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


def _notice_in(state):
    """A notice in the state, walked there move by move, with all that each state wants."""
    make_request()
    notice = Notice.objects.filter(kind="received").get()
    whole = (
        "attempts = 1, last_tried = now(), address = 'a@example.com', subject = 's', text = 't',"
        " attempt = '00000000-0000-0000-0000-000000000001', trouble = 'refused'"
    )
    sql(f"update placements_notice set {whole} where id = %s", notice.pk)
    ways = {
        NoticeState.HANDED: [NoticeState.SENDING],
        NoticeState.SENT: [NoticeState.SENDING, NoticeState.HANDED],
    }
    for step in [*ways.get(state, []), state]:
        if step != NoticeState.OWED:
            sql(f"update placements_notice set {_facts_of(step)} where id = %s", notice.pk)
    return notice


def _facts_of(state):
    settled = "now()" if state in {NoticeState.SENT, NoticeState.DROPPED} else "null"
    reason = "not_so" if state == NoticeState.DROPPED else ""
    return f"state = '{state.value}', settled = {settled}, drop_reason = '{reason}'"


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(NoticeState, 2)))
def test_moves_of_a_notice(old, new):
    notice = _notice_in(old)
    try:
        with transaction.atomic():
            sql(f"update placements_notice set {_facts_of(new)} where id = %s", notice.pk)
    except DatabaseError as error:
        rule = error.__cause__.diag.constraint_name
        assert rule in {"notice_moves_by_the_table", "notice_settled_is_final"}
        assert new not in NOTICE_MOVES[old]
    else:
        assert new in NOTICE_MOVES[old]


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(NominationState, 2)))
def test_moves_of_a_nomination(old, new):
    nomination = make_nomination(state=old.value)
    refused = _guard_of_moves("update placements_nomination set state = %s where id = %s", new.value, nomination.pk)
    assert (refused is None) == (new in NOMINATION_MOVES[old])


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(OfferState, 2)))
def test_moves_of_an_offered_post(old, new):
    offer = make_offer(state=old.value)
    refused = _guard_of_moves("update placements_postoffer set state = %s where id = %s", new.value, offer.pk)
    assert (refused is None) == (new in OFFER_MOVES[old])


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(PlanRowState, 2)))
def test_moves_of_a_row_of_a_plan(old, new):
    row = make_plan_row(state=old.value)
    refused = _guard_of_moves("update placements_planrow set state = %s where id = %s", new.value, row.pk)
    assert (refused is None) == (new in PLAN_ROW_MOVES[old])


def test_every_state_has_its_row_in_the_table():
    assert set(MOVES) == set(State)
    assert set(REQUEST_MOVES) == set(RequestState)
    assert set(NOTICE_MOVES) == set(NoticeState)
    assert set(NOMINATION_MOVES) == set(NominationState)
    assert set(OFFER_MOVES) == set(OfferState)
    assert set(PLAN_ROW_MOVES) == set(PlanRowState)
