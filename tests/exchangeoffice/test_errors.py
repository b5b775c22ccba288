"""What a person sees when something goes wrong, and that it is the right thing."""

import json
import logging

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from exchangeoffice import errors
from exchangeoffice.logs import JsonFormatter, WithRequest, request_id

pytestmark = pytest.mark.urls("tests.exchangeoffice.raising")


@pytest.fixture
def client(person, signed_in):
    client = signed_in(person)
    client.raise_request_exception = False
    return client


def raised(sqlstate, constraint="", message="said by the database"):
    return (
        f"do $$ begin raise exception using errcode = '{sqlstate}', constraint = '{constraint}',"
        f" message = '{message}'; end $$"
    )


class TestServerError:
    def test_says_what_to_do_and_gives_a_number(self, client, settings, caplog):
        settings.OFFICE_PHONE = "010-5550 8016"
        response = client.get("/mistake/")
        page = response.content.decode()
        number = response["X-Request-ID"]
        assert response.status_code == 500
        assert "The server made a mistake" in page
        assert f"give 010-5550 8016 this number: {number}." in page
        assert "secret" not in page
        assert "a mistake of ours" in caplog.text

    def test_needs_no_database(self, client, monkeypatch):
        client.get("/sign-in/")

        def away(*arguments):
            raise AssertionError("the page asked the database")

        with connection.execute_wrapper(away):
            page = errors.server_error(None).content.decode()
        assert "Nothing was saved in this step." in page
        assert "exchange.css" in page

    @pytest.mark.django_db(transaction=True)
    def test_a_database_that_went_away_is_a_503_even_before_the_view(self, client):
        """The session is read in a middleware, outside the reach of the last net."""
        kept = connection.settings_dict["HOST"]
        connection.close()
        connection.settings_dict["HOST"] = "/nowhere"
        try:
            # The embedded database is not to be started by this.
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("exchangeoffice.devdb.server.ensure", lambda _base: None)
                response = client.get("/password/")
        finally:
            connection.settings_dict["HOST"] = kept
            connection.close()
        assert response.status_code == 503
        assert response["Retry-After"]
        assert "The office is busy" in response.content.decode()
        assert "Nothing was saved" not in response.content.decode()

    def test_a_session_that_cannot_be_written_does_not_blame_the_form(self, client):
        """It is written last: what the view did is done."""
        response = client.get("/signed-out-meanwhile/")
        assert response.status_code == 503
        assert "Check whether this step was saved before you repeat it." in response.content.decode()


class TestLastNet:
    @pytest.mark.parametrize("sqlstate", ["55P03", "40P01", "40001", "57014"])
    def test_locks_and_timeouts_say_try_again(self, client, sqlstate):
        response = client.get("/sql/", {"statement": raised(sqlstate)})
        assert response.status_code == 503
        assert response["Retry-After"] == "5"
        assert "Nothing was saved" in response.content.decode()
        assert "said by the database" not in response.content.decode()

    @pytest.mark.parametrize("sqlstate", ["57P01", "08006"])
    def test_a_database_that_goes_away_may_have_saved(self, client, sqlstate):
        response = client.get("/sql/", {"statement": raised(sqlstate)})
        assert response.status_code == 503
        assert "Check whether this step was saved before you repeat it." in response.content.decode()

    def test_a_statement_that_takes_too_long_says_try_again(self, client):
        response = client.get("/sql/", {"statement": "set local statement_timeout = 20; select pg_sleep(2)"})
        assert response.status_code == 503

    def test_a_known_constraint_speaks_its_sentence(self, client, monkeypatch):
        monkeypatch.setitem(errors.constraint_sentences(), "term_is_whole", "The term has no last day.")
        response = client.get("/sql/", {"statement": raised("23514", "term_is_whole")})
        assert response.status_code == 409
        assert "The term has no last day." in response.content.decode()
        assert "Someone changed it first" in response.content.decode()

    def test_sentences_come_from_the_models(self):
        assert errors.constraint_sentences()["user_language_is_known"] == "Choose from the list."

    @pytest.mark.parametrize("sqlstate", ["23505", "23P01"])
    def test_two_at_once_are_a_conflict_by_nature(self, client, sqlstate):
        assert client.get("/sql/", {"statement": raised(sqlstate, "nameless")}).status_code == 409

    @pytest.mark.parametrize("sqlstate", ["23514", "23503", "23502", "42P01", "P0001"])
    def test_what_nobody_knows_is_a_mistake_of_ours(self, client, sqlstate):
        assert client.get("/sql/", {"statement": raised(sqlstate, "nameless")}).status_code == 500

    def test_made_up_look_ups_are_unreadable_in_the_admin_only(self, client, caplog):
        assert client.get("/admin/made-up/").status_code == 400
        assert "Traceback" in caplog.text  # a real mistake is not lost
        assert client.get("/admin/sql/", {"statement": "select 'x'::int"}).status_code == 400
        assert client.get("/made-up/").status_code == 500


class TestUnreadableInput:
    @pytest.mark.parametrize(
        "address",
        [
            "/echo/?q=%00",
            "/echo/?%00=q",
            "/echo/%00",
            "/echo/?q=%ED%A0%80",  # a lone surrogate
            "/echo/?q=%FF%FE",
            "/echo/?q=%EF%BF%BD",
        ],
    )
    def test_in_an_address_is_a_400(self, client, address):
        response = client.get(address)
        assert response.status_code == 400
        assert "cannot be read" in response.content.decode()

    @pytest.mark.parametrize("body", ["q=%00", "%00=q", "q=%ED%A0%80", "q=%C0%80"])
    def test_in_a_form_is_a_400(self, client, body):
        response = client.post("/echo/", body, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 400

    @pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "utf-16", "nonsense"])
    def test_another_encoding_brings_nothing_in(self, client, charset):
        form = "--B\r\nContent-Disposition: form-data; name=q\r\n\r\n\\ud800\\x00+2AA-\r\n--B--\r\n"
        response = client.generic(
            "POST", "/echo/", form.encode(), f"multipart/form-data; boundary=B; charset={charset}"
        )
        assert response.status_code in {200, 400}
        assert "\x00" not in response.content.decode()

    def test_in_a_file_name_or_part_is_a_400(self, client):
        part = "--BoUnDaRyStRiNg\r\nContent-Disposition: form-data; name={}\r\n\r\n{}\r\n--BoUnDaRyStRiNg--\r\n"
        for name, value in (('"q"', "a\x00b"), ('"f"; filename="\ufffd"', "x")):
            body = part.format(name, value).encode()
            assert client.generic("POST", "/echo/", body, MULTIPART_CONTENT).status_code == 400

    def test_in_a_cookie_is_a_400(self, db):
        assert Client(headers={"cookie": "office=a\x00b"}).get("/sign-in/").status_code == 400

    def test_too_much_is_a_413(self, client):
        response = client.generic("POST", "/echo/", b"", CONTENT_LENGTH=str(settings.OFFICE_MOST_BYTES + 1))
        assert response.status_code == 413
        assert "larger than this office takes" in response.content.decode()
        assert "Error 413" in response.content.decode()

    def test_too_many_fields_or_too_long_a_form_are_a_400(self, client):
        assert client.post("/echo/", {f"f{n}": "" for n in range(1100)}).status_code == 400
        assert client.post("/echo/", {"q": "x" * 2_000_000}).status_code == 400

    def test_text_of_the_office_passes(self, client):
        text = "吕震乾 Lǚ Zhènqián 'd’accord' 𠀀 💥 %00 \\x00"
        assert client.post("/echo/", {"q": text}).content.decode() == str({"q": text})


class TestPagesOfTheLost:
    def test_404(self, client):
        response = client.get("/nowhere/")
        assert response.status_code == 404
        assert "There is nothing at this address" in response.content.decode()

    def test_403_may_say_why(self, client):
        assert "The office reads these." in client.get("/forbidden/?why=The+office+reads+these.").content.decode()
        response = client.get("/forbidden/")
        assert response.status_code == 403
        assert "You cannot open this page" in response.content.decode()


class TestLogLines:
    def line(self, **extra):
        record = logging.LogRecord("office.test", logging.INFO, "", 1, "asked for %s", ("吕",), None)
        vars(record).update(extra)
        WithRequest().filter(record)
        return json.loads(JsonFormatter().format(record))

    def test_are_one_json_object_with_the_number_of_the_request(self):
        token = request_id.set("E-0001")
        try:
            line = self.line(status=200)
        finally:
            request_id.reset(token)
        assert (line["request"], line["message"], line["status"]) == ("E-0001", "asked for 吕", 200)
        assert line["level"] == "INFO"

    def test_leave_out_what_cannot_be_written(self):
        assert "request_object" not in self.line(request_object=object())

    def test_of_a_request_hold_no_query_string(self, client, caplog):
        with caplog.at_level(logging.INFO, logger="office.request"):
            client.get("/nowhere/?q=吕震乾")
        (record,) = [record for record in caplog.records if record.name == "office.request"]
        assert record.getMessage() == "GET /nowhere/"
        assert (record.status, record.address) == (404, "127.0.0.1")
