"""Reading files: what is understood, what is refused in words, and that nothing is taken apart before it is asked."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from placements.imports import values
from placements.imports.headings import read_table
from placements.imports.levels import Ranks
from placements.imports.limits import MOST_BYTES, MOST_ROWS
from placements.imports.officials import OfficialResource
from placements.imports.placements import PlacementResource
from placements.imports.reading import read_file
from placements.imports.resource import Deed
from tests import factories, workbooks

HEADINGS = ["Personnel number", "Name", "Home post"]


def at(day, hour=0, minute=0):
    """A date cell, as openpyxl gives it."""
    return dt.datetime.combine(day, dt.time(hour, minute))


def table(content, resource=OfficialResource):
    return read_table(read_file(content), resource.cells())


def cells(content, resource=OfficialResource):
    return [line.cells for line in table(content, resource).lines]


def refusal(call, *arguments):
    with pytest.raises((ValidationError, values.NotUnderstoodError)) as caught:
        call(*arguments)
    error = caught.value
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


class TestDays:
    @pytest.mark.parametrize(
        "written",
        [
            *("2015-07-24", "2015/7/24", "2015.07.24", "2015年7月24日", "2015 年 7 月 24 日", "2015年7月24号"),
            *("２０１５－０７－２４", "　2015.7.24 ", "20150724", "2015-07-24 00:00:00", "42209", "42209.0"),
            *(42209, 42209.0, 20150724, dt.date(2015, 7, 24), at(dt.date(2015, 7, 24))),
        ],
    )
    def test_are_understood(self, written):
        assert values.day(written) == dt.date(2015, 7, 24)

    @pytest.mark.parametrize(
        ("written", "sentence"),
        [
            ("2015.07", "This is a month; write the day too, like 2016-07-23."),
            ("2015年7月", "This is a month; write the day too, like 2016-07-23."),
            (2015.07, "This is a month; write the day too, like 2016-07-23."),
            ("至今", "“Until now” is no day; write the day."),
            ("07/08/2016", "Write a day like 2016-07-23."),
            ("15.7.24", "Write a day like 2016-07-23."),
            ("2015-02-30", "There is no such day."),
            ("1915-02-03", "The day must be between 2000-01-01 and 2100-01-01."),
            (at(dt.date(2015, 7, 24), 9, 30), "Write a day without a time."),
            (dt.time(9, 30), "Write a day like 2016-07-23."),
            (True, "Write a day like 2016-07-23."),
            (1e308, "Write a day like 2016-07-23."),
            (float("nan"), "Write a day like 2016-07-23."),
            (12, "Write a day like 2016-07-23."),
            ("=TODAY()", "Write a day like 2016-07-23."),
        ],
    )
    def test_are_refused_in_words(self, written, sentence):
        assert refusal(values.day, written) == sentence


class TestMonths:
    @pytest.mark.parametrize(
        ("written", "month"),
        [
            *((form, (1975, 3)) for form in ("1975.03", "1975.3", "1975-3", "1975/03", "1975年3月", "１９７５．０３")),
            *((form, (1975, 3)) for form in (1975.03, 1975.3, dt.date(1975, 3, 15), "1975-03-15", "27468", 27468)),
            ("1980.10", (1980, 10)),
            ("1980.01", (1980, 1)),
            ("1975", (1975, None)),
            (1975, (1975, None)),
            ("1975年", (1975, None)),
        ],
    )
    def test_are_understood(self, written, month):
        assert values.month(written) == month

    @pytest.mark.parametrize(
        ("written", "sentence"),
        [
            (1980.1, "1980.1 may be January or October; write 1980-01 or 1980-10."),
            ("1980.1", "1980.1 may be January or October; write 1980-01 or 1980-10."),
            ("1980.13", "There is no such month."),
            ("75.3", "Write a month like 1975-03."),
            ("至今", "Write a month like 1975-03."),
        ],
    )
    def test_are_refused_in_words(self, written, sentence):
        assert refusal(values.month, written) == sentence


class TestNames:
    @pytest.mark.parametrize("space", ["", " ", "　", "\u00a0", "\u200b", "  "])
    def test_spaces_are_none(self, space):
        assert values.han_name(f"张{space}三") == "张三"

    @pytest.mark.parametrize("dot", ["·", "•", "・", "‧", " · ", "･"])
    def test_the_dot_has_one_form(self, dot):
        assert values.han_name(f"买买提{dot}吐尔逊") == "买买提·吐尔逊"

    @pytest.mark.parametrize("rare", ["𠮷野", "㛃怡", "王䶮", "张𬸪"])
    def test_rare_characters_are_kept(self, rare):
        assert values.han_name(rare) == rare

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("王\ue863", "A character of the name is missing or known to one machine only (U+E863); write it anew."),
            ("王□", "A character of the name is missing or known to one machine only (U+25A1); write it anew."),
            ("王?", "A character of the name is missing or known to one machine only (U+003F); write it anew."),
            ("王3", "A name has no digits."),
        ],
    )
    def test_a_missing_character_is_refused(self, name, sentence):
        assert refusal(values.han_name, name) == sentence


class TestWords:
    @pytest.mark.parametrize(
        ("cell", "words"),
        [
            (10023, "10023"),
            (10023.0, "10023"),
            ("Ａ－１２", "A-12"),
            (" B-1\u200b", "B-1"),
            (13800000000, "13800000000"),
        ],
    )
    def test_codes(self, cell, words):
        assert values.code(cell) == words

    def test_what_a_spreadsheet_has_changed_is_refused(self):
        assert "rounded this long number" in refusal(values.code, 1.10101197503150e17)
        assert "made a day of this" in refusal(values.code, at(dt.date(2015, 7, 1)))
        assert refusal(values.text, "=cmd|' /C calc'!A0") == "The cell begins like a formula; write the value."
        assert refusal(values.text, "＝1+1") == "The cell begins like a formula; write the value."

    def test_yes_and_no(self):
        assert all(values.truth(said) for said in ("是", "Yes", "√", 1, "1", True))
        assert not any(values.truth(said) for said in ("否", "NO", "×", 0, "0", False))
        assert refusal(values.truth, "maybe") == "Write yes or no."


class TestRanks:
    @pytest.fixture
    def ranks(self, db):
        for tier in ("DIVISION", "DIVISION-DEP", "BUREAU"):
            factories.rank(tier)
        return Ranks()

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            *((said, "POST-DIVISION") for said in ("正处", "正处级", "正县级", "正 处 级", "post-division")),
            *((said, "POST-DIVISION-DEP") for said in ("副处", "副处级", "副县级")),
            *((said, "POST-BUREAU") for said in ("正厅级", "正局级", "正厅局级")),
        ],
    )
    def test_are_one_however_spoken_of(self, ranks, said, code):
        assert ranks.find(said).code == code

    def test_what_says_too_little_is_refused(self, ranks):
        assert refusal(ranks.find, "处级") == "“处级” says neither principal nor deputy (正 or 副)."
        assert "There is no rank “正兵”" in refusal(ranks.find, "正兵")


class TestHeadings:
    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_in_either_language(self, language):
        said = workbooks.headings(OfficialResource, "personnel_number", "name_zh", "home_post", language=language)
        (row,) = cells(workbooks.workbook(said, ["B-1", "张三", "P-1"]))
        assert row == {"personnel_number": "B-1", "name_zh": "张三", "home_post": "P-1"}

    @pytest.mark.parametrize("heading", ["干 部 编 号", "PERSONNEL  NUMBER *", "干部编号\nPersonnel number", "工号"])
    def test_with_whatever_spaces(self, heading):
        (row,) = cells(workbooks.workbook([heading, "姓 名"], ["B-1", "张三"]))
        assert row == {"personnel_number": "B-1", "name_zh": "张三"}

    def test_under_a_title_and_beside_a_running_number(self):
        content = workbooks.workbook(["序号", *HEADINGS], [1, "B-1", "张三", "P-1"], title="2016年干部报名表")
        table_ = table(content)
        assert [(line.number, line.cells["personnel_number"]) for line in table_.lines] == [(3, "B-1")]

    @pytest.mark.parametrize(
        ("headings", "sentence"),
        [
            (["Personnel number", "身份证号"], "Not known: “身份证号”. Delete these columns, or give them a heading"),
            (["Personnel number", "工号"], "The heading “工号” stands twice."),
            (["Personnel number", None], "There are values in columns without a heading."),
            (["Colour", "Weight"], "None of the headings is known."),
        ],
    )
    def test_what_is_not_known_is_named(self, headings, sentence):
        assert sentence in refusal(table, workbooks.workbook(headings, ["B-1", "x"]))

    def test_without_rows(self):
        assert refusal(table, workbooks.workbook(HEADINGS)) == "There are no rows under the headings."


class TestRows:
    def test_empty_ones_are_left_out(self):
        rows = [["B-1", "张三", "P-1"], [None, "　", ""], ["B-2", "李四", "P-1"], *[[None, " ", None]] * 300]
        assert [line.number for line in table(workbooks.workbook(HEADINGS, *rows)).lines] == [2, 4]

    def test_the_same_as_above(self):
        rows = [["B-1", "张三", "P-1"], ["B-2", "李四", "同上"], ["B-3", "王五", "〃"]]
        assert [row["home_post"] for row in cells(workbooks.workbook(HEADINGS, *rows))] == ["P-1"] * 3

    def test_with_nothing_above(self):
        (line,) = table(workbooks.workbook(HEADINGS, ["B-1", "张三", "同上"])).lines
        assert line.problems == [("home_post", "There is nothing above that this could be the same as.")]

    def test_merged_downwards_says_the_same_for_each(self):
        rows = [["B-1", "张三", "P-1"], ["B-2", "李四", None], ["B-3", "王五", None]]
        content = workbooks.workbook(HEADINGS, *rows, merged=["C2:C3"])
        assert [row.get("home_post") for row in cells(content)] == ["P-1", "P-1", None]

    def test_merged_across_is_refused(self):
        content = workbooks.workbook(HEADINGS, ["B-1", None, "P-1"], merged=["A2:B2"])
        (line,) = table(content).lines
        assert line.problems == [("personnel_number", "Cells are merged across columns; divide them.")]


def test_a_second_sheet_is_told_unless_it_is_empty_or_the_templates_own():
    book = load_workbook(io.BytesIO(workbooks.workbook(HEADINGS, ["B-1", "张三", "P-1"])))
    book.create_sheet("Sheet2")
    book.create_sheet("可选值").append(["正处级"])
    assert table(workbooks.as_bytes(book)).notes == []
    book.create_sheet("Hebei").append(["B-2"])
    assert table(workbooks.as_bytes(book)).notes == ["Only the first sheet is read: Sheet."]


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_of_excel_and_wps(self, encoding, separator):
        content = workbooks.csv_file(
            ["干部编号", "姓名"], ["B-1", "张　三"], ["", ""], encoding=encoding, separator=separator
        )
        assert cells(content) == [{"personnel_number": "B-1", "name_zh": "张　三"}]

    def test_rare_characters_in_gb18030(self):
        content = workbooks.csv_file(["干部编号", "姓名"], ["B-1", "王䶮𠮷"], encoding="gb18030")
        assert cells(content)[0]["name_zh"] == "王䶮𠮷"

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "The file is empty."),
            (b" \n\n ", "The file is empty."),
            ("干部编号".encode("utf-16"), "The file is saved as Unicode text; save it as CSV UTF-8 or as .xlsx."),
            (b'Personnel number,Name\nB-1,"half', "Line 2 cannot be read as CSV; is a quotation mark missing?"),
            (b"\x00\x01\x02\x03" * 50, "This file is not an Excel workbook (.xlsx) or CSV."),
            (b"\x89PNG\r\n\x1a\n\xff\xfe\x81", "This file is not an Excel workbook (.xlsx) or CSV."),
            (b"%PDF-1.7 trailer", "This file is not an Excel workbook (.xlsx) or CSV."),
            (b"x" * (MOST_BYTES + 1), "The file is larger than 2 MB."),
            (b"Name\n" + b"a\n" * (MOST_ROWS + 30), f"The file has more than {MOST_ROWS} rows; divide it."),
        ],
    )
    def test_refused_in_words(self, content, sentence):
        assert refusal(table, content) == sentence


def test_the_columns_by_which_rows_are_matched_are_there(coordinator):
    deed = Deed(by=coordinator, at=factories.NOW, on=factories.DAY)
    found = table(workbooks.workbook(["姓名"], ["张三"]))
    said = refusal(lambda: OfficialResource(deed).outcome(found, dry_run=True))
    assert said == "This column is missing: Personnel number. Rows are matched by it, never by a name."


def test_the_sentences_are_chinese_for_who_reads_chinese(db):
    from django.utils.translation import override

    with override("zh-hans"):
        assert refusal(values.day, "2015.07") == "此处只写到月，须写明日期，如2016-07-23。"


def test_another_kind_of_rows_has_other_headings():
    content = workbooks.workbook(["批次", "工号", "挂任职务代码"], [2015, "B-1", "P-1"])
    assert cells(content, PlacementResource) == [{"cycle": 2015, "official": "B-1", "host_post": "P-1"}]
