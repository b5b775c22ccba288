"""Every field of every model is sent along with every form: what the form does not ask for does not change."""

import copy

import pytest
import time_machine
from django.apps import apps
from django.db import models, transaction

from tests import factories
from tests.factories import EXPLANATION, NOW
from tests.hostile.pages import read
from tests.permissions import world as worlds
from tests.permissions.test_table import OWN_PASSWORD, routes

OURS = [
    model
    for label in ("officials", "placements")
    for model in apps.get_app_config(label).get_models(include_auto_created=True)
    if not model._meta.proxy and not model.__name__.endswith("Event")
]
# What a person would type where a form is still empty, by the field's name.
TYPED = {
    "reason": EXPLANATION,
    "words": EXPLANATION,
    "note": EXPLANATION,
    "explanation": EXPLANATION,
    "next_step": EXPLANATION,
    "ends_on": "2016-05-10",
    "end": "2017-01-23",
    "decided_on": "2016-05-09",
    "given_on": "2016-05-09",
    "told": "on",
    "signer": "Mu Qingyan",
    "phone": "010-5550 8016",
    "position": "Head of the office",
    "duties": EXPLANATION,
    "task": EXPLANATION,
    "places": "99",
}
DIFFERS_EACH_TIME = {"id", "password", "stored_name", "key", "attempt"}


@pytest.fixture
def world(db):
    with time_machine.travel(NOW, tick=False):
        yield worlds.build()


def everything(world):
    """A value for every field of every model, of a kind that a careless form would take."""
    sent = {}
    for model in OURS:
        for known in model._meta.get_fields():
            if not isinstance(known, models.Field):
                continue
            value = _value_for(known, world)
            sent[known.name] = value
            sent[known.attname] = value
    return sent


def _value_for(known, world):
    if known.remote_field:
        newest = known.remote_field.model._default_manager.order_by("-pk").first()
        return str(newest.pk) if newest else "1"
    if known.choices:
        return str(list(known.flatchoices)[-1][0])
    kinds = {models.BooleanField: "on", models.DateField: "2019-12-31", models.IntegerField: "77"}
    return next((value for kind, value in kinds.items() if isinstance(known, kind)), "mass assigned")


def rows():
    """All rows of all our tables, each without its key."""
    return {
        model._meta.label: {row["pk"]: _facts(model, row) for row in model._base_manager.values("pk", *_columns(model))}
        for model in OURS
    }


def _columns(model):
    return [known.attname for known in model._meta.concrete_fields if known.name not in DIFFERS_EACH_TIME]


def _facts(model, row):
    return {name: value for name, value in row.items() if name != "pk"}


def changed(before, after):
    """What changed, comparable with another run: rows by key where they were there, new rows without keys."""
    known = {label: set(found) for label, found in before.items()}
    changes = []
    for model in OURS:
        label = model._meta.label
        for pk, facts in after[label].items():
            if before[label].get(pk) == facts:
                continue
            plain = {name: _or_new(model, name, value, known) for name, value in facts.items()}
            changes.append((label, pk if pk in before[label] else "new", repr(sorted(plain.items()))))
        changes += [(label, pk, "gone") for pk in before[label] if pk not in after[label]]
    return sorted(changes, key=repr)


def _or_new(model, name, value, known):
    target = next(f for f in model._meta.concrete_fields if f.attname == name).remote_field
    if target is None or value is None or value in known.get(target.model._meta.label, {value}):
        return value
    return "new"


def send(person, url, values):
    """What the database says changed, and the status; all rolled back."""
    before, cookies = rows(), copy.deepcopy(person.cookies)
    with transaction.atomic():
        answer = person.post(url, values)
        after = rows()
        transaction.set_rollback(True)
    person.cookies = cookies
    return answer.status_code, changed(before, after)


def forms_of(person, world):
    for route in routes():
        url, _nothing = worlds.fill(route, world)
        for form in read(person, url).forms:
            goal = form.action if form.action.startswith("/") else url
            if form.method == "post" and not goal.startswith(("/sign-out/", "/language/", OWN_PASSWORD)):
                yield goal, form


def filled(form):
    values = copy.deepcopy(form.values)
    for name, value in TYPED.items():
        if name in form.names and not any(values.get(name, [])):
            values[name] = [value]
    return values


@pytest.mark.parametrize("role", ["official", "coordinator", "administrator"])
def test_only_what_the_form_asks_changes(role, world, signed_in):
    user = (
        factories.account_of(world.placement.official)
        if role == "official"
        else factories.make_user("sender", f"{role.title()}s", is_staff=True)
    )
    person = signed_in(user)
    extra, seen, did = everything(world), set(), []
    for goal, form in forms_of(person, world):
        if (goal, frozenset(form.names)) in seen:
            continue
        seen.add((goal, frozenset(form.names)))
        values = filled(form)
        more = {name: value for name, value in extra.items() if name not in form.names}
        plain, with_all = send(person, goal, values), send(person, goal, {**more, **values})
        assert with_all == plain, goal
        if plain[1]:
            did.append(goal)
    assert len(did) >= {"official": 1, "coordinator": 10, "administrator": 1}[role], did
