"""The postman: each notice once, whatever the mail server or this machine does in between."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from placements import actions
from placements.models import Notice
from placements.notices.sending import ADVISORY_LOCK, BACK_OFF
from tests import factories
from tests.attacks import sql
from tests.factories import NOW, make_official, make_placement, make_request
from tests.smtp import mail_server

pytestmark = pytest.mark.django_db(transaction=True)

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def box():
    """The mail server, and the office that knows it."""
    with (
        mail_server() as box,
        override_settings(
            EMAIL_BACKEND="exchangeoffice.mail.PatientMail",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=box.port,
            EMAIL_TIMEOUT=10,
            OFFICE_URL="https://office.example",
        ),
    ):
        yield box


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def office_without_address(transactional_db):
    """So that each test is about the official's notices alone; whoever wants the office's gives it an address."""
    factories.make_user("office", "Coordinators", email="", is_staff=True, last_name="Qiao", first_name="Lan")


def reachable_placement(**facts):
    return make_placement(official=make_official(email="shen@water.example.com", **facts))


@pytest.fixture
def request_returned(clock):
    """Its only notice that still holds is "returned", to the official."""
    return make_request(reachable_placement(), state="returned")


def returned():
    return Notice.objects.get(kind="returned")


def send():
    call_command("send_notices", verbosity=0)


def subject_of(message):
    """Long subjects are folded; the fold is no part of them."""
    return message["Subject"].strip()


def states():
    return dict(Notice.objects.values_list("kind", "state"))


# What arrives ---------------------------------------------------------------------------------


def test_each_notice_arrives_once_and_rounds_after_it_send_nothing(box, request_returned):
    send()
    send()
    (message,) = box.messages
    assert message["To"] == "shen@water.example.com"
    assert message["Message-ID"] == f"<notice-{returned().pk}@office.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert states() == {"received": "dropped", "returned": "sent"}
    notice = returned()
    assert (notice.attempts, notice.address, notice.settled) == (1, "shen@water.example.com", NOW)
    assert notice.subject == subject_of(message)


def test_a_letter_has_text_and_html_a_link_and_nothing_from_elsewhere(box, request_returned):
    official = request_returned.placement.official
    send()
    (message,) = box.messages
    text = message.get_body(["plain"]).get_content()
    html = message.get_body(["html"]).get_content()
    assert subject_of(message) == f"【干部交流】延期申请{request_returned.number}需补正"
    for body in (text, html):
        assert f"{official.name_zh}同志：" in body
        assert "https://office.example/my/" in body
        assert request_returned.return_words not in body
    assert "src=" not in html
    assert html.count("http") == 2  # the link, and the link in letters


@pytest.mark.parametrize("state", ["declined", "approved"])
def test_no_subject_tells_a_name_or_a_result_and_no_body_a_reason_or_an_opinion(box, clock, coordinator, state):
    placement = reachable_placement(letter_language="en")
    request = make_request(placement, state=state, reason="personal")
    send()
    assert {message["Subject"] for message in box.messages} == {f"Your extension request {request.number}: decision"}
    body = box.messages[0].get_body(["plain"]).get_content()
    hidden = [request.decision_words, request.next_step, request.explanation, "Mu Qingyan", "approved", "declined"]
    assert [words for words in hidden if words and words.lower() in body.lower()] == []


def test_coordinators_get_the_number_and_the_way_to_the_request(box, clock, coordinator):
    coordinator.language, coordinator.email = "en", "qiao@office.example.com"
    coordinator.save()
    request = make_request(reachable_placement())
    send()
    messages = {message["Subject"]: message for message in box.messages if message["To"] == coordinator.email}
    assert set(messages) == {f"New extension request {request.number}", "1 placement ends within 90 days"}
    message = messages[f"New extension request {request.number}"]
    body = message.get_body(["plain"]).get_content()
    assert f"https://office.example/extensions/{request.pk}/" in body
    assert request.placement.official.name_latin not in body
    assert factories.EXPLANATION not in body


def test_an_official_without_a_sign_in_gets_no_link(box, clock):
    placement = reachable_placement()
    actions.return_early(placement, ends_on=dt.date(2016, 6, 30), reason="own_request", by=factories.office(), at=NOW)
    send()
    bodies = {subject_of(message): message.get_body(["plain"]).get_content() for message in box.messages}
    assert set(bodies) == {"【干部交流】挂职期限已调整", "【干部交流】挂职将于52天后期满"}
    assert all("2016年6月30日" in body and "http" not in body for body in bodies.values())


def test_an_end_that_moved_is_dropped_and_not_sent(box, clock):
    placement = reachable_placement()
    clock.move_to(NOW.replace(month=5, day=24))
    call_command("send_notices", "--owe-only", verbosity=0)
    assert states()["ends"] == "owed"
    actions.return_early(placement, ends_on=dt.date(2016, 6, 30), reason="completed", by=factories.office(), at=NOW)
    send()
    assert Notice.objects.get(kind="ends").drop_reason == "not_so"
    assert [message["Subject"] for message in box.messages if "期满" in message["Subject"]] == []


def test_what_happened_long_ago_is_no_news(box, request_returned, clock):
    clock.move_to(NOW + dt.timedelta(days=31))
    send()
    assert (returned().state, returned().drop_reason) == ("dropped", "too_late")
    assert box.messages == []


def test_no_address_is_told_and_sent_once_there_is_one(box, clock, coordinator):
    request = make_request(make_placement(), state="returned")
    send()
    assert (returned().state, returned().trouble) == ("failed", "no_address")
    official = request.placement.official
    official.email = "late@water.example.com"
    official.save()
    send()
    assert box.messages == []
    actions.resend_notice(returned(), by=coordinator, at=NOW)
    send()
    assert [message["To"] for message in box.messages] == ["late@water.example.com"]


# The server is away, or says no ---------------------------------------------------------------


def test_a_server_that_is_down_costs_nothing_and_the_round_after_it_sends(request_returned, clock):
    with mail_server() as gone:
        port = gone.port  # free again when the server has stopped
    office = {"EMAIL_BACKEND": "exchangeoffice.mail.PatientMail", "EMAIL_HOST": "127.0.0.1"}
    with override_settings(**office, EMAIL_PORT=port):
        for _round in range(7):
            with pytest.raises(CommandError, match="could not be reached"):
                send()
        assert (returned().state, returned().attempts, returned().trouble) == ("owed", 0, "unreachable")
    with mail_server() as back, override_settings(**office, EMAIL_PORT=back.port):
        send()
        assert back.identities == [f"<notice-{returned().pk}@127.0.0.1>"]
    assert (returned().state, returned().trouble) == ("sent", "")


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "text"])
def test_a_refused_notice_is_tried_again_ever_later_and_then_left_to_a_person(box, request_returned, clock, step):
    box.behaviour[step] = 451
    moment = NOW
    for n, pause in enumerate(BACK_OFF, start=1):
        send()
        notice = returned()
        assert (notice.state, notice.attempts, notice.trouble) == ("owed", n, "refused")
        assert notice.next_try == moment + pause
        assert "said the test" in notice.last_error
        clock.move_to(moment + pause - dt.timedelta(seconds=1))
        send()  # not yet
        assert returned().attempts == n
        moment += pause
        clock.move_to(moment)
    send()
    assert (returned().state, returned().attempts) == ("failed", 5)
    assert box.messages == []
    box.behaviour.clear()
    send()
    assert box.messages == []  # it waits for a person
    actions.resend_notice(returned(), by=factories.office(), at=moment)
    send()
    assert len(box.messages) == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_server_that_hangs_up_before_the_text_has_nothing(box, request_returned, clock, step):
    box.behaviour[step] = "hang up"
    send()
    assert (returned().state, returned().trouble) == ("owed", "unreachable")
    box.behaviour.clear()
    clock.move_to(NOW + BACK_OFF[0])
    send()
    assert len(box.messages) == 1


@pytest.mark.parametrize(("behaviour", "arrived"), [("hang up", 0), ("accept, hang up", 1)])
def test_a_server_that_hangs_up_after_the_text_leaves_it_to_a_person(box, request_returned, behaviour, arrived):
    box.behaviour["text"] = behaviour
    send()
    assert (returned().state, returned().trouble) == ("handed", "no_answer")
    box.behaviour.clear()
    send()
    assert len(box.messages) == arrived  # nothing doubled
    if arrived:
        actions.settle_notice(returned(), by=factories.office(), at=NOW)
        assert returned().state == "sent"
    else:
        actions.resend_notice(returned(), by=factories.office(), at=NOW)
    send()
    assert len(box.messages) == 1  # and nothing lost


def test_one_that_is_refused_does_not_hold_up_the_others(box, clock):
    for _n in range(3):
        make_request(reachable_placement(), state="returned")
    first = Notice.objects.filter(kind="returned").first()
    sql("update officials_official set email = %s where id = %s", "x@" + "ü" * 3 + ".example.com", first.official_id)
    box.behaviour["RCPT"] = 550
    send()
    assert set(Notice.objects.filter(kind="returned").values_list("attempts", flat=True)) == {1}
    box.behaviour.clear()
    clock.move_to(NOW + BACK_OFF[0])
    send()
    assert len(box.messages) == 3


# Killed ---------------------------------------------------------------------------------------


def database_url():
    """The test database, as another process finds it."""
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        (user,) = cursor.fetchone()
    facts = connection.get_connection_params()
    password = f":{facts['password']}" if facts.get("password") else ""
    port = f"&port={facts['port']}" if facts.get("port") else ""
    host = facts.get("host") or ""
    if host.startswith("/"):
        return f"postgresql://{user}{password}@/{facts['dbname']}?host={host}{port}"
    return f"postgresql://{user}{password}@{host}:{facts.get('port') or 5432}/{facts['dbname']}"


def start_sending(box):
    """`manage.py send_notices` as production runs it, in a process of its own."""
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "k9" * 40,
        "ALLOWED_HOSTS": "office.example",
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{box.port}",
        "OFFICE_EMAIL": "office@office.example",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_notices"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def owed_now():
    """A notice that holds on the day of the clock: another process has no other."""
    placement = reachable_placement()
    at = dt.datetime.now(tz=dt.UTC)
    actions.return_early(placement, ends_on=dt.date(2016, 6, 30), reason="completed", by=factories.office(), at=at)
    return Notice.objects.get()


def wait_until_the_lock_is_free():
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_locks where locktype = 'advisory' and objid = %s", [ADVISORY_LOCK & 0xFFFFFFFF]
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("the lock of the killed process stays")


@pytest.mark.parametrize(
    ("step", "left"),
    [
        ("MAIL", "sending"),  # the server has nothing
        ("RCPT", "sending"),
        ("text", "handed"),  # the server may have it
    ],
)
def test_killed_while_sending_nothing_is_lost_and_nothing_doubled(owed_now, step, left):
    with mail_server() as box:
        box.behaviour[step] = "silence"
        process = start_sending(box)
        assert box.seen.wait(60), process.communicate(timeout=60)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        wait_until_the_lock_is_free()
        assert Notice.objects.get().state == left
        box.behaviour.clear()
        box.released.set()
        again = start_sending(box)
        words = again.communicate(timeout=60)
        assert again.returncode == 0, words
        notice = Notice.objects.get()
        if left == "handed":
            assert (notice.state, notice.trouble, box.messages) == ("handed", "interrupted", [])
            actions.resend_notice(notice, by=factories.office(), at=dt.datetime.now(tz=dt.UTC))
        else:
            assert (notice.state, notice.trouble, notice.attempts) == ("owed", "interrupted", 1)
            sql("update placements_notice set next_try = now() where id = %s", notice.pk)
        last = start_sending(box)
        assert "1 sent" in last.communicate(timeout=60)[0]
        assert box.identities == [f"<notice-{notice.pk}@office.example>"]


def test_two_at_once_send_once(owed_now):
    with mail_server() as box:
        box.behaviour["MAIL"] = "silence"
        first = start_sending(box)
        assert box.seen.wait(60)
        second = start_sending(box)
        _out, words = second.communicate(timeout=60)
        assert (second.returncode, "Another send_notices is at work" in words) == (1, True)
        # Nor does a coordinator get between.
        refusal = "being sent at this moment"
        with pytest.raises(Exception, match=refusal):
            actions.resend_notice(owed_now, by=factories.office(), at=NOW)
        first.kill()
        first.communicate(timeout=60)
        assert box.messages == []


# Without a server -----------------------------------------------------------------------------


def test_without_a_mail_server_nothing_is_sent_and_it_is_said(request_returned):
    with (
        override_settings(EMAIL_BACKEND=""),
        pytest.raises(CommandError, match=r"EMAIL_URL is missing.*2 notices wait"),
    ):
        send()
    assert set(Notice.objects.values_list("state", flat=True)) == {"owed"}


def test_a_demo_writes_into_a_folder(request_returned, tmp_path):
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend", EMAIL_FILE_PATH=tmp_path):
        send()
    (file,) = tmp_path.iterdir()
    assert f"<notice-{returned().pk}@" in file.read_text()
    assert returned().state == "sent"


def test_the_settings_of_the_tests_send_nowhere():
    assert settings.EMAIL_BACKEND == "django.core.mail.backends.locmem.EmailBackend"
