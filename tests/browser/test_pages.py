"""Every page, in both languages, by light and in the dark, at the desk and on a phone."""

import pytest

from tests.browser.pages import PAGES

WIDTHS = [320, 390, 600, 768, 1024, 1180, 1440, 1920]
LANGUAGES = {"english": False, "chinese": True}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_everybody_can_use_it(visit, office, page, language):
    """No fault by axe-core, and no page that scrolls sideways."""
    visitor = visit(page.account, chinese=LANGUAGES[language])
    tab = visitor.page
    assert tab.goto(page.address_in(office)).status == page.status
    assert tab.locator("html").get_attribute("lang").lower() == ("zh-hans" if LANGUAGES[language] else "en")
    found = []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        for width, height in ((1440, 900), (390, 844)):
            tab.set_viewport_size({"width": width, "height": height})
            found += visitor.faults(f"{scheme} {width}")
    assert found == []
    too_wide = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        wide = tab.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            too_wide.append(f"{wide} px at {width}")
    assert too_wide == []
