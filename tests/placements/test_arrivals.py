"""Reporting for duty and going home: the days that are recorded, by whom, and the list of those not seen."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from placements import actions, arrivals
from placements.models import Placement
from placements.models.placements import Placement as Model
from tests import factories
from tests.factories import END, NOW, START, make_cycle, make_placement

DAY_3 = START + dt.timedelta(days=3)


def at(day):
    return dt.datetime.combine(day, dt.time(10), tzinfo=timezone.get_default_timezone())


def record(placement, day, *, on=None, by=None, act=actions.record_arrival):
    on = on or max(day, START)
    return act(placement, on_day=day, by=by or factories.office(), at=at(on), on=on)


def refusal(act, placement, day, *, on, by=None):
    with pytest.raises(ValidationError) as refused:
        act(placement, on_day=day, by=by or factories.office(), at=at(on), on=on)
    return " ".join(refused.value.messages)


# The action ------------------------------------------------------------------------------------


def test_an_arrival_is_kept_with_who_and_when(placement, coordinator):
    record(placement, START, by=coordinator)
    placement.refresh_from_db()
    assert (placement.arrived_on, placement.arrival_recorded_by, placement.arrival_recorded_at) == (
        START,
        coordinator,
        at(START),
    )
    assert (placement.starts_on, placement.ends_on) == (START, END), "the term stays"


@pytest.mark.parametrize(
    ("day", "on", "is_taken"),
    [
        (START - dt.timedelta(days=30), START, True),
        (START - dt.timedelta(days=31), START, False),
        (START + dt.timedelta(days=40), START + dt.timedelta(days=40), True),
        (START + dt.timedelta(days=1), START, False),  # tomorrow
        (END, END + dt.timedelta(days=9), True),
        (END + dt.timedelta(days=1), END + dt.timedelta(days=9), False),
    ],
)
def test_record_arrival_takes_days_near_the_start_and_none_ahead(placement, day, on, is_taken):
    if is_taken:
        assert record(placement, day, on=on).arrived_on == day
    else:
        assert "The day must be between 24 June 2015 and" in refusal(actions.record_arrival, placement, day, on=on)


def test_record_arrival_refuses_long_before_the_term(placement):
    on = START - dt.timedelta(days=31)
    sentence = refusal(actions.record_arrival, placement, on, on=on)
    assert sentence == "It is too early to record an arrival: the term starts on 24 July 2015."


def test_record_arrival_refuses_a_proposal(db):
    sentence = refusal(actions.record_arrival, make_placement(confirmed=False), START, on=START)
    assert sentence == "Arrival and return are recorded for confirmed placements only."


def test_record_arrival_refuses_a_second_day_and_correct_arrival_takes_it(placement):
    record(placement, START)
    sentence = refusal(actions.record_arrival, placement, DAY_3, on=DAY_3)
    assert sentence == "The arrival on 24 July 2015 is recorded already; correct it instead."
    record(placement, DAY_3, act=actions.correct_arrival)
    placement.refresh_from_db()
    assert placement.arrived_on == DAY_3
    history = Model.pgh_event_model.objects.filter(pgh_obj_id=placement.pk).order_by("pgh_id")
    assert [row.arrived_on for row in history][-2:] == [START, DAY_3]
    assert history.last().pgh_context["action"] == "correct_arrival"


def test_an_arrival_is_taken_back(placement):
    record(placement, START)
    actions.correct_arrival(placement, by=factories.office(), at=at(DAY_3), on=DAY_3)
    placement.refresh_from_db()
    assert (placement.arrived_on, placement.arrival_recorded_by, placement.arrival_recorded_at) == (None, None, None)
    assert refusal(actions.correct_arrival, placement, None, on=DAY_3) == "No arrival is recorded."


@pytest.mark.parametrize(
    ("day", "on", "is_taken"),
    [
        (END + dt.timedelta(days=1), END + dt.timedelta(days=4), True),
        (END - dt.timedelta(days=30), END, True),
        (END - dt.timedelta(days=31), END, False),
        (END + dt.timedelta(days=2), END + dt.timedelta(days=1), False),  # tomorrow
    ],
)
def test_record_return_takes_days_near_the_end_and_none_ahead(placement, day, on, is_taken):
    if is_taken:
        assert record(placement, day, on=on, act=actions.record_return).back_home_on == day
    else:
        assert "The day must be between 23 June 2016 and" in refusal(actions.record_return, placement, day, on=on)


def test_record_return_long_before_the_end_points_to_the_early_end(placement):
    sentence = refusal(actions.record_return, placement, DAY_3, on=DAY_3)
    assert sentence == "The term runs until 23 July 2016; who returns much earlier is recorded by ending it early."


def test_a_return_is_not_before_the_arrival(placement):
    arrived = END - dt.timedelta(days=5)
    record(placement, arrived)
    day = arrived - dt.timedelta(days=1)
    assert "between 18 July 2016 and" in refusal(actions.record_return, placement, day, on=END)


def test_a_return_is_corrected_and_taken_back(placement):
    on = END + dt.timedelta(days=4)
    record(placement, on, act=actions.record_return)
    assert "is recorded already" in refusal(actions.record_return, placement, on, on=on)
    record(placement, END, on=on, act=actions.correct_return)
    actions.correct_return(placement, by=factories.office(), at=at(on), on=on)
    placement.refresh_from_db()
    assert (placement.back_home_on, placement.return_recorded_by, placement.return_recorded_at) == (None, None, None)
    assert refusal(actions.correct_return, placement, END, on=on) == "No return is recorded."


def test_only_coordinators_record(placement, staff, official_user):
    for person in (staff, official_user):
        for act in (actions.record_arrival, actions.correct_arrival, actions.record_return, actions.correct_return):
            assert refusal(act, placement, START, on=START, by=person) == "You may not do this."


def test_who_has_arrived_is_not_cancelled(db):
    later = make_placement(cycle=make_cycle(2016))
    before = later.starts_on - dt.timedelta(days=1)
    record(later, before, on=before)
    with pytest.raises(ValidationError, match="The arrival is recorded already; take it back first."):
        actions.cancel_placement(later, reason="Mistake.", by=factories.office(), at=at(before), on=before)


def test_a_correction_of_the_placement_keeps_what_was_recorded_meanwhile(placement):
    opened = Placement.objects.get(pk=placement.pk)
    record(placement, START)
    opened.task = "Irrigation"
    actions.correct_placement(opened, by=factories.office(), at=at(DAY_3))
    placement.refresh_from_db()
    assert (placement.task, placement.arrived_on) == ("Irrigation", START)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"arrived_on": START}, "placement_arrival_is_whole_or_absent"),
        ({"arrival_recorded_at": NOW}, "placement_arrival_is_whole_or_absent"),
        ({"back_home_on": END}, "placement_return_is_whole_or_absent"),
        ({"arrived_on": START - dt.timedelta(days=31), "arrival": True}, "placement_arrival_is_near_its_start"),
        (
            {"back_home_on": START - dt.timedelta(days=1), "return": True},
            "placement_return_follows_arrival_and_start",
        ),
    ],
)
def test_the_database_keeps_days_whole_and_in_order(placement, change, name):
    change = dict(change)
    for deed in ("arrival", "return"):
        if change.pop(deed, None):
            change |= {f"{deed}_recorded_by": factories.office(), f"{deed}_recorded_at": NOW}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Placement.objects.filter(pk=placement.pk).update(**change)


def test_a_proposal_has_no_arrival_in_the_database(db):
    proposal = make_placement(confirmed=False)
    with pytest.raises(IntegrityError, match="placement_arrival_is_whole_or_absent"), transaction.atomic():
        Placement.objects.filter(pk=proposal.pk).update(
            arrived_on=START, arrival_recorded_by=factories.office(), arrival_recorded_at=NOW
        )


# Who has not been seen -------------------------------------------------------------------------


def test_somebody_is_missed_from_day_3_until_the_end_or_the_arrival(placement):
    def missed(day):
        return list(Placement.objects.confirmed().not_seen_at_the_host(on=day, days=3))

    assert missed(START + dt.timedelta(days=2)) == []
    assert missed(DAY_3) == [placement]
    assert missed(END) == [placement]
    assert missed(END + dt.timedelta(days=1)) == []
    record(placement, START)
    assert missed(DAY_3) == []


def test_somebody_is_missed_at_home_for_a_year(placement):
    def missed(day):
        return list(Placement.objects.confirmed().not_seen_back_home(on=day, days=3, at_most=365))

    assert missed(END + dt.timedelta(days=2)) == []
    assert missed(END + dt.timedelta(days=3)) == [placement]
    assert missed(END + dt.timedelta(days=365)) == [placement]
    assert missed(END + dt.timedelta(days=366)) == []
    record(placement, END, on=END, act=actions.record_return)
    assert missed(END + dt.timedelta(days=3)) == []


def test_the_flag_says_that_the_start_is_reached(placement):
    assert not arrivals.is_arrival_missed(placement, on=START - dt.timedelta(days=1))
    assert arrivals.is_arrival_missed(placement, on=START)
    assert not arrivals.is_return_missed(placement, on=END)
    assert arrivals.is_return_missed(placement, on=END + dt.timedelta(days=1))


# The pages -------------------------------------------------------------------------------------


@pytest.fixture
def on_day_3(db):
    with time_machine.travel(at(DAY_3), tick=False):
        yield


@pytest.fixture
def person(coordinator, signed_in):
    return signed_in(coordinator)


def page(person, url, data=None):
    answer = person.get(url) if data is None else person.post(url, data)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_coordinator_records_and_corrects_on_the_placements_page(on_day_3, person, placement):
    url = f"/placements/{placement.pk}/"
    before = page(person, url)
    assert "Arrival not recorded" in before
    assert f"{url}record-arrival/" in before
    assert 'value="2015-07-24"' in page(person, f"{url}record-arrival/")
    assert person.post(f"{url}record-arrival/", {"on_day": "2015-07-25"})["Location"] == url
    after = page(person, url)
    assert "Arrival not recorded" not in after
    assert "25 July 2015" in after
    assert "recorded by Qiao Lan" in after
    assert f"{url}record-arrival/" not in after
    person.post(f"{url}correct-arrival/", {"on_day": ""})
    assert "Arrival not recorded" in page(person, url)


def test_a_refused_day_is_said_at_its_field(on_day_3, person, placement):
    for typed, sentence in [("2015-08-30", "The day must be between"), ("soon", "Write a day like"), ("", "Fill this")]:
        html = page(person, f"/placements/{placement.pk}/record-arrival/", {"on_day": typed})
        assert sentence in html.partition('id="id_on_day_error"')[2]


def test_the_flag_is_for_coordinators_and_the_day_also_for_the_official(
    on_day_3, person, staff, signed_in, placement, official_user
):
    url = f"/placements/{placement.pk}/"
    assert "Arrival not recorded" not in page(signed_in(official_user), url)
    assert "Arrival not recorded" not in page(signed_in(staff), url)
    record(placement, DAY_3)
    assert "Day of reporting for duty" in page(person, url)
    assert "Day of reporting for duty" in page(signed_in(official_user), url)
    assert "recorded by" not in page(signed_in(official_user), url)
    assert "Day of reporting for duty" not in page(signed_in(staff), url)


def test_the_back_office_records_by_the_same_rule(on_day_3, person, placement):
    door = f"/admin/placements/placement/{placement.pk}/record-arrival/"
    assert "The day must be between" in page(person, door, {"on_day": "2015-08-30"})
    person.post(door, {"on_day": "2015-07-25"})
    placement.refresh_from_db()
    assert placement.arrived_on == dt.date(2015, 7, 25)
    person.post(door.replace("record", "correct"), {"on_day": "2015-07-26"})
    placement.refresh_from_db()
    assert placement.arrived_on == dt.date(2015, 7, 26)


def test_many_are_recorded_each_by_itself(on_day_3, person):
    first, second, third = (make_placement() for _ in range(3))
    record(second, START)
    chosen = {"placement": [first.pk, second.pk, third.pk], "on_day": "2015-07-24"}
    html = page(person, "/arrivals/", chosen)
    assert "2 recorded, 1 refused" in html
    assert f"{second.number}</a> {second.official}: " in html
    assert "The arrival on 24 July 2015 is recorded already" in html
    assert Placement.objects.filter(arrived_on=START).count() == 3


def test_one_day_for_many_is_asked_of_each_ones_own_term(on_day_3, person):
    near = make_placement()
    far = make_placement(cycle=make_cycle(2014), starts_on=dt.date(2014, 7, 24), original_ends_on=dt.date(2016, 1, 1))
    html = page(person, "/arrivals/", {"placement": [near.pk, far.pk], "on_day": "2015-06-01"})
    assert "1 recorded, 1 refused" in html
    near.refresh_from_db()
    far.refresh_from_db()
    assert (near.arrived_on, far.arrived_on) == (None, dt.date(2015, 6, 1))


def test_returns_are_recorded_from_their_list(person, placement):
    with time_machine.travel(at(END + dt.timedelta(days=5)), tick=False):
        assert placement.number not in page(person, "/arrivals/")
        assert placement.number in page(person, "/arrivals/?what=return")
        html = page(person, "/arrivals/?what=return", {"placement": [placement.pk], "on_day": "2016-07-25"})
    assert "1 recorded, 0 refused" in html
    placement.refresh_from_db()
    assert (placement.back_home_on, placement.arrived_on) == (dt.date(2016, 7, 25), None)


def test_what_is_typed_wrongly_is_said_and_what_was_ticked_stays(on_day_3, person, placement):
    html = page(person, "/arrivals/", {"placement": [placement.pk], "on_day": "soon"})
    assert "Write a day like" in html
    assert f'value="{placement.pk}" id="p-{placement.pk}" checked' in html
    assert "Tick at least one." in page(person, "/arrivals/", {"on_day": "2015-07-24"})
    assert "Tick at least one." in page(person, "/arrivals/", {"placement": ["x", "²", "-1", "9" * 40], "on_day": ""})


def test_the_list_is_filtered(on_day_3, person, placement):
    assert placement.number in page(person, "/arrivals/?cycle=2015&direction=110000-130000&q=shen")
    assert placement.number not in page(person, "/arrivals/?direction=130000-110000")


@pytest.mark.parametrize(
    "query", ["what=never", "cycle=1999", "direction=x", f"q={'a' * 101}", "direction=110000-110000"]
)
def test_a_filter_that_cannot_be_read_lists_nothing_and_records_nothing(on_day_3, person, placement, query):
    html = page(person, f"/arrivals/?{query}")
    assert placement.number not in html
    assert "Nothing is listed until the filters are corrected." in html
    page(person, f"/arrivals/?{query}", {"placement": [placement.pk], "on_day": "2015-07-24"})
    placement.refresh_from_db()
    assert placement.arrived_on is None


@pytest.mark.parametrize("many", [1, 50])
def test_the_list_takes_a_fixed_number_of_queries(on_day_3, person, django_assert_num_queries, many):
    make_placement()
    cycle, host = make_cycle(), factories.make_organisation()
    for _ in range(many - 1):
        make_placement(cycle=cycle, host_post=factories.make_post(organisation=host))
    person.get("/arrivals/")
    with django_assert_num_queries(6):
        html = page(person, "/arrivals/")
    assert html.count('name="placement"') == many


# Paired exchanges ------------------------------------------------------------------------------


@pytest.fixture
def pair(db):
    """A mutual swap, from Beijing to Chengde and from Chengde to Beijing, named on one half only."""
    first = make_placement()
    second = make_placement(
        official=factories.make_official("130800"), host_post=factories.make_post("110000"), paired_with=first
    )
    return first, second


@pytest.mark.parametrize("which", [0, 1])
def test_ending_one_half_early_asks_for_a_reason_that_is_kept(pair, which):
    half, other = pair[which], pair[1 - which]
    facts = {"ends_on": dt.date(2016, 1, 1), "reason": "completed", "by": factories.office(), "at": NOW}
    with pytest.raises(ValidationError) as refused:
        actions.return_early(half, **facts)
    sentence = f"This placement is one half of a paired exchange with {other.number}."
    assert sentence in refused.value.message_dict["because"]
    actions.return_early(half, **facts, because="The other half goes on.")
    departure = half.departures.get()
    assert (departure.sentence, departure.reason) == (sentence, "The other half goes on.")


def test_cancelling_one_half_keeps_the_warning_with_the_reason(pair):
    before = START - dt.timedelta(days=1)
    actions.cancel_placement(pair[0], reason="Post closed.", by=factories.office(), at=at(before), on=before)
    assert [(kept.rule, kept.reason) for kept in pair[0].departures.all()] == [("paired_exchange", "Post closed.")]
    assert not pair[1].departures.exists()
    actions.cancel_placement(pair[1], reason="Post closed.", by=factories.office(), at=at(before), on=before)
    assert not pair[1].departures.exists(), "the other half is gone by now"


def test_extending_one_half_warns_at_the_decision(pair):
    request = factories.make_request(pair[0])
    factories.give_opinions(request)
    with pytest.raises(ValidationError, match="one half of a paired exchange") as refused:
        actions.approve_extension(request, by=factories.office(), at=NOW)
    assert "reason" in refused.value.message_dict
    actions.approve_extension(request, reason="Both are extended.", by=factories.office(), at=NOW)
    assert request.departures.get().rule == "paired_exchange"


def test_extending_who_is_back_home_warns(placement):
    request = factories.make_request(placement, until=dt.date(2016, 12, 1))
    factories.give_opinions(request)
    back = END + dt.timedelta(days=2)
    record(placement, back, act=actions.record_return)
    with pytest.raises(ValidationError, match="has been back at the home organisation since 25 July 2016"):
        actions.approve_extension(request, by=factories.office(), at=NOW)


def test_both_doors_warn_before_they_ask(pair, person):
    sentence = f"This placement is one half of a paired exchange with {pair[1].number}."
    with time_machine.travel(NOW, tick=False):
        for door in (
            f"/placements/{pair[0].pk}/return-early/",
            f"/admin/placements/placement/{pair[0].pk}/return-early/",
        ):
            assert sentence in page(person, door)
            html = page(person, door, {"ends_on": "2016-06-01", "reason": "completed", "note": "", "because": ""})
            assert html.count("To go on, write the reason; it is kept.") >= 1
        answered = {"ends_on": "2016-06-01", "reason": "completed", "note": "", "because": "Agreed."}
        person.post(f"/admin/placements/placement/{pair[0].pk}/return-early/", answered)
    assert pair[0].departures.get().reason == "Agreed."
