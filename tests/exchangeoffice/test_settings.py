"""The settings say by name what is missing, and are safe where nothing is said."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "k9" * 40,
    "ALLOWED_HOSTS": "office.example",
    "DATABASE_URL": "postgresql://office:a-secret@database.example/office",
}
SHOW = """
import json, sys
from exchangeoffice import settings
names = {name for name in dir(settings) if name.isupper()} - {"LANGUAGES"}  # those need translation
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
print(json.dumps([name for name in sys.modules if name.startswith("exchangeoffice")]))
"""


def run(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


def settings_with(**environment):
    done = run(SHOW, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[0])


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_names_what_is_missing(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    done = run(SHOW, **environment)
    assert done.returncode == 1
    assert f"ImproperlyConfigured: {name} is missing" in done.stderr


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"OFFICE_DEBUG": "maybe"}, "OFFICE_DEBUG must be 1 or 0, not 'maybe'"),
        ({"OFFICE_PROXIES": "-1"}, "OFFICE_PROXIES must be a whole number"),
        ({"OFFICE_DATABASE_PATIENCE": "endless"}, "OFFICE_DATABASE_PATIENCE must be page or command"),
        ({"DATABASE_URL": "mysql://office@database.example/office"}, "DATABASE_URL must begin with postgresql://"),
        ({"DATABASE_URL": "no address"}, "DATABASE_URL cannot be read"),
        ({"EMAIL_URL": "mail.example"}, "EMAIL_URL must be like smtp+tls://"),
        ({"EMAIL_URL": "http://mail.example"}, "EMAIL_URL must be like smtp+tls://"),
        ({"EMAIL_URL": "smtp://mail.example"}, "OFFICE_EMAIL is missing"),
        ({"OFFICE_URL": "http://office.example"}, "OFFICE_URL must be like https://office.example"),
        ({"OFFICE_DEMO": "1", "OFFICE_TODAY": "9 May"}, "OFFICE_TODAY must be a day like 2016-05-09"),
    ],
)
def test_a_wrong_value_is_named(wrong, words):
    done = run(SHOW, **{**PRODUCTION, **wrong})
    assert done.returncode == 1
    assert words in done.stderr


def test_an_unreadable_database_address_is_not_printed():
    done = run(SHOW, **{**PRODUCTION, "DATABASE_URL": "nonsense://office:a-secret@database.example/office"})
    assert done.returncode == 1
    # Python shows where it was raised from; the last line, which goes to a log, keeps the secret.
    assert "a-secret" not in done.stderr.splitlines()[-1]


def test_an_unreadable_mail_address_is_not_printed():
    wrong = {"EMAIL_URL": "smtp://office:a-secret@mail.example:port", "OFFICE_EMAIL": "office@office.example"}
    done = run(SHOW, **PRODUCTION, **wrong)
    assert done.returncode == 1
    assert "a-secret" not in done.stderr.splitlines()[-1]


def test_production_without_a_mail_server_sends_nothing():
    assert settings_with(**PRODUCTION)["EMAIL_BACKEND"] == ""


def test_production_reads_its_mail_server():
    server = {"EMAIL_URL": "smtp+tls://office:p%40ss@mail.example", "OFFICE_EMAIL": "office@office.example"}
    held = settings_with(**PRODUCTION, **server)
    names = ["EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL"]
    assert [held[name] for name in names] == ["mail.example", 587, "office", "p@ss", True, False]
    assert held["EMAIL_BACKEND"] == "exchangeoffice.mail.PatientMail"
    assert held["OFFICE_URL"] == "https://office.example"
    assert held["DEFAULT_FROM_EMAIL"] == "office@office.example"


@pytest.mark.parametrize("switch", ["OFFICE_DEMO", "OFFICE_DEBUG"])
def test_no_mail_leaves_a_demo_or_a_developers_machine(switch):
    server = {"EMAIL_URL": "smtp://mail.example", "OFFICE_EMAIL": "office@office.example"}
    assert settings_with(**{switch: "1"}, **server)["EMAIL_BACKEND"].endswith("filebased.EmailBackend")


def test_production_passes_the_deployment_check():
    done = subprocess.run(
        [sys.executable, "dev/check_deploy.py"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_production_never_imports_the_embedded_database():
    done = run(SHOW, **PRODUCTION)
    loaded = json.loads(done.stdout.splitlines()[1])
    assert "exchangeoffice.settings" in loaded
    assert [name for name in loaded if "devdb" in name] == []


def test_production_cookies_belong_to_the_host():
    settings = settings_with(**PRODUCTION)
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert settings[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert settings[f"{cookie}_COOKIE_SECURE"] is True
        assert settings[f"{cookie}_COOKIE_HTTPONLY"] is True
    assert settings["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert settings["CSRF_COOKIE_SAMESITE"] == "Strict"


def test_the_demo_is_like_production_but_for_https():
    settings = settings_with(OFFICE_DEMO="1")
    assert settings["DEBUG"] is False
    assert settings["PRODUCTION"] is False
    assert "SESSION_COOKIE_SECURE" not in settings  # a browser would not send it back over http
    assert not settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert "Manifest" in settings["STORAGES"]["staticfiles"]["BACKEND"]
    assert len(settings["SECRET_KEY"]) > 50
    assert settings_with(OFFICE_DEMO="1")["SECRET_KEY"] == settings["SECRET_KEY"]


def test_only_a_demo_stands_still():
    assert settings_with(OFFICE_DEMO="1", OFFICE_TODAY="2016-05-09")["OFFICE_TODAY"] == "2016-05-09"
    assert settings_with(**PRODUCTION, OFFICE_TODAY="2016-05-09")["OFFICE_TODAY"] is None


def test_pages_wait_less_for_the_database_than_commands():
    def limits(**environment):
        return settings_with(**PRODUCTION, **environment)["DATABASES"]["default"]["OPTIONS"]["options"]

    assert "statement_timeout=5s" in limits()
    assert "lock_timeout=3s" in limits()
    assert "idle_in_transaction_session_timeout=10s" in limits()
    assert "statement_timeout" not in limits(OFFICE_DATABASE_PATIENCE="command")
