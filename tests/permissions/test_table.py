"""Who gets what: every address x every caller x every method, held against a table that is read in review.

A new address is missing in the table, and fails. ``WRITE_PERMISSIONS=1 pytest tests/permissions -n 0`` writes
the table anew; then read its difference: it is the change in who may do what.
"""

import copy
import csv
import io
import os
import zipfile
from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from tests import factories
from tests.factories import NOW
from tests.permissions import world as worlds
from tests.test_whole_app import addresses

TABLE = Path(__file__).parent / "table.csv"
METHODS = ["GET", "POST", "HEAD", "PUT", "DELETE"]
CALLERS = ["stranger", "deactivated", "official own", "official other", "staff", "coordinator", "administrator"]
SIGN_IN = "sign"  # sent to sign in
OWN_PASSWORD = "/password/"
OPEN = {"sign-in/", "language/", "healthz", "readyz"}


def routes():
    """Every address once: the admin's doors to sign in stand in the URLconf twice."""
    return list(dict.fromkeys(addresses()))


def checked_in():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["address"]: row for row in csv.DictReader(file)}


@pytest.fixture
def world(db):
    with time_machine.travel(NOW, tick=False):
        yield worlds.build()


def user_of(caller, world):
    """The account behind the name; a stranger has none."""
    made = {
        "stranger": lambda: None,
        "deactivated": lambda: factories.make_user("gone", "Coordinators", is_staff=True),
        "official own": lambda: factories.account_of(world.placement.official),
        "official other": lambda: factories.account_of(factories.make_placement().official),
        "staff": lambda: factories.make_user("reader", "Staff"),
        "coordinator": lambda: factories.make_user("second", "Coordinators", is_staff=True),
        "administrator": lambda: factories.make_user("keeper", "Administrators", is_staff=True),
    }
    return made[caller]()


@pytest.fixture
def sign_in(client, signed_in, world):
    def as_caller(caller):
        user = user_of(caller, world)
        person = signed_in(user) if user else client
        if caller == "deactivated":
            user.is_active = False
            user.save(update_fields=["is_active"])
        person.raise_request_exception = False
        return person

    return as_caller


def ask(person, method, url, data=None):
    """The answer, and its whole text; nothing that it wrote stays."""
    cookies = copy.deepcopy(person.cookies)
    with transaction.atomic():
        sent = {"data": data or {}} if method == "POST" else {}
        answer = getattr(person, method.lower())(url, **sent)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    person.cookies = cookies
    if body.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(packed.read(name) for name in packed.namelist())
    return answer, body.decode("utf-8", "replace")


def shown(answer):
    if answer.status_code == 302 and answer["Location"].startswith(("/sign-in/", "/admin/login/")):
        return SIGN_IN
    return str(answer.status_code)


def cells(person, world):
    """What this person gets at every address, a text of five answers each; and where planted words came."""
    got, found = {}, []
    for route in routes():
        url, _nothing = worlds.fill(route, world)
        answers = []
        for method in METHODS:
            answer, body = ask(person, method, url)
            answers.append(shown(answer))
            found += [(word, method, route) for word in worlds.PLANTED if word in body]
        got[route] = " ".join(answers)
    for url in worlds.more_pages():
        _answer, body = ask(person, "GET", url)
        found += [(word, "GET", url) for word in worlds.PLANTED if word in body]
    return got, found


@pytest.mark.parametrize("caller", CALLERS)
def test_everybody_gets_what_the_table_says_and_reads_no_planted_word(caller, world, sign_in):
    got, found = cells(sign_in(caller), world)
    if os.environ.get("WRITE_PERMISSIONS"):
        write(caller, got)
    wanted = {address: row[caller] for address, row in checked_in().items()}
    assert sorted(got) == sorted(wanted), "an address is missing in the table, or gone"
    assert {address: got[address] for address in got if got[address] != wanted[address]} == {}
    assert [f"{word} at {method} {route}" for word, method, route in found if caller not in worlds.PLANTED[word]] == []
    readable = {word for word, _method, _route in found}
    assert readable == {word for word, readers in worlds.PLANTED.items() if caller in readers}, "planted too deep"


def write(caller, got):
    table = checked_in() if TABLE.exists() else {}
    rows = [{**table.get(address, {}), "address": address, caller: got[address]} for address in routes()]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["address", *CALLERS], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


# What must be true of the table, whoever wrote it ----------------------------------------------


def each_cell():
    for address, row in checked_in().items():
        for caller in CALLERS:
            yield address, caller, dict(zip(METHODS, row[caller].split(), strict=True))


def test_no_cell_is_a_server_error():
    assert [(a, c) for a, c, answers in each_cell() if any(code.startswith("5") for code in answers.values())] == []


def test_strangers_and_the_deactivated_only_get_to_sign_in():
    for address, caller, answers in each_cell():
        if caller in {"stranger", "deactivated"} and address not in OPEN:
            assert set(answers.values()) <= {SIGN_IN, "405"}, (address, caller, answers)


def test_nobody_puts_or_deletes():
    for address, caller, answers in each_cell():
        assert (answers["PUT"], answers["DELETE"]) == ("405", "405"), (address, caller)


def test_asking_for_the_head_is_answered_like_asking():
    for address, caller, answers in each_cell():
        assert answers["HEAD"] == answers["GET"], (address, caller)


def test_the_back_office_is_closed_to_officials_and_staff():
    own_password = "admin/password_change/"  # the page of everybody's own password, under the admin's address
    for address, caller, answers in each_cell():
        if address.startswith("admin/") and address != own_password and caller.startswith(("official", "staff")):
            assert not {code for code in answers.values() if code.startswith("2")}, (address, caller, answers)


# What is not there, and what is not yours ------------------------------------------------------


def may_list(caller, route):
    """Administrators read all accounts and groups, so which exist is no secret to them."""
    return caller == "administrator" and route.startswith(("admin/officials/user/", "admin/officials/group/"))


@pytest.mark.parametrize("caller", ["official own", "official other", "staff", "administrator"])
def test_what_is_not_yours_is_answered_like_what_does_not_exist(caller, world, sign_in):
    """Same status, same length, so that nobody learns which numbers exist."""
    person, compared = sign_in(caller), 0
    for route in routes():
        url, nothing = worlds.fill(route, world)
        if url == nothing or may_list(caller, route):
            continue
        for method in METHODS:
            real, real_body = ask(person, method, url)
            if real.status_code not in {403, 404}:
                continue
            unreal, unreal_body = ask(person, method, nothing)
            assert (unreal.status_code, len(unreal_body)) == (real.status_code, len(real_body)), (method, url, nothing)
            compared += 1
    assert compared > 30
