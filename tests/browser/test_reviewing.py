"""The reviewer's way at the desk: another end is tried, the successor moved, many decided under one paper."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.browser.pages import of_account

CONFLICT = of_account("official-conflict", "e")
HEARD = """
    select e.id from placements_extensionrequest e join placements_placement p on p.id = e.placement_id
    where e.state = 'submitted' and (select count(*) from placements_opinion o
        where o.request_id = e.id and o.level = 'organisation' and o.answer = 'agrees') = 2
    and not exists (select 1 from placements_placement other where other.state in ('proposed', 'confirmed')
        and other.id <> p.id and other.ends_on > p.ends_on
        and (other.host_post_id = p.host_post_id or other.official_id = p.official_id))
    order by e.id limit 1"""
DAYS = "select number, state, starts_on, ends_on from placements_placement order by number"
WHY = "两地组织部门书面同意。"
ODD = "京组干函[2026]21号"
NUMBER = "京组干函〔2026〕21号"


@pytest.fixture
def desk(fresh_office, visit, chinese):
    """A coordinator at a desk."""
    return visit("coordinator", at=fresh_office, chinese=chinese)


def send(page, action):
    page.locator(f"form[action$='/{action}/'] button[type=submit]").click()


def facts_of(office, pk):
    """The request's placement, its current end, and the end that is asked for."""
    return office.ask(
        """select p.id, p.ends_on, e.asked_ends_on from placements_extensionrequest e
        join placements_placement p on p.id = e.placement_id where e.id = %s""",
        pk,
    )[0]


def test_another_end_is_tried_approved_and_taken_back(fresh_office, desk):
    page, pk = desk.page, fresh_office.one(HEARD)
    placement, end, asked = facts_of(fresh_office, pk)
    page.goto("/extensions/")
    page.locator(f"a[href='/extensions/{pk}/']").first.click()
    expect(page.locator("#approve_until")).to_have_value(str(asked))
    assert desk.faults("review") == []

    # Trying only looks; a day that cannot be is told at its field, and stays as it was typed.
    page.locator("#try").fill("2030-01-01")
    page.locator("#try").press("Enter")
    expect(page.locator("#try-error")).to_be_visible()
    expect(page.locator("#try")).to_have_value("2030-01-01")
    assert desk.faults("tried in vain") == []
    tried = end + dt.timedelta(days=31)
    page.locator("#try").fill(str(tried))
    page.locator("#try").press("Enter")
    page.wait_for_url(f"**try={tried}**")
    expect(page.locator("#knock-h")).to_contain_text(str(tried.year))
    expect(page.locator("#approve_part")).to_be_checked()
    expect(page.locator("#approve_until")).to_have_value(str(tried))
    assert facts_of(fresh_office, pk)[1] == end
    assert desk.faults("tried") == []

    # A number that looks odd is said so and not mended; the paper has it so.
    page.locator("#approve_decision_document_number").fill(ODD)
    send(page, "approve")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("#approve_decision_document_number")).to_have_value(ODD)
    expect(page.locator("#approve_until")).to_have_value(str(tried))
    assert desk.faults("odd number") == []
    page.locator("#approve_decision_document_number").fill("")
    send(page, "approve")
    expect(page.locator(".notice-good")).to_be_visible()
    assert facts_of(fresh_office, pk)[1] == tried

    # The paper comes in later; the decision stays as it was recorded.
    assert page.locator("#done-h").is_visible()
    expect(page.locator("main .mark-warn").first).to_be_visible()
    form = page.locator("form[action$='/paper/']")
    expect(form).to_be_visible()
    page.locator("#paper_document_number").fill(NUMBER)
    page.locator("#paper_document_on").fill("2026-05-11")
    send(page, "paper")
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator("section[aria-labelledby=done-h]")).to_contain_text(NUMBER)
    assert desk.faults("paper") == []

    page.locator("details", has=page.locator("form[action$='/reverse/']")).locator("summary").click()
    page.locator("#reverse_reason").fill("登记有误，须重新征求意见。")
    assert desk.faults("reversing") == []
    send(page, "reverse")
    expect(page.locator(".notice-good")).to_be_visible()
    assert facts_of(fresh_office, pk) == (placement, end, asked)
    assert desk.faults("reversed") == []


def test_the_successor_is_moved_inside_the_decision(fresh_office, desk):
    page, pk = desk.page, fresh_office.one(CONFLICT)
    _placement, _end, asked = facts_of(fresh_office, pk)
    before = set(fresh_office.ask(DAYS))
    page.goto(f"/extensions/{pk}/")
    expect(page.locator(".notice-bad")).to_be_visible()
    expect(page.locator("#knock-on .mark-bad").first).to_be_visible()
    assert desk.faults("conflict") == []
    page.locator("a[href*='/approve/moving/']").click()
    expect(page.locator("[name=way]").first).to_be_checked()
    expect(page.locator("#id_starts_on")).to_have_value(str(asked + dt.timedelta(days=1)))
    assert desk.faults("moving") == []

    # What warns asks for a reason first; then each step is told, and nothing has happened yet.
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator("#id_reason").fill(WHY)
    page.locator("main form button[type=submit]").last.click()
    steps = page.locator("[name=agreed]")
    expect(steps).to_have_count(2)
    assert [step.is_checked() for step in steps.all()] == [False, False]
    assert set(fresh_office.ask(DAYS)) == before
    assert desk.faults("steps") == []

    # Each step is confirmed by itself: one of them is not enough.
    steps.nth(0).check()
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(steps.nth(0)).to_be_checked()
    expect(steps.nth(1)).not_to_be_checked()
    assert set(fresh_office.ask(DAYS)) == before
    assert desk.faults("half agreed") == []
    steps.nth(1).check()
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".notice-good")).to_be_visible()
    after = set(fresh_office.ask(DAYS))
    assert facts_of(fresh_office, pk)[1] == asked
    assert len(after - before) == 3  # the extended one, the one taken back, the one proposed anew
    assert any(start == asked + dt.timedelta(days=1) for _number, _state, start, _until in after - before)
    assert desk.faults("moved") == []

    # The approval no longer comes undone: somebody else's placement rests on it, and the page names it.
    page.locator("details", has=page.locator("form[action$='/reverse/']")).locator("summary").click()
    page.locator("#reverse_reason").fill("登记有误，须重新征求意见。")
    send(page, "reverse")
    expect(page.locator(".error-summary")).to_be_focused()
    anew = next(number for number, _state, start, _until in after - before if start > asked)
    expect(page.locator(".error-summary")).to_contain_text(anew)
    expect(page.locator("#reverse_reason")).to_have_value("登记有误，须重新征求意见。")
    assert set(fresh_office.ask(DAYS)) == after


def test_many_are_decided_under_one_paper_and_one_is_refused(fresh_office, desk):
    page, conflict = desk.page, fresh_office.one(CONFLICT)
    page.goto("/extensions/")
    ticks = page.locator("[name=r]")
    assert ticks.count() >= 4
    chosen = [tick.get_attribute("value") for tick in ticks.all()][:3]
    chosen = list({*chosen, str(conflict)})
    for key in chosen:
        page.locator(f"[name=r][value='{key}']").check()
    page.locator("form[action='/extensions/decide-together/'] button[type=submit]").click()
    page.wait_for_url("**/extensions/decide-together/**")
    expect(page.locator("[name=r]")).to_have_count(len(chosen))
    expect(page.locator(".notice-warn").first).to_be_visible()
    assert desk.faults("together") == []

    # Nothing is decided beforehand, and what warns asks for a reason; what was typed stays.
    page.locator("#id_decision_document_number").fill(NUMBER)
    page.locator("#id_decision_document_on").fill("2026-05-11")
    page.locator("main form[method=post] button[type=submit]").last.click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert desk.faults("undecided") == []
    page.locator("#verdict-full").check()
    page.locator("main form[method=post] button[type=submit]").last.click()
    expect(page.locator("#id_reason_error, #id_reason[aria-invalid=true]").first).to_be_visible()
    expect(page.locator("#id_decision_document_number")).to_have_value(NUMBER)
    page.locator("#id_reason").fill(WHY)
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_url("**/extensions/decided-together/")
    lines = page.locator("tbody tr")
    expect(lines).to_have_count(len(chosen))
    refused = fresh_office.ask(
        "select id from placements_extensionrequest where state = 'submitted' and id = any(%s)",
        [int(k) for k in chosen],
    )
    assert (conflict,) in refused
    expect(lines.locator(".mark-bad")).to_have_count(len(refused))
    expect(lines.locator(".mark-good")).to_have_count(len(chosen) - len(refused))
    assert len(chosen) - len(refused) >= 2
    decided = fresh_office.one(
        "select count(*) from placements_extensionrequest where state = 'approved' and decision_document_number = %s"
        " and id = any(%s)",
        NUMBER,
        [int(key) for key in chosen],
    )
    assert decided == len(chosen) - len(refused)
    assert desk.faults("results") == []
    page.reload()  # it can be read again, and nothing is sent twice
    expect(lines).to_have_count(len(chosen))
