"""Ways through the pages that only a browser can go: back, another language, the keyboard, no scripts, paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PAGES
from tests.browser.visits import sign_in

CHENGDE = "/rosters/130800/"


def test_the_language_switch_keeps_filters(visit):
    page = visit("staff").page
    address = f"{CHENGDE}?home=110000&phase=any&q=l"
    page.goto(address)
    count = page.locator("tbody tr").count()
    assert count
    page.locator("[data-switch-language] button").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert page.url.endswith(address)
    assert page.locator("tbody tr").count() == count


def test_the_language_switch_keeps_what_was_typed(fresh_office, visit):
    page = visit("official", at=fresh_office).page
    page.goto("/my/extension/")
    page.locator("#id_explanation").fill("Half a sentence about the seed")
    page.locator("[name=end]").nth(2).check()
    page.locator("[data-switch-language] button").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#id_explanation")).to_have_value("Half a sentence about the seed")
    expect(page.locator("[name=end]").nth(2)).to_be_checked()
    expect(page.locator("#id_told")).not_to_be_checked()
    # Once: the next visit finds the page as the office has it.
    page.goto("/my/extension/")
    expect(page.locator("#id_explanation")).to_have_value("")


def test_a_refused_decision_keeps_its_words_in_the_other_language(fresh_office, visit):
    pk = fresh_office.one(
        "select e.id from placements_extensionrequest e where state = 'submitted' and not exists"
        " (select 1 from placements_opinion o where o.request_id = e.id) order by id limit 1"
    )
    page = visit("coordinator", at=fresh_office).page
    page.goto(f"/extensions/{pk}/")
    page.locator("#approve_words").fill("Good luck.")
    page.locator("form[action$='/approve/'] button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("[data-switch-language] button").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert page.url.endswith(f"/extensions/{pk}/")
    expect(page.locator("#approve_words")).to_have_value("Good luck.")


def test_a_session_that_ran_out_loses_no_word(fresh_office, visit):
    visitor = visit(at=fresh_office)
    page = visitor.page
    sign_in(page, "official")
    page.goto("/my/extension/")
    page.locator("#id_explanation").fill("Written slowly, over half an hour")
    fresh_office.execute("delete from django_session")
    page.locator("button[value=send]").click()
    expect(page.locator("#id_password")).to_be_visible()
    page.locator("#id_username").fill("official")
    page.locator("#id_password").fill("exchange-demo")
    page.locator("form.form button[type=submit]").click()
    page.wait_for_url("**/my/extension/")
    expect(page.locator("#id_explanation")).to_have_value("Written slowly, over half an hour")


def test_nobody_finds_what_somebody_else_typed(fresh_office, visit):
    visitor = visit(at=fresh_office)
    page = visitor.page
    sign_in(page, "official")
    page.goto("/my/extension/")
    page.locator("#id_explanation").fill("Meant for the office alone")
    fresh_office.execute("delete from django_session")
    page.locator("button[value=send]").click()
    page.locator("#id_username").fill("official-joined-later")
    page.locator("#id_password").fill("exchange-demo")
    page.locator("form.form button[type=submit]").click()
    page.wait_for_url("**/my/extension/")
    assert "Meant for the office alone" not in page.content()
    assert page.evaluate("sessionStorage.getItem('typed')") is None


def test_back_leads_to_the_list_as_it_was(visit):
    page = visit("staff").page
    page.goto(f"{CHENGDE}?phase=any&sort=-name")
    names = page.locator("tbody .person").all_text_contents()
    page.locator("tbody a.person").nth(1).click()
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    assert page.locator("tbody .person").all_text_contents() == names
    expect(page.locator("[name=phase]")).to_have_value("any")


def test_the_keyboard_alone_is_enough(fresh_office, visit):
    """Sign in, jump over the navigation, open the form, write and save: no mouse."""
    page = visit(at=fresh_office).page
    page.goto("/sign-in/")
    expect(page.locator("#id_username")).to_be_focused()

    def tab_to(selector, most=60):
        for _step in range(most):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({selector!r})"):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", f"{selector} is not seen to have the focus"
                return
        raise AssertionError(f"{selector} is not reached")

    page.keyboard.type("official")
    tab_to("#id_password")
    page.keyboard.type("exchange-demo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to("a[href='/my/extension/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/extension/")
    tab_to("[name=end]")
    page.keyboard.press("ArrowDown")
    tab_to("#id_reason")
    page.keyboard.press("ArrowDown")
    tab_to("#id_explanation")
    page.keyboard.type("By hand, without a mouse.")
    tab_to("button[value=draft]")
    page.keyboard.press("Enter")
    expect(page.locator(".notice-good")).to_be_visible()
    assert (
        fresh_office.one("select count(*) from placements_extensionrequest where explanation ~ 'without a mouse'") == 1
    )


@pytest.mark.parametrize("account", ["staff", "coordinator", "official"])
def test_without_scripts(fresh_office, visit, account):
    page = visit(at=fresh_office, scripts=False).page
    sign_in(page, account)
    if account == "official":
        page.locator("a[href='/my/extension/'].button").first.click()
        page.locator("[name=end]").first.check()
        page.locator("button[value=draft]").click()
        expect(page.locator(".notice-good")).to_be_visible()
    else:
        page.goto(CHENGDE)
        page.locator("[name=home]").select_option("110000")
        page.locator("[name=phase]").select_option("any")
        page.locator("form.filters button[type=submit]").click()
        assert "home=110000" in page.url
        page.locator("tbody a.person").first.click()
        expect(page.locator("h1")).to_be_visible()
    page.locator("[data-switch-language] button").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.locator("[data-sign-out] button").click()
    page.wait_for_url("**/sign-in/")


def test_print_is_light_and_lies_on_its_side(visit, tmp_path):
    page = visit("staff", dark=True).page
    page.goto(f"{CHENGDE}?phase=any")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".print-only").first).to_be_visible()
    page.emulate_media(media=None)
    pdf = page.pdf(prefer_css_page_size=True)
    box = [float(number) for number in pdf.split(b"/MediaBox [", 1)[1].split(b"]", 1)[0].split()]
    assert (round(box[2]), round(box[3])) == (842, 595)  # A4 in points, landscape


NO_PAPER = ["letter-mistake", "letter-refused"]
LETTERS = [page for page in PAGES if page.name.startswith("letter-") and page.name not in NO_PAPER]
BATCHES = [page for page in PAGES if page.name in ("posting", "posting-english")]


@pytest.mark.parametrize("page", [*LETTERS, *BATCHES], ids=lambda page: page.name)
def test_a_letter_prints_upright_on_one_sheet_and_its_annex_on_others(visit, office, page):
    tab = visit(page.account, chinese=True).page
    tab.goto(page.address_in(office))
    expect(tab.locator("article.letter")).to_be_visible()
    pdf = tab.pdf(prefer_css_page_size=True)
    boxes = [
        tuple(round(float(number)) for number in box.split()) for box in re.findall(rb"/MediaBox \[([^]]*)\]", pdf)
    ]
    assert set(boxes) == {(0, 0, 595, 842)}, "A4 in points, upright"
    if page in BATCHES:
        assert len(boxes) > 1
    else:
        assert len(boxes) == 1


@pytest.mark.parametrize("chinese", [False, True], ids=["english", "chinese"])
def test_when_the_server_errs_it_says_so_and_gives_a_number(fresh_office, visit, chinese):
    visitor = visit("staff", at=fresh_office, chinese=chinese)
    fresh_office.execute("alter table officials_expertise rename to away")
    answer = visitor.page.goto(CHENGDE)
    assert answer.status == 500
    expect(visitor.page.locator("main")).to_contain_text("E-")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "zh-Hans" if chinese else "en")
    assert visitor.faults() == []
    assert visitor.troubles == [f"500: {fresh_office.url}{CHENGDE}"]
    visitor.troubles.clear()


def test_after_a_wrong_password_the_summary_has_the_focus(visit):
    visitor = visit(size="phone")
    page = visitor.page
    page.goto("/sign-in/")
    page.locator("#id_username").fill("nobody")
    page.locator("#id_password").fill("not the word")
    page.locator("form.form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("#id_username")).to_have_value("nobody")
    expect(page.locator("#id_password")).to_have_value("")
    assert page.title().startswith("Error:")
    assert visitor.faults() == []
