"""How long somebody stays signed in."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from exchangeoffice import sessions

START = "2016-05-09 09:00+08:00"


@pytest.fixture
def at(time_machine):
    def move(moment):
        time_machine.move_to(f"2016-05-09 {moment}+08:00", tick=False)

    move("09:00:00")
    return move


@pytest.fixture
def client(at, person, signed_in):
    return signed_in(person)


def is_in(client):
    return client.get("/password/").status_code == 200


def test_half_an_hour_without_a_request_ends_it(client, at):
    at("09:29:59")
    assert is_in(client)
    at("09:59:59")
    response = client.get("/password/")
    assert response["Location"] == "/sign-in/?next=/password/"
    assert response["Cache-Control"] == "no-store"
    assert not Session.objects.exists()


def test_eight_hours_end_it_however_busy(client, at):
    for hour in range(9, 17):
        for minute in ("00", "20", "40"):
            at(f"{hour:02}:{minute}:00")
            assert is_in(client)
    at("16:59:59")
    assert is_in(client)
    at("17:00:00")
    assert not is_in(client)
    assert not Session.objects.exists()


def test_reading_pages_writes_once_a_minute(client, at, django_assert_num_queries):
    """Asked of a page that needs no more than to know who it is: sign-in, which sends them on."""
    at("09:00:30")
    with django_assert_num_queries(2):  # the session, the account
        client.get("/sign-in/")
    at("09:01:01")
    with django_assert_num_queries(5):  # and the session written, in a transaction of its own
        client.get("/sign-in/")
    with django_assert_num_queries(2):
        client.get("/sign-in/")


def test_signing_in_starts_the_clocks(at, person):
    client = Client()
    client.post("/sign-in/", {"username": "qiaolan", "password": "a long and quiet river"})
    assert client.session[sessions.BEGAN] == client.session[sessions.SEEN]
    at("17:00:00")
    assert not is_in(client)


def test_a_session_without_clocks_gets_them(at, person):
    client = Client()
    client.force_login(person)
    assert is_in(client)
    assert sessions.BEGAN in client.session


def test_a_deactivated_account_is_out_at_once_and_its_session_gone(client, person):
    assert is_in(client)
    type(person).objects.update(is_active=False)
    assert not is_in(client)
    assert not Session.objects.exists()
    type(person).objects.update(is_active=True)
    assert not is_in(client)  # activating the account revives nothing


@pytest.mark.parametrize("key", ["", "nonsense", "x" * 5000, "../../etc/passwd", "吕".encode().decode("latin-1")])
def test_a_made_up_session_is_nobody(db, settings, key):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/password/").status_code == 302
    assert client.get("/sign-in/").status_code == 200


@pytest.mark.parametrize(
    ("page", "back_to"),
    [
        ("http://testserver/extensions/7/?tab=1", "/extensions/7/%3Ftab%3D1"),
        ("https://elsewhere.example/extensions/7/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_what_is_sent_too_late_leads_back_to_its_page(client, at, page, back_to):
    """The address that it was sent to answers no visitor who comes back from sign-in."""
    at("10:00:00")
    response = client.post("/extensions/7/approve/", headers={"referer": page})
    assert response["Location"] == f"/sign-in/?next={back_to}"
