"""The headings of a sheet: in either language or in both, with whatever spaces, each once; and the rows under them."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from placements.imports.grid import is_blank
from placements.imports.limits import MOST_ROWS, MOST_TITLE_ROWS, UnreadableFileError
from placements.imports.packed import too_many_rows
from placements.imports.values import is_ditto, plain

ALLOWED_VALUES = gettext_lazy("Allowed values")  # the template's second sheet
SKIPPED = frozenset(["no", "no.", "number", "#", "序号", "编号序号"])  # a running number, which says nothing
_BESIDE = re.compile(r"[\s/／*＊:：()（）]+")


def in_both_languages(words):
    """The words in each of the office's languages: English, Chinese."""
    said = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            said.append(str(words))
    return said


def folded(heading):
    return _BESIDE.sub("", plain(heading)).casefold()


@dataclass
class Line:
    """A row under the headings: its number in the file, and its cells by column."""

    number: int
    cells: dict
    problems: list = field(default_factory=list)  # (column, sentence)


@dataclass
class Table:
    columns: list[str]
    lines: list[Line]
    notes: list[str]


def known_forms(columns):
    """The name of the column for each form in which its heading may be written."""
    forms = {}
    for column in columns:
        english, chinese = (folded(words) for words in in_both_languages(column.heading))
        for form in (english, chinese, chinese + english, english + chinese, *map(folded, column.also)):
            forms.setdefault(form, column.column_name)
    return forms


def read_table(grid, columns):
    """The table of the sheet. Raises UnreadableFileError where its headings are not understood."""
    forms = known_forms(columns)
    rows = list(grid.rows)
    at, found, skipped = _heading_row(rows, forms)
    _fill_merged(rows[at + 1 :], grid.merged, found)
    lines, above = [], {}
    for number, row in rows[at + 1 :]:
        line = _line(number, row, found, above, grid.merged)
        if line.cells or line.problems:
            lines.append(line)
    if not lines:
        raise UnreadableFileError(_("There are no rows under the headings."))
    if len(lines) > MOST_ROWS:
        raise too_many_rows()
    _insist_on_headings(rows[at + 1 :], {*found, *skipped})
    return Table(list(found.values()), lines, list(grid.notes))


def _heading_row(rows, forms):
    """Which row holds the headings, and which column of the sheet is which of ours."""
    best, most = None, 0
    for at, (_number, row) in enumerate(rows[:MOST_TITLE_ROWS]):
        known = sum(1 for value in row if not is_blank(value) and folded(value) in forms)
        if known > most:
            best, most = at, known
    if best is None:
        raise UnreadableFileError(_("None of the headings is known. The template has them, in English and in Chinese."))
    found, skipped, strange = {}, set(), []
    for n, value in enumerate(rows[best][1]):
        if is_blank(value):
            continue
        if folded(value) in SKIPPED:
            skipped.add(n)
            continue
        name = forms.get(folded(value))
        if name is None:
            strange.append(plain(value)[:40])
        elif name in found.values():
            raise UnreadableFileError(_("The heading “{name}” stands twice.").format(name=plain(value)))
        else:
            found[n] = name
    if strange:
        raise UnreadableFileError(
            _("Not known: {names}. Delete these columns, or give them a heading of the template.").format(
                names=", ".join(f"“{name}”" for name in strange[:10])
            )
        )
    return best, found, skipped


def _insist_on_headings(rows, found):
    """A column without a heading that holds something is a column that nobody has explained."""
    filled = {n for _number, row in rows for n, value in enumerate(row) if not is_blank(value)}
    if filled - found:
        raise UnreadableFileError(_("There are values in columns without a heading."))


def _fill_merged(rows, merged, found):
    """A cell merged downwards says the same for each of its rows."""
    by_number = dict(rows)
    for block in merged:
        value = _at(by_number.get(block.top), block.left - 1)
        if block.left != block.right or block.left - 1 not in found or is_blank(value):
            continue
        for number in range(block.top + 1, block.bottom + 1):
            row = by_number.get(number)
            if row is not None and block.left - 1 < len(row):
                row[block.left - 1] = value


def _at(row, n):
    return row[n] if row is not None and n < len(row) else None


def _line(number, row, found, above, merged):
    line = Line(number, {})
    for n, name in found.items():
        value = _at(row, n)
        if is_ditto(value):
            value = above.get(name)
            if is_blank(value):
                line.problems.append((name, _("There is nothing above that this could be the same as.")))
        if is_blank(value):
            above.pop(name, None)
            continue
        above[name] = line.cells[name] = value
    for block in merged:
        if block.top <= number <= block.bottom and block.right > block.left:
            across = [name for n, name in found.items() if block.left <= n + 1 <= block.right]
            if len(across) > 1:
                line.problems.append((across[0], _("Cells are merged across columns; divide them.")))
    return line
