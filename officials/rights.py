"""What the office's own database role may do: work with the rows, and never rewrite what is kept.

Two roles, so that whoever gets hold of the served office's password cannot alter the audit trail:
the owner migrates and has everything; the office is served by another one, which owns nothing.
New tables are closed to it until `manage.py grant_rights` has run again, after each migration.
"""

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

EVERY_VERB = ("select", "insert", "update", "delete")
READ, KEPT = EVERY_VERB[:1], EVERY_VERB[:2]

# Django's and its packages' own tables. What is not named here, nor by an app's config as
# `verbs_on_rows`, nor guarded as kept for ever by the database itself, may be done all four.
OF_PACKAGES = {
    "auth.permission": READ,  # made by migrate, as the next two
    "contenttypes.contenttype": READ,
    "migrations.migration": READ,
    "pghistory.context": READ,  # unused: the context stands inside each audit row
    "admin.logentry": KEPT,
}

# What nobody but the owner ever holds on a table.
OWNERS_ALONE = ("truncate", "references", "trigger")


class UnfitRole(Exception):
    """The role could do more than it is given; the message says what, and the way out."""


def grant(role):
    """Give the role what the office needs on every table, and take everything else away; how many tables.

    Run by the owner of the tables; run again it changes nothing. Raises UnfitRole, and has then changed nothing.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        _refuse_powers(cursor, role)
        verbs = verbs_by_table(cursor)
        name, database = (connection.ops.quote_name(each) for each in (role, connection.settings_dict["NAME"]))
        for statement in (
            # A session's own table in front of an audit table would swallow its rows.
            f"revoke create, temporary on database {database} from public, {name}",
            f"revoke create on schema public from public, {name}",
            f"revoke all on all tables in schema public from public, {name}",
            f"revoke all on all sequences in schema public from public, {name}",  # identity columns need none
            f"grant usage on schema public to {name}",
            f"grant connect on database {database} to {name}",
        ):
            cursor.execute(statement)
        for table, given in verbs.items():
            cursor.execute(f"grant {', '.join(given)} on {connection.ops.quote_name(table)} to {name}")
        _refuse_more(cursor, role, verbs)
    return len(verbs)


def verbs_by_table(cursor):
    """The verbs of each table of the office that the database has."""
    cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'office_kept'")
    kept = {table for (table,) in cursor.fetchall()}
    named = OF_PACKAGES | {
        f"{config.label}.{model}": KEPT + verbs
        for config in apps.get_app_configs()
        for model, verbs in getattr(config, "verbs_on_rows", {}).items()
    }
    there = set(connection.introspection.table_names(cursor))
    models = [*apps.get_models(include_auto_created=True), MigrationRecorder.Migration]
    return {
        model._meta.db_table: KEPT if model._meta.db_table in kept else named.get(model._meta.label_lower, EVERY_VERB)
        for model in models
        if model._meta.db_table in there and not model._meta.proxy
    }


def _refuse_powers(cursor, role):
    """Refuse a role that could take for itself what it is not given."""
    cursor.execute(
        "select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls from pg_roles where rolname = %s",
        [role],
    )
    powers = cursor.fetchone()
    if powers is None:
        raise UnfitRole(f"There is no role {role}. Make it first: create role {role} login password '…'.")
    if any(powers):
        raise UnfitRole(
            f"{role} is a superuser or makes roles or databases: alter role {role} nosuperuser nocreaterole …"
        )
    cursor.execute("select tablename from pg_tables where schemaname = 'public' and tableowner = %s order by 1", [role])
    if owned := cursor.fetchall():
        raise UnfitRole(f"{role} owns {owned[0][0]}, and an owner may do everything. Serve the office by another role.")
    cursor.execute(
        "select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid"
        " join pg_roles r on r.oid = m.member where r.rolname = %s order by 1",
        [role],
    )
    if groups := cursor.fetchall():
        raise UnfitRole(f"{role} is a member of {groups[0][0]}: revoke {groups[0][0]} from {role}.")


def _refuse_more(cursor, role, verbs):
    """Whatever the role holds now must be what it was given: other grants may come from elsewhere."""
    cursor.execute(
        "select has_schema_privilege(%(role)s, 'public', 'create'),"
        " has_database_privilege(%(role)s, current_database(), 'create, temporary')",
        {"role": role},
    )
    if any(cursor.fetchone()):
        raise UnfitRole(
            f"{role} may make tables of its own here. Only the owner of the database can end that:"
            f" alter database {connection.settings_dict['NAME']} owner to the role that migrates."
        )
    for table, given in verbs.items():
        for verb in (*EVERY_VERB, *OWNERS_ALONE):
            cursor.execute("select has_table_privilege(%s, %s, %s)", [role, f'public."{table}"', verb])
            if cursor.fetchone()[0] != (verb in given):
                raise UnfitRole(f"{role}: {verb} on {table} does not follow what grant_rights gave.")
