"""From a file to rows: upload, check, import, as a coordinator does it, in both languages and without scripts."""

import pytest
from playwright.sync_api import expect

from tests import workbooks

HOMES = "select code from officials_organisation where region_id = '110000' order by code limit 5"
HOSTS = "select code from officials_organisation where region_id = '130000' order by code limit 40"
YEAR = "select max(year) from placements_cycle"

WORDS = {
    False: ("0 refused", "This is only a check; nothing was saved yet.", "Imported: {n} new"),
    True: ("未通过0条", "以下仅为校验结果，尚未保存。", "已导入：新增{n}条"),
}
REFUSED = {False: "refused", True: "未能确认"}
DOCUMENT = "京组干〔2026〕88号"
COUNT = "select count(*) from placements_placement where number like %s and state = %s"


def upload(page, kind, content):
    page.goto("/admin/placements/import/start/")
    page.locator("[name=kind]").select_option(kind)
    file = {"name": f"{kind}.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("[name=file]").set_input_files(file)
    page.locator("input[type=submit].default").click()


def confirm_together(page, year):
    """Confirm all proposals of the cycle under one document."""
    page.goto(f"/cycles/{year}/?phase=proposed")
    page.locator("a[href*='/placements/confirm-together/']").click()
    page.locator("[name=document_number]").fill(DOCUMENT)
    page.locator("[name=document_on]").fill("2026-05-08")
    page.locator("[name=reason]").fill("Both departments agreed.")
    page.locator("form[action='/placements/confirm-together/'] button[type=submit]").click()
    page.wait_for_url("**/placements/confirmed-together/")


@pytest.mark.parametrize(
    ("many", "chinese", "scripts"),
    [(200, False, True), (12, True, True), (12, False, False)],
    ids=["two hundred", "chinese", "no scripts"],
)
def test_a_season_from_file_to_confirmed_cycle(fresh_office, visit, many, chinese, scripts):
    visitor = visit("coordinator", at=fresh_office, chinese=chinese, scripts=scripts)
    page = visitor.page
    page.set_default_timeout(120_000)  # all the rules of placing, two hundred times, on a busy machine
    homes, hosts = ([code for (code,) in fresh_office.ask(query)] for query in (HOMES, HOSTS))
    fields = [code for (code,) in fresh_office.ask("select code from officials_expertise order by code limit 8")]
    year = fresh_office.one(YEAR)
    ours = f"P-{year % 100}-%"  # of that cycle the demonstration has placed nobody
    season = workbooks.season(homes, hosts, year, rows=many, expertise=fields)
    no_refusal, only_a_check, done = WORDS[chinese]
    for kind, (headings, *rows) in season.items():
        content = workbooks.workbook(headings, *rows)
        upload(page, kind, content)
        expect(page.locator(".section-title")).to_contain_text(no_refusal)
        expect(page.locator(".import-rows tbody tr")).to_have_count(len(rows))
        expect(page.get_by_text(only_a_check)).to_be_visible()
        page.locator("input[type=submit].default").click()
        expect(page.locator(".messagelist")).to_contain_text(done.format(n=len(rows)))
    upload(page, "officials", workbooks.workbook(*season["officials"]))
    expect(page.locator(".import-rows .verdict-unchanged")).to_have_count(many)
    expect(page.locator("input[type=submit].default")).to_have_count(0)
    assert fresh_office.one(COUNT, ours, "proposed") == many
    confirm_together(page, year)
    expect(page.locator("[role=status]")).not_to_contain_text(REFUSED[chinese])
    expect(page.locator(".mark-good")).to_have_count(many)
    assert fresh_office.one(f"{COUNT} and appointment_document_number = %s", ours, "confirmed", DOCUMENT) == many


@pytest.mark.parametrize("chinese", [False, True], ids=["english", "chinese"])
def test_what_is_wrong_is_read_row_by_row(fresh_office, visit, chinese):
    visitor = visit("coordinator", at=fresh_office, chinese=chinese)
    page = visitor.page
    home = fresh_office.one("select code from officials_post where region_id = '110000' order by code limit 1")
    known = fresh_office.ask(
        "select personnel_number, name_zh from officials_official where personnel_number is not null order by 1 limit 1"
    )[0]
    content = workbooks.workbook(
        ["干部编号", "姓名", "出生年月", "职务层次", "派出单位职务"],
        [known[0], known[1], "1971.04", None, None],
        ["IMP-1", "张　伟", 1980.1, "处级", home],
        ["IMP-2", "李卫", "1980.02", "正处", "没有"],
        ["IMP-3", "李为", "1981.03", "正处", home],
    )
    upload(page, "officials", content)
    for verdict, count in {"refused": 2, "changed": 1, "new": 1}.items():
        expect(page.locator(f".import-rows .verdict-{verdict}")).to_have_count(count)
    expect(page.locator(".problems li")).to_have_count(3)
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("input[type=submit].default")).to_have_count(0)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            found += visitor.faults(f"{scheme} {width}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("[data-switch-language] button").click()
    expect(page.locator(".problems li")).to_have_count(3)
    upload(page, "officials", b"PK\x03\x04 half a workbook")
    expect(page.locator(".errors .errorlist")).to_be_visible()
