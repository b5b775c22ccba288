"""The coordinators' page of notices."""

import datetime as dt

import pytest
from django.test import override_settings

from placements.models import Notice
from placements.notices.owing import Telling, owe
from tests import factories
from tests.attacks import sql
from tests.factories import NOW, make_official, make_placement, make_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

FAIL = "update placements_notice set state = 'failed', trouble = %s, last_error = %s where kind = %s"
HAND_OVER = """
    update placements_notice set state = 'sending', attempts = 1, last_tried = now(), address = 'a@example.com',
        subject = 'Your extension request', text = 'It came.', attempt = '00000000-0000-0000-0000-000000000001'
    where kind = 'received';
    update placements_notice set state = 'handed' where kind = 'received'"""


@pytest.fixture
def client(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def request_returned():
    placement = make_placement(official=make_official(email="shen@water.example.com"))
    return make_request(placement, state="returned")


def page(client, query=""):
    return " ".join(client.get(f"/notices/{query}").content.decode().split())


def table(client, query=""):
    return page(client, query).partition("<tbody>")[2].partition("</tbody>")[0]


def notice_of(kind):
    return Notice.objects.get(kind=kind)


def test_it_says_what_waits_what_failed_and_why(client, request_returned):
    sql(FAIL, "refused", "550 Mailbox unavailable", "returned")
    shown = page(client)
    assert "2 to be sent" in shown
    assert "1 needs somebody" in shown
    row = table(client, "?state=attention")
    assert "the mail server refused it" in row
    assert "550 Mailbox unavailable" in row
    assert str(request_returned) in row
    assert "Request received" not in row


def test_what_was_sent_can_be_read(client, request_returned):
    sql(HAND_OVER)
    row = table(client, "?kind=received")
    assert "a@example.com" in row
    assert "It came." in row
    assert "Perhaps sent" in row


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", {"Request received", "New request", "Request returned"}),
        ("?state=owed", {"Request received", "New request"}),
        ("?state=attention", {"Request returned"}),
        ("?kind=new_request", {"New request"}),
        ("?kind=new_request&state=attention", set()),
        ("?state=sent", set()),
    ],
)
def test_filters(client, request_returned, query, kinds):
    sql(FAIL, "refused", "no", "returned")
    shown = table(client, query)
    assert {kind for kind in ("Request received", "New request", "Request returned") if kind in shown} == kinds


@pytest.mark.parametrize("query", ["?state=asleep", "?kind=x", "?kind=%00", "?state=" + "9" * 5000])
def test_what_cannot_be_read_is_named_and_nothing_is_listed(client, request_returned, query):
    answer = client.get(f"/notices/{query}")
    if answer.status_code == 400:  # a NUL byte is refused before any page
        assert "%00" in query
        return
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Choose from the list." in shown
    assert "<tbody>" not in shown


@pytest.mark.parametrize("number", ["0", "-1", "999999999999999999999", "x"])
def test_a_page_that_is_not_there_is_said(client, request_returned, number):
    answer = client.get(f"/notices/?page={number}")
    assert answer.status_code == 200
    assert "There is no such page." in answer.content.decode()


def test_a_failed_notice_is_sent_again(client, request_returned):
    sql(FAIL, "refused", "no", "returned")
    notice = notice_of("returned")
    answer = client.post(f"/notices/{notice.pk}/resend/", {"state": "attention", "kind": "returned"})
    assert answer["Location"] == "/notices/?state=attention&kind=returned"
    notice.refresh_from_db()
    assert (notice.state, notice.next_try, notice.attempts) == ("owed", NOW, 0)
    assert "It is sent with the next round." in page(client)


def test_the_way_back_leads_nowhere_else(client, request_returned):
    sql(FAIL, "refused", "no", "returned")
    answer = client.post(f"/notices/{notice_of('returned').pk}/drop/", {"state": "//evil.example", "kind": "x&y"})
    assert answer["Location"] == "/notices/"
    assert (notice_of("returned").state, notice_of("returned").drop_reason) == ("dropped", "by_hand")


def test_of_one_in_doubt_a_person_says_that_it_arrived(client, request_returned):
    sql(HAND_OVER)
    notice = notice_of("received")
    client.post(f"/notices/{notice.pk}/settle/")
    notice.refresh_from_db()
    assert (notice.state, notice.settled) == ("sent", NOW)


@pytest.mark.parametrize("verb", ["resend", "settle", "drop"])
def test_an_owed_notice_is_left_alone_and_it_is_said(client, request_returned, verb):
    notice = notice_of("returned")
    client.post(f"/notices/{notice.pk}/{verb}/")
    notice.refresh_from_db()
    assert notice.state == "owed"
    assert "Only " in page(client)


@pytest.mark.parametrize("verb", ["resend", "settle", "drop"])
def test_only_coordinators_handle_notices(verb, request_returned, staff, administrator, signed_in, client):
    sql(FAIL, "refused", "no", "returned")
    notice = notice_of("returned")
    official = factories.account_of(request_returned.placement.official)
    for person in (staff, administrator, official):
        assert signed_in(person).post(f"/notices/{notice.pk}/{verb}/").status_code == 403
    assert client.get(f"/notices/{notice.pk}/{verb}/").status_code == 405
    assert client.post(f"/notices/999999/{verb}/").status_code == 404
    assert notice_of("returned").state == "failed"


def test_a_coordinator_reads_nothing_of_their_own_request(client, coordinator, second_coordinator, signed_in):
    placement = make_placement(official=make_official(email="own@water.example.com"))
    placement.official.account = second_coordinator
    placement.official.save()
    request = make_request(placement, state="returned")
    own = signed_in(second_coordinator)
    assert str(request) in page(client)
    assert str(request) not in page(own)
    assert own.post(f"/notices/{notice_of('returned').pk}/resend/").status_code == 404


def test_officials_without_an_address_are_named(client, request_returned):
    without = make_placement(official=make_official(name_zh="柳如烟")).official
    over = make_placement(official=make_official(name_zh="陈年"), cycle=factories.make_cycle(2013)).official
    shown = page(client).partition("Officials without an e-mail address")[2].partition("</section>")[0]
    assert str(without) in shown
    assert str(over) not in shown
    assert str(request_returned.placement.official) not in shown


def test_coordinators_without_an_address_are_named(client, coordinator):
    assert "Coordinators without an e-mail address" not in page(client)
    for username, groups, facts in [
        ("Ning", ["Coordinators"], {"email": ""}),
        ("Gone", ["Coordinators"], {"email": "", "is_active": False}),
        ("Reader", ["Staff"], {"email": ""}),
        ("Told", ["Coordinators"], {}),
    ]:
        factories.make_user(username.lower(), *groups, last_name=username, first_name="Xi", **facts)
    shown = page(client).partition("Coordinators without an e-mail address")[2].partition("</section>")[0]
    assert [name for name in ("Ning Xi", "Gone Xi", "Reader Xi", "Told Xi") if name in shown] == ["Ning Xi"]


def test_without_a_mail_server_the_page_says_so(client):
    words = "No mail server is set up"
    assert words not in page(client)
    with override_settings(EMAIL_BACKEND=""):
        assert words in page(client)


def test_the_back_office_counts_what_needs_somebody(client, request_returned):
    sql(FAIL, "refused", "no", "returned")
    shown = client.get("/admin/").content.decode()
    assert "/notices/?state=attention" in shown
    assert "Notices that failed or perhaps failed" in shown


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    def more(n):
        for index in range(n):
            placement = make_placement(official=make_official(email="" if index % 2 else "a@water.example.com"))
            facts = {"kind": "ends", "official": placement.official, "placement": placement}
            owe([Telling(fact=f"{placement.number}", **facts)], since=NOW + dt.timedelta(minutes=index))

    more(1)
    client.get("/notices/")  # saved filters are kept in memory from now on
    with django_assert_num_queries(QUERIES):
        client.get("/notices/")
    more(50)
    with django_assert_num_queries(QUERIES):
        client.get("/notices/")


# session, account, rows and their count, counts, without address (twice)
QUERIES = 7
