"""Loading the demonstration: where, on which day, how large, and what it needs."""

import datetime as dt
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from officials.models import Official, User
from placements import rules
from placements.demo import cast, loading
from placements.models import Cycle, ExtensionRequest, Placement, Quota
from placements.models.extensions import RequestState

ON = dt.date(2026, 3, 4)  # a Wednesday


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


def test_the_real_size_needs_only_other_numbers(db):
    loaded = load_everything(ON, sizes=(200, 220, 220))
    live = Counter(Placement.objects.live().values_list("cycle__year", flat=True))
    assert live == {2015: 200, 2025: 220, 2026: 220}
    assert loaded.officials == 200 - 3 + 220 + 220 + len(cast.NEXT_CLOSED)
    assert Quota.objects.get(cycle__year=2025, home_region="120000", host_region="130000").places == 5
    assert Quota.objects.get(cycle__year=2025, home_region="110000", host_region="130000").places == 100
    tiers = Counter(official.tier for official in Official.objects.filter(provenance="invented"))
    assert 0.07 < tiers["BUREAU-DEP"] / loaded.officials < 0.18
    assert 0.5 < (tiers["DIVISION"] + tiers["DIVISION-DEP"]) / loaded.officials < 0.75
    assert not [
        name
        for name, count in Counter(Official.objects.values_list("name_zh", flat=True)).items()
        if count > 1 and name
    ]


def test_on_any_day_it_is_the_same_crowd_and_somebody_may_ask(db):
    crowds = []
    for on in (dt.date(2028, 2, 29), dt.date(2027, 1, 2)):  # a leap day, a Saturday
        with transaction.atomic():
            load_everything(on)
            people = Official.objects.filter(provenance="invented").order_by("personnel_number")
            crowds.append(list(people.values_list("name_zh", "home_post__code", "placements__host_post__code")))
            official = people.get(account__username="official").placements.get()
            assert rules.why_not_ask(official, on=on) is None
            requests = ExtensionRequest.objects.filter(placement__cycle=official.cycle)
            assert set(requests.values_list("state", flat=True)) == set(RequestState.values)
            transaction.set_rollback(True)
    assert crowds[0] == crowds[1]
