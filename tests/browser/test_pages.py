"""Every page, in both languages, by light and in the dark, at the desk and on a phone."""

import re

import pytest

from tests.browser.pages import PAGES
from tests.browser.visits import Visitor

WIDTHS = [320, 390, 600, 768, 1024, 1180, 1440, 1920]
DESK, PHONE = (1440, 900), (390, 844)
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff] ?[,:;!?()]|[,:;!?(] ?[\u4e00-\u9fff]")
# What the dark can change.
COLOURS = ["color-contrast", "link-in-text-block"]


@pytest.fixture(scope="module")
def seat(browser, office):
    """Somebody of that account and language who stays, from page to page."""
    seats = {}

    def taken(account, *, chinese):
        if (account, chinese) not in seats:
            seats[account, chinese] = Visitor(browser, office, account, chinese=chinese)
        return seats[account, chinese]

    yield taken
    for visitor in seats.values():
        visitor.close()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_everybody_can_use_it(seat, office, page):
    """No fault by axe-core, no page that scrolls sideways, and one thing at most that has the focus at first."""
    found = []
    for chinese in (False, True):
        visitor = seat(page.account, chinese=chinese)
        tab, language = visitor.page, "zh-hans" if chinese else "en"
        visitor.troubles.clear()
        assert tab.goto(page.address_in(office)).status == page.status
        assert tab.locator("html").get_attribute("lang").lower() == language
        found += faults(visitor, language) + too_wide(tab, language) + visitor.troubles
        if chinese and not page.address.startswith("/admin/"):  # where Django speaks for itself
            found += half_width(tab)
        if tab.locator("[autofocus]").count() > 1:
            found.append(f"{language}: two things that want the focus")
    assert found == []


def faults(visitor, language):
    """All rules at one size by light, in the dark what that changes at the other; the other way in Chinese."""
    tab = visitor.page
    by_light, in_the_dark = (DESK, PHONE) if language == "en" else (PHONE, DESK)
    tab.set_viewport_size(size(by_light))
    tab.emulate_media(color_scheme="light")
    found = visitor.faults(f"{language} light {by_light}")
    tab.set_viewport_size(size(in_the_dark))
    tab.emulate_media(color_scheme="dark")
    return found + visitor.faults(f"{language} dark {in_the_dark}", only=COLOURS)


def too_wide(tab, language):
    found = []
    for width in WIDTHS:
        tab.set_viewport_size(size((width, 900)))
        wide = tab.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{language}: {wide} px at {width}")
    return found


def half_width(tab):
    """Where Chinese is followed or preceded by the punctuation of English, within one line."""
    lines = tab.locator("body").inner_text().splitlines()
    return [f"half-width: {line}" for line in lines if HALF_WIDTH.search(line)]


def size(pair):
    return dict(zip(("width", "height"), pair, strict=True))
