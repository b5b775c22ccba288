"""The three cases of the news report: its facts, nothing beside them, and only once."""

import datetime as dt
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from officials.models import Official, User
from placements.models import Cycle, Departure, Placement, Quota
from tests.factories import make_cycle


@pytest.fixture
def reference(db):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def article(reference):
    call_command("load_article", verbosity=0)


def test_the_cycle_and_its_places(article):
    cycle = Cycle.objects.get()
    assert (cycle.year, cycle.starts_on, cycle.ends_on) == (2015, dt.date(2015, 7, 24), dt.date(2016, 7, 23))
    places = {(quota.home_region_id, quota.host_region_id): quota.places for quota in Quota.objects.all()}
    assert places == {("110000", "130000"): 100, ("130000", "110000"): 100}


@pytest.mark.parametrize(
    ("name", "home", "home_title", "host", "host_title", "fields", "noted"),
    [
        (
            "吕震乾 Lyu Zhenqian",
            "SEED-FENGTAI-RES",
            "Policy researcher",
            "SEED-CHENGDE-DRC",
            "Deputy director",
            ["POLICY"],
            "more than 22 million yuan from Beijing’s water resources fund, about four million more",
        ),
        (
            "Liang Zhonglin",
            "SEED-ZHUOZHOU-GOV",
            "Vice mayor",
            "SEED-ZGC",
            "Human resources official",
            [],
            "In January 2016 Zhuozhou and Zhongguancun signed an agreement to support entrepreneurship",
        ),
        (
            "Shui Yong",
            "SEED-BJ-INVEST",
            "Deputy director",
            "SEED-TANGSHAN-GOV",
            "Vice mayor of Tangshan and chief coordinator for Caofeidian District",
            ["INVEST"],
            "75 deals with Beijing and Tianjin, more than 245 billion yuan",
        ),
    ],
)
def test_the_three_cases(article, name, home, home_title, host, host_title, fields, noted):
    family = name.split()[-2]
    placement = Placement.objects.get(official__family_name=family, cycle__year=2015)
    official = placement.official
    assert str(official) == name
    assert (official.provenance, placement.state) == ("article", "confirmed")
    assert (placement.starts_on, placement.ends_on) == (dt.date(2015, 7, 24), dt.date(2016, 7, 23))
    assert (placement.home_post.organisation.code, placement.home_post.title_en) == (home, home_title)
    assert (placement.host_post.organisation.code, placement.host_title) == (host, host_title)
    assert list(official.expertise.values_list("pk", flat=True)) == fields
    assert noted in placement.note
    assert "China Daily, 6 July 2016" in placement.note
    assert placement.term.get().kind == "original"


def test_where_the_report_is_silent_nothing_is_filled_in(article):
    for official in Official.objects.all():
        for name in ["personnel_number", "birth_year", "birth_month", "rank", "professional_title", "account"]:
            assert getattr(official, name) is None, name
        assert official.work_phone == official.mobile == official.email == ""
    assert set(Official.objects.values_list("name_zh", flat=True)) == {"吕震乾", ""}
    for placement in Placement.objects.all():
        assert placement.appointment_document_number == placement.congress_decision_number == placement.task == ""
        assert placement.home_contact is placement.host_contact is placement.appointment_document_on is None
        assert not placement.is_appointment_outstanding
        for post in (placement.home_post, placement.host_post):
            assert (post.rank, post.tier, post.expertise.count()) == (None, "", 0)
    assert "34 years old in 2016" in Official.objects.get(family_name="Lyu").note
    assert not Departure.objects.exists()


def test_nobody_signs_in_as_the_loader(article):
    loader = User.objects.get()
    assert not loader.has_usable_password()
    assert not loader.is_staff
    assert not loader.is_superuser


def test_running_it_again_changes_nothing(article, capsys):
    def counts():
        tables = [table for table in connection.introspection.table_names() if table.startswith(("officials_", "plac"))]
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"select count(*) from {connection.ops.quote_name(table)}")
                yield table, cursor.fetchone()[0]

    before = dict(counts())
    assert before["placements_placementevent"] > 0
    call_command("load_article")
    assert capsys.readouterr().out == "News report (China Daily, 6 July 2016): 0 placements new, 3 unchanged.\n"
    assert dict(counts()) == before


def test_what_the_office_adds_stays(article):
    official = Official.objects.get(family_name="Lyu")
    official.work_phone = "0314-1550000"
    official.save()
    call_command("load_article", verbosity=0)
    official.refresh_from_db()
    assert official.work_phone == "0314-1550000"


def test_without_reference_data_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="run load_reference first"):
        call_command("load_article")
    assert not Cycle.objects.exists()


def test_another_cycle_of_2015_is_left_alone(reference):
    make_cycle(2015, starts_on=dt.date(2015, 9, 1), ends_on=dt.date(2016, 8, 31))
    with pytest.raises(CommandError, match="a cycle of 2015 with other days"):
        call_command("load_article")
    assert not Placement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_loaders_at_once_load_everything_once():
    call_command("load_reference", verbosity=0)
    faults = []

    def run():
        try:
            call_command("load_article", verbosity=0)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Placement.objects.count() == 3
