"""Whatever stands in a file: never an error of the server, never a part of it."""

import datetime as dt
import io
import random

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from officials.models import Official, Post
from placements.imports.doing import check_file
from placements.imports.kinds import RESOURCES
from placements.models import Import, Nomination, Placement, PostOffer
from placements.models.imports import ImportKind
from tests import factories, workbooks

SAID = [
    *(
        "同上",
        "至今",
        "正处级",
        "处级",
        "2015.07",
        "2015-07-24",
        "2015年7月24日",
        "是",
        "否",
        "张　三",
        "买买提•吐尔逊",
    ),
    *(
        "WATER",
        "水利水务",
        "T-1",
        "HOST",
        "2015",
        "=1+1",
        "@x",
        "a@b.example",
        "0314-5550000",
        "王\ue863",
        "𠮷",
        "\u202e",
    ),
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CELL = st.one_of(
    st.none(),
    st.sampled_from(SAID),
    TEXT,
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2200, 1, 1)),
    st.dates(dt.date(1901, 1, 1), dt.date(2200, 1, 1)).map(lambda day: dt.datetime.combine(day, dt.time(9, 30))),
    st.times(),
)
ALL = [Official, Post, Nomination, PostOffer, Placement, Import]


def counted():
    return [model.objects.count() for model in ALL]


@pytest.fixture
def world(coordinator):
    """Something that the rows may name."""
    factories.make_official(personnel_number="T-1")
    post = factories.make_post()
    post.code = "HOST"
    post.save()
    factories.make_cycle()
    return coordinator


def tried(kind, content, by):
    """What comes of it: verdicts, or a sentence. Anything else is an error and fails the test."""
    before = counted()
    try:
        with transaction.atomic():
            _kept, outcome = check_file(kind, "x.xlsx", content, by=by, at=factories.NOW, on=factories.DAY)
            transaction.set_rollback(True)
    except ValidationError as refusal:
        said = " ".join(refusal.messages)
    else:
        assert outcome.rows
        assert all(row.problems for row in outcome.rows if row.verdict.value == "refused")
        assert not [one for row in outcome.rows for one in row.problems if "log says why" in one.sentence]
        said = outcome.sentence
    assert said
    assert counted() == before


def as_workbook(rows):
    book = Workbook()
    for n, row in enumerate(rows, 1):
        for m, value in enumerate(row, 1):
            cell = book.active.cell(n, m)
            try:
                cell.value = value
            except (ValueError, IllegalCharacterError):  # what no workbook can hold
                continue
            if isinstance(value, str) and cell.data_type == "f":
                cell.data_type = "s"
    return workbooks.as_bytes(book)


@st.composite
def sheets(draw):
    """Some headings of a kind, or others, over some rows of whatever."""
    kind = draw(st.sampled_from(ImportKind.values))
    names = [cell.column_name for cell in RESOURCES[kind].cells()]
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    needed = [cell.column_name for cell in RESOURCES[kind].cells() if cell.needed]
    headings = workbooks.headings(
        RESOURCES[kind], *dict.fromkeys([*needed, *chosen]), language=draw(st.sampled_from("ez"))
    )
    known = {"cycle": 2015, "official": "T-1", "personnel_number": "T-1", "post": "HOST", "host_post": "HOST"}
    rows = []
    for _n in range(draw(st.integers(1, 4))):
        row = [draw(CELL) for _heading in headings]
        for n, name in enumerate(needed):
            if draw(st.booleans()):
                row[n] = known.get(name, row[n])
        rows.append(row)
    return kind, headings, rows


SOME = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SOME
@given(sheets())
def test_random_workbooks(world, sheet):
    kind, headings, rows = sheet
    tried(kind, as_workbook([headings, *rows]), world)


@SOME
@given(sheets(), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]), st.sampled_from(",;\t"))
def test_random_csv(world, sheet, encoding, separator):
    kind, headings, rows = sheet
    content = workbooks.csv_file(headings, *rows, encoding=encoding, separator=separator)
    tried(kind, content, world)


@SOME
@given(st.sampled_from(ImportKind.values), st.binary(max_size=400))
def test_random_bytes(world, kind, content):
    tried(kind, content, world)


@SOME
@given(sheets(), st.integers(), st.integers(1, 40), st.booleans())
def test_damaged_workbooks(world, sheet, seed, flips, is_cut):
    """A workbook in which some bytes were changed, or the end is missing."""
    kind, headings, rows = sheet
    content = bytearray(as_workbook([headings, *rows]))
    chance = random.Random(seed)
    for _n in range(flips):
        content[chance.randrange(len(content))] = chance.randrange(256)
    tried(kind, bytes(content[: chance.randrange(len(content))] if is_cut else content), world)


@SOME
@given(sheets(), st.integers())
def test_damaged_sheets(world, sheet, seed):
    """A workbook whose zip is whole and whose sheet is not: some letters of its XML were changed."""
    kind, headings, rows = sheet
    book = as_workbook([headings, *rows])
    chance = random.Random(seed)
    with workbooks.zipfile.ZipFile(io.BytesIO(book)) as packed:
        name = chance.choice(["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
        part = bytearray(packed.read(name)) if name in packed.namelist() else bytearray(b"<a/>")
    for _n in range(chance.randrange(1, 6)):
        part[chance.randrange(len(part))] = chance.choice(b'0123456789"<>/=abcrst &;')
    tried(kind, workbooks.repacked(book, {name: bytes(part)}), world)
