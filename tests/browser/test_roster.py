"""The roster in a real browser: htmx takes over where it can, and nothing is missing without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

ROSTER = "/rosters/130000/"
PASSWORD = "exchange-demo"


@pytest.fixture
def visit(office, browser):
    """Opens a page as staff; what the browser complains of fails the test."""
    contexts, complaints = [], []

    def open_(path, **options):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{office.url}/sign-in/?next={path}")
        page.fill("[name=username]", "staff")
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(f"**{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def count(page):
    return int(re.search(r"\d+", page.locator("#roster-count").inner_text())[0])


def test_filters_apply_without_a_load_and_the_back_button_works(visit):
    page = visit(ROSTER)
    page.evaluate("window.sameDocument = true")
    everybody = count(page)
    page.select_option("#f-home", "110000")
    page.wait_for_url(f"**{ROSTER}?home=110000")
    expect(page.locator("#roster-count strong")).not_to_have_text(f"{everybody} placements")
    assert count(page) < everybody
    assert page.evaluate("window.sameDocument")
    assert "from" not in page.locator("#chip-home").inner_text()
    assert "home=110000" in page.locator("#roster-head a.button").first.get_attribute("href")
    assert "home=110000" in page.locator("#language [name=next]").get_attribute("value")
    page.go_back()
    page.wait_for_url(f"**{ROSTER}")
    expect(page.locator("#roster-count strong")).to_have_text(f"{everybody} placements")
    assert page.input_value("#f-home") == ""
    page.go_forward()
    page.wait_for_url(f"**{ROSTER}?home=110000")
    expect(page.locator("#f-home")).to_have_value("110000")


def test_a_name_is_looked_for_while_it_is_typed_and_the_field_keeps_the_focus(visit):
    page = visit(ROSTER)
    page.click("#f-q")
    page.keyboard.type("zzz", delay=30)
    page.wait_for_url(f"**{ROSTER}?q=zzz")
    expect(page.locator("#roster-count strong")).to_have_text("0 placements")
    page.keyboard.type("z")
    assert page.input_value("#f-q") == "zzzz"
    page.wait_for_url(f"**{ROSTER}?q=zzzz")


def test_taking_a_filter_away_gives_the_focus_to_the_count(visit):
    page = visit(f"{ROSTER}?home=110000")
    page.click("#chip-home")
    page.wait_for_url(f"**{ROSTER}")
    expect(page.locator("#roster-count")).to_be_focused()
    assert page.input_value("#f-home") == ""


def test_a_column_sorts_and_its_head_keeps_the_focus(visit):
    page = visit(ROSTER)
    page.focus("#sort-name")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ROSTER}?sort=name")
    expect(page.locator("[aria-sort] #sort-name")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ROSTER}?sort=-name")


def test_a_filter_that_cannot_be_read_is_named(visit):
    page = visit(ROSTER)
    page.fill("#f-q", "、")
    page.wait_for_selector("#f-q-error")
    expect(page.locator(".error-summary")).to_be_focused()
    page.fill("#f-q", "")
    page.click("#roster-filters button[type=submit]")
    page.wait_for_selector("#roster-count")


def test_who_is_signed_out_meanwhile_is_asked_to_sign_in(visit):
    page = visit(ROSTER)
    page.context.clear_cookies()
    page.select_option("#f-home", "110000")
    page.wait_for_selector("[name=password]")


def test_without_javascript_everything_works(visit):
    page = visit(ROSTER, java_script_enabled=False)
    everybody = count(page)
    page.select_option("#f-home", "110000")
    page.click("#roster-filters button[type=submit]")
    assert "home=110000" in page.url
    assert 0 < count(page) < everybody
    page.check("#f-any")
    page.click("#roster-filters button[type=submit]")
    assert page.is_checked("#f-any")
    assert page.locator("#chip-on").count() == 1
    page.click("#chip-home")
    page.click("#chip-on")
    assert count(page) == everybody
    page.click("summary")
    page.select_option("#f-size", "25")
    page.click("#roster-filters button[type=submit]")
    page.click("#page-2")
    assert f"Showing 26–{min(everybody, 50)} of {everybody}" in page.locator("nav.pagination").inner_text()
