"""Every parameter of every page, the back office included, filled with what nobody should send: never a 5xx.

The parameters are read off the pages themselves (fields of their forms, queries of their links), so that a new
filter is attacked from the day it exists.
"""

import copy
import itertools
import os
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import transaction

from tests import factories
from tests.factories import NOW
from tests.hostile.pages import read
from tests.permissions import world as worlds
from tests.permissions.test_table import OWN_PASSWORD, routes

MARK = "<script>alert(7)</script>"
VALUES = [
    "",
    "0",
    "-1",
    "9" * 30,
    "1e309",
    "NaN",
    "٣",
    "２０１６-０５-０９",
    "2016-02-30",
    "0000-00-00",
    "9999-12-31",
    "-infinity",
    "' or 1=1 --",
    "%",
    "\\",
    "{{7*7}}{% debug %}",
    MARK,
    "a" * 4000,
    "\x00",
    "𠮷\u202e",
    "//evil.example",
    "=1+1",
    "Infinity[]",
]
# Names that the pages' code reads and no form of theirs shows, or that Django's admin knows.
ALWAYS = ["page", "size", "q", "on", "as_of", "language", "next"]
ADMIN = ["p", "o", "all", "e", "_popup", "_to_field", "_changelist_filters", "id__in", "official__pk", "pk__gte"]
LEAST = 7_500
SHARES = 6  # the pages are dealt out to so many tests, which run beside each other
# Each parameter gets so many of the values, each page's next parameter the next ones; HOSTILE_ALL=1 sends them all.
AT_A_TIME = len(VALUES) if os.environ.get("HOSTILE_ALL") else 4


@pytest.fixture
def world(db):
    with time_machine.travel(NOW, tick=False):
        yield worlds.build()


def attacks(person, world, share):
    """(method, address, parameters) for this share of the pages."""
    values = itertools.cycle(VALUES)
    for route in itertools.islice(routes(), share, None, SHARES):
        url, _nothing = worlds.fill(route, world)
        page = read(person, url)
        known = page.asked | set(ADMIN if url.startswith("/admin/") else ALWAYS)
        for name in sorted(known):
            yield from (("get", url, {name: value}) for value in itertools.islice(values, AT_A_TIME))
        for form in page.forms:
            goal = form.action if form.action.startswith("/") else url
            if form.method == "post" and not goal.startswith(("/sign-out/", OWN_PASSWORD)):
                sent = itertools.islice(values, AT_A_TIME)
                yield from (("post", goal, dict.fromkeys(form.names, value)) for value in sent)


@pytest.mark.parametrize("share", range(SHARES))
def test_no_parameter_brings_the_server_down(share, world, coordinator, signed_in):
    person = signed_in(factories.make_user("attacked", "Coordinators", "Administrators", is_staff=True))
    person.raise_request_exception = False
    wrong, made, cookies = [], 0, copy.deepcopy(person.cookies)
    for method, url, sent in attacks(person, world, share):
        made += 1
        with transaction.atomic():
            if method == "get":
                answer = person.get(f"{url}{'&' if '?' in url else '?'}{urlencode(sent)}")
            else:
                answer = person.post(url, sent)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        person.cookies = copy.deepcopy(cookies)
        is_page = "html" in answer.get("Content-Type", "")
        if answer.status_code >= 500 or (is_page and MARK.encode() in body):
            wrong.append((answer.status_code, method, url, {k: v[:40] for k, v in sent.items()}))
    assert wrong == []
    assert made > LEAST / SHARES, "the pages' own parameters were not found"
