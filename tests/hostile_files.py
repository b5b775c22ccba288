"""Files that somebody should not have sent: damaged, of another kind, or made to do harm. Each is refused in words."""

import io
import random
import zipfile

from tests import workbooks

HEADINGS = ["Personnel number", "Name", "Home post"]
ROW = ["B-1", "张三", "P-1"]
XML = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
MB = 1024 * 1024


def good():
    return workbooks.workbook(HEADINGS, ROW)


def with_part(name, part):
    return workbooks.repacked(good(), {name: part})


def sheet(body, *, before="", after=""):
    return f'{XML}<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'.encode()


def packed(entries, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as new:
        for name, part in entries:
            new.writestr(name, part)
    return file.getvalue()


def lying_about_its_size():
    """A part of 40 MB whose directory entry says 1 KB."""
    content = bytearray(with_part(SHEET, sheet(" " * (40 * MB))))
    right, wrong = (40 * MB + len(sheet(""))).to_bytes(4, "little"), (1024).to_bytes(4, "little")
    assert right in content
    return bytes(content).replace(right, wrong)


def styles(n):
    """So many formats of cells, no two alike, so that they pack badly."""
    formats = "".join(f'<xf numFmtId="{one * 7919 % 99991}"/>' for one in range(n))
    return f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>'.encode()


def long_cell():
    return f'<row r="1"><c r="A1" t="str"><v>{random.Random(3).randbytes(500_000).hex()}</v></c></row>'


def locked():
    """The flag of a password, without one."""
    content = bytearray(good())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def broken_stream():
    content = bytearray(good())
    at = content.index(SHEET.encode()) + len(SHEET)
    content[at + 20 : at + 60] = random.Random(7).randbytes(40)
    return bytes(content)


ENTITIES = (
    f'{XML}<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + f']><worksheet xmlns="{MAIN}"><sheetData><row r="1"><c t="str"><v>&i;</v></c></row></sheetData></worksheet>'
).encode()
OUTSIDE = (
    f'{XML}<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c t="str"><v>&x;</v></c></row></sheetData></worksheet>'
).encode()
BIG = '<row r="1"><c r="A1" t="str"><v>Personnel number</v></c></row>'

FILES = {
    # name: (how it is made, a part of the sentence)
    "empty": (lambda: b"", "The file is empty."),
    "too large": (lambda: b"a,b\n" * (MB), "The file is larger than 2 MB."),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not an Excel workbook"),
    "random bytes": (lambda: random.Random(1).randbytes(100_000), "not an Excel workbook"),
    "page": (lambda: b"<html><table><tr><td>Name</td></tr></table></html>", "not an Excel workbook"),
    "old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "of the old kind (.xls)"),
    "another zip": (lambda: packed([("a.txt", "a")]), "not an Excel workbook"),
    "Word": (lambda: packed([("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>")]), "not an Excel workbook"),
    "half a zip": (lambda: good()[: len(good()) // 2], "damaged"),
    "no directory": (lambda: good()[:-40], "damaged"),
    "broken stream": (broken_stream, "damaged"),
    "password": (locked, "damaged"),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"\x00" * 100), "has macros"),
    "macros by type": (
        lambda: with_part(
            "[Content_Types].xml", b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"
        ),
        "has macros",
    ),
    "old macro sheet": (lambda: with_part("xl/macrosheets/sheet1.xml", sheet("")), "has macros"),
    "other files": (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "draws on other files"),
    "data connection": (lambda: with_part("xl/connections.xml", b"<a/>"), "draws on other files"),
    "formula": (
        lambda: workbooks.workbook(HEADINGS, ["B-1", '=HYPERLINK("http://x.example","y")', "P-1"]),
        "has formulas (B2)",
    ),
    "formula with a value": (
        lambda: with_part(SHEET, sheet(BIG + '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>')),
        "has formulas (A2)",
    ),
    "bomb": (lambda: with_part("xl/media/image1.png", bytes(200 * MB)), "unpacks to more"),
    "bomb of spaces": (lambda: with_part(SHEET, sheet(" " * (29 * MB))), "unpacks to more"),
    "lying about its size": (lying_about_its_size, "damaged"),
    "ten thousand parts": (lambda: packed([(f"{n}.xml", "") for n in range(10_000)]), "unpacks to more"),
    "a million rows": (
        lambda: with_part(SHEET, sheet("<row><c><v>1</v></c></row>" * 1_000_000)),
        "unpacks to more",
    ),
    "many rows": (
        lambda: workbooks.workbook(HEADINGS, *[[f"B-{n}", f"张{n}", "P-1"] for n in range(5000)]),
        "more than 1000 rows",
    ),
    "a row far below": (
        lambda: with_part(SHEET, sheet(BIG + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        "more than 1000 rows",
    ),
    "a column far to the right": (
        lambda: with_part(SHEET, sheet(BIG + '<row r="2"><c r="XFD2"><v>1</v></c></row>')),
        "more than 60 columns",
    ),
    "a huge dimension": (
        lambda: with_part(SHEET, sheet(BIG, before='<dimension ref="A1:XFD1048576"/>')),
        "no rows under the headings",
    ),
    "empty rows without end": (
        lambda: with_part(SHEET, sheet(BIG + "".join(f'<row r="{n}"/>' for n in range(2, 500_000)))),
        "unpacks to more",
    ),
    "entities in entities": (lambda: with_part(SHEET, ENTITIES), "damaged"),
    "an entity from outside": (lambda: with_part(SHEET, OUTSIDE), "damaged"),
    "a doctype of the workbook": (
        lambda: with_part("xl/workbook.xml", b'<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><workbook/>'),
        "damaged",
    ),
    "a cell of a million characters": (lambda: with_part(SHEET, sheet(long_cell())), "more than 32767 characters"),
    "styles without end": (lambda: with_part("xl/styles.xml", styles(25_000)), "unpacks to more"),
    "elements in elements": (lambda: with_part(SHEET, "".join(f"<a{n}>" for n in range(60_000)).encode()), "damaged"),
    "no such string": (
        lambda: with_part(SHEET, sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')),
        "damaged",
    ),
    "not a number": (lambda: with_part(SHEET, sheet('<row r="1"><c r="A1"><v>x</v></c></row>')), "damaged"),
    "no XML": (lambda: with_part(SHEET, b"Personnel number,Name"), "damaged"),
    "no sheet": (lambda: with_part(SHEET, None), "no sheet to read"),
    "a part twice": (
        lambda: packed([("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<a/>"), ("xl/workbook.xml", "<b/>")]),
        "damaged",
    ),
    "a column of another kind": (lambda: workbooks.workbook(["身份证号", "Name"], ["110101", "张三"]), "身份证号"),
    "text of two encodings": (
        lambda: "姓名".encode("gb18030") + "工号\n".encode() + b"\xff\xff",
        "not an Excel workbook",
    ),
    "a quotation mark": (lambda: b'Personnel number,Name\n"B-1,x\n' * 3, "cannot be read as CSV"),
    "unicode text": (lambda: "姓名\t工号".encode("utf-16"), "saved as Unicode text"),
    "NUL in CSV": (lambda: b"Personnel number,Name\nB-1,\x00\n", "not an Excel workbook"),
}
