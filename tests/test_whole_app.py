"""What no unit test can guard: the shape of the whole."""

import ast
import itertools
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.urls import URLPattern, URLResolver, get_resolver

from placements.drawing import states_document
from placements.models.extensions import REQUEST_MOVES, RequestState
from placements.models.placements import MOVES, State

ROOT = Path(settings.BASE_DIR)
APPS = ["exchangeoffice", "officials", "placements"]  # each may import those before it, and none after
OURS = [model for label in ("officials", "placements") for model in apps.get_app_config(label).get_models()]
OUR_TABLES = [model for model in OURS if not model._meta.proxy and not model.__name__.endswith("Event")]

OPEN_ADDRESSES = {"sign-in/", "language/", "healthz", "readyz"}


def python_files():
    return [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def addresses(patterns=None, prefix=""):
    """Every address of the URLconf, the admin's included, with something plausible for each parameter."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def _filled(route):
    route = re.sub(r"<str:code>|<code>", "130800", route)
    route = re.sub(r"<(?:int:|str:|slug:|path:)?[a-z_]*(?:id|year|pk|kind|object_id|content_type_id)>", "1", route)
    route = route.replace("(?P<app_label>officials|placements)", "placements").replace("<path:url>", "x")
    return "/" + route.replace("^", "").replace("$", "").replace(r"\Z", "").replace("(?P<url>.*)", "x")


def test_strangers_are_sent_to_sign_in_at_every_address(client, db):
    seen = 0
    for route in addresses():
        if route in OPEN_ADDRESSES:
            continue
        seen += 1
        response = client.get(_filled(route))
        where = f"{route} -> {_filled(route)}: {response.status_code}"
        if response.status_code == 405:
            continue  # the verb is refused before anything is looked at
        assert response.status_code == 302, where
        assert response["Location"].startswith(("/sign-in/", "/admin/login/")), where
    assert seen > 40


# Imports -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_arrow(path):
    """exchangeoffice <- officials <- placements; no import inside a function; settings through django.conf."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = path.relative_to(ROOT).parts[0]
    later = APPS[APPS.index(own) + 1 :]
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] not in later, f"line {node.lineno} imports {name}"
            assert name != "exchangeoffice.settings", "use django.conf.settings"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = [inner for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
            assert not inside, f"line {inside[0].lineno}: import inside {node.name}"


def test_no_rule_reads_the_clock():
    """The clock is an argument: only the doors ask what day it is."""
    doors = {"views", "admin", "demo", "management", "context.py"}
    for path in (ROOT / "placements").rglob("*.py"):
        if doors & set(path.relative_to(ROOT).parts):
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"timezone\.now\(|\b(?:today|now)\(\)|date\.today|datetime\.now|timezone\.localdate\(\)", text
        ), path


# Models --------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", OUR_TABLES, ids=lambda model: model.__name__)
def test_every_deed_has_its_doer(model):
    """A moment `…_at` of a deed goes with the person `…_by`; nullable pairs are whole or absent, in the database."""
    names = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
    for name, field in names.items():
        if not name.endswith("_at") or not isinstance(field, models.DateTimeField):
            continue
        by = name.removesuffix("_at") + "_by"
        assert by in names, f"{model.__name__}.{name} has no {by}"
        if field.null:
            held = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
            assert any(name in str(c.condition) and by in str(c.condition) for c in held), f"{name} and {by}"
        else:
            assert not names[by].null


@pytest.mark.parametrize("model", OUR_TABLES, ids=lambda model: model.__name__)
def test_every_choice_is_held_by_the_database(model):
    for field in model._meta.fields:
        if field.choices:
            held = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
            assert any(f"('{field.name}__in'" in str(c.condition) for c in held), f"{model.__name__}.{field.name}"


def test_every_state_has_its_moves():
    assert set(MOVES) == set(State)
    assert set(REQUEST_MOVES) == set(RequestState)
    for table in (MOVES, REQUEST_MOVES):
        assert set(itertools.chain(*table.values())) <= set(table)


def test_nothing_cascades():
    """Nothing that was used disappears because something else was deleted."""
    for model in OUR_TABLES:
        for field in model._meta.fields:
            if field.remote_field and field.model is model:
                assert field.remote_field.on_delete is models.PROTECT, f"{model.__name__}.{field.name}"


def test_every_table_of_ours_is_in_the_audit_trail(db):
    """Each table has its three triggers (a many-to-many one two: it has no updates)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, count(*) from pg_trigger"
            " where tgname ~ '^pgtrigger_(insert|update|delete)'"
            " group by 1"
        )
        triggers = dict(cursor.fetchall())
    for model in OUR_TABLES:
        if model._meta.db_table == "placements_series":
            continue  # counters; each number given stands in the trail of its record
        assert triggers.get(model._meta.db_table) == 3, model
        for field in model._meta.local_many_to_many:
            assert triggers.get(field.remote_field.through._meta.db_table) == 2, field
    assert triggers["auth_group"] == 3
    assert triggers["auth_group_permissions"] == 2


# Documents -----------------------------------------------------------------------------------


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_drawn_documents_are_fresh():
    assert (ROOT / "docs" / "states.md").read_text(encoding="utf-8") == states_document(), "run manage.py draw_states"
