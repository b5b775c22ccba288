"""Files and papers of a roster as the tests take them and read them, and texts that could run in one."""

import csv
import io

from openpyxl import load_workbook

from placements.exports.harmless import LIVE

PLACE = "/rosters/130800/"
FILES = [f"{PLACE}{place}export.{medium}" for place in ("", "contacts/", "leaders/") for medium in ("xlsx", "csv")]
PAPERS = [f"{PLACE}{place}/" for place in ("print", "contacts", "leaders", "briefing")]

PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "|calc",
    "%0A=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("//x.example","y")',
    '=IMPORTXML("//x.example","/a")',
    "  =1+1",
    "\t=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1+1",
    "＠SUM(A1)",
    "\u200b=1+1",
    "﹣1",
    "\ufeff=1+1",
    "=\u03381+1",
    "<r><f>1</f></r>",
    "<r>\u0338</r>",
]


def is_live(text):
    """Whether a careless program could take the text for a formula, told without `harmless`."""
    folded = {"＝": "=", "＋": "+", "－": "-", "﹣": "-", "＠": "@", "｜": "|", "％": "%"}
    begins = text.strip(" \t\r\n\u200b\ufeff\u00a0\u3000")[:1]
    return folded.get(begins, begins) in LIVE if begins else False


def fetched(person, url, data=None):
    answer = person.get(url, data)
    assert answer.status_code == 200, f"{url}: {answer.status_code}"
    return answer


def bytes_of(answer):
    data = b"".join(answer.streaming_content)
    let_go(answer)
    return data


def let_go(answer):
    """Close the file of an answer; closing the answer itself would close the test's database connection."""
    for closer in answer._resource_closers:
        closer()


def sheet_of(answer):
    """(the lines of the head, the column heads, the rows of cells) of a workbook, and the sheet itself."""
    sheet = load_workbook(io.BytesIO(bytes_of(answer))).active
    rows = list(sheet.iter_rows())
    top = [row[0].value for row in rows[:4]]
    return top, [cell.value for cell in rows[5]], rows[6:], sheet


def csv_of(answer):
    """The same of a CSV file, whose cells are texts."""
    data = bytes_of(answer)
    assert data.startswith(b"\xef\xbb\xbf")  # by which Excel knows UTF-8
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return [row[0] for row in rows[:4]], rows[5], rows[6:]


def column(heads, rows, name):
    return [row[heads.index(name)] for row in rows]
