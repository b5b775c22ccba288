"""The main job from end to end, by the three whose job it is: at the desk, on a phone, on the rosters."""

from playwright.sync_api import expect

SOMEBODY_FREE = """
    select o.initials, o.name_zh, p.code, p.title_zh, p.title_en, city.code, c.id, c.starts_on, c.ends_on
    from placements_cycle c, officials_official o
    join officials_post home on home.id = o.home_post_id
    join officials_official_expertise knows on knows.official_id = o.id
    join officials_post_expertise wanted on wanted.expertise_id = knows.expertise_id
    join officials_post p on p.id = wanted.post_id
    join officials_organisation g on g.id = p.organisation_id
    join officials_jurisdiction place on place.code = g.jurisdiction_id
    join officials_jurisdiction city on city.code = place.city_id
    where c.year = (select max(year) from placements_cycle)
      and p.region_id <> home.region_id and p.tier = home.tier and p.retired_on is null
      and not p.needs_congress_decision and o.is_active
      and not exists (
        select 1 from placements_placement x
        where x.state in ('proposed', 'confirmed') and x.ends_on >= c.starts_on
          and (x.official_id = o.id or x.host_post_id = p.id))
    order by o.birth_year desc nulls last, o.id, p.id limit 1"""


def choose(page, field, typed, shown):
    """Find in a list of many by what is typed, and take the one that is shown."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").press_sequentially(typed)
    expect(page.locator(".select2-results__option", has_text=shown)).to_have_count(1)
    expect(page.locator(".select2-results__option--highlighted")).to_contain_text(shown)
    page.keyboard.press("Enter")
    expect(page.locator(f"#select2-id_{field}-container")).to_contain_text(shown)


def test_a_coordinator_places_an_official_and_staff_find_them(fresh_office, visit, chinese):
    initials, name_zh, post, title_zh, title_en, city, cycle, starts_on, ends_on = fresh_office.ask(SOMEBODY_FREE)[0]
    desk = visit("coordinator", at=fresh_office, chinese=chinese).page
    desk.goto("/admin/placements/placement/add/")
    desk.locator("#id_cycle").select_option(str(cycle))
    choose(desk, "official", name_zh, name_zh)
    choose(desk, "host_post", post, title_zh if chinese else title_en)
    desk.locator("[name=_save]").click()
    if desk.locator("#id_reason").count():  # a rule warns, of an age or a quota: a reason is kept
        desk.locator("#id_reason").fill("两地组织部门书面同意。")
        desk.locator("[name=_save]").click()
    number, pk = fresh_office.ask("select number, id from placements_placement order by id desc limit 1")[0]
    expect(desk.locator(".messagelist")).to_contain_text(number)

    # A proposal is nobody's to see but the coordinators'.
    reader = visit("staff", at=fresh_office, chinese=chinese).page
    roster = f"/rosters/{city}/?on={starts_on}&q={initials}"
    reader.goto(roster)
    expect(reader.locator("table.ledger, .empty").first).not_to_contain_text(number)

    desk.goto(f"/placements/{pk}/confirm/")
    desk.locator("main form button[type=submit]").click()
    expect(desk.locator(".notice-good")).to_be_visible()

    reader.reload()
    row = reader.locator("tbody tr", has_text=number)
    expect(row).to_contain_text(name_zh)
    expect(row.locator(f"time[datetime='{ends_on}']").first).to_be_visible()
    row.locator("a.person").first.click()
    expect(reader.locator("h1")).to_contain_text(name_zh)


def test_an_official_asks_on_a_phone_and_the_office_decides(fresh_office, visit, chinese):
    own = visit("official", at=fresh_office, size="phone", chinese=chinese)
    page = own.page
    page.goto("/")
    page.locator("a[href='/my/extension/'].button").first.click()

    # Sent empty, it names each question, and nothing is kept.
    page.locator("button[value=send]").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.locator("li")).to_have_count(4)
    assert own.faults("errors") == []
    summary.locator("a").nth(1).click()
    expect(page.locator("#id_reason")).to_be_focused()
    assert fresh_office.one("select count(*) from placements_extensionrequest where state = 'draft'") == 1  # another's

    page.locator("[name=end]").nth(1).check()
    chosen = page.locator("[name=end]").nth(1).get_attribute("value")
    page.locator("#id_reason").select_option("project")
    page.locator("#id_explanation").fill(
        "两地共建的种业基地年底验收，合同、资金和验收材料都由本人经手，需要原班人员做完。"
    )
    page.locator("button[value=draft]").click()
    expect(page.locator(".notice-good")).to_be_visible()
    page.goto("/my/extension/")
    expect(page.locator("#id_explanation")).to_have_value(
        "两地共建的种业基地年底验收，合同、资金和验收材料都由本人经手，需要原班人员做完。"
    )
    expect(page.locator(f"[name=end][value='{chosen}']")).to_be_checked()
    page.locator("#id_told").check()
    page.locator("button[value=send]").click()
    said = page.locator(".notice-good")
    expect(said).to_contain_text("R-")
    above, below = said.bounding_box(), page.locator("h1").bounding_box()
    assert below["y"] - above["y"] - above["height"] >= 16
    pk, number, end_before = fresh_office.ask(
        """select e.id, e.number, p.ends_on from placements_extensionrequest e
        join placements_placement p on p.id = e.placement_id order by e.id desc limit 1"""
    )[0]
    expect(page.locator("main")).to_contain_text(number)

    desk = visit("coordinator", at=fresh_office, chinese=chinese)
    review = desk.page
    review.goto("/extensions/")
    review.locator(f"a[href='/extensions/{pk}/']").first.click()

    # Without the opinions the approval warns, and keeps what was typed.
    review.locator("#approve_words").fill("祝工作顺利。")
    review.locator("form[action$='/approve/'] button[type=submit]").click()
    expect(review.locator(".error-summary")).to_be_visible()
    expect(review.locator("#approve_words")).to_have_value("祝工作顺利。")
    assert desk.faults("warned") == []

    for side in ("home", "host"):
        review.goto(f"/extensions/{pk}/")
        review.locator("#record-opinion summary").click()
        review.locator("#opinion_side").select_option(side)
        review.locator("#opinion_level").select_option("organisation")
        review.locator("#opinion_answer").select_option("agrees")
        review.locator("form[action$='/opinions/'] button[type=submit]").click()
        expect(review.locator(".notice-good")).to_be_visible()
    review.locator("form[action$='/approve/'] button[type=submit]").click()
    expect(review.locator(".notice-good")).to_be_visible()
    placement, end = fresh_office.ask(
        "select p.id, p.ends_on::text from placements_placement p"
        " join placements_extensionrequest e on e.placement_id = p.id where e.id = %s",
        pk,
    )[0]
    assert end == chosen

    # The new end stands on the official's page, beside the original one, and on the roster.
    page.goto("/my/")
    expect(page.locator(f"time[datetime='{end}']").first).to_be_visible()
    expect(page.locator(f"time[datetime='{end_before}']").first).to_be_visible()
    city = fresh_office.one(
        """select place.city_id from placements_placement p
        join officials_post post on post.id = p.host_post_id
        join officials_organisation g on g.id = post.organisation_id
        join officials_jurisdiction place on place.code = g.jurisdiction_id where p.id = %s""",
        placement,
    )
    reader = visit("staff", at=fresh_office, chinese=chinese).page
    reader.goto(f"/rosters/{city}/?phase=extended")
    row = reader.locator("tbody tr", has=reader.locator(f"a[href='/placements/{placement}/']"))
    expect(row.locator(f"time[datetime='{end}']").first).to_be_visible()
    expect(reader.locator("main")).not_to_contain_text(number)

    # Taken back, the earlier end returns.
    review.goto(f"/extensions/{pk}/")
    form = review.locator("form[action$='/reverse/']")
    if not form.is_visible():
        review.locator("details", has=form).locator("summary").click()
    form.locator("textarea").fill("登记有误，须重新征求意见。")
    form.locator("button[type=submit]").click()
    expect(review.locator(".notice-good")).to_be_visible()
    page.goto("/my/")
    expect(page.locator("main")).not_to_contain_text(chosen)
    assert fresh_office.one("select ends_on from placements_placement where id = %s", placement) == end_before
