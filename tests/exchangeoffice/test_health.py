"""What machines ask: is it alive, can it serve."""

import time

import pytest
from django.db import connection
from django.test import Client


@pytest.fixture
def dead_database(settings):
    """The database's address is wrong for whoever connects anew."""
    kept = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = "/nowhere"
    yield
    connection.settings_dict["HOST"] = kept


def test_healthz_touches_nothing(person, signed_in, settings, django_assert_num_queries):
    client = signed_in(person)
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert not response.cookies
    assert "Vary" not in response


def test_healthz_needs_no_database():
    """No database is allowed to this test."""
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db
def test_readyz_says_ok_when_the_database_answers(client):
    assert client.get("/readyz").status_code == 200


def test_readyz_says_503_in_time_when_the_database_is_away(dead_database):
    began = time.monotonic()
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert time.monotonic() - began < 3
    assert "nowhere" not in response.content.decode()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_need_no_host_name_and_change_nothing(address, db):
    assert Client(headers={"host": "10.1.2.3"}).get(address).status_code == 200
    assert Client().head(address).status_code == 200
    assert Client().post(address).status_code == 405
