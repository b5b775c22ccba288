"""How names stand in order on lists for people to sign: by the strokes of the surname, or by pinyin.

Pure functions. The keys are stored with the official, because no collation of the database knows
either order and a list of a page must not be sorted outside it.
"""

import csv
from functools import cache
from pathlib import Path

from officials import names

SURNAME_STROKES = Path(__file__).parent / "reference" / "surname_strokes.csv"

LONGEST_KEY = 160
UNKNOWN = "99"  # strokes of a surname that the file does not have: after all others


def surname(name_zh):
    """The characters of the surname; the first one where it is a name of another people."""
    name = names.tidy(name_zh).strip()
    is_double = len(name) > 2 and name[:2] in names.DOUBLE_SURNAMES
    return name[: 2 if is_double else 1]


def pinyin_order(family, given, name_zh):
    """By the corrected pinyin of the surname, each surname's people together, then by the given name.

    Lu An stands before Luan Bo: the surname is compared first, and whole.
    """
    return f"{names.fold(family)} {surname(name_zh)} {names.fold(given)}"[:LONGEST_KEY]


def stroke_order(family, given, name_zh):
    """By the strokes of the surname, then by its first stroke (横竖撇点折), then as by pinyin.

    A double surname stands after the single one that it begins with. A surname whose strokes are
    not known stands last, by pinyin.
    """
    strokes, first = _strokes().get(surname(name_zh), (UNKNOWN, "9"))
    return f"{strokes:0>2}{first} {pinyin_order(family, given, name_zh)}"[:LONGEST_KEY]


def order_keys(family, given, name_zh):
    """Both keys, by the name of the field that stores each."""
    return {
        "pinyin_order": pinyin_order(family, given, name_zh),
        "stroke_order": stroke_order(family, given, name_zh),
    }


@cache
def _strokes():
    """For each surname its strokes and the class of the first: 1 横, 2 竖, 3 撇, 4 点, 5 折."""
    with SURNAME_STROKES.open(encoding="utf-8", newline="") as lines:
        return {row["surname_zh"]: (row["strokes"], row["first_stroke"]) for row in csv.DictReader(lines)}
