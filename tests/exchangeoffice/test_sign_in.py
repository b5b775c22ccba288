"""The door: who gets in, who is kept out, and what it says."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.test import Client

PASSWORD = "a long and quiet river"
WRONG = "Account or password is wrong."
LOCKED = "Too many tries. Try again after 30 minutes."


def try_to_sign_in(client, username="qiaolan", password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_the_right_password_opens(client, person):
    response = try_to_sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    cookie = response.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["expires"] == ""  # ends with the browser
    assert client.get("/password/").status_code == 200


def test_the_form_says_what_browsers_and_readers_need(client, db):
    page = client.get("/sign-in/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert page.count("<h1") == 1
    assert "error-summary" not in page


@pytest.mark.parametrize("kind", ["unknown", "wrong", "deactivated"])
def test_it_never_tells_which_was_wrong(client, person, kind):
    username, password = "qiaolan", PASSWORD
    if kind == "unknown":
        username = "nobody"
    elif kind == "wrong":
        password = "not this one at all"
    else:
        type(person).objects.update(is_active=False)
    response = try_to_sign_in(client, username, password)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count(WRONG) == 1
    assert page.count("error-summary") == 1
    assert password not in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\thttps://evil.example",
    ],
)
def test_a_foreign_next_is_ignored(client, person, elsewhere):
    assert try_to_sign_in(client, next=elsewhere)["Location"] == "/"
    assert client.get("/sign-in/", {"next": elsewhere})["Location"] == "/"  # signed in already


def test_our_own_next_is_followed(client, person):
    asked = client.get("/password/")
    assert asked["Location"] == "/sign-in/?next=/password/"
    assert 'name="next" value="/password/"' in client.get(asked["Location"]).content.decode()
    assert try_to_sign_in(client, next="/password/")["Location"] == "/password/"


def test_five_wrong_tries_lock_even_the_right_password_out(client, person):
    answers = [try_to_sign_in(client, password=f"wrong {n}").status_code for n in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    response = try_to_sign_in(client)
    assert response.status_code == 429
    assert LOCKED in response.content.decode()
    assert settings.SESSION_COOKIE_NAME not in response.cookies


def test_the_lock_names_the_phone_of_the_office(client, person, settings):
    settings.OFFICE_PHONE = "010-5550 8016"
    for n in range(5):
        response = try_to_sign_in(client, password=f"wrong {n}")
    assert "Try again after 30 minutes, or call 010-5550 8016." in response.content.decode()


def test_the_lock_opens_after_half_an_hour(client, person, time_machine):
    time_machine.move_to("2016-05-09 09:00+08:00", tick=False)
    for n in range(5):
        try_to_sign_in(client, password=f"wrong {n}")
    time_machine.move_to("2016-05-09 09:29:59+08:00", tick=False)
    assert try_to_sign_in(client).status_code == 429
    time_machine.move_to("2016-05-09 10:01+08:00", tick=False)
    assert try_to_sign_in(client).status_code == 302


def test_the_lock_is_for_one_account_from_one_address(client, person, settings):
    settings.OFFICE_PROXIES = 1
    for n in range(5):
        client.post(
            "/sign-in/",
            {"username": "qiaolan", "password": f"wrong {n}"},
            headers={"x-forwarded-for": f"10.0.0.{n}, 192.0.2.7"},  # the left part is made up
        )
    from_there = client.post(
        "/sign-in/", {"username": "qiaolan", "password": PASSWORD}, headers={"x-forwarded-for": "192.0.2.7"}
    )
    assert from_there.status_code == 429
    from_elsewhere = client.post(
        "/sign-in/", {"username": "qiaolan", "password": PASSWORD}, headers={"x-forwarded-for": "192.0.2.8"}
    )
    assert from_elsewhere.status_code == 302


def test_spellings_of_one_name_count_together(client, person):
    for name in ("qiaolan", " qiaolan", "ｑｉａｏｌａｎ", "qiaolan ", "qiaolan"):
        response = try_to_sign_in(client, name, "wrong")
    assert response.status_code == 429


def test_signing_in_forgets_the_wrong_tries(client, person):
    for n in range(4):
        try_to_sign_in(client, password=f"wrong {n}")
    try_to_sign_in(client)
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "x" * 100_000,
        "吕" * 300,
        "'; drop table officials_user; --",
        "%00",
        "{{ 7*7 }}",
        "<b>x</b>",
        "\u202eqiaolan",
        "💥",
    ],
)
def test_hostile_names_are_answered_like_any_other(client, person, name):
    response = try_to_sign_in(client, name)
    assert response.status_code == 200
    assert WRONG in response.content.decode()
    assert "<b>x</b>" not in response.content.decode()
    assert len(AccessAttempt.objects.get().username) <= 255


@pytest.mark.parametrize("body", [{}, {"username": "", "password": ""}, {"username": "qiaolan"}])
def test_an_empty_form_asks_to_be_filled_in(client, person, body):
    response = client.post("/sign-in/", body)
    assert response.status_code == 200
    assert "Fill this in." in response.content.decode()


def test_one_thing_at_a_time_asks_for_the_focus(client, person):
    """The first field; or what was wrong, as long as anything was."""
    wanting = re.compile(r"<(\w+)[^>]*\bautofocus\b")
    assert wanting.findall(client.get("/sign-in/").content.decode()) == ["input"]
    for _try in range(5):
        answer = try_to_sign_in(client, password="wrong")
        assert wanting.findall(answer.content.decode()) == ["div"]
    assert answer.status_code == 429
    client.force_login(person)
    assert wanting.findall(client.get("/password/").content.decode()) == ["input"]
    assert wanting.findall(client.post("/password/", {}).content.decode()) == ["div"]


def test_a_form_without_token_is_refused_in_words(person):
    strict = Client(enforce_csrf_checks=True)
    response = try_to_sign_in(strict)
    assert response.status_code == 403
    assert "Nothing was saved." in response.content.decode()
    page = strict.get("/sign-in/")
    cookie = page.cookies[settings.CSRF_COOKIE_NAME]
    assert (cookie["samesite"], cookie["httponly"]) == ("Strict", True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    assert try_to_sign_in(strict, csrfmiddlewaretoken=token).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_do_not_slip_through(person):
    """Sixty guesses at once: after the lock closes not even the right password opens."""

    def guess(n):
        try:
            return try_to_sign_in(Client(), password=f"wrong {n}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(60)))
    assert answers.count(200) <= 12, answers  # those that were under way when the fifth failed
    assert set(answers) == {200, 429}
    assert try_to_sign_in(Client()).status_code == 429


def test_signing_out_needs_a_form_and_ends_the_session(person, signed_in):
    client = signed_in(person)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/password/").status_code == 200
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/password/").status_code == 302


def test_the_admin_has_no_door_of_its_own(client, person, signed_in):
    to_admin = client.get("/admin/")
    assert to_admin.status_code == 302
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/sign-in/?next=/admin/"
    inside = signed_in(person)
    assert inside.get("/admin/login/?next=/admin/").status_code == 403  # and not round in circles
    assert inside.post("/admin/logout/")["Location"] == "/sign-in/"


def test_the_language_switch_is_open_and_remembered(client, person):
    response = client.post("/language/", {"language": "zh-hans", "next": "/sign-in/"})
    assert response["Location"] == "/sign-in/"
    assert '<html lang="zh-Hans">' in client.get("/sign-in/").content.decode()
    assert client.post("/language/", {"language": "zh-hans", "next": "//evil.example/"})["Location"] == "/"


def test_signing_in_brings_the_language_of_the_account(client, person):
    person.language = "zh-hans"
    person.save()
    try_to_sign_in(client)
    assert '<html lang="zh-Hans">' in client.get("/password/").content.decode()


class TestPassword:
    NEW = "quiet water under stones"

    def change(self, client, new):
        return client.post("/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})

    def test_is_changed_by_its_owner(self, person, signed_in):
        here, elsewhere = signed_in(person), signed_in(person)
        assert self.change(here, self.NEW).status_code == 302
        assert here.get("/password/").status_code == 200
        assert elsewhere.get("/password/").status_code == 302  # other sessions end
        assert try_to_sign_in(Client(), password=self.NEW).status_code == 302

    @pytest.mark.parametrize(
        ("new", "words"),
        [
            ("short word", "at least 12 characters"),
            ("password1234", "too common"),
            ("qiaolan-2016", "too similar"),
            ("JiaoLiu-2016-now", "anybody would guess here"),
            ("我们都是交流干部吗真的是这样", "anybody would guess here"),
            ("90257013465201", "entirely numeric"),
        ],
    )
    def test_is_not_one_that_others_would_try(self, person, signed_in, new, words):
        response = self.change(signed_in(person), new)
        assert response.status_code == 200
        assert words in response.content.decode()
        person.refresh_from_db()
        assert person.check_password(PASSWORD)
