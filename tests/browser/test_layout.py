"""What a person sees that no rule of axe-core knows: heads, papers and pictures that fit, and gaps that are meant."""

import pytest

from tests.browser.pages import PAGES
from tests.browser.visits import Visitor

ADDRESSES = {page.name: page for page in PAGES}

# Texts of cells, each with how many characters of its own size its widest line has room for.
ROOM = """
(cells) => cells.map((cell) => {
  const style = getComputedStyle(cell)
  const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
  return [cell.innerText.trim(), room / parseFloat(style.fontSize)]
}).filter(([text]) => text.length > 1)
"""


@pytest.fixture
def phone(browser, office):
    """Opens a page of the list on a phone, in Chinese or not."""
    visitors = []

    def opened(name, *, chinese=True):
        page = ADDRESSES[name]
        visitor = Visitor(browser, office, page.account, size="phone", chinese=chinese)
        visitors.append(visitor)
        assert visitor.page.goto(page.address_in(office)).status == page.status
        return visitor.page

    yield opened
    for visitor in visitors:
        visitor.close()


def top(page, selector):
    return page.locator(selector).first.bounding_box()["y"]


@pytest.mark.parametrize("name", ["host-cities", "overview"])
def test_no_chinese_head_is_one_character_wide(phone, name):
    heads = phone(name).locator(".ledger:not(.ledger-stack) thead th:visible").evaluate_all(ROOM)
    assert len(heads) >= 4
    assert [text for text, room in heads if room < 2 and not text.startswith(("京", "津", "冀"))] == []


@pytest.mark.parametrize("name", ["roster-print", "roster-contacts", "roster-leaders", "roster-briefing"])
def test_a_list_for_paper_has_columns_that_can_be_read_on_a_phone(phone, name):
    cells = phone(name).locator(".paper tbody td").evaluate_all(ROOM)
    assert cells
    assert [text for text, room in cells if len(text) > 8 and room < 4] == []


@pytest.mark.parametrize("chinese", [False, True], ids=["english", "chinese"])
@pytest.mark.parametrize("name", ["placement", "placement-early", "placement-office"])
def test_the_whole_term_is_seen_on_a_phone(phone, name, chinese):
    """From the first day to the last, with no label outside the picture and none on another."""
    page = phone(name, chinese=chinese)
    frame = page.locator(".frame:has(.ruler)")
    assert frame.evaluate("(frame) => frame.scrollWidth <= frame.clientWidth")
    picture = page.locator(".ruler").bounding_box()
    labels = [text.bounding_box() for text in page.locator(".ruler text").all()]
    assert len(labels) >= 2
    for label in labels:
        assert label["x"] >= picture["x"] - 1
        assert label["x"] + label["width"] <= picture["x"] + picture["width"] + 1
    assert [pair for pair in pairs(labels) if overlap(*pair)] == []


def pairs(things):
    return [(one, other) for n, one in enumerate(things) for other in things[n + 1 :]]


def overlap(one, other):
    return all(
        one[start] < other[start] + other[size] and other[start] < one[start] + one[size]
        for start, size in (("x", "width"), ("y", "height"))
    )


def test_a_card_of_the_roster_begins_with_the_name(phone):
    card = phone("roster").locator("tbody tr:has(.person)").first
    assert card.inner_text().lstrip()[0] == card.locator(".person").inner_text()[0]


def test_names_in_a_list_stand_below_each_other_whether_they_can_be_ticked_or_not(phone):
    page = phone("endings-list")
    row = page.locator("tbody tr:has(.person)").first
    assert row.locator("input").count() == 0
    assert row.locator(".person").bounding_box()["x"] == row.locator(".route").bounding_box()["x"]


def test_what_a_city_sends_and_receives_is_on_one_line(phone):
    lines = phone("cycle-office").locator(".tally > li")
    assert lines.count() > 5
    tops = lines.evaluate_all(
        "(lines) => lines.map((line) => [...line.querySelectorAll('.tally-number')].map((n) => n.offsetTop))"
    )
    assert [numbers for numbers in tops if len(set(numbers)) > 1] == []


def test_the_box_beside_the_day_makes_its_field_no_taller_than_the_next(phone):
    page = phone("roster")
    day, cycle = (page.locator(f".filters > div:has(#{name})").bounding_box() for name in ("f-on", "f-cycle"))
    assert day["height"] - cycle["height"] <= 8


def test_a_letter_that_cannot_be_written_yet_says_why_in_lines_that_can_be_read(phone):
    why = phone("letters").locator(".letter-list .soft").evaluate_all(ROOM)
    assert why
    assert min(room for _text, room in why) >= 10


def test_nothing_touches_at_the_door(phone):
    page = phone("sign-in")
    said = page.locator(".gate-form form.form > p").bounding_box()
    assert top(page, "#language") - said["y"] - said["height"] >= 8
    label = page.locator("label[for=id_username]").bounding_box()
    # The mark of the focus takes five pixels around a field.
    assert top(page, "#id_username") - label["y"] - label["height"] >= 3


def test_a_password_is_asked_for_in_fields_of_a_sensible_width(visit):
    page = visit("staff").page
    page.goto("/password/")
    assert page.locator("#id_new_password1").bounding_box()["width"] < 720
    rules = page.locator(".field-hint ul")
    assert rules.evaluate("(list) => parseFloat(getComputedStyle(list).paddingLeft)") >= 16


def test_a_notice_keeps_its_distance_from_the_form_below(phone):
    page = phone("ask-returned")
    notice = page.locator("main .notice").first.bounding_box()
    assert top(page, "form.sheet") - notice["y"] - notice["height"] >= 16


@pytest.mark.parametrize("name", ["requests", "endings", "cycle-office"])
def test_no_empty_band_stands_where_filters_could_be_saved(phone, name):
    band = phone(name).locator("#saved-filters")
    assert band.count() == 1
    assert not band.is_visible()


# Words that mean one thing in one place and another in the next ------------------------------


@pytest.mark.parametrize(
    ("name", "selector", "words"),
    [
        ("nominations", "label[for=f-place]", "派出方"),  # not the home page
        ("letters", ".letter-list a >> nth=0", "打开"),  # not a cycle that is still open
        ("letter-posting", ".print-choices button", "应用"),  # not a search
        ("cycles-office", "[data-label=起止日期] .cell-sub >> nth=0", "至2028-08-13"),  # not extended to
        ("admin", ".viewlink >> nth=0", "查看"),  # not a view of a list
        ("return-early", "label[for=id_ends_on]", "挂职最后一日"),  # the term is not over by then
        ("overview", ".figure:nth-child(2) .figure-note", "2026年8月9日前（含当日）"),  # a day to come
    ],
)
def test_a_word_with_two_meanings_has_two_in_chinese(phone, name, selector, words):
    assert phone(name).locator(selector).inner_text() == words
