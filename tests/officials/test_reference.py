"""The reference data: loaded, loaded again, changed, broken, and by two at once."""

import re
import shutil
import threading
from pathlib import Path

import pghistory
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from officials import reference_data
from officials.models import (
    Expertise,
    FormerJurisdiction,
    Jurisdiction,
    Organisation,
    ProfessionalTitle,
    Rank,
)
from tests.factories import make_post

KINDS = [Jurisdiction, FormerJurisdiction, Expertise, Rank, ProfessionalTitle, Organisation]


def load(folder=None, capsys=None):
    call_command("load_reference", *(["--from", str(folder)] if folder else []))
    return capsys.readouterr().out.splitlines() if capsys else None


@pytest.fixture
def loaded(db):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def folder(tmp_path):
    """A copy of the files, to be changed."""
    return Path(shutil.copytree(reference_data.REFERENCE, tmp_path / "files"))


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def events():
    return {
        table: count(table)
        for table in connection.introspection.table_names()
        if table.startswith("officials_") and table.endswith("event") and table != "officials_auditevent"
    }


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {connection.ops.quote_name(table)}")
        return cursor.fetchone()[0]


# Loading -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_loads_everything_and_says_so(capsys):
    assert load(capsys=capsys) == [
        "divisions: 213 new, 0 changed, 0 unchanged, 0 skipped",
        "former divisions: 26 new, 0 changed, 0 unchanged, 0 skipped",
        "fields of expertise: 43 new, 0 changed, 0 unchanged, 0 skipped",
        "ranks: 18 new, 0 changed, 0 unchanged, 0 skipped",
        "professional titles: 4 new, 0 changed, 0 unchanged, 0 skipped",
        "organisations: 103 new, 0 changed, 0 unchanged, 1 skipped",
        "  JJJ-JOINT (京津冀协同发展联合工作办公室) has no jurisdiction of its own: not loaded.",
    ]
    assert [model.objects.count() for model in KINDS] == [213, 26, 43, 18, 4, 103]


@pytest.mark.django_db
def test_running_it_again_changes_nothing_and_leaves_no_trace(loaded, capsys):
    before = events()
    assert before["officials_jurisdictionevent"] == 213
    lines = load(capsys=capsys)
    assert lines[0] == "divisions: 0 new, 0 changed, 213 unchanged, 0 skipped"
    assert lines[5] == "organisations: 0 new, 0 changed, 103 unchanged, 1 skipped"
    assert events() == before


@pytest.mark.django_db
def test_divisions_hang_together(loaded):
    zhuozhou = Jurisdiction.objects.get(code="130681")
    assert (zhuozhou.name_en, zhuozhou.name_zh) == ("Zhuozhou", "涿州市")
    assert (zhuozhou.parent_id, zhuozhou.city_id, zhuozhou.region_id) == ("130600", "130600", "130000")
    assert Jurisdiction.objects.get(code="110106").city_id == "110000"
    assert Jurisdiction.objects.filter(city="130800").exclude(code="130800").count() == 11
    assert Jurisdiction.objects.regions().count() == 3
    assert Jurisdiction.objects.host_cities().count() == 13
    assert not Jurisdiction.objects.filter(latitude=None).exists()
    former = FormerJurisdiction.objects.get(code="130323")
    assert [after.code for after in former.successors.order_by("code")] == ["130302", "130304", "130306"]


@pytest.mark.django_db
def test_organisations_stand_in_the_order_of_the_file(loaded):
    assert Organisation.objects.get(code="BJ-ORG").standing_order == 1
    beijing = Organisation.objects.filter(code__in=["BJ-DRC", "BJ-ORG", "BJ-GO"]).order_by("standing_order")
    assert [organisation.code for organisation in beijing] == ["BJ-ORG", "BJ-GO", "BJ-DRC"]
    chengde = Organisation.objects.get(code="SEED-CHENGDE-DRC")
    assert (chengde.region_id, chengde.tier, chengde.expertise_id) == ("130000", "DIVISION", "ECON-PLAN")


@pytest.mark.django_db
def test_the_trail_says_where_the_rows_come_from(loaded):
    event = Rank.objects.get(code="GRADE-01").events.get()
    assert event.pgh_context["command"] == "load_reference"


# A changed file ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_changed_file_updates_just_those_rows(loaded, folder, capsys):
    before = events()
    edit(folder, "jurisdictions.csv", "Zhuozhou,涿州市", "Zhuo Zhou,涿州市")
    edit(folder, "expertise.csv", "能源,", "能源与电力,")
    edit(folder, "jurisdictions_former.csv", "130306;130302;130304", "130306;130302")
    lines = load(folder, capsys)
    assert lines[:3] == [
        "divisions: 0 new, 1 changed, 212 unchanged, 0 skipped",
        "former divisions: 0 new, 1 changed, 25 unchanged, 0 skipped",
        "fields of expertise: 0 new, 1 changed, 42 unchanged, 0 skipped",
    ]
    assert Jurisdiction.objects.get(code="130681").name_en == "Zhuo Zhou"
    assert Expertise.objects.get(code="ENERGY").name_zh == "能源与电力"
    assert FormerJurisdiction.objects.get(code="130323").successors.count() == 2
    added = {table: n - before[table] for table, n in events().items() if n != before[table]}
    assert added == {
        "officials_jurisdictionevent": 1,
        "officials_expertiseevent": 1,
        "officials_formersuccessorevent": 1,
    }


@pytest.mark.django_db
def test_a_new_row_is_added_and_a_lost_one_stays(loaded, folder, capsys):
    edit(folder, "expertise.csv", "POLICY,Policy research,政策研究,Party and public administration\n", "")
    with (folder / "expertise.csv").open("a", encoding="utf-8") as file:
        file.write("NEW,New field,新领域,Other\n")
    assert "fields of expertise: 1 new, 0 changed, 42 unchanged, 0 skipped" in load(folder, capsys)
    assert Expertise.objects.filter(code__in=["POLICY", "NEW"]).count() == 2


@pytest.mark.django_db
def test_two_ranks_change_places(loaded, folder, capsys):
    edit(folder, "ranks.csv", "一级科员,20,", "一级科员,10,")
    edit(folder, "ranks.csv", "二级科员,10,", "二级科员,20,")
    assert "ranks: 0 new, 2 changed, 16 unchanged, 0 skipped" in load(folder, capsys)
    assert list(Rank.objects.values_list("code", flat=True)[:3]) == ["GRADE-11", "GRADE-12", "GRADE-10"]


@pytest.mark.django_db
def test_what_the_office_changed_by_hand_stays_and_is_named(loaded, folder, capsys):
    organisation = Organisation.objects.get(code="BJ-DRC")
    organisation.name_en = "Beijing DRC"
    with pghistory.context(user=1):  # as a page would; the test is one transaction with the loader
        organisation.save()
    before = events()
    lines = load(capsys=capsys)
    assert "organisations: 0 new, 0 changed, 102 unchanged, 2 skipped" in lines
    assert "  BJ-DRC was changed in the office; name_en stays as it is there." in lines
    organisation.refresh_from_db()
    assert organisation.name_en == "Beijing DRC"
    assert events() == before


@pytest.mark.django_db
def test_an_organisation_moves_to_another_region_only_while_nothing_rests_on_it(loaded, folder, capsys):
    edit(folder, "organisations.csv", "BJ-PETI,named,province,110000,110000", "BJ-PETI,named,province,120000,120000")
    assert "organisations: 0 new, 1 changed, 102 unchanged, 1 skipped" in load(folder, capsys)
    organisation = Organisation.objects.get(code="BJ-PETI")
    assert organisation.region_id == "120000"
    make_post(organisation=organisation)
    with pytest.raises(CommandError, match="jurisdiction: The region of an organisation in use cannot change"):
        load()


# Files with faults ---------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "jurisdictions.csv",
            "code,parent_code,level",
            "code,parent,level",
            "line 1: the column parent_code is missing",
        ),
        (
            "jurisdictions.csv",
            "110101,110000,county",
            "110101,990000,county",
            "line 3: parent_code: there is no 990000",
        ),
        ("jurisdictions.csv", "110101,110000,county", "110101,110000,town", "line 3: level must be one of"),
        (
            "jurisdictions.csv",
            "110101,110000,county",
            "110101,,county",
            "line 3: a province-level division has no parent",
        ),
        ("jurisdictions.csv", "110101,110000", "11010,110000", "line 3: A GB/T 2260 code has six digits"),
        ("jurisdictions.csv", "110101,110000", "110102,110000", "line 4: 110102 stands on line 3 already"),
        ("jurisdictions.csv", "110101,110000", ",110000", "line 3: the code is missing"),
        ("jurisdictions.csv", "39.9269", "north", "line 3: latitude must be degrees"),
        ("jurisdictions.csv", "39.9269", "NaN", "line 3: latitude"),
        ("jurisdictions.csv", "39.9269", "1e9", "line 3: latitude"),
        ("jurisdictions.csv", "Dongcheng District", "", "line 3: name_en: This field cannot be blank"),
        ("jurisdictions.csv", "Dongcheng District", "D" * 201, "line 3: name_en: Ensure this value has at most 200"),
        ("jurisdictions.csv", "Dongcheng District", "Dong\x00cheng", "line 3: a control character"),
        ("jurisdictions.csv", "Dongcheng District", "Dong,cheng", "line 3: 9 fields instead of 8"),
        ("jurisdictions.csv", "Dongcheng District", '"Dongcheng', "jurisdictions.csv, line"),
        ("jurisdictions_former.csv", ",2018,", ",next year,", "line 7: changed_in must be a whole number"),
        ("jurisdictions_former.csv", "130284", "999999", "line 7: successor_codes: there is no division 999999"),
        ("ranks.csv", "一级科员,20,", "一级科员,10,", "line 3: the order 10 stands in the file already"),
        ("ranks.csv", "一级科员,20,grade,STAFF", "一级科员,20,grade,BOSS", "line 3: tier: Value 'BOSS' is not a valid"),
        ("organisations.csv", "BJ-ORG,named", "BJ-ORG,nemed", "line 2: record must be named or template"),
        (
            "organisations.csv",
            "中共北京市委组织部",
            "中共北京市委研究室",
            "line 3: An organisation of this name exists",
        ),
    ],
)
def test_a_file_with_a_fault_is_refused_whole_with_its_line(folder, name, old, new, said):
    edit(folder, name, old, new)
    with pytest.raises(CommandError) as refusal:
        load(folder)
    assert str(refusal.value).startswith(f"{name}, line")
    assert said in str(refusal.value) or said.startswith(name)
    assert str(refusal.value).endswith("Nothing was loaded.")
    assert [model.objects.count() for model in KINDS] == [0] * 6


@pytest.mark.django_db
def test_a_file_that_is_missing_empty_or_no_text_is_refused(folder):
    path = folder / "ranks.csv"
    for content, said in [
        ("code,name_en".encode("utf-16"), "line 1: this is not UTF-8 text"),
        (b"", "line 1: the column code, name_en"),
        (b"code,name_en,name_zh,order,track,tier,level_from,level_to,former_name_zh\n", "there is no row in it"),
    ]:
        path.write_bytes(content)
        with pytest.raises(CommandError, match=said):
            load(folder)
    path.unlink()
    with pytest.raises(CommandError, match="there is no such file"):
        load(folder)
    assert Jurisdiction.objects.count() == 0


@pytest.mark.django_db
def test_a_byte_order_mark_and_other_line_ends_do_no_harm(folder, capsys):
    path = folder / "ranks.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert "ranks: 18 new, 0 changed, 0 unchanged, 0 skipped" in load(folder, capsys)


# Two at once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_loaders_at_once_load_everything_once():
    faults = []

    def run():
        try:
            call_command("load_reference", verbosity=0)
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
    assert [model.objects.count() for model in KINDS] == [213, 26, 43, 18, 4, 103]
    assert events()["officials_jurisdictionevent"] == 213


# Templates -----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("template", "division", "code", "name_en", "name_zh", "tier"),
    [
        (
            "PREF-WATER",
            "130800",
            "PREF-WATER-130800",
            "Chengde Municipal Water Affairs Bureau",
            "承德市水务局",
            "DIVISION",
        ),
        (
            "CNTY-GOV",
            "130826",
            "CNTY-GOV-130826",
            "Fengning Manchu Autonomous County People's Government",
            None,
            "DIVISION",
        ),
        ("CNTY-DRC", "130681", "CNTY-DRC-130681", "Zhuozhou Municipal Development and Reform Bureau", None, "SECTION"),
        (
            "MDIST-WATER",
            "120114",
            "MDIST-WATER-120114",
            "Wuqing District Water Affairs Bureau",
            "武清区水务局",
            "DIVISION",
        ),
        # That organisation is there under another code.
        (
            "PREF-DRC",
            "130800",
            "SEED-CHENGDE-DRC",
            "Chengde Municipal Development and Reform Commission",
            None,
            "DIVISION",
        ),
    ],
)
def test_template_organisations_are_made_on_demand_and_once(loaded, template, division, code, name_en, name_zh, tier):
    jurisdiction = Jurisdiction.objects.get(code=division)
    made = reference_data.organisation_from_template(template, jurisdiction)
    assert (made.code, made.name_en, made.tier) == (code, name_en, tier)
    assert name_zh is None or made.name_zh == name_zh
    assert made.region == jurisdiction.region
    assert made.standing_order
    assert reference_data.organisation_from_template(template, jurisdiction) == made


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("template", "division", "said"),
    [
        ("PREF-NOTHING", "130800", "There is no template PREF-NOTHING."),
        ("BJ-DRC", "110000", "There is no template BJ-DRC."),
        ("PREF-DRC", "130826", "for divisions at prefecture level of 130000; Fengning"),
        ("CNTY-DRC", "110106", "for divisions at county level of 130000; Fengtai District (Beijing) (110106) is none."),
        ("MDIST-DRC", "130826", "for divisions at county level of 110000 and 120000"),
    ],
)
def test_a_template_that_does_not_fit_is_refused_in_words(loaded, template, division, said):
    before = Organisation.objects.count()
    with pytest.raises(ValueError, match=re.escape(said)):
        reference_data.organisation_from_template(template, Jurisdiction.objects.get(code=division))
    assert Organisation.objects.count() == before
