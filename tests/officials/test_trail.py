"""Every way to write leaves its rows, each can be read in words, and nobody changes or deletes one."""

import pghistory
import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from officials.models import AuditEvent, Expertise, Official, User
from officials.trail.kinds import kinds
from placements import actions
from placements.models import Placement
from placements.trail import ExchangeReader
from placements.views.audit_rows import told
from tests import factories
from tests.attacks import refused_by_database, sql
from tests.factories import make_official, make_placement, make_request, new_placement

EVENT_TABLES = sorted(kind.table for kind in kinds().values())


@pytest.fixture
def reader(coordinator):
    return ExchangeReader(coordinator)


def lines(reader, **asked):
    """What the trail says, oldest first."""
    return told(list(AuditEvent.objects.filter(**asked).order_by("pk")), reader)


def last(reader, **asked):
    return lines(reader, **asked)[-1]


def said(line):
    return {change.label: (change.before, change.after) for change in line.changes}


@pytest.mark.django_db(transaction=True)
class TestEveryWayToWrite:
    """Each in its own transactions, as it happens: what an action says ends with it."""

    def test_a_page(self, reader, coordinator, signed_in):
        placement = make_placement(confirmed=False)
        signed_in(coordinator).post(f"/placements/{placement.pk}/confirm/", {"reason": "x"}, REMOTE_ADDR="192.0.2.9")
        line = last(reader, kind="placements_placement")
        assert (line.who, line.address, line.what) == (
            str(coordinator),
            "192.0.2.9",
            "Changed · confirmation of a placement",
        )
        assert said(line)["State"] == ("proposed", "confirmed")
        assert line.reference.startswith("E-")

    def test_the_back_office(self, reader, coordinator, signed_in):
        contact = factories.make_contact(factories.make_organisation())
        client = signed_in(coordinator)
        address = reverse("admin:officials_contact_change", args=[contact.pk])
        form = client.get(address).context["adminform"].form
        typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
        assert client.post(address, typed | {"phone": "0314-5551111"}).status_code == 302
        line = last(reader, kind="officials_contact")
        assert line.who == str(coordinator)
        assert said(line) == {"Work phone": ("0314-5550000", "0314-5551111")}

    def test_a_bulk_action(self, reader, coordinator, signed_in):
        proposed = [make_placement(confirmed=False) for _ in range(2)]
        typed = {"action": "confirm_selected", "_selected_action": [placement.pk for placement in proposed]}
        signed_in(coordinator).post(reverse("admin:placements_placement_changelist"), typed)
        found = [line for line in lines(reader, kind="placements_placement") if "State" in said(line)]
        assert {line.owner[1] for line in found if said(line)["State"][1] == "confirmed"} == {p.pk for p in proposed}
        assert {line.what for line in found[-2:]} == {"Changed · confirmation of a placement"}

    def test_a_command(self, reader):
        call_command("load_reference", verbosity=0)
        line = last(reader, kind="officials_rank")
        assert line.who == "command load_reference"
        assert line.what == "Added"

    def test_what_a_command_writes_after_an_action_is_not_said_to_be_the_action(self, reader):
        with pghistory.context(command="load_demo"), transaction.atomic():
            placement = make_placement()
            Placement.objects.filter(pk=placement.pk).update(note="By the command.")
        acted, commanded = lines(reader, kind="placements_placement")[-2:]
        assert acted.who == f"{factories.office()}, by the command load_demo"
        assert acted.what == "Changed · confirmation of a placement"
        assert (commanded.who, commanded.what) == ("command load_demo", "Changed")

    def test_an_action_within_an_action_gives_its_name_back(self, reader):
        @actions.action.action
        def outer(*, by):
            actions.propose_placement(new_placement(), reason="Agreed by both sides.", by=by, at=factories.NOW)
            Placement.objects.update(note="After it.")

        outer(by=factories.office())
        assert AuditEvent.objects.filter(kind="placements_placement").order_by("pk").last().action == "outer"

    def test_bulk_in_the_shell(self, reader):
        official = make_official()
        Official.objects.filter(pk=official.pk).update(is_active=False)
        Expertise.objects.bulk_create([Expertise(code="NEW", name_en="New", name_zh="新", group="x")])
        assert said(last(reader, kind="officials_official"))["Active"] == ("yes", "no")
        assert last(reader, kind="officials_expertise").record == "New"

    def test_a_many_to_many(self, reader):
        account = factories.make_user("wang", "Staff")
        added = last(reader, kind="officials_accountgroup")
        account.groups.clear()
        removed = last(reader, kind="officials_accountgroup")
        assert (added.kind, added.record, added.what) == ("Account: groups", str(account), "Added")
        assert said(added) == {"Group": ("", "Staff")}
        assert removed.what == "Deleted"

    def test_raw_sql(self, reader):
        official = make_official()
        sql("update officials_official set work_phone = '010-1' where id = %s", official.pk)
        line = last(reader, kind="officials_official")
        (role,) = sql("select session_user")[0]
        assert line.who == f"database, role {role}"
        assert said(line) == {"Work phone": ("", "010-1")}

    def test_another_connection(self, reader):
        """As psql has one: nothing of ours runs in it."""
        official = make_official()
        params = connection.get_connection_params()
        given = {name: params[name] for name in ("dbname", "user", "password", "host", "port") if name in params}
        with psycopg.connect(**given) as psql:
            psql.execute("set pgtrigger.ignore = '{officials_official:all}'")
            psql.execute("update officials_official set work_phone = '010-2' where id = %s", [official.pk])
        assert said(last(reader, kind="officials_official")) == {"Work phone": ("", "010-2")}

    def test_what_was_rolled_back_was_not_done(self):
        official = make_official()
        before = AuditEvent.objects.count()
        with transaction.atomic():
            Official.objects.filter(pk=official.pk).update(work_phone="010-3")
            transaction.set_rollback(True)
        assert AuditEvent.objects.count() == before


@pytest.fixture
def full(db):
    """A row in every event table."""
    request = make_request(state="approved")
    factories.make_quota(request.placement.cycle)
    with connection.cursor() as cursor:
        for table in EVENT_TABLES:
            cursor.execute(f'select count(*) from "{table}"')
            if not cursor.fetchone()[0]:
                _put_a_row(cursor, table)
    return EVENT_TABLES


def _put_a_row(cursor, table):
    """An event of nothing in particular: each column that must hold something does."""
    cursor.execute(
        "select attname, format_type(atttypid, null) from pg_attribute"
        " where attrelid = %s::regclass and attnum > 0 and attnotnull and not attisdropped and not atthasdef"
        " and attidentity = ''",
        [table],
    )
    samples = {"boolean": "false", "date": "'2016-05-09'", "timestamp with time zone": "now()", "jsonb": "'{}'"}
    columns = cursor.fetchall()
    values = []
    for name, kind in columns:
        is_number = kind in {"bigint", "integer", "smallint", "numeric", "double precision"}
        values.append("'insert'" if name == "pgh_label" else samples.get(kind, "1" if is_number else "'x'"))
    names = ", ".join(f'"{name}"' for name, _kind in columns)
    cursor.execute(f'insert into "{table}" ({names}) values ({", ".join(values)})')


class TestKeptForEver:
    def test_no_row_of_any_event_table_is_changed_or_deleted(self, full):
        for table in [*full, "officials_auditevent"]:
            column = "record" if table == "officials_auditevent" else "pgh_label"
            for statement in (f'update "{table}" set {column} = {column}', f'delete from "{table}"'):
                (count,) = sql(f'select count(*) from "{table}"')[0]
                assert count, table
                with refused_by_database("audit_is_append_only"):
                    sql(statement)
                assert sql(f'select count(*) from "{table}"')[0] == (count,)

    def test_none_is_emptied(self, full):
        """The tests' own flush needs this guard off; here it is on again, and holds."""
        sql("set constraints all immediate")
        for table in [*full, "officials_auditevent"]:
            sql(f'alter table "{table}" enable always trigger office_kept_whole')
            with refused_by_database("audit_is_append_only"):
                sql(f'truncate "{table}" cascade')

    def test_no_session_switches_that_off(self, full):
        sql("set local session_replication_role = replica")
        for table in [*full, "officials_auditevent"]:
            with refused_by_database("audit_is_append_only"):
                sql(f'delete from "{table}"')

    def test_nobody_writes_a_line_that_did_not_happen(self, db):
        with refused_by_database("audit_is_written_by_events"):
            sql(
                "insert into officials_auditevent"
                " (at, kind, record, event, deed, command, role, action, address, request)"
                " values (now(), 'officials_official', '1', 1, 'update', '', '', '', '', '')"
            )


class TestTheListIsWhole:
    def test_each_event_of_each_table_has_its_line(self, full):
        for table in full:
            (count,) = sql(f'select count(*) from "{table}"')[0]
            assert AuditEvent.objects.filter(kind=table.removesuffix("event")).count() == count, table

    def test_every_tracked_model_is_a_kind(self):
        tracked = {model for model in apps.get_models() if hasattr(model, "pgh_event_model")}
        assert {kind.model for kind in kinds().values()} == tracked
        assert User in tracked

    def test_the_trigger_stands_on_every_event_table_always(self, db):
        found = dict(
            sql("select tgrelid::regclass::text, tgenabled::text from pg_trigger where tgname = 'office_listed'")
        )
        assert found == dict.fromkeys(EVENT_TABLES, "A")

    def test_every_line_can_be_told(self, full, reader):
        for line in told(list(AuditEvent.objects.newest_first()), reader):
            assert all((line.who, line.kind, line.record, line.what)), line

    def test_a_context_that_is_no_context_stops_nothing(self, db, reader):
        sql("select set_config('pghistory.context_metadata', %s, true)", '{"by": "x", "user": [], "address": {"a": 1}}')
        make_official()
        assert last(reader, kind="officials_official").who.startswith("database, role ")
        sql("select set_config('pghistory.context_metadata', '[1]', true)")
        make_official()
        assert last(reader, kind="officials_official").who.startswith("database, role ")
