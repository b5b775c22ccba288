"""The official's way on a phone: the rules first, a draft that keeps, a file, sending, correcting, withdrawing."""

import pytest
from playwright.sync_api import expect

from tests import documents
from tests.browser.pages import SERVING, of_account

WORDS = "两地共建的种业基地年底验收，合同、资金和验收材料都由本人经手，需要原班人员做完。"
RETURNED = of_account("official-returned", "e")
PDF = {"name": "种业基地验收计划.pdf", "mimeType": "application/pdf", "buffer": documents.pdf("plan")}
DISGUISED = {"name": "计划.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00 not what its name says"}


@pytest.fixture
def phone(fresh_office, visit, chinese):
    """Sends an official with a phone."""

    def arrive(account):
        return visit(account, at=fresh_office, size="phone", chinese=chinese)

    return arrive


def then(page, value):
    page.locator(f"button[name=then][value={value}]").click()


def attached(office):
    return office.one("select count(*) from placements_attachment")


def test_from_the_rules_to_a_request_that_is_sent_and_withdrawn(fresh_office, phone):
    own = phone("official")
    page = own.page
    page.goto("/my/")
    assert own.faults("my placement") == []
    page.locator("a[href='/my/extension/'].button").first.click()

    # The rules stand before the form, with one's own days in them.
    first = page.locator("[name=end]").first.bounding_box()["y"]
    latest = fresh_office.one(f"select ends_on + interval '1 year' from placements_placement where id = ({SERVING})")
    for rule in (page.locator(".page-head"), page.locator("#end-hint")):
        assert rule.bounding_box()["y"] < first
    expect(page.locator(".page-head")).to_contain_text(str(latest.year))
    assert own.faults("form") == []

    # The draft keeps, whoever looks away meanwhile.
    page.locator("[name=end]").nth(1).check()
    chosen = page.locator("[name=end]").nth(1).get_attribute("value")
    page.locator("#id_reason").select_option("project")
    page.locator("#id_explanation").fill(WORDS)
    then(page, "draft")
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator("a[href='/my/extension/'].button-primary")).to_be_visible()
    assert own.faults("draft kept") == []
    page.locator("a[href='/my/extension/'].button-primary").click()
    expect(page.locator("#id_explanation")).to_have_value(WORDS)
    expect(page.locator(f"[name=end][value='{chosen}']")).to_be_checked()

    before = attached(fresh_office)

    # What a file is, its content says; the summary leads to the field, and the words stay.
    page.locator("#id_attachment").set_input_files(DISGUISED)
    then(page, "attach")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith(("Error:", "错误："))
    assert own.faults("wrong file") == []
    summary.locator("a").first.click()
    expect(page.locator("#id_attachment")).to_be_focused()
    expect(page.locator("#id_explanation")).to_have_value(WORDS)
    assert attached(fresh_office) == before

    page.locator("#id_attachment").set_input_files(PDF)
    then(page, "attach")
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator("a[href^='/attachments/']")).to_have_text(PDF["name"])
    assert attached(fresh_office) == before + 1
    assert own.faults("file attached") == []

    page.locator("#id_told").check()
    then(page, "send")
    expect(page.locator(".notice-good")).to_contain_text("R-")
    assert own.faults("sent") == []
    state = "select e.state from placements_extensionrequest e where e.id = (" + of_account("official", "e") + ")"
    assert fresh_office.one(state) == "submitted"

    page.locator("a[href='/my/extension/withdraw/']").click()
    assert own.faults("withdrawing") == []
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".notice-good")).to_be_visible()
    assert fresh_office.one(state) == "withdrawn"
    expect(page.locator("a[href='/my/extension/'].button").first).to_be_visible()  # asking again is possible
    assert own.faults("withdrawn") == []


def test_a_returned_request_reopens_with_the_reviewers_words(fresh_office, phone):
    said = fresh_office.one("select e.return_words from placements_extensionrequest e where e.id = (" + RETURNED + ")")
    own = phone("official-returned")
    page = own.page
    page.goto("/my/")
    expect(page.locator("main")).to_contain_text(said[:20])
    page.locator("a[href='/my/extension/'].button-primary").click()
    expect(page.locator(".notice-warn").first).to_contain_text(said[:20])
    written = page.locator("#id_explanation").input_value()
    assert written
    assert own.faults("returned") == []
    page.locator("#id_explanation").fill(written + WORDS)
    page.locator("#id_told").check()
    then(page, "send")
    expect(page.locator(".notice-good")).to_contain_text("R-")
    state = "select e.state from placements_extensionrequest e where e.id = (" + RETURNED + ")"
    assert fresh_office.one(state) == "submitted"
    assert own.faults("sent again") == []
