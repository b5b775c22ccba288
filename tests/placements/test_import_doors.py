"""Through which doors files come in: the admin's pages, for coordinators; the command; the same refusals at both."""

import datetime as dt
import io
import re

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from officials.models import Official, Post
from placements.imports.doing import check_file, import_kept
from placements.imports.kinds import RESOURCES
from placements.models import Import, Nomination, Placement
from placements.models.imports import ImportKind
from placements.refusals import NotAllowed
from tests import factories, workbooks

START = "/admin/placements/import/start/"
HEADINGS = ["Personnel number", "Name", "Home post"]
MANY = 60  # of a season; two hundred go through the browser


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(factories.NOW, tick=False):
        yield


@pytest.fixture
def client(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def officials(db):
    """A file of two officials that nothing is wrong with."""
    post = factories.make_post("110000")
    return workbooks.workbook(HEADINGS, ["B-1", "张　三", post.code], ["B-2", "李四", post.code])


def upload(client, content, *, kind="officials", name="officials.xlsx", **more):
    return client.post(START, {"kind": kind, "file": SimpleUploadedFile(name, content), **more})


def seen(response):
    return response.context["outcome"].fingerprint


class TestPages:
    def test_from_file_to_rows(self, client, coordinator, officials):
        response = upload(client, officials)
        kept = Import.objects.get()
        address = f"/admin/placements/import/{kept.pk}/check/"
        assert response["Location"] == address
        assert (kept.new_rows, kept.refused_rows, kept.imported_at) == (2, 0, None)
        page = client.get(address)
        assert "2 new, 0 changed, 0 unchanged, 0 refused" in page.content.decode()
        assert not Official.objects.exists()
        response = client.post(address, {"seen": seen(page)}, follow=True)
        assert "Imported: 2 new, 0 changed, 0 unchanged, 0 refused." in response.content.decode()
        assert sorted(Official.objects.values_list("name_zh", flat=True)) == ["张三", "李四"]
        kept.refresh_from_db()
        assert (kept.imported_by, kept.content, kept.outcome) == (coordinator, None, None)
        again = client.post(address, {"seen": seen(page)}, follow=True)
        assert "The file was imported already." in again.content.decode()
        upload(client, officials)
        assert Import.objects.first().unchanged_rows == 2

    def test_what_waits_leads_to_the_files_that_wait(self, client, officials, second_coordinator):
        upload(client, officials, name="mine.xlsx")
        upload(client, workbooks.workbook(HEADINGS, ["B-1", "张三", "NOWHERE"]), name="wrong.xlsx")
        check_file("officials", "other.xlsx", officials, by=second_coordinator, at=factories.NOW, on=factories.DAY)
        done = check_file(
            "officials", "done.xlsx", officials, by=second_coordinator, at=factories.NOW, on=factories.DAY
        )
        import_kept(done[0], seen=done[1].fingerprint, by=second_coordinator, at=factories.NOW, on=factories.DAY)

        def listed(state):
            page = client.get("/admin/placements/import/", {"state": state})
            return {kept.file_name for kept in page.context["cl"].queryset}

        line = re.search(r'href="(/admin/placements/import/\?state=mine)"', client.get("/overview/").content.decode())
        assert line is not None
        assert listed("mine") == {"mine.xlsx"}
        assert listed("waiting") == {"mine.xlsx", "other.xlsx"}
        assert listed("imported") == {"done.xlsx"}
        assert listed("refused") == {"wrong.xlsx"}
        assert client.get("/admin/placements/import/", {"state": "lost"}).status_code == 302

    def test_a_refused_row_stops_the_whole_file(self, client, officials):
        post = Post.objects.get()
        content = workbooks.workbook(HEADINGS, ["B-1", "张三", post.code], ["B-1", "李四", post.code])
        page = client.get(upload(client, content)["Location"])
        html = page.content.decode()
        assert "Row 3, Personnel number: Row 2 says this already." in html
        assert 'name="seen"' not in html
        client.post(page.request["PATH_INFO"], {"seen": seen(page)})
        assert not Official.objects.exists()

    def test_what_changed_since_it_was_seen_is_not_imported(self, client, officials):
        page = client.get(upload(client, officials)["Location"])
        factories.make_official(personnel_number="B-2", home_post=Post.objects.get())
        response = client.post(page.request["PATH_INFO"], {"seen": seen(page)}, follow=True)
        assert "What the file would do has changed since it was checked." in response.content.decode()
        assert Official.objects.count() == 1

    def test_the_other_language_is_checked_afresh(self, client, officials):
        address = upload(client, workbooks.workbook(HEADINGS, ["B-1", "张三", "NOWHERE"]))["Location"]
        assert "There is no post with the code “NOWHERE”" in client.get(address).content.decode()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
        assert "没有代码为“NOWHERE”的岗位" in client.get(address).content.decode()

    def test_a_file_that_cannot_be_read_is_refused_at_its_field(self, client):
        response = upload(client, b"%PDF-1.7", name="scan.pdf")
        assert response.context["form"].errors == {"file": ["This file is not an Excel workbook (.xlsx) or CSV."]}
        assert not Import.objects.exists()

    @pytest.mark.parametrize("data", [{}, {"kind": "ministers"}, {"kind": "posts", "reason": "x" * 2000}])
    def test_a_form_that_is_not_whole_is_shown_again(self, client, data):
        response = client.post(START, data)
        assert response.context["form"].errors
        assert not Import.objects.exists()

    @pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999", "1%00"])
    def test_no_such_import(self, client, pk):
        assert client.get(f"/admin/placements/import/{pk}/check/").status_code in (302, 400)

    def test_the_template_is_its_own_proof(self, client):
        """What is downloaded can be filled in and sent: its headings are understood, its first sheet is read."""
        for kind in ImportKind.values:
            content = b"".join(client.get(f"/admin/placements/import/template/{kind}.xlsx").streaming_content)
            book = load_workbook(io.BytesIO(content))
            sheet = book.worksheets[0]
            assert sheet.max_column == len(RESOURCES[kind].cells())
            assert all("\n" in cell.value for cell in sheet[1])
            page = upload(client, content, kind=kind)
            assert page.context["form"].errors == {"file": ["There are no rows under the headings."]}
        assert client.get("/admin/placements/import/template/ministers.xlsx").status_code == 404


class TestWhoMay:
    def test_coordinators_alone(self, staff, administrator, placement, signed_in):
        for person in (staff, administrator, factories.account_of(placement.official)):
            client = signed_in(person)
            assert client.get(START).status_code == 403
            assert upload(client, b"").status_code == 403
            assert client.get("/admin/placements/import/1/check/").status_code == 403
            assert client.get("/admin/placements/import/template/posts.xlsx").status_code == 403
            assert client.get("/admin/placements/import/").status_code == 403

    def test_only_who_checked_it_imports_it(self, client, second_coordinator, officials, signed_in):
        page = client.get(upload(client, officials)["Location"])
        other = signed_in(second_coordinator)
        sentence = "Only who checked a file imports it; check it yourself."
        assert sentence in other.get(page.request["PATH_INFO"], follow=True).content.decode()
        other.post(page.request["PATH_INFO"], {"seen": seen(page)})
        assert not Official.objects.exists()

    def test_an_action_asks_again(self, staff, officials):
        with pytest.raises(NotAllowed):
            check_file("officials", "a.xlsx", officials, by=staff, at=factories.NOW, on=factories.DAY)


class TestKeeping:
    def test_a_checked_file_is_forgotten_after_a_day(self, coordinator, officials):
        kept, outcome = check_file("officials", "a.xlsx", officials, by=coordinator, at=factories.NOW, on=factories.DAY)
        later = factories.NOW + dt.timedelta(hours=25)
        with pytest.raises(NotAllowed, match="The file is no longer kept; check it anew."):
            import_kept(kept, seen=outcome.fingerprint, by=coordinator, at=later, on=factories.DAY)
        check_file("officials", "b.xlsx", officials, by=coordinator, at=later, on=factories.DAY)
        kept.refresh_from_db()
        assert kept.content is None

    def test_the_trail_says_which_rows_came_from_which_file(self, client, officials):
        page = client.get(upload(client, officials)["Location"])
        client.post(page.request["PATH_INFO"], {"seen": seen(page)})
        kept = Import.objects.get()
        event = Official.objects.first().events.get()
        assert (event.pgh_context["imported"], event.pgh_context["action"]) == (kept.pk, "enter_official")
        assert not hasattr(kept.events.first(), "content")
        assert kept.events.last().pgh_context["action"] == "import_file"

    def test_the_list_never_loads_the_files(self, client, officials, django_assert_num_queries):
        upload(client, officials)
        client.get("/admin/placements/import/")  # saved filters are kept in memory from now on
        with django_assert_num_queries(4) as few:
            client.get("/admin/placements/import/")
        asked = [query["sql"] for query in few if query["sql"]]  # what is prepared has no text: who asks
        assert any("placements_import" in sql for sql in asked)
        assert not any('"content"' in sql or '"outcome"' in sql for sql in asked)
        for _n in range(9):
            upload(client, officials)
        with django_assert_num_queries(4):
            client.get("/admin/placements/import/")


class TestCommand:
    @pytest.fixture
    def file(self, officials, tmp_path):
        path = tmp_path / "officials.xlsx"
        path.write_bytes(officials)
        return path

    def run(self, file, *more, by="office", kind="officials"):
        factories.office()
        out = io.StringIO()
        call_command(
            "import_office", str(file), f"--kind={kind}", f"--by={by}", *more, stdout=out, stderr=io.StringIO()
        )
        return out.getvalue()

    def test_checks_then_imports(self, file):
        assert "2 new, 0 changed, 0 unchanged, 0 refused" in self.run(file, "--dry-run")
        assert not Official.objects.exists()
        assert not Import.objects.exists()
        self.run(file)
        assert Official.objects.count() == 2
        assert Import.objects.get().file_name == "officials.xlsx"
        assert "0 new, 0 changed, 2 unchanged, 0 refused" in self.run(file)

    def test_refuses_in_the_same_words(self, tmp_path, db):
        file = tmp_path / "officials.csv"
        file.write_bytes(workbooks.csv_file(HEADINGS, ["B-1", "张三", "NOWHERE"], encoding="gb18030"))
        out = io.StringIO()
        factories.office()
        with pytest.raises(CommandError) as refused:
            call_command(
                "import_office", str(file), "--kind=officials", "--by=office", stdout=out, stderr=io.StringIO()
            )
        assert refused.value.returncode == 2
        assert "Row 2, Home post: There is no post with the code “NOWHERE”; import posts first." in out.getvalue()
        assert not Import.objects.exists()

    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            ({"by": "nobody"}, "No active account has the name 'nobody'."),
            ({"by": "staff"}, "staff may not import; coordinators may."),
        ],
    )
    def test_insists_on_a_coordinator(self, file, staff, more, sentence):
        with pytest.raises(CommandError, match=sentence):
            self.run(file, **more)

    def test_a_file_that_is_not_there(self, tmp_path, db):
        with pytest.raises(CommandError, match="cannot be read"):
            self.run(tmp_path / "none.xlsx")


class TestPlacements:
    HEADINGS = ["cycle", "Personnel number", "Host post", "Original end", "Reason to go on"]

    def test_the_reason_given_for_the_file_answers_warnings(self, client):
        official, post = factories.make_official(fields=["WATER"]), factories.make_post(fields=["LAW"])
        factories.make_cycle()
        content = workbooks.workbook(self.HEADINGS, [2015, official.personnel_number, post.code, None, None])
        assert (
            "No shared expertise."
            in client.get(upload(client, content, kind="placements")["Location"]).content.decode()
        )
        page = client.get(upload(client, content, kind="placements", reason="Agreed by both sides.")["Location"])
        client.post(page.request["PATH_INFO"], {"seen": seen(page)})
        assert Placement.objects.get().departures.get().reason == "Agreed by both sides."

    def test_a_row_cannot_do_what_a_page_may_not(self, client, placement):
        row = [2015, placement.official.personnel_number, placement.host_post.code, "2016-08-23", None]
        page = client.get(upload(client, workbooks.workbook(self.HEADINGS, row), kind="placements")["Location"])
        assert "Row 2: Who, where and when of a confirmed placement no longer change." in page.content.decode()

    def test_a_closed_cycle_takes_nobody(self, client, coordinator):
        cycle = factories.make_cycle()
        cycle.closed_at, cycle.closed_by = factories.NOW, coordinator
        cycle.save()
        official = factories.make_official()
        content = workbooks.workbook(["cycle", "Personnel number"], [2015, official.personnel_number])
        page = client.get(upload(client, content, kind="nominations")["Location"])
        assert "The cycle is closed" in page.content.decode()
        assert not Nomination.objects.exists()


@pytest.mark.parametrize(
    "payload", ["=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3"]
)
def test_formulas_are_refused_or_stay_words(client, payload):
    """What begins with = is refused; the rest is text, which exports write with an apostrophe."""
    post = factories.make_post("110000")
    content = workbooks.csv_file([*HEADINGS, "note"], ["B-1", "张三", post.code, payload])
    page = client.get(upload(client, content, name="a.csv")["Location"])
    if payload.startswith("="):
        assert "The cell begins like a formula; write the value." in page.content.decode()
    client.post(page.request["PATH_INFO"], {"seen": seen(page)})
    assert list(Official.objects.values_list("note", flat=True)) == ([] if payload.startswith("=") else [payload])


def test_a_season_goes_in_whole_and_once(client, coordinator):
    """Sixty officials, their posts, nominations, offers and placements, as an office writes them."""
    homes = [factories.make_organisation("110000").code for _n in range(3)]
    hosts = [factories.make_organisation("130800").code for _n in range(5)]
    factories.make_cycle(2016)
    factories.expertise()
    for tier in ("DIVISION", "DIVISION-DEP", "SECTION", "SECTION-DEP"):
        factories.rank(tier)
    season = workbooks.season(homes, hosts, 2016, rows=MANY)
    for kind, (headings, *rows) in season.items():
        content = workbooks.workbook(headings, *rows)
        page = client.get(upload(client, content, kind=kind)["Location"])
        outcome = page.context["outcome"]
        assert [row.sentences for row in outcome.rows if row.problems] == []
        assert outcome.new == len(rows)
        client.post(page.request["PATH_INFO"], {"seen": seen(page)})
        upload(client, content, kind=kind)
        again = Import.objects.first()
        assert (again.unchanged_rows, again.new_rows, again.changed_rows) == (len(rows), 0, 0), kind
    assert Placement.objects.proposed().filter(cycle__year=2016).count() == MANY
    assert Nomination.objects.count() == MANY
    namesakes = Official.objects.filter(name_zh="张伟")
    assert namesakes.count() == 2
