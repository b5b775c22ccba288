"""The audit trail as one list, as a file and as the history of a record: what it tells, to whom, of what."""

import csv
import datetime as dt
import io
import re

import openpyxl
import pytest
from django.db import transaction

from officials.models import AuditEvent, Official
from officials.trail.kinds import kinds
from placements import actions, documents
from placements.action_names import ACTION_NAMES
from placements.models import Export
from tests import factories
from tests.attacks import sql
from tests.documents import PDF
from tests.factories import NOW, make_official, make_placement, make_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

MOBILE = "13901239999"
BORN = "1937"
SECRET = "The mother of the official is ill in Chengde."


@pytest.fixture
def client(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def administrators(administrator, signed_in):
    return signed_in(administrator)


def page(client, query=""):
    return " ".join(client.get(f"/audit/{query}").content.decode().split())


def text(markup):
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def rows(client, query=""):
    """The text of each row."""
    body = page(client, query).partition("<tbody>")[2].partition("</tbody>")[0]
    return [text(row) for row in body.split("</tr>") if row.strip()]


class TestWhoMay:
    @pytest.mark.parametrize("address", ["/audit/", "/audit/export.csv", "/audit/export.xlsx", "/audit/?q=%E5%90%95"])
    def test_staff_and_officials_are_refused(self, address, staff, official_user, signed_in):
        for person in (staff, official_user, factories.make_user("nobody")):
            assert signed_in(person).get(address).status_code == 403

    @pytest.mark.parametrize("noun", ["placements", "extensions", "officials", "posts", "organisations"])
    def test_the_history_of_a_record_is_for_coordinators(
        self, noun, client, staff, official_user, administrator, placement, signed_in
    ):
        request = make_request(placement)
        keys = {
            "placements": placement.pk,
            "extensions": request.pk,
            "officials": placement.official_id,
            "posts": placement.host_post_id,
            "organisations": placement.host_post.organisation_id,
        }
        address = f"/{noun}/{keys[noun]}/history/"
        assert "Added" in client.get(address).content.decode()
        assert client.get(f"/{noun}/999999/history/").status_code == 404
        for person in (staff, official_user, administrator):
            assert signed_in(person).get(address).status_code == 403

    def test_nothing_is_changed_there(self, client):
        for verb in (client.post, client.put, client.delete):
            assert verb("/audit/").status_code == 405

    def test_personal_values_are_for_coordinators(self, client, administrators):
        official = make_official(birth_year=1937)
        Official.objects.filter(pk=official.pk).update(mobile=MOBILE, note=SECRET)
        found = f"?q={official.personnel_number}"

        assert MOBILE in page(client, found)
        assert SECRET in page(client, found)
        seen = page(administrators, found)

        assert "Mobile changed; the value is for coordinators" in text(seen)
        assert "Birth year changed; the value is for coordinators" in text(seen)
        assert str(official) in seen
        for word in (MOBILE, SECRET, BORN):
            assert word not in seen
            for medium in ("csv", "xlsx"):
                assert word not in file_of(administrators, medium, found)
        assert MOBILE in file_of(client, "csv", found)

    def test_what_happened_in_the_exchange_is_for_coordinators(self, client, administrators):
        """An administrator reads that something happened to a number, by whom and when."""
        request = make_request(explanation=f"{SECRET} It takes until January.", state="declined")
        proposed = make_placement(confirmed=False, task="The reservoir at Luanping", cycle=factories.make_cycle(2016))

        for query in ("", "?q=R-16", f"?q={proposed.number}"):
            for row in rows(administrators, query):
                for word in ("Ask again in autumn", "reservoir", "declined", SECRET):
                    assert word not in row, word
                if "P-1" in row or "R-1" in row:
                    assert str(request.placement.official) not in row
        assert any(request.number in row and "What changed is for coordinators" in row for row in rows(administrators))
        assert any(proposed.number in row for row in rows(administrators, f"?q={proposed.number}"))
        assert "The reservoir at Luanping" in page(client, f"?q={proposed.number}")
        assert "The home post cannot be covered" in page(client, f"?q={request.number}")

    def test_no_filter_tells_an_administrator_what_came_of_a_request(self, administrators):
        make_request(state="declined")
        seen = page(administrators, "?action=decline_extension")
        assert "Choose from the list." in seen
        assert "<tbody>" not in seen
        # The name of an official leads to the official, not to the placement and request that are theirs.
        assert not any("P-15" in row or "R-16" in row for row in rows(administrators, "?q=沈若川"))

    def test_a_search_tells_an_administrator_no_more(self, client, administrators):
        """The name of a file of a request finds nothing for who may not know that it is there."""
        request = make_request(state="draft")
        actions.attach_file(
            request,
            documents.examine("medical-leave.pdf", PDF),
            by=factories.account_of(request.placement.official),
            at=NOW,
        )
        actions.submit_extension(request, by=factories.account_of(request.placement.official), at=NOW, on=factories.DAY)
        assert any("Attachment" in row for row in rows(client, "?q=medical-leave"))
        assert rows(administrators, "?q=medical-leave") == []

    def test_a_draft_is_the_officials_own(self, client):
        request = make_request(state="draft", explanation=f"{SECRET} It takes until January.")
        for address in ("/audit/", f"/placements/{request.placement_id}/history/"):
            assert SECRET not in client.get(address).content.decode()

    def test_nobody_reads_the_opinions_on_their_own_request(self, coordinator, client):
        placement = make_placement()
        with transaction.atomic():
            request = make_request(placement)
            factories.give_opinions(request, note="Never again.")
        assert "Never again." in page(client), "it is there to be read"
        Official.objects.filter(pk=placement.official_id).update(account=coordinator)

        assert "Never again." not in page(client)
        assert client.get(f"/extensions/{request.pk}/history/").status_code == 404
        assert client.get(f"/placements/{placement.pk}/history/").status_code == 404
        assert "Change history" not in text(client.get(f"/placements/{placement.pk}/").content.decode())


class TestTheList:
    def test_it_tells_who_did_what_to_which_record(self, client, coordinator):
        placement = make_placement(confirmed=False)
        address = f"/placements/{placement.pk}/confirm/"
        answer = client.post(address, {"reason": "Agreed by both sides."}, REMOTE_ADDR="192.0.2.7")
        reference = answer["X-Request-ID"]

        row = next(row for row in rows(client) if "State proposed → now confirmed" in row)
        assert str(coordinator) in row
        assert "192.0.2.7" in row
        assert reference in row
        assert f"{placement.number} {placement.official}" in row
        assert "Changed · confirmation of a placement" in row
        assert "9 May 2016, 10:30" in row

    def test_values_are_in_words(self, client):
        placement = make_placement(confirmed=False)
        sql(
            "update placements_placement set state = 'withdrawn', closed_by_id = proposed_by_id, closed_at = now(),"
            " closing_reason = 'x', task = ''"
        )
        seen = " ".join(rows(client, f"?q={placement.number}"))
        assert "State proposed → now withdrawn" in seen
        assert "Original end 23 Jul 2016" in seen
        assert f"Host post {placement.host_post}" in seen
        official = placement.official
        Official.objects.filter(pk=official.pk).update(is_active=False, work_phone="")
        assert "Active yes → now no" in " ".join(rows(client, f"?q={official.personnel_number}"))

    def test_it_speaks_chinese(self, client):
        placement = make_placement()
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
        seen = " ".join(rows(client, f"?q={placement.number}"))
        assert "2016-07-23" in seen
        assert "23 Jul" not in seen

    def test_of_a_many_to_many_it_tells_whose(self, client):
        official = make_official()
        official.expertise.set([factories.expertise("FINANCE")])
        shown = rows(client, f"?q={official.personnel_number}")
        assert any("Official: expertise" in row and "Added" in row and "Field FINANCE" in row for row in shown)
        assert any("Official: expertise" in row and "Deleted" in row for row in shown)

    def test_what_was_deleted_still_has_its_name(self, client):
        post = factories.make_post(title_en="Deputy director of nothing")
        post.expertise.clear()
        organisation = post.organisation
        post.delete()
        shown = rows(client, "?q=director of nothing&deed=delete")
        assert any("Deputy director of nothing" in row and str(organisation) in row for row in shown)
        assert any("Post: expertise" in row and "Deputy director of nothing" in row for row in shown)

    def test_the_trail_of_an_account_that_only_stands_in_a_context(self, client):
        sql("select set_config('pghistory.context_metadata', %s, true)", '{"by": "soon", "command": 7, "address": []}')
        sql("select set_config('pghistory.context_id', %s, true)", "00000000-0000-0000-0000-000000000001")
        make_official(name_zh="任何人")
        sql("select set_config('pghistory.context_metadata', '', true)")
        assert any("任何人" in row and "command 7" in row for row in rows(client))


class TestSearch:
    @pytest.fixture
    def world(self):
        return make_placement(official=make_official(name_zh="穆林海", family_name="Mu", given_name="Linhai"))

    @pytest.mark.parametrize(
        ("query", "kinds_found"),
        [
            ("q={number}", {"Placement", "Term record"}),
            ("q={number}&kind=placements_termentry", {"Term record"}),
            ("q={personnel}", {"Official", "Official: expertise", "Placement", "Term record"}),
            ("q=穆林海", {"Official", "Official: expertise", "Placement", "Term record"}),
            ("q=mulinhai&deed=update", {"Placement"}),
            ("q=zzzz", set()),
            ("by=office&q={number}", {"Placement", "Term record"}),
            ("by=staff&q={number}", set()),
            ("action=confirm_placement&q={number}", {"Placement", "Term record"}),
            ("q={number}&since=2000-01-01&until=2001-01-01", set()),
            ("q={number}&since=2000-01-01", {"Placement", "Term record"}),
            ("q={number}&address=192.0.2.7", set()),
            ("reference=E-00000000", set()),
        ],
    )
    def test_by_record_person_kind_change_and_days(self, client, world, staff, query, kinds_found):
        make_placement()
        asked = query.format(number=world.number, personnel=world.official.personnel_number)
        shown = " ".join(rows(client, f"?{asked}"))
        labels = {"Placement", "Term record", "Official", "Official: expertise"}
        found = {label for label in labels if re.search(rf" {label} (Added|Changed|Deleted)", shown)}
        assert found == kinds_found

    def test_by_command_role_and_nobody(self, client):
        make_official(name_zh="手工")
        (role,) = sql("select session_user")[0]
        assert any("手工" in row for row in rows(client, f"?by={role}"))
        assert rows(client, "?by=load_demo") == []

    def test_by_address_and_reference(self, client):
        placement = make_placement(confirmed=False)
        reference = client.post(f"/placements/{placement.pk}/confirm/", {"reason": "x"}, REMOTE_ADDR="192.0.2.7")[
            "X-Request-ID"
        ]
        by_reference = rows(client, f"?reference={reference.lower()}")
        assert by_reference
        assert by_reference == rows(client, "?address=192.0.2.7")

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("q=!", "Write a name or a number."),
            ("by=%3F", "Write a name or a number."),
            ("q=" + "9" * 5000, "Write at most 100 characters."),
            ("kind=x", "Choose from the list."),
            ("deed=truncate", "Choose from the list."),
            ("action=x", "Choose from the list."),
            ("since=yesterday", "Write a day like 2016-07-23."),
            ("until=0001-01-01", "The day must be between 2000-01-01 and 2100-01-01."),
            ("since=2016-05-09&until=2016-05-08", "The last day lies before the first."),
            ("address=999.1.1.1", "Write an address like 192.0.2.7."),
            ("reference=E-1", "Write a reference like E-1A2B3C4D."),
            ("reference=" + "E" * 9000, "Write a reference like E-1A2B3C4D."),
        ],
    )
    def test_what_cannot_be_read_is_named_and_nothing_is_listed(self, client, placement, query, said):
        answer = client.get(f"/audit/?{query}")
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert said in shown
        assert "<tbody>" not in shown
        assert client.get(f"/audit/export.csv?{query}").status_code == 302

    def test_a_nul_byte_is_refused(self, client):
        assert client.get("/audit/?q=%00").status_code == 400

    def test_too_many_records_are_not_guessed_among(self, client, monkeypatch):
        monkeypatch.setattr("officials.trail.finding.MOST", 2)
        for n in range(3):
            make_official(name_zh=f"穆林海{n}")
        shown = page(client, "?q=穆林海")
        assert "Write more of the name or number." in shown
        assert "<tbody>" not in shown


class TestPages:
    @pytest.fixture
    def many(self):
        """130 events of one moment and of others: neither is lost between two pages."""
        sql("""insert into officials_expertise (code, name_en, name_zh, "group", "order")
               select 'F' || n, 'Field ' || n, '领域' || n, 'x', n from generate_series(1, 130) n""")

    def test_older_and_newer_pages_hold_each_event_once(self, client, many):
        seen, query = [], "?kind=officials_expertise"
        for _page in range(3):
            shown = page(client, query)
            seen += re.findall(r"Field \d+", text(shown.partition("<tbody>")[2].partition("</tbody>")[0]))
            older = re.search(r'id="page-older" href="([^"]*)"', shown)
            query = older.group(1).replace("&amp;", "&") if older else None
        assert query is None
        assert len(dict.fromkeys(seen)) == 130
        newer = re.search(r'id="page-newer" href="([^"]*)"', shown).group(1).replace("&amp;", "&")
        assert len(rows(client, newer)) == 50

    @pytest.mark.parametrize("name", ["before", "after"])
    @pytest.mark.parametrize("key", ["0", "-1", "9" * 18, "9" * 4000, "x", "٣", "1.5", " 1"])
    def test_a_page_that_is_not_there_is_said(self, client, many, name, key):
        answer = client.get(f"/audit/?{name}={key}")
        assert answer.status_code == 200
        assert "There is no such page." in answer.content.decode()
        assert "<tbody>" in answer.content.decode()

    def test_counting_stops(self, client, many, monkeypatch):
        monkeypatch.setattr("placements.views.audit_rows.MOST_COUNTED", 100)
        assert "More than 100 changes" in page(client)
        assert "more than" not in page(client, "?kind=officials_rank")

    @pytest.mark.parametrize("number", [1, 50])
    def test_the_number_of_queries_does_not_grow(self, client, number, django_assert_num_queries):
        official = make_official()
        for n in range(number):
            Official.objects.filter(pk=official.pk).update(work_phone=f"010-{n:08d}", home_post=factories.make_post())
        with django_assert_num_queries(7):
            shown = client.get("/audit/?kind=officials_official&deed=update")
        assert len(re.findall("<tr>", shown.content.decode())) == number + 1

    @pytest.mark.parametrize("number", [1, 3])
    def test_nor_with_rows_of_plans_which_are_called_after_official_and_post(
        self, client, number, django_assert_num_queries
    ):
        for _n in range(number):
            factories.make_nomination()
            factories.make_offer()
        factories.make_plan()
        with django_assert_num_queries(10):
            shown = rows(client, "?kind=placements_planrow")
        assert len(shown) == number


# Files ---------------------------------------------------------------------------------------


def file_of(client, medium, query=""):
    """The text of the file."""
    answer = client.get(f"/audit/export.{medium}{query}")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    if medium == "csv":
        return content.decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return "\n".join(" | ".join(str(cell) for cell in row) for row in sheet.iter_rows(values_only=True))


class TestFiles:
    @pytest.mark.parametrize("medium", ["csv", "xlsx"])
    def test_it_holds_what_the_filters_select_and_leaves_its_row(self, client, coordinator, medium):
        placement, other = make_placement(), make_placement()
        content = file_of(client, medium, f"?q={placement.number}&deed=update")

        assert "State: proposed → confirmed" in content
        assert other.number not in content
        assert "Filters: Record: " + placement.number in content
        assert "1 change · as of 9 May 2016" in content
        assert "Internal. Keep safely." in content
        export = Export.objects.get()
        assert (export.kind, export.medium, export.jurisdiction, export.rows) == ("audit", medium, None, 1)
        assert export.exported_by == coordinator
        assert any("Export" in row and "list exported or printed" in row for row in rows(client))

    def test_all_pages_are_in_it_and_nothing_runs(self, client):
        sql("""insert into officials_expertise (code, name_en, name_zh, "group", "order")
               select 'F' || n, '=HYPERLINK(1)', 'x', 'x', n from generate_series(1, 60) n""")
        content = file_of(client, "csv", "?kind=officials_expertise")
        lines = list(csv.reader(io.StringIO(content)))[6:]
        assert len(lines) == 60
        assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)

    def test_heads_get_no_list(self, client):
        answer = client.head("/audit/export.csv")
        assert answer.status_code == 200
        assert client.get("/audit/export.csv", headers={"Sec-Purpose": "prefetch"}).status_code == 503
        assert not Export.objects.exists()

    def test_too_many_go_into_no_file(self, client, placement, monkeypatch):
        monkeypatch.setattr("placements.views.audit.MOST_EXPORTED", 3)
        answer = client.get("/audit/export.csv", follow=True)
        assert "More than 3 changes do not go into a file. Choose fewer days." in answer.content.decode()
        assert not Export.objects.exists()


# One record ----------------------------------------------------------------------------------


class TestHistory:
    def test_a_placement_with_all_that_belongs_to_it(self, client):
        contact = factories.make_contact(factories.make_organisation())
        placement = make_placement(
            host_contact=contact, starts_on=dt.date(2015, 9, 1), original_ends_on=dt.date(2016, 8, 31)
        )
        contact.phone = "0314-5559999"
        contact.save()
        request = make_request(placement, until=dt.date(2017, 2, 23), state="approved")

        shown = text(client.get(f"/placements/{placement.pk}/history/").content.decode())

        for words in (
            "Changed · confirmation of a placement",
            "Term record · added · confirmation of a placement",
            f"Extension request {request.number}",
            f"Opinion {request.number}",
            "Departure",
            "Work phone 0314-5550000 → now 0314-5559999",
            "Current end 31 Aug 2016 → now 23 Feb 2017",
        ):
            assert words in shown, words
        assert (
            f'href="/placements/{placement.pk}/history/"' in client.get(f"/placements/{placement.pk}/").content.decode()
        )

    def test_staff_and_the_official_read_none_of_it(self, placement, staff, official_user, signed_in):
        for person in (staff, official_user):
            shown = signed_in(person).get(f"/placements/{placement.pk}/").content.decode()
            assert "Change history" not in shown

    @pytest.mark.parametrize("changes", [1, 40])
    def test_the_number_of_queries_does_not_grow(self, client, changes, placement, django_assert_num_queries):
        for n in range(changes):
            sql("update placements_placement set note = %s", f"Note {n}")
        with django_assert_num_queries(11):
            shown = client.get(f"/placements/{placement.pk}/history/")
        assert f"Note {changes - 1}" in shown.content.decode()


def test_every_action_has_words():
    """The trail says in words which action it was."""
    assert set(actions.__all__) <= set(ACTION_NAMES)


def test_every_kind_has_a_label():
    for name, kind in kinds().items():
        assert kind.label != name
    assert AuditEvent.objects.exclude(kind__in=list(kinds())).count() == 0
