"""Plans: suggested in versions, decided row by row, agreed by a meeting, and made into proposed placements."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from placements import actions
from placements.models import Placement, Plan, PlanRow
from placements.planning import reading
from placements.refusals import NeedsReason, NotAllowed
from tests.attacks import sql
from tests.factories import (
    DAY,
    NOW,
    make_cycle,
    make_nomination,
    make_offer,
    make_official,
    make_placement,
    make_plan,
    make_plan_row,
    make_post,
    make_quota,
    office,
)

pytestmark = pytest.mark.django_db

WEST = ("110000", "130000")
EAST = ("130000", "110000")


def pairs_of(plan, *states):
    rows = plan.rows.filter(state__in=states or ["suggested", "accepted"])
    return {(row.nomination_id, row.offer_id) for row in rows}


def meet(plan, **facts):
    return actions.agree_plan(
        plan, **{"agreed_on": DAY, "agreeing_body": "部务会", **facts}, by=office(), at=NOW, on=DAY
    )


# Suggesting ------------------------------------------------------------------------------------


def test_a_suggestion_pairs_by_the_fit_and_keeps_its_reasons():
    water, roads = make_nomination(), make_nomination(make_official(fields=["ROADS"]))
    for_water, for_roads = make_offer(), make_offer(make_post(fields=["ROADS"]))
    plan = make_plan()
    assert pairs_of(plan) == {(water.pk, for_water.pk), (roads.pk, for_roads.pk)}
    row = plan.rows.get(nomination=roads)
    assert (row.expertise_points, row.tier_points, row.knowledge_points) == (60, 25, 0)
    assert row.reasons == [["exact_expertise"], ["same_tier"], ["other_field"]]
    assert (plan.version, plan.total, plan.is_best) == (1, 170, True)


def test_a_suggestion_keeps_to_the_places_that_are_left():
    cycle = make_cycle()
    make_quota(cycle, places=3)
    make_placement(cycle=cycle)
    for _ in range(4):
        make_nomination(cycle=cycle)
        make_offer(cycle=cycle)
    assert len(pairs_of(make_plan(cycle))) == 2


def test_who_or_what_is_taken_in_those_days_is_left_out():
    cycle = make_cycle()
    taken = make_placement(cycle=cycle)
    there = make_placement(cycle=cycle)
    make_nomination(taken.official, cycle=cycle)
    make_offer(there.host_post, cycle=cycle)
    free, offer = make_nomination(cycle=cycle), make_offer(cycle=cycle)
    assert pairs_of(make_plan(cycle)) == {(free.pk, offer.pk)}


def test_what_was_withdrawn_is_left_out():
    cycle = make_cycle()
    make_nomination(cycle=cycle, state="withdrawn")
    make_offer(cycle=cycle, state="withdrawn")
    free, offer = make_nomination(cycle=cycle), make_offer(cycle=cycle)
    assert pairs_of(make_plan(cycle)) == {(free.pk, offer.pk)}


def test_several_directions_are_suggested_as_one_assignment():
    """Somebody from Hebei may go to Beijing or to Tianjin, and goes to one of them."""
    cycle = make_cycle()
    for host in ("110000", "120000"):
        make_quota(cycle, "130000", host)
        make_offer(make_post(host), cycle=cycle)
    make_nomination(make_official("130800"), cycle=cycle)
    plans = actions.suggest_plans(cycle, [EAST, ("130000", "120000")], by=office(), at=NOW)
    assert sum(plan.rows.count() for plan in plans) == 1
    assert [plan.version for plan in plans] == [1, 1]


def test_a_direction_leaves_to_another_what_that_one_suggests():
    cycle = make_cycle()
    make_quota(cycle, "130000", "120000")
    make_nomination(make_official("130800"), cycle=cycle)
    make_offer(make_post("110000"), cycle=cycle)
    make_offer(make_post("120000"), cycle=cycle)
    assert make_plan(cycle, home="130000", host="110000").rows.count() == 1
    assert make_plan(cycle, home="130000", host="120000").rows.count() == 0


def test_decisions_go_along_into_the_next_version():
    cycle = make_cycle()
    for _ in range(4):
        make_nomination(cycle=cycle)
        make_offer(cycle=cycle)
    first = make_plan(cycle)
    accepted, skipped, kept, _open = first.rows.all()
    actions.accept_row(accepted, by=office(), at=NOW)
    actions.skip_row(skipped, by=office(), at=NOW)
    actions.keep_row(kept, by=office(), at=NOW)
    second = make_plan(cycle)
    assert second.version == 2
    assert pairs_of(second, "accepted") == {(accepted.nomination_id, accepted.offer_id)}
    assert pairs_of(second, "skipped") == {(skipped.nomination_id, skipped.offer_id)}
    assert (skipped.nomination_id, skipped.offer_id) not in pairs_of(second, "suggested")
    again = second.rows.get(nomination=kept.nomination, offer=kept.offer)
    assert (again.state, again.is_fixed) == ("suggested", True)
    assert len(pairs_of(second)) == 4, "the skipped official and another post, too"
    assert set(first.rows.values_list("state", flat=True)) == {"set_aside"}
    assert second.rows.get(state="accepted").decided_by == office()


def test_the_same_facts_give_the_same_plan():
    cycle = make_cycle()
    for _ in range(5):
        make_nomination(cycle=cycle)
        make_offer(cycle=cycle)
    assert pairs_of(make_plan(cycle)) == pairs_of(make_plan(cycle))


def test_an_accepted_pair_that_became_impossible_does_not_go_along():
    row = make_plan_row(state="accepted")
    sql(
        "update placements_nomination set state = 'withdrawn', withdrawn_by_id = entered_by_id, withdrawn_at = now(),"
        " withdrawal_reason = 'x' where id = %s",
        row.nomination_id,
    )
    make_nomination(cycle=row.plan.cycle)
    assert (row.nomination_id, row.offer_id) not in pairs_of(make_plan(row.plan.cycle))


def test_nobody_to_suggest_is_said():
    make_nomination()
    with pytest.raises(NotAllowed, match="nobody to suggest"):
        make_plan()
    assert not Plan.objects.exists()


def test_what_changed_during_the_suggestion_throws_it_away(monkeypatch):
    """Nothing is locked while it is reckoned; so what it was reckoned from is read again."""
    cycle = make_cycle()
    nomination, _offer = make_nomination(cycle=cycle), make_offer(cycle=cycle)
    found = actions.planning.suggest

    def slowly(**question):
        answer = found(**question)
        actions.withdraw_nomination(nomination, reason="Fell ill.", by=office(), at=NOW)
        return answer

    monkeypatch.setattr(actions.planning, "suggest", slowly)
    with pytest.raises(NotAllowed, match="changed while"):
        make_plan(cycle)
    assert not Plan.objects.exists()


# Deciding --------------------------------------------------------------------------------------


def test_accepting_holds_official_and_post_at_once():
    """The same official and the same post cannot be accepted in another plan; the database says so too."""
    cycle = make_cycle()
    row = make_plan_row(state="accepted", cycle=cycle)
    rival = make_nomination(cycle=cycle)
    with pytest.raises(NotAllowed, match=f"{row.nomination.official.name_latin} is accepted for this post since"):
        actions.choose_post(row.plan, rival, row.offer, by=office(), at=NOW)
    with pytest.raises(DatabaseError, match="plan_row_post_accepted_once"), transaction.atomic():
        _insert_accepted(rival, row.offer)
    with pytest.raises(DatabaseError, match="plan_row_official_accepted_once"), transaction.atomic():
        _insert_accepted(row.nomination, make_offer(cycle=cycle))


def _insert_accepted(nomination, offer):
    """In a plan of another direction, so that only the decision itself is in the way."""
    plan = Plan.objects.create(
        cycle=nomination.cycle,
        home_region_id="130000",
        host_region_id="110000",
        version=9,
        fit_expertise=60,
        fit_tier=25,
        fit_knowledge=15,
        total=0,
        is_best=True,
        made_by=office(),
        made_at=NOW,
    )
    PlanRow.objects.create(
        plan=plan,
        nomination=nomination,
        offer=offer,
        expertise_points=0,
        tier_points=0,
        knowledge_points=0,
        reasons=[],
        state="accepted",
        decided_by=office(),
        decided_at=NOW,
    )


def test_a_decision_can_be_taken_back():
    row = make_plan_row(state="accepted")
    row = actions.undo_row(row, by=office(), at=NOW)
    assert (row.state, row.decided_by, row.decided_at) == ("suggested", None, None)
    row = actions.undo_row(actions.skip_row(row, by=office(), at=NOW), by=office(), at=NOW)
    assert row.state == "suggested"


def test_what_is_accepted_is_not_withdrawn_before_it_is_undone():
    row = make_plan_row(state="accepted")
    for withdraw in (
        lambda: actions.withdraw_nomination(row.nomination, reason="Fell ill.", by=office(), at=NOW),
        lambda: actions.withdraw_offer(row.offer, reason="Done.", by=office(), at=NOW),
        lambda: actions.close_offer(row.offer, reason="Done.", by=office(), at=NOW, on=DAY),
    ):
        with pytest.raises(NotAllowed, match=f"is accepted for {row.offer.number} in the plan"):
            withdraw()


def test_what_is_undone_does_not_take_what_another_has_got():
    cycle = make_cycle()
    row = make_plan_row(state="skipped", cycle=cycle)
    actions.choose_post(row.plan, make_nomination(cycle=cycle), row.offer, by=office(), at=NOW)
    with pytest.raises(NotAllowed, match="The post is with"):
        actions.undo_row(row, by=office(), at=NOW)


@pytest.mark.parametrize("state", ["accepted", "skipped", "proposed"])
def test_what_was_decided_is_not_decided_again(state):
    row = make_plan_row(state=state)
    for act in (actions.accept_row, actions.skip_row, actions.keep_row):
        with pytest.raises(NotAllowed, match="no longer waiting"):
            act(row, by=office(), at=NOW)


def test_an_old_version_is_history():
    row = make_plan_row()
    make_plan(row.plan.cycle)
    for act in (actions.accept_row, actions.skip_row, actions.undo_row, actions.keep_row):
        with pytest.raises(NotAllowed, match="newer version"):
            act(row, by=office(), at=NOW)


def test_what_would_refuse_the_placement_refuses_the_row():
    row = make_plan_row()
    there = make_placement(cycle=row.plan.cycle, host_post=row.offer.post)
    with pytest.raises(NotAllowed, match=f"The post is held by .*{there.number}"):
        actions.accept_row(row, by=office(), at=NOW)


def test_a_post_is_chosen_by_hand_and_takes_the_place_of_the_suggestion():
    cycle = make_cycle()
    row = make_plan_row(cycle=cycle)
    other = make_offer(make_post(fields=["ROADS"]), cycle=cycle)
    chosen = actions.choose_post(row.plan, row.nomination, other, by=office(), at=NOW)
    assert (chosen.state, chosen.by_hand, chosen.expertise_points) == ("accepted", True, 15)
    row.refresh_from_db()
    assert row.state == "set_aside"
    back = actions.choose_post(row.plan, row.nomination, row.offer, by=office(), at=NOW)
    assert (back.pk, back.state) == (row.pk, "accepted")


def test_a_post_that_was_suggested_to_another_is_taken_from_them():
    cycle = make_cycle()
    row = make_plan_row(cycle=cycle)
    rival = make_nomination(cycle=cycle)
    actions.choose_post(row.plan, rival, row.offer, by=office(), at=NOW)
    row.refresh_from_db()
    assert row.state == "set_aside"


def test_a_pair_of_another_direction_is_not_chosen():
    cycle = make_cycle()
    row = make_plan_row(cycle=cycle)
    elsewhere = make_offer(make_post("120000"), cycle=cycle)
    with pytest.raises(NotAllowed, match="direction"):
        actions.choose_post(row.plan, row.nomination, elsewhere, by=office(), at=NOW)


@pytest.mark.parametrize("who", ["staff", "official_user", "administrator"])
def test_only_coordinators_plan(who, request):
    user = request.getfixturevalue(who)
    row = make_plan_row(cycle=make_cycle(2016))
    deeds = [
        lambda: actions.suggest_plans(row.plan.cycle, [WEST], by=user, at=NOW),
        lambda: actions.choose_post(row.plan, row.nomination, row.offer, by=user, at=NOW),
        lambda: actions.agree_plan(row.plan, agreed_on=DAY, agreeing_body="x", by=user, at=NOW, on=DAY),
        lambda: actions.propose_row(row, by=user, at=NOW),
    ]
    rowwise = (actions.accept_row, actions.skip_row, actions.undo_row, actions.keep_row)
    deeds += [lambda act=act: act(row, by=user, at=NOW) for act in rowwise]
    for deed in deeds:
        with pytest.raises(NotAllowed, match="You may not do this"):
            deed()


# Agreeing and proposing ------------------------------------------------------------------------


def test_an_accepted_row_of_an_agreed_list_becomes_a_proposal():
    row = make_plan_row(state="accepted")
    with pytest.raises(NotAllowed, match="which meeting"):
        actions.propose_row(row, by=office(), at=NOW)
    meet(row.plan)
    row = actions.propose_row(row, by=office(), at=NOW)
    placement = Placement.objects.get()
    assert (placement.state, placement.official, placement.host_post) == (
        "proposed",
        row.nomination.official,
        row.offer.post,
    )
    assert placement.plan_row == row
    assert (placement.starts_on, placement.original_ends_on) == (row.plan.cycle.starts_on, row.plan.cycle.ends_on)


def test_a_warning_wants_its_reason_and_keeps_the_row_accepted():
    cycle = make_cycle()
    row = make_plan_row(cycle=cycle)
    other = make_offer(make_post(fields=["ROADS"], tier="DIVISION"), cycle=cycle)
    row = actions.choose_post(row.plan, row.nomination, other, by=office(), at=NOW)
    meet(row.plan)
    with pytest.raises(NeedsReason, match="Tier differs"):
        actions.propose_row(row, by=office(), at=NOW)
    row.refresh_from_db()
    assert (row.state, Placement.objects.count()) == ("accepted", 0)
    row = actions.propose_row(row, reason="The county asked for her.", by=office(), at=NOW)
    assert {departure.rule for departure in row.placement.departures.all()} == {"tier_differs", "no_shared_expertise"}


def test_the_agreed_list_is_not_added_to():
    cycle = make_cycle()
    for _ in range(2):
        make_nomination(cycle=cycle)
        make_offer(cycle=cycle)
    plan = make_plan(cycle)
    first, second = plan.rows.all()
    actions.accept_row(first, by=office(), at=NOW)
    meet(plan)
    with pytest.raises(NotAllowed, match="agreed on 9 May 2016"):
        actions.accept_row(second, by=office(), at=NOW)
    with pytest.raises(NotAllowed, match="agreed on 9 May 2016"):
        actions.choose_post(plan, second.nomination, second.offer, by=office(), at=NOW)
    assert actions.undo_row(first, by=office(), at=NOW).state == "suggested", "leaving out is possible"


def test_an_agreement_is_whole_and_of_a_day_that_was():
    row = make_plan_row(state="accepted")
    with pytest.raises(NotAllowed, match="still to come"):
        meet(row.plan, agreed_on=DAY + dt.timedelta(days=1))
    with pytest.raises(DatabaseError, match="plan_agreement_is_whole_or_absent"), transaction.atomic():
        sql("update placements_plan set agreed_on = '2016-05-01' where id = %s", row.plan_id)
    meet(row.plan, agreeing_body="部务会")
    assert meet(row.plan, agreeing_body="常委会").agreeing_body == "常委会", "once more puts it right"


def test_an_old_version_is_not_agreed_to():
    row = make_plan_row(state="accepted")
    make_plan(row.plan.cycle)
    with pytest.raises(NotAllowed, match="newer version"):
        meet(row.plan)


def test_an_empty_list_is_not_agreed_to():
    row = make_plan_row()
    with pytest.raises(NotAllowed, match="list is empty"):
        meet(row.plan)


def test_a_proposed_row_is_undone_by_withdrawing_the_placement():
    row = make_plan_row(state="proposed")
    with pytest.raises(NotAllowed, match=row.placement.number):
        actions.undo_row(row, by=office(), at=NOW)
    actions.withdraw_placement(row.placement, reason="Fell ill.", by=office(), at=NOW)
    plan = make_plan(row.plan.cycle)
    assert pairs_of(plan, "suggested") == {(row.nomination_id, row.offer_id)}, "free again in the next version"


# What the database keeps -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("update placements_planrow set expertise_points = 1", "plan_row_keeps_its_pair"),
        ("update placements_planrow set reasons = '[]'", "plan_row_keeps_its_pair"),
        ("delete from placements_planrow", "plan_row_is_kept"),
        ("delete from placements_plan", "plan_is_kept"),
        ("update placements_plan set total = 1", "plan_stays_as_suggested"),
        ("update placements_planrow set decided_at = now()", "plan_row_decision_is_whole_or_absent"),
        ("update placements_planrow set state = 'accepted'", "plan_row_decision_is_whole_or_absent"),
    ],
)
def test_raw_sql_does_not_rewrite_a_plan(statement, rule):
    make_plan_row()
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        sql(statement)
    assert refused.value.__cause__.diag.constraint_name == rule


def test_an_agreement_is_not_taken_away():
    row = make_plan_row(state="accepted")
    meet(row.plan)
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        sql("update placements_plan set agreed_on = null, agreeing_body = '', agreed_by_id = null, agreed_at = null")
    assert refused.value.__cause__.diag.constraint_name == "plan_agreement_stays"


def test_a_row_is_of_one_cycle():
    row = make_plan_row()
    foreign = make_offer(cycle=make_cycle(2016))
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        sql(
            "insert into placements_planrow (plan_id, nomination_id, offer_id, expertise_points, tier_points,"
            " knowledge_points, reasons, by_hand, is_fixed, state) values (%s, %s, %s, 0, 0, 0, '[]', false, false,"
            " 'suggested')",
            row.plan_id,
            row.nomination_id,
            foreign.pk,
        )
    assert refused.value.__cause__.diag.constraint_name == "plan_row_is_of_one_cycle"


def test_a_placement_of_somebody_else_is_not_that_of_the_row():
    row = make_plan_row(state="accepted")
    other = make_placement(cycle=row.plan.cycle, confirmed=False)
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        sql("update placements_planrow set state = 'proposed', placement_id = %s where id = %s", other.pk, row.pk)
    assert refused.value.__cause__.diag.constraint_name == "plan_row_has_the_placement_of_its_pair"


# Reading ---------------------------------------------------------------------------------------


def test_it_reads_a_cycle_in_a_fixed_number_of_queries(django_assert_num_queries):
    cycle = make_cycle()
    for count in (1, 20):
        for _ in range(count):
            make_nomination(cycle=cycle)
            make_offer(cycle=cycle)
        reading.read(cycle)  # the fields of work are kept in memory from now on
        with django_assert_num_queries(8):
            reading.read(cycle)


def test_places_served_are_those_before_the_cycle():
    before = make_placement(cycle=make_cycle(2014))
    cycle = make_cycle(2015)
    nomination = make_nomination(before.official, cycle=cycle)
    make_placement(cycle=make_cycle(2017), official=before.official)
    assert reading.read(cycle).nominees[nomination.pk].places == {"130800"}
