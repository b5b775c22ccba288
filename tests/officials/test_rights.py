"""Two roles: the one that serves the office can do the office's work, and cannot rewrite what is kept."""

import datetime as dt
import secrets
import uuid
from contextlib import contextmanager
from io import StringIO

import pytest
import time_machine
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from officials import rights
from officials.models import Official
from placements import actions
from placements.documents import Document
from placements.models import Departure, Export, ExtensionRequest, Notice, Placement, TermEntry
from tests import factories
from tests.attacks import refused_by_database, sql
from tests.documents import pdf
from tests.factories import DAY, NOW

RIGHTS = "42501"  # insufficient privilege, named by no constraint: our triggers were not even asked
EVENTS = [
    model for model in apps.get_models() if model._meta.db_table.endswith("event") and hasattr(model, "pgh_label")
]
PASSWORD = "known-to-the-office-only"


@pytest.fixture(scope="module")
def role(django_db_setup, django_db_blocker):
    """The role that serves, with its rights; gone afterwards, as roles are the whole cluster's."""
    name = f"office_serves_{secrets.token_hex(4)}"
    with django_db_blocker.unblock():
        sql(f"create role {name} login password '{PASSWORD}'")
        call_command("grant_rights", name, verbosity=0)
    yield name
    with django_db_blocker.unblock():
        sql(f"drop owned by {name}")
        sql(f"drop role {name}")


@contextmanager
def connected_as(role):
    """All that happens inside comes over a connection of that role's own."""
    owner = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict |= {"USER": role, "PASSWORD": PASSWORD}
    try:
        assert sql("select session_user, current_user") == [(role, role)]
        yield
    finally:
        connection.close()
        connection.settings_dict |= owner


@pytest.fixture
def serving(transactional_db, role):
    with time_machine.travel(NOW, tick=False), connected_as(role):
        yield


def test_the_office_does_its_work(transactional_db, role, mailoutbox):
    """Signing in, registers, every kind of record, each verb that removes something, and mail."""
    administrator = factories.make_user("administrator", "Administrators", is_staff=True)
    coordinator = factories.office()
    coordinator.set_password(PASSWORD)
    coordinator.save()
    with time_machine.travel(NOW, tick=False), connected_as(role):
        client = Client()
        assert client.post(reverse("sign_in"), {"username": "office", "password": "wrong"}).status_code == 200
        assert client.post(reverse("sign_in"), {"username": "office", "password": PASSWORD}).status_code == 302
        assert client.get("/rosters/").status_code == 200

        short = factories.make_placement(confirmed=False)
        actions.withdraw_placement(short, reason="Agreed.", by=coordinator, at=NOW)
        placement = factories.make_placement(starts_on=dt.date(2015, 9, 1), original_ends_on=dt.date(2016, 8, 31))
        assert placement.departures.exists()
        decide(placement, coordinator)

        listed = client.get("/rosters/130800/export.csv")
        assert placement.official.family_name.encode() in b"".join(listed.streaming_content)
        assert Export.objects.count() == 1
        call_command("send_notices", verbosity=0)

        keep_registers(administrator)
        assert client.post(reverse("sign_out")).status_code == 302

        for model in (Departure, Export, ExtensionRequest, Notice, TermEntry):
            assert model.objects.exists(), model
            written_by = sql(f"select distinct pgh_role from {event_of(model)._meta.db_table}")
            assert written_by == [(role,)], model


def decide(placement, coordinator):
    """A request with its files, thrown away, asked again, decided, papered, taken back; an early return."""
    official = factories.account_of(placement.official)
    asked = {"until": dt.date(2017, 1, 23)}
    draft = factories.make_request(placement, state="draft", **asked)
    for words in ("first", "second"):
        document = Document(name=f"{words}.pdf", kind="pdf", content=pdf(words))
        attachment = actions.attach_file(draft, document, by=official, at=NOW)
    actions.remove_attachment(attachment, by=official, at=NOW)
    actions.discard_draft(draft, by=official, at=NOW)
    request = factories.make_request(placement, **asked)
    factories.give_opinions(request)
    request = actions.approve_extension(request, words="Agreed.", by=coordinator, at=NOW)
    actions.record_paper(request, document_number="京组干函〔2016〕21号", document_on=DAY, by=coordinator, at=NOW)
    actions.reverse_extension(request, reason="Wrong person.", by=coordinator, at=NOW, on=DAY)
    placement = Placement.objects.get(pk=placement.pk)
    actions.return_early(placement, ends_on=DAY, reason="completed", by=coordinator, at=NOW)


def keep_registers(administrator):
    """Records are added, changed and removed, accounts get and lose groups."""
    official = factories.make_official()
    official.mobile = "138 0000 0000"
    official.save()
    official.expertise.clear()
    official.delete()
    assert not Official.objects.filter(pk=official.pk).exists()
    client = Client()
    client.force_login(administrator)
    answer = client.post(reverse("admin:officials_group_add"), {"name": "Readers"})
    assert answer.status_code == 302
    administrator.groups.clear()


def event_of(model):
    return apps.get_model(model._meta.app_label, f"{model.__name__}Event")


# What is kept --------------------------------------------------------------------------------


def made_up(field):
    """A value that the column takes; audit tables ask no more of it."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    by_type = {
        models.BooleanField: False,
        models.IntegerField: 1,
        models.DateTimeField: NOW,
        models.DateField: DAY,
        models.JSONField: {},
        models.UUIDField: uuid.UUID(int=1),
        models.DecimalField: 1,
        ArrayField: [],
        models.CharField: "x",
        models.TextField: "x",
    }
    return next(value for kind, value in by_type.items() if isinstance(field, kind))


def made_up_row(model):
    """A row in that audit table, as a trigger would write it."""
    fields = [
        field for field in model._meta.concrete_fields if not (field.primary_key or field.generated or field.null)
    ]
    return model.objects.bulk_create([model(**{field.attname: made_up(field) for field in fields})])


def test_there_are_audit_tables_to_try():
    assert len(EVENTS) >= 30


def test_no_audit_row_is_changed_deleted_or_truncated(serving):
    """With a row in each table: refused by the rights, before any trigger is asked."""
    for model in EVENTS:
        made_up_row(model)
        table = model._meta.db_table
        ((there,),) = sql(f"select count(*) from {table}")
        assert there
        for statement in (
            f"update {table} set pgh_label = 'never'",
            f"delete from {table}",
            f"truncate {table}",
            f"truncate {table} cascade",
            f"insert into {table} select * from {table} on conflict (pgh_id) do update set pgh_label = 'never'",
            f"select 1 from {table} for update",
        ):
            with refused_by_database(RIGHTS):
                sql(statement)
        assert sql(f"select count(*) from {table} where pgh_label <> 'never'") == [(there,)]


def test_no_guard_is_switched_off(serving):
    """Nor changed, dropped, gone round by a table of one's own, or by becoming somebody else."""
    kept = [model._meta.db_table for model in (*EVENTS, Placement, TermEntry, ExtensionRequest, Departure, Export)]
    for table in kept:
        for statement in (
            f"alter table {table} disable trigger all",
            f"alter table {table} disable trigger user",
            f"alter table {table} add column extra int",
            f"alter table {table} owner to current_user",
            f"drop table {table} cascade",
            f"create trigger mine before insert on {table} for each row execute function office_keep_row()",
            f"create rule mine as on insert to {table} do instead nothing",
            f"grant all on {table} to public",
        ):
            if statement.startswith("grant"):
                sql(statement)  # a warning: nothing could be granted
            else:
                with refused_by_database(RIGHTS):
                    sql(statement)
    assert rights_elsewhere() == set()
    for statement in (
        "set session_replication_role = replica",
        "create temporary table placements_placementevent (pgh_id int)",
        "create table public.mine (n int)",
        "create schema mine",
        "create or replace function office_keep_row() returns trigger language plpgsql as 'begin return new; end'",
        (
            "create or replace function _pgtrigger_should_ignore(trigger_name name) returns boolean language sql as"
            " 'select true'"
        ),
        "drop function office_keep_row() cascade",
        "create role mine",
        f"set role {owner()}",
        f"set session authorization {owner()}",
        "delete from django_migrations",
    ):
        with refused_by_database(RIGHTS):
            sql(statement)


def owner():
    return sql("select tableowner from pg_tables where tablename = 'placements_placementevent'")[0][0]


def rights_elsewhere():
    """Tables of the schema that everybody may do something with."""
    return set(
        sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relacl::text ~ '[{,]='")
    )


def test_what_is_written_once_stays(transactional_db, role):
    """Term records, departures, exports, papers; and decided requests, which the triggers hold."""
    placement = factories.make_placement(starts_on=dt.date(2015, 9, 1), original_ends_on=dt.date(2016, 8, 31))
    request = factories.make_request(placement, state="approved")
    by = factories.office()
    actions.record_paper(request, document_number="21号", document_on=DAY, by=by, at=NOW)
    listed = {"kind": "roster", "medium": "csv", "jurisdiction": factories.jurisdiction("130800"), "rows": 1}
    actions.record_export(Export(as_of_on=DAY, filters="none", **listed), by=by, at=NOW)
    with connected_as(role):
        for name in ("termentry", "departure", "export", "decisionpaper"):
            table = f"placements_{name}"
            assert sql(f"select count(*) > 0 from {table}") == [(True,)]
            for statement in (f"update {table} set id = id", f"delete from {table}", f"truncate {table} cascade"):
                with refused_by_database(RIGHTS):
                    sql(statement)
        for table in ("placements_placement", "placements_opinion", "placements_notice", "officials_user"):
            with refused_by_database(RIGHTS):
                sql(f"delete from {table}")
        for words in ("state = 'declined'", "decision_words = 'Never.'", "approved_ends_on = '2017-06-30'"):
            with refused_by_database("request_moves_by_the_table", "request_decided_is_final"):
                sql(f"update placements_extensionrequest set {words}")
        with refused_by_database("request_is_kept"):
            sql("delete from placements_extensionrequest")


def test_the_owner_could(db):
    """The same tries by the owner go through: what stands in the way above is the role, not the statement."""
    made_up_row(EVENTS[0])
    table = EVENTS[0]._meta.db_table
    sql("set constraints all immediate")
    sql(f"alter table {table} disable trigger all")
    assert sql(f"delete from {table}") == 1
    sql("create temporary table placements_placementevent (pgh_id int)")


# What was given ------------------------------------------------------------------------------


def test_every_table_is_thought_of(role, db):
    """No table of the database is open to the role but as its verbs say, and every audit table is read and added to."""
    with connection.cursor() as cursor:
        verbs = rights.verbs_by_table(cursor)
        tables = set(connection.introspection.table_names(cursor))
    assert tables == set(verbs)
    assert {verbs[model._meta.db_table] for model in EVENTS} == {rights.KEPT}
    have = sql(
        "select table_name, string_agg(lower(privilege_type), ' ' order by privilege_type)"
        " from information_schema.role_table_grants where grantee = %s group by 1",
        role,
    )
    assert dict(have) == {table: " ".join(sorted(given)) for table, given in verbs.items()}


def test_a_later_table_is_closed_until_the_command_has_run_again(role, db):
    sql("create table officials_later (n int)")
    assert sql("select has_table_privilege(%s, 'officials_later', 'select')", role) == [(False,)]
    sql(f"grant all on placements_termentry to {role}")
    sql("grant update on placements_departure to public")
    said = StringIO()
    call_command("grant_rights", role, stdout=said)
    assert "change nothing that is kept" in said.getvalue()
    for table in ("placements_termentry", "placements_departure"):
        assert sql("select has_table_privilege(%s, %s, 'update')", role, table) == [(False,)]


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ("", "There is no role office_unfit"),
        ("create role office_unfit createrole", "makes roles"),
        (
            (
                "create role office_unfit; create table public.office_mine (n int);"
                " alter table public.office_mine owner to office_unfit"
            ),
            "owns office_mine",
        ),
        ("create role office_unfit; grant pg_write_all_data to office_unfit", "is a member of pg_write_all_data"),
    ],
)
def test_a_role_that_could_do_more_is_refused(db, made, sentence):
    if made:
        sql(made)
    with transaction.atomic(), pytest.raises(CommandError, match=f"{sentence}.*Nothing was changed."):
        call_command("grant_rights", "office_unfit")


def test_the_owner_itself_is_refused(db):
    with pytest.raises(CommandError, match=owner()):
        call_command("grant_rights", owner())
