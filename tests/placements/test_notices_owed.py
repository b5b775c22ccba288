"""What is owed to whom: with its fact or by the day, once, and no longer than it is so."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from placements import actions
from placements.models import Notice
from placements.notices.owing import Telling, owe
from placements.notices.reminders import Reminder, owe_reminders, still_holds
from placements.refusals import NotAllowed
from tests import factories
from tests.attacks import sql
from tests.factories import DAY, END, NOW, START, make_placement, make_request, make_user

pytestmark = pytest.mark.django_db


def owed():
    """(kind, recipient) of all notices."""
    notices = Notice.objects.select_related("official", "user").order_by("pk")
    return [(notice.kind, str(notice.recipient)) for notice in notices]


def reminders_on(day):
    """The kinds that are newly owed on the day."""
    before = set(Notice.objects.values_list("pk", flat=True))
    owe_reminders(at=NOW, on=day)
    return sorted(notice.kind for notice in Notice.objects.all() if notice.pk not in before)


def official_reminders(placement, first, last):
    """{day: kinds} newly owed to the official, walking day by day."""
    found, day = {}, first
    while day <= last:
        new = set(Notice.objects.values_list("pk", flat=True))
        owe_reminders(at=NOW, on=day)
        kinds = sorted(n.kind for n in Notice.objects.filter(official=placement.official).exclude(pk__in=new))
        if kinds:
            found[day.isoformat()] = kinds
        day += dt.timedelta(days=1)
    return found


# With the fact --------------------------------------------------------------------------------


def test_sending_a_request_tells_the_official_and_every_coordinator(placement, coordinator, second_coordinator, staff):
    make_user("gone", "Coordinators", is_active=False)
    make_user("loader", "Coordinators", email="")
    make_request(placement)
    assert owed() == [
        ("received", str(placement.official)),
        ("new_request", str(coordinator)),
        ("new_request", str(second_coordinator)),
    ]


def test_a_coordinator_hears_nothing_of_their_own_request(placement, coordinator, second_coordinator):
    placement.official.account = second_coordinator
    placement.official.save()
    make_request(placement)
    assert ("new_request", str(coordinator)) in owed()
    assert ("new_request", str(second_coordinator)) not in owed()


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        ("draft", []),
        ("withdrawn", ["received", "new_request"]),
        ("returned", ["received", "new_request", "returned"]),
        ("declined", ["received", "new_request", "decision"]),
        ("approved", ["received", "new_request", "decision"]),
        ("reversed", ["received", "new_request", "decision", "dates_changed"]),
    ],
)
def test_each_fact_of_a_request_is_told_once(state, kinds):
    make_request(state=state)
    assert [kind for kind, _who in owed()] == kinds


def test_a_request_sent_again_is_told_again():
    request = make_request(state="returned")
    later = NOW + dt.timedelta(days=1)
    actions.submit_extension(request, by=request.submitted_by, at=later, on=later.date())
    assert [kind for kind, _who in owed()] == ["received", "new_request", "returned", "received", "new_request"]


def test_an_early_return_and_its_reversal_are_told(placement, coordinator):
    actions.return_early(placement, ends_on=dt.date(2016, 6, 30), reason="completed", by=coordinator, at=NOW)
    actions.reverse_early_return(
        placement, reason="Entered twice.", by=coordinator, at=NOW + dt.timedelta(hours=1), on=DAY
    )
    assert owed() == [("dates_changed", str(placement.official))] * 2


def test_what_is_refused_is_not_told(placement, coordinator):
    request = make_request(placement)
    before = Notice.objects.count()
    with pytest.raises(NotAllowed):
        actions.decline_extension(request, words="", next_step="", by=coordinator, at=NOW)
    assert Notice.objects.count() == before


def test_a_fact_that_is_rolled_back_takes_its_notice_along(placement):
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        make_request(placement)
        assert Notice.objects.exists()
        raise Stop
    assert not Notice.objects.exists()


def test_language_is_the_recipients(placement, coordinator):
    coordinator.language = "en"
    coordinator.save()
    make_request(placement)
    assert dict(Notice.objects.values_list("kind", "language")) == {"received": "zh-hans", "new_request": "en"}


# By the day -----------------------------------------------------------------------------------


def test_an_official_is_reminded_on_the_last_working_day_by(placement):
    """24 July 2015 to 23 July 2016: 25 March opens, 24 May closes; the ends of 90, 60 and 30 days."""
    found = official_reminders(placement, dt.date(2016, 3, 1), dt.date(2016, 7, 23))
    assert found == {
        "2016-03-25": ["window_opens"],
        "2016-04-22": ["ends", "window_closes"],  # 24 April is a Sunday; 90 days before is Sunday too
        "2016-05-24": ["ends"],
        "2016-06-23": ["ends"],
    }


def test_a_start_is_announced_eight_and_four_weeks_before(coordinator):
    placement = make_placement()
    found = official_reminders(placement, START - dt.timedelta(days=70), START)
    assert found == {"2015-05-29": ["starts"], "2015-06-26": ["starts"]}


def test_run_twice_nothing_is_owed_twice(placement):
    opens = dt.date(2016, 3, 25)
    assert reminders_on(opens) == ["window_opens"]
    assert reminders_on(opens) == []
    assert reminders_on(opens + dt.timedelta(days=1)) == []


def test_three_days_pause_is_caught_up_and_a_months_is_not(placement):
    assert reminders_on(dt.date(2016, 3, 28)) == ["window_opens"]
    assert "ends" not in reminders_on(dt.date(2016, 5, 20))  # the 90 days are 26 days past
    assert reminders_on(dt.date(2016, 5, 27)) == ["ends"]  # the 60 days are three days past


def test_a_proposal_and_a_cancelled_placement_remind_of_nothing(coordinator):
    make_placement(confirmed=False)
    cancelled = make_placement()
    actions.cancel_placement(
        cancelled, reason="Post abolished.", by=coordinator, at=NOW, on=START - dt.timedelta(days=1)
    )
    assert reminders_on(START - dt.timedelta(days=56)) == []
    assert reminders_on(dt.date(2016, 3, 25)) == []


def test_who_asked_is_not_told_to_ask(placement):
    make_request(placement, on=dt.date(2016, 4, 1))
    assert "window_closes" not in reminders_on(dt.date(2016, 4, 22))


def test_an_end_that_moved_makes_its_reminder_untrue_and_the_new_end_gives_its_own(placement, coordinator):
    sixty = dt.date(2016, 5, 24)
    assert "ends" in reminders_on(sixty)
    old = Notice.objects.get(kind="ends", key__contains=":60:")
    assert still_holds(old, on=sixty)
    request = make_request(placement)
    factories.give_opinions(request)
    actions.approve_extension(request, words="Agreed.", by=coordinator, at=NOW)
    old = Notice.objects.select_related("placement__cycle", "placement__official").get(pk=old.pk)
    assert not still_holds(old, on=sixty)
    assert "ends" not in reminders_on(sixty)
    assert "ends" in reminders_on(dt.date(2017, 1, 23) - dt.timedelta(days=60))


def test_a_dropped_reminder_that_is_true_again_is_owed_again(placement):
    sixty = dt.date(2016, 5, 24)
    reminders_on(sixty)
    sql(
        "update placements_notice set state = 'dropped', drop_reason = 'not_so', settled = now() where kind = 'ends'",
    )
    assert reminders_on(sixty) == ["ends"]


def test_a_request_that_waits_ten_days_is_brought_to_the_one_who_confirmed_and_a_colleague(
    placement, coordinator, second_coordinator
):
    third = make_user("third", "Coordinators")
    make_request(placement)  # sent on 9 May, a Monday; the 19th is a Thursday
    assert "waiting" not in reminders_on(dt.date(2016, 5, 18))
    assert reminders_on(dt.date(2016, 5, 19)) == ["waiting", "waiting"]
    told = Notice.objects.filter(kind="waiting").values_list("user", flat=True)
    assert set(told) == {placement.confirmed_by_id, second_coordinator.pk}
    assert third.pk not in told


def told_of_waiting():
    return [notice.user.username for notice in Notice.objects.filter(kind="waiting").order_by("pk")]


def test_a_request_that_is_assigned_is_brought_to_the_assignee_and_a_colleague(placement, coordinator):
    make_user("second", "Coordinators")
    third = make_user("third", "Coordinators")
    actions.assign_extension(make_request(placement), to=third, by=coordinator, at=NOW)
    assert reminders_on(dt.date(2016, 5, 19)).count("waiting") == 2
    assert told_of_waiting() == ["third", "office"]


@pytest.mark.parametrize("gone", [{"email": ""}, {"is_active": False}])
def test_an_assignee_who_cannot_be_told_is_as_if_nobody_were_assigned(placement, coordinator, gone):
    make_user("second", "Coordinators")
    third = make_user("third", "Coordinators")
    actions.assign_extension(make_request(placement), to=third, by=coordinator, at=NOW)
    type(third).objects.filter(pk=third.pk).update(**gone)
    reminders_on(dt.date(2016, 5, 19))
    assert told_of_waiting() == ["office", "second"]


def test_assigned_anew_it_is_told_to_the_new_one_alone(placement, coordinator, second_coordinator):
    third = make_user("third", "Coordinators")
    request = make_request(placement)
    reminders_on(dt.date(2016, 5, 19))
    assert told_of_waiting() == ["office", "second"]
    actions.assign_extension(request, to=third, by=coordinator, at=NOW)
    assert reminders_on(dt.date(2016, 5, 20)) == ["waiting"]
    assert reminders_on(dt.date(2016, 5, 21)) == []
    assert told_of_waiting() == ["office", "second", "third"]


def test_nobody_is_told_that_their_own_request_waits_even_if_it_is_assigned_to_them(
    placement, coordinator, second_coordinator
):
    placement.official.account = second_coordinator
    placement.official.save()
    request = make_request(placement)
    type(request).objects.filter(pk=request.pk).update(assigned_to=second_coordinator)
    reminders_on(dt.date(2016, 5, 19))
    assert told_of_waiting() == ["office"]


@pytest.mark.parametrize(
    ("day", "goes_out"),
    [
        ("2016-05-19", "2016-05-19"),  # a Thursday
        ("2016-05-21", "2016-05-20"),  # a Saturday: the Friday before
        ("2016-06-12", "2016-06-12"),  # a Sunday that is worked
        ("2016-06-10", "2016-06-08"),  # the Friday of the Dragon Boat Festival
        ("2016-10-05", "2016-09-30"),  # in the National Day holiday
        ("2016-02-13", "2016-02-06"),  # the Spring Festival, and before it a Saturday that is worked
        ("2027-01-02", "2027-01-01"),  # a year without its file: the week alone
    ],
)
def test_every_reminder_goes_out_on_its_day_or_the_last_working_day_before(day, goes_out):
    day, goes_out = dt.date.fromisoformat(day), dt.date.fromisoformat(goes_out)
    reminder = Reminder("ends", "x", day, day + dt.timedelta(days=14))
    assert not reminder.holds(on=goes_out - dt.timedelta(days=1))
    assert reminder.holds(on=goes_out)
    assert reminder.holds(on=day)


def test_a_request_whose_tenth_day_is_a_holiday_is_brought_up_before_it(placement, coordinator):
    make_request(placement, at=NOW + dt.timedelta(days=21), on=dt.date(2016, 5, 30))  # the tenth day is 9 June
    assert "waiting" not in reminders_on(dt.date(2016, 6, 7))
    assert "waiting" in reminders_on(dt.date(2016, 6, 8))


def test_ends_to_come_are_told_once_a_month_on_a_working_day(placement, coordinator):
    assert reminders_on(dt.date(2016, 3, 31)) == ["window_opens"]
    may = [reminders_on(dt.date(2016, 5, day)).count("endings") for day in range(1, 7)]
    assert may == [0, 0, 1, 0, 0, 0]  # 1 May is a Sunday, the 2nd the day off for it
    assert "endings" in reminders_on(dt.date(2016, 6, 1))


def test_no_ends_to_come_no_notice(placement):
    assert "endings" not in reminders_on(dt.date(2016, 1, 4))


# The database's part --------------------------------------------------------------------------


def a_notice(placement, **facts):
    facts = {"kind": "ends", "fact": "x", "official": placement.official, "placement": placement, **facts}
    owe([Telling(**facts)], since=NOW)
    return Notice.objects.get(key=Telling(**facts).key)


def refused(statement, *parameters):
    """The rule that refuses the statement, or None."""
    try:
        with transaction.atomic():
            sql(statement, *parameters)
    except (DatabaseError, IntegrityError) as error:
        return error.__cause__.diag.constraint_name
    return None


def test_a_fact_is_owed_once_whoever_writes(placement):
    notice = a_notice(placement)
    assert owe([Telling(kind="ends", fact="x", official=placement.official, placement=placement)], since=NOW) == 0
    copy = (
        "insert into placements_notice (key, kind, state, official_id, language, owed_since, next_try, attempts,"
        " trouble, last_error, drop_reason, address, subject, text)"
        " select key, kind, 'owed', official_id, language, now(), now(), 0, '', '', '', '', '', ''"
        " from placements_notice where id = %s"
    )
    assert refused(copy, notice.pk) == "notice_is_owed_once"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("kind = 'starts'", "notice_stays_what_it_is"),
        ("key = 'other'", "notice_stays_what_it_is"),
        ("state = 'sent', settled = now()", "notice_moves_by_the_table"),
        ("state = 'sending'", "notice_is_sent_whole"),
        ("state = 'failed'", "notice_says_why_it_failed"),
        ("state = 'dropped', settled = now()", "notice_says_why_it_is_dropped"),
        ("state = 'dropped', drop_reason = 'not_so'", "notice_is_settled_or_not"),
        ("user_id = (select min(id) from officials_user)", "notice_stays_what_it_is"),
    ],
)
def test_a_half_truth_is_refused(placement, change, rule):
    notice = a_notice(placement)
    assert refused(f"update placements_notice set {change} where id = %s", notice.pk) == rule


def test_a_settled_notice_no_longer_changes_and_none_is_deleted(placement):
    notice = a_notice(placement)
    sql(
        "update placements_notice set state = 'dropped', drop_reason = 'not_so', settled = now() where id = %s",
        notice.pk,
    )
    assert refused("update placements_notice set drop_reason = 'by_hand' where id = %s", notice.pk) == (
        "notice_settled_is_final"
    )
    assert refused("delete from placements_notice where id = %s", notice.pk) == "notice_is_kept"


def test_what_is_handed_over_is_what_was_written(placement):
    notice = a_notice(placement)
    sql(
        "update placements_notice set state = 'sending', attempts = 1, last_tried = now(), address = 'a@example.com',"
        " subject = 's', text = 't', attempt = '00000000-0000-0000-0000-000000000001' where id = %s",
        notice.pk,
    )
    hand_over = "update placements_notice set state = 'handed', text = %s where id = %s"
    assert refused(hand_over, "other", notice.pk) == "notice_is_sent_as_written"
    assert refused(hand_over, "t", notice.pk) is None


def test_the_term_is_as_the_reminders_think():
    assert (dt.date(2015, 7, 24), dt.date(2016, 7, 23)) == (START, END)
