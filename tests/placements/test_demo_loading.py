"""Loading the demonstration: where, on which day, how large, and what it needs."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from officials.models import Official, User
from placements import rules
from placements.demo import loading
from placements.models import Cycle, ExtensionRequest, Placement
from placements.models.extensions import RequestState

ON = dt.date(2026, 3, 4)  # a Wednesday
SMALL = (40, 80, 80)  # where the size is not what the test is about


def load_everything(on, sizes=None):
    call_command("load_reference", verbosity=0)
    call_command("load_article", verbosity=0)
    loaded = loading.load_demo(on=on, sizes=sizes)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # as the commit would
    return loaded


def test_it_loads_only_where_it_is_a_demonstration(db, settings):
    settings.OFFICE_DEMO = False
    with pytest.raises(CommandError, match="only where OFFICE_DEMO=1 is set"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_without_its_ground_it_says_what_to_do(db, settings):
    settings.OFFICE_DEMO = True
    with pytest.raises(CommandError, match="run load_reference first. Nothing was loaded"):
        call_command("load_demo")
    call_command("load_reference", verbosity=0)
    with pytest.raises(CommandError, match="run load_article first"):
        call_command("load_demo")
    call_command("load_article", verbosity=0)
    for day, said in [
        ("2016-05-09", "choose a day from 2016-09-27"),
        ("9999-12-31", "choose a day from"),
        ("2026-02-30", "it must be a day like 2026-05-09"),
        ("٢٠٢٦-01-01x" * 20, "it must be a day like"),
    ]:
        with pytest.raises(CommandError, match=said):
            call_command("load_demo", "--on", day)
    Cycle.objects.create(
        year=2026,
        name_en="2026",
        name_zh="2026",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 31),
        programme_ends_on=dt.date(2030, 12, 31),
    )
    with pytest.raises(CommandError, match="There is a cycle of 2026 already"):
        call_command("load_demo", "--on", "2026-03-04")
    assert not Official.objects.filter(provenance="invented").exists()


@pytest.mark.parametrize(
    "on",
    [
        dt.date(2016, 10, 1),  # before the first cycle is over for those who stayed longer
        dt.date(2028, 2, 29),  # a leap day
        dt.date(2045, 1, 1),  # a Sunday; nobody of the first cycle is young enough to serve again
    ],
)
def test_on_any_day_somebody_may_ask(db, on):
    load_everything(on, sizes=SMALL)
    official = Official.objects.get(account__username="official").placements.get()
    assert rules.why_not_ask(official, on=on) is None
    requests = ExtensionRequest.objects.filter(placement__cycle=official.cycle)
    assert set(requests.values_list("state", flat=True)) == set(RequestState.values)
    again = Placement.objects.filter(official__account__username="official-served-before")
    assert again.count() == (2 if on.year == 2028 else 1)
    for placement in Placement.objects.live().filter(cycle=official.cycle).select_related("official"):
        assert placement.official.age(on=placement.starts_on) <= 53


def test_every_time_it_is_the_same_crowd(db):
    crowds = []
    for on in (dt.date(2026, 7, 1), dt.date(2027, 1, 2)):
        with transaction.atomic():
            load_everything(on, sizes=SMALL)
            crowd = Placement.objects.filter(official__provenance="invented")
            people = crowd.order_by("cycle__year", "official__personnel_number")
            crowds.append(list(people.values_list("official__name_zh", "home_post__code", "host_post__code")))
            transaction.set_rollback(True)
    assert crowds[0] == crowds[1]


def test_a_size_that_does_not_hold_the_cast_is_refused(db):
    with pytest.raises(ValueError, match="of the cast go from 110000 to 130000: 5 places"):
        load_everything(ON, sizes=(10, 220, 220))
