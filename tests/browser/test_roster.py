"""The roster in a real browser: htmx takes over where it can, and nothing is missing without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

ROSTER = "/rosters/130000/"


@pytest.fixture
def roster(visit):
    """Opens a roster as staff."""

    def open_(address, **how):
        page = visit("staff", **how).page
        page.goto(address)
        return page

    return open_


def count(page):
    return int(re.search(r"\d+", page.locator("#roster-count").inner_text())[0])


def test_filters_apply_without_a_load_and_the_back_button_works(roster):
    page = roster(ROSTER)
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


def test_a_name_is_looked_for_while_it_is_typed_and_the_field_keeps_the_focus(roster):
    page = roster(ROSTER)
    page.click("#f-q")
    page.keyboard.type("zzz", delay=30)
    page.wait_for_url(f"**{ROSTER}?q=zzz")
    expect(page.locator("#roster-count strong")).to_have_text("0 placements")
    page.keyboard.type("z")
    assert page.input_value("#f-q") == "zzzz"
    page.wait_for_url(f"**{ROSTER}?q=zzzz")


def test_taking_a_filter_away_gives_the_focus_to_the_count(roster):
    page = roster(f"{ROSTER}?home=110000")
    page.click("#chip-home")
    page.wait_for_url(f"**{ROSTER}")
    expect(page.locator("#roster-count")).to_be_focused()
    assert page.input_value("#f-home") == ""


def test_a_column_sorts_and_its_head_keeps_the_focus(roster):
    page = roster(ROSTER)
    page.focus("#sort-name")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ROSTER}?sort=name")
    expect(page.locator("[aria-sort] #sort-name")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ROSTER}?sort=-name")


def test_a_filter_that_cannot_be_read_is_named(roster):
    page = roster(ROSTER)
    page.fill("#f-q", "、")
    page.wait_for_selector("#f-q-error")
    expect(page.locator(".error-summary")).to_be_focused()
    page.fill("#f-q", "")
    page.click("#roster-filters button[type=submit]")
    page.wait_for_selector("#roster-count")


def test_who_is_signed_out_meanwhile_is_asked_to_sign_in(roster):
    page = roster(ROSTER)
    page.context.clear_cookies()
    page.select_option("#f-home", "110000")
    page.wait_for_selector("[name=password]")


def test_without_javascript_everything_works(roster):
    page = roster(ROSTER, scripts=False)
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
