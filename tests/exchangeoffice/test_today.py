"""The office's day, and whose request it is."""

import datetime as dt

import pytest
from django.test import RequestFactory

from exchangeoffice.addresses import client_address
from exchangeoffice.today import now, today


def test_the_day_is_that_of_the_office_not_of_utc(time_machine):
    time_machine.move_to("2016-05-08 16:30+00:00", tick=False)
    assert today() == dt.date(2016, 5, 9)


def test_only_a_demo_stands_still(settings, time_machine):
    time_machine.move_to("2016-07-23 12:00+08:00", tick=False)
    settings.OFFICE_TODAY = dt.date(2016, 5, 9)
    assert today() == dt.date(2016, 7, 23)
    settings.OFFICE_DEMO = True
    assert today() == dt.date(2016, 5, 9)


def test_the_moment_is_on_the_same_day(settings, time_machine):
    time_machine.move_to("2016-02-29 16:30+00:00", tick=False)
    assert now() == dt.datetime(2016, 2, 29, 16, 30, tzinfo=dt.UTC)
    assert now().date() == today() == dt.date(2016, 3, 1)
    settings.OFFICE_DEMO, settings.OFFICE_TODAY = True, dt.date(2015, 5, 9)
    assert now().isoformat() == "2015-05-09T00:30:00+08:00"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "192.0.2.7", "127.0.0.1"),  # nobody of ours wrote it
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "10.0.0.1, 192.0.2.7", "192.0.2.7"),
        (2, "10.0.0.1, 192.0.2.7, 198.51.100.2", "192.0.2.7"),
        (2, "192.0.2.7", "127.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "fe80::1%eth0", None),
        (1, "unknown", None),
        (1, "", None),
    ],
)
def test_the_address_is_the_one_our_proxy_wrote(settings, proxies, forwarded, address):
    settings.OFFICE_PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded})
    assert client_address(request) == address
