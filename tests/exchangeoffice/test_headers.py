"""What the browser is told with every page."""

import re

import pytest
from django.test import Client

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}
PAGES = {
    "/sign-in/": 200,
    "/nowhere/": 404,
    "/password/": 302,
    "/admin/": 302,
    "/sign-in/?next=%00": 400,
    "/static/exchange.css": 200,
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_the_policies(client, address):
    response = client.get(address)
    assert response.status_code == PAGES[address]
    assert {part.strip() for part in response["Content-Security-Policy"].split(";")} == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["X-Request-ID"].startswith("E-")
    response.close()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sign-in/", "/nowhere/", "/sign-in/?next=%00"])
def test_no_page_needs_an_inline_style_or_script(client, address):
    page = client.get(address).content.decode()
    assert "exchange.css" in page
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b", "[::1", "x" * 300])
def test_another_host_name_is_refused(host):
    response = Client(headers={"host": host}).get("/sign-in/")
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


@pytest.mark.django_db
def test_signed_in_pages_are_not_kept_by_the_browser(person, signed_in):
    assert signed_in(person).get("/password/")["Cache-Control"] == "no-store"
    assert "no-store" in Client().get("/sign-in/").get("Cache-Control", "")


def test_two_requests_have_two_numbers(client, db):
    assert client.get("/sign-in/")["X-Request-ID"] != client.get("/sign-in/")["X-Request-ID"]
