"""Lists that leave the house: what stands in a workbook, a CSV file and on paper, and for whom."""

import csv
import datetime as dt
import io
import re
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.conf import settings
from openpyxl import load_workbook

from officials.models import Official
from placements import actions
from placements.exports.harmless import harmless
from placements.models import Export, Placement
from tests import factories
from tests.copies import placements_like
from tests.factories import NOW, make_official, make_placement, make_request
from tests.placements.files import (
    FILES,
    PAPERS,
    PAYLOADS,
    PLACE,
    bytes_of,
    column,
    csv_of,
    fetched,
    is_live,
    let_go,
    sheet_of,
)

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def person(staff, signed_in):
    return signed_in(staff)


# What stands in a file -----------------------------------------------------------------------


def test_a_workbook_holds_days_numbers_and_words(person):
    official = make_official(family_name="Lyu", given_name="Zhenqian", name_zh="吕震乾", work_phone="010-55550000")
    placement = make_placement(official=official)
    _top, heads, rows, _sheet = sheet_of(fetched(person, FILES[0]))
    (row,) = rows
    cells = dict(zip(heads, row, strict=True))
    assert cells["No."].value == 1
    assert cells["Number"].value == placement.number
    assert (cells["Name in characters"].value, cells["Name in pinyin"].value) == ("吕震乾", "Lyu Zhenqian")
    assert cells["Start of term"].value == dt.datetime(2015, 7, 24)  # noqa: DTZ001 - a workbook knows no zone
    assert cells["Start of term"].is_date
    assert cells["Current end"].number_format == "d mmm yyyy"
    assert cells["Days left"].value == 75
    assert cells["Days left"].data_type == cells["No."].data_type == "n"
    assert cells["Work phone"].value == "010-55550000"
    assert cells["Work phone"].data_type in ("s", "inlineStr")
    assert cells["Extended to"].value is None
    assert cells["Phase"].value == "Ending soon"
    assert cells["Home organisation"].value == placement.home_post.organisation.name_en


def test_a_csv_file_says_the_same_with_iso_days(person):
    make_request(state="approved")
    make_placement()
    _top, heads, rows, _sheet = sheet_of(fetched(person, FILES[0]))
    _top, csv_heads, csv_rows = csv_of(fetched(person, FILES[1]))
    assert csv_heads == heads

    def as_text(cell):
        value = cell.value
        if isinstance(value, dt.datetime):
            return value.date().isoformat()
        return "" if value is None else str(value)

    assert [[as_text(cell) for cell in row] for row in rows] == csv_rows
    assert column(heads, csv_rows, "Extended to") == ["", "2017-01-23"]


def test_the_head_says_what_of_when_filtered_how_by_whom(person, staff):
    staff.last_name, staff.first_name = "Bai", "Ran"
    staff.save()
    make_placement()
    for url, read in ((FILES[0], sheet_of), (FILES[1], csv_of)):
        top = read(fetched(person, url, {"home": "110000", "on": "2016-06-01"}))[0]
        assert top == [
            "Chengde roster",
            "1 placement · as of 1 June 2016",
            (
                "Filters: Beijing, As of 1 June 2016, Current and upcoming."
                " Exported 9 May 2016, 10:30 by Bai Ran. Order: end of term."
            ),
            "Internal. Keep safely.",
        ]


def test_a_workbook_is_ready_to_read_and_to_print(person):
    make_placement()
    make_placement()
    answer = fetched(person, FILES[0])
    data = bytes_of(answer)
    book = load_workbook(io.BytesIO(data))
    sheet = book.active
    assert sheet.freeze_panes == "A7"
    assert sheet.auto_filter.ref == "A6:S8"
    assert sheet.print_title_rows == "$6:$6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.column_dimensions["F"].width == 30 + 182 / 256  # as Excel stores 30 characters, with its margin
    assert sheet.oddFooter.left.text == "Internal. Keep safely."
    assert (book.properties.creator, book.properties.title) == ("Exchange Office", "Chengde roster")
    created = (book.properties.created, book.properties.modified, book.properties.lastModifiedBy)
    assert created == (dt.datetime(2016, 5, 9, 2, 30), dt.datetime(2016, 5, 9, 2, 30), "Exchange Office")  # noqa: DTZ001
    with ZipFile(io.BytesIO(data)) as parts:
        told = b"".join(parts.read(part) for part in parts.namelist()).lower()
    assert [word for word in (b"xlsxwriter", b"openpyxl", b"python") if word in told] == []


def test_an_empty_list_is_a_file_with_its_head(person):
    factories.jurisdiction("130800")
    top, _heads, rows, _sheet = sheet_of(fetched(person, FILES[0]))
    assert (top[1], rows) == ("0 placements · as of 9 May 2016", [])
    assert csv_of(fetched(person, FILES[1]))[2] == []


def test_a_file_is_in_the_language_of_the_person(person):
    make_placement()
    person.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    answer = fetched(person, FILES[0])
    top, heads, _rows, sheet = sheet_of(answer)
    assert top[0] == "承德市挂职干部名册"
    assert top[1] == "共1条，截至2016年5月9日"
    assert top[3] == "内部资料　注意保存"
    assert heads[:4] == ["序号", "编号", "汉字姓名", "姓名拼音"]
    assert sheet.title == "名册"
    assert {cell.number_format for cell in list(sheet.rows)[6] if cell.is_date} == {"yyyy-mm-dd"}
    assert re.search(r"[A-Za-z]{3}", " ".join(heads)) is None
    _top, csv_heads, rows = csv_of(fetched(person, FILES[1]))
    assert csv_heads == heads
    assert "沈若川" in rows[0]
    assert "即将期满" in rows[0]


def test_a_file_has_a_name_in_the_persons_language_and_a_plain_one(person):
    make_placement()
    answer = fetched(person, FILES[0])
    let_go(answer)
    disposition = answer["Content-Disposition"]
    assert 'attachment; filename="roster-130800-2016-05-09.xlsx"' in disposition
    assert unquote(disposition.partition("UTF-8''")[2]) == "Chengde roster_2016-05-09.xlsx"
    person.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    disposition = fetched(person, f"{PLACE}contacts/export.csv")["Content-Disposition"]
    assert unquote(disposition.partition("UTF-8''")[2]) == "承德市挂职干部通讯录_2016-05-09.csv"
    assert disposition.isascii()


def test_a_file_has_every_page_and_the_order_of_the_list(person):
    model = make_placement(official=make_official(family_name="Zhou"))
    placements_like(make_placement(cycle=model.cycle), 51)
    _top, heads, rows = csv_of(fetched(person, FILES[1], {"sort": "-name", "page": "2"}))
    assert column(heads, rows, "No.") == [str(n) for n in range(1, 54)]
    assert column(heads, rows, "Number")[0] == model.number


# Nothing runs --------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_any_column_of_any_file_is_live(person, payload, coordinator, signed_in):
    """The payload stands in every text that a list reads, put there past all forms."""
    placement = make_placement(official=make_official(work_phone="0"))
    contact = factories.make_contact(placement.host_post.organisation)
    other = factories.make_contact(placement.home_post.organisation)
    Placement.objects.filter(pk=placement.pk).update(host_contact=contact, home_contact=other)
    official = placement.official
    Official.objects.filter(pk=official.pk).update(
        family_name=payload, given_name=payload, name_zh=payload, work_phone=payload, rank=None
    )
    words = {"name_en": payload, "name_zh": payload}
    for post in (placement.home_post, placement.host_post):
        type(post).objects.filter(pk=post.pk).update(title_en=payload, title_zh=payload)
    organisations = type(placement.home_post.organisation).objects
    organisations.update(name_en=payload)
    type(contact).objects.update(family_name=payload, name_zh=payload, position=payload, phone=payload)
    type(factories.expertise()).objects.update(**words)
    type(factories.jurisdiction("130800")).objects.update(**words)
    client = signed_in(coordinator)
    for url in FILES:
        data = bytes_of(fetched(client, url))
        if url.endswith("xlsx"):
            rows = list(load_workbook(io.BytesIO(data)).active.iter_rows())
            assert [cell.coordinate for row in rows for cell in row if cell.data_type == "f"] == []
            texts = [cell.value for row in rows for cell in row if isinstance(cell.value, str)]
        else:
            texts = [text for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for text in row]
        assert sum(payload.strip() in text or payload in text for text in texts) >= 6, url
        assert [text for text in texts if is_live(text)] == [], url


def test_an_apostrophe_stands_only_where_something_could_run():
    assert [harmless(text) for text in ("沈若川", "010-5555", "(joint)", "–", "", "A=1", "'x")] == [
        *("沈若川", "010-5555", "(joint)", "–", "", "A=1", "'x")
    ]
    assert harmless("=1") == "'=1"
    assert harmless("\x00a\x01b\x1f") == "'ab"
    assert harmless("a\nb\tc\ufffe\ud800") == "a\nb\tc"
    assert harmless("\ud800=1") == "'=1"
    assert harmless("\ufffe<r></r>") == "'<r></r>"  # what XlsxWriter would write as it stands


def test_every_character_that_folds_to_a_live_one_is_found():
    """All of Unicode: no letter or digit becomes one of them, everything else that does gets its apostrophe."""
    assert [c for c in map(chr, range(0x20, 0x110000)) if is_live(c) and harmless(c)[:1] != "'"] == []
    assert harmless("⩵1") == "'⩵1"  # folds to two equals signs


def test_text_that_xml_cannot_hold_does_not_break_the_file(person):
    placement = make_placement()
    name = 'A & B <c> "d" \']]>\x01\ufffe'
    type(placement.host_post.organisation).objects.filter(pk=placement.host_post.organisation_id).update(name_en=name)
    _top, heads, ((*cells,),), _sheet = sheet_of(fetched(person, FILES[0]))
    assert cells[heads.index("Host organisation")].value == 'A & B <c> "d" \']]>'


# Which lists there are -----------------------------------------------------------------------


def test_the_contact_list_has_work_numbers_alone(coordinator, signed_in):
    official = make_official(work_phone="010-55550001", mobile="13911112222", email="a@b.example")
    placement = make_placement(official=official)
    placement.host_contact = factories.make_contact(placement.host_post.organisation, position="Head of office")
    placement.save()
    client = signed_in(coordinator)
    _top, heads, (row,) = csv_of(fetched(client, f"{PLACE}contacts/export.csv"))
    cells = dict(zip(heads, row, strict=True))
    assert cells["Work phone"] == "010-55550001"
    assert cells["Contact at the host organisation"] == "穆青岩 Mu Qingyan Head of office"
    assert cells["Phone at the host organisation"] == "0314-5550000"
    assert cells["Contact at the home organisation"] == cells["Phone at the home organisation"] == ""
    page = fetched(client, f"{PLACE}contacts/").content.decode()
    assert "0314-5550000" in page
    for url in (*FILES, *PAPERS):
        answer = fetched(client, url)
        data = bytes_of(answer) if answer.streaming else answer.content
        assert b"13911112222" not in data, url
        assert b"a@b.example" not in data, url


def test_the_leaders_list_tells_the_birth_month_to_coordinators_alone(coordinator, staff, signed_in):
    make_placement(official=make_official(birth_year=1982, birth_month=3))
    make_request(state="approved")
    for reader, told in ((coordinator, True), (staff, False)):
        client = signed_in(reader)
        _top, heads, rows = csv_of(fetched(client, f"{PLACE}leaders/export.csv"))
        assert ("Year and month of birth" in heads) is told
        assert ("March 1982" in rows[0]) is told
        page = fetched(client, f"{PLACE}leaders/").content.decode()
        assert ("March 1982" in page) is told
        assert "extended to 23 Jan 2017" in page
        assert column(heads, rows, "Tier") == ["Division level, deputy"] * 2


def test_remarks_say_what_comes_and_what_was(coordinator, signed_in):
    office = factories.office()
    early, serving = make_placement(), make_placement()
    actions.return_early(early, ends_on=dt.date(2016, 4, 30), reason="completed", by=office, at=NOW)
    coming = make_placement(starts_on=dt.date(2016, 7, 24), original_ends_on=dt.date(2017, 7, 23))
    over = make_placement(starts_on=dt.date(2014, 7, 24), original_ends_on=dt.date(2015, 7, 23))
    _top, heads, rows = csv_of(fetched(signed_in(coordinator), f"{PLACE}leaders/export.csv", {"phase": "any"}))
    assert column(heads, rows, "Remarks") == [
        "ended 23 Jul 2015",
        "ended early, 30 Apr 2016",
        "ends 23 Jul 2016",
        "starts 24 Jul 2016",
    ]
    assert {over.pk, serving.pk, coming.pk} < {row.pk for row in Placement.objects.all()}


def test_a_specialist_without_a_rank_has_the_professional_title(person):
    official = make_official(rank=None)
    make_placement(official=official)
    _top, heads, rows = csv_of(fetched(person, FILES[1]))
    assert column(heads, rows, "Tier") == ["Division level, deputy"]  # of the home post


@pytest.mark.parametrize("url", [*FILES, *PAPERS])
def test_proposals_and_requests_leave_the_house_on_no_list(url, coordinator, signed_in):
    confirmed = make_placement()
    proposed = make_placement(confirmed=False, official=make_official(family_name="Secretly", name_zh="莫须有"))
    waiting, declined = make_request(confirmed), make_request(state="declined")
    answer = fetched(signed_in(coordinator), url, {"phase": "any"})
    data = bytes_of(answer) if answer.streaming else answer.content
    if url.endswith("xlsx"):
        cells = [str(cell.value) for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
        data = "\n".join(cells).encode()
    assert confirmed.official.given_name.encode() in data
    for hidden in (proposed.number, waiting.number, declined.number, "Secretly", "莫须有", factories.EXPLANATION):
        assert hidden.encode() not in data


# Paper ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", PAPERS)
def test_paper_says_what_of_when_filtered_how_by_whom(person, staff, url):
    make_placement()
    html = fetched(person, url, {"home": "110000"}).content.decode()
    for words in (
        "1 placement · as of 9 May 2016",
        "Filters: Beijing, Current and upcoming. Printed 9 May 2016, 10:30 by staff.",
        "Internal. Keep safely.",
        "Prepared by: staff",
        "Checked by:",
    ):
        assert words in html, words
    first = html.partition("<thead>")[2].partition("</th>")[0]
    assert first.endswith("No.")


def test_paper_has_every_row_and_says_so_when_there_are_too_many(person, monkeypatch):
    model = make_placement()
    placements_like(model, 52)
    html = fetched(person, f"{PLACE}print/", {"page": 2}).content.decode()
    assert len(set(re.findall(r"P-15-\d{4}", html))) == 53
    monkeypatch.setattr("placements.exports.paper.MOST", 52)
    html = fetched(person, f"{PLACE}print/").content.decode()
    assert "Too many rows for paper" in html
    assert "P-15-" not in html
    assert Export.objects.count() == 1


def test_the_roster_offers_its_lists_with_its_filters_and_not_while_something_is_wrong(person):
    make_placement()
    html = fetched(person, PLACE, {"home": "110000", "sort": "-end"}).content.decode()
    for url in (FILES[0], FILES[1], *PAPERS):
        assert f'href="{url}?home=110000&amp;sort=-end"' in html, url
    assert "export.xlsx" not in fetched(person, PLACE, {"home": "x"}).content.decode()


# The briefing --------------------------------------------------------------------------------


def test_a_briefing_says_who_serves_what_comes_and_which_posts_are_vacant(person):
    office = factories.office()
    serving, gone = make_placement(task="Mend the dams"), make_placement()
    actions.return_early(gone, ends_on=dt.date(2016, 4, 30), reason="completed", by=office, at=NOW)
    term = {"starts_on": dt.date(2016, 7, 24), "original_ends_on": dt.date(2017, 7, 23)}
    follower = make_official(family_name="Follower")
    make_placement(official=follower, host_post=serving.host_post, **term)
    make_placement(confirmed=False, official=make_official(family_name="Secret"), host_post=gone.host_post, **term)
    html = fetched(person, f"{PLACE}briefing/").content.decode()
    assert "1 official serving: 1 from Beijing. 1 term ends within 90 days, 1 to arrive within 90 days." in html
    assert "Mend the dams" in html
    assert html.count("Follower") == 2  # who takes over, and who arrives
    vacant = html.partition("vacant-h")[2]
    assert gone.host_post.title_en in vacant
    assert "1 May 2016" in vacant
    assert serving.host_post.title_en not in vacant
    assert "Secret" not in html


# Queries -------------------------------------------------------------------------------------

QUERIES = {FILES[0]: 20, FILES[1]: 20, f"{PLACE}print/": 20}


def test_the_number_of_queries_is_the_same_for_1_and_for_50(person, django_assert_num_queries):
    def check():
        for url, number in QUERIES.items():
            with django_assert_num_queries(number):
                answer = fetched(person, url)
                if answer.streaming:
                    bytes_of(answer)

    model = make_placement()
    fetched(person, f"{PLACE}print/")  # divisions, fields and cycles are kept in memory from now on
    check()
    placements_like(model, 49)
    check()


def test_a_briefing_asks_no_more_for_many_than_for_one(person, django_assert_num_queries):
    model = make_placement()
    fetched(person, f"{PLACE}briefing/")  # divisions, fields and cycles are kept in memory from now on
    with django_assert_num_queries(27):
        fetched(person, f"{PLACE}briefing/")
    make_placement(cycle=model.cycle)
    with django_assert_num_queries(27):
        fetched(person, f"{PLACE}briefing/")
    placements_like(model, 48)
    with django_assert_num_queries(21):  # places instead of people
        fetched(person, f"{PLACE}briefing/")
