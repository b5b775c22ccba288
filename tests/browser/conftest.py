"""A browser, offices to walk in, and visitors whose troubles fail the test."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.office import opened
from tests.browser.visits import Visitor, browsing, chromium

# A busy machine is not what these tests are about.
expect.set_options(timeout=20_000)

MISSING = (
    "Chromium is missing, in which the pages are walked. On Debian: apt install chromium fonts-noto-cjk"
    " fonts-liberation (or name one: CHROMIUM)"
)


@pytest.fixture(scope="session")
def browser():
    program = chromium()
    if program is None:
        pytest.skip(MISSING)
    # Playwright keeps a loop running in this thread, at which Django's guard against slow calls inside
    # loops takes offence: for every test after this one, too.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with browsing(program) as running:
        yield running
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def office(browser):
    """An office to read in: whoever changes something takes a fresh one."""
    with opened() as running:
        yield running


@pytest.fixture
def fresh_office(browser):
    """An office of one's own."""
    with opened() as running:
        yield running


@pytest.fixture(params=["english", "chinese"])
def chinese(request):
    """The way is gone twice, in both languages."""
    return request.param == "chinese"


@pytest.fixture
def visit(request, browser):
    """Sends somebody to the office: `visit("staff")`, `visit("official", size="phone", chinese=True)`."""
    visitors = []

    def arrive(account=None, *, at=None, **how):
        visitor = Visitor(browser, at or request.getfixturevalue("office"), account, **how)
        visitors.append(visitor)
        return visitor

    yield arrive
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    for visitor in visitors:
        visitor.close()
    assert troubles == []
