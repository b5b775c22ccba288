"""What all imports do alike, on django-import-export: its rows, differences, dry run and single transaction."""

import datetime as dt
import logging
from dataclasses import dataclass, field
from typing import Any, ClassVar

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import InterfaceError, OperationalError, models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult

from placements.actions import locks
from placements.imports import values
from placements.imports.cells import Cell
from placements.imports.limits import MOST_ROWS, UnreadableFileError
from placements.imports.outcome import Change, Outcome, Problem, Row, Verdict
from placements.imports.packed import too_many_rows
from placements.refusals import insist_on_permission

logger = logging.getLogger(__name__)

VERDICTS = {
    RowResult.IMPORT_TYPE_NEW: Verdict.NEW,
    RowResult.IMPORT_TYPE_UPDATE: Verdict.CHANGED,
    RowResult.IMPORT_TYPE_SKIP: Verdict.UNCHANGED,
}


@dataclass(frozen=True)
class Deed:
    """Who imports, when, on which day, and with what reason where something warns."""

    by: Any
    at: dt.datetime
    on: dt.date
    reason: str = ""
    progress: Any = field(default=lambda: None)  # called after each row


class Differences:
    """What a row changes, heading by heading. Stands in the place of the library's differences in HTML."""

    def __init__(self, resource, instance, new):
        self.before = self._read(resource, instance)
        self.after = {}

    def compare_with(self, resource, instance):
        self.after = self._read(resource, instance)

    def _read(self, resource, instance):
        return {cell: (cell.get_value(instance), cell.export(instance)) for cell in resource.get_import_fields()}

    def as_html(self):
        """The changes; the library asks for them by this name."""
        return [
            Change(cell.column_name, capfirst(str(cell.heading)), before, after, (key(old), key(new)))
            for cell, (old, before) in self.before.items()
            for new, after in [self.after[cell]]
            if key(old) != key(new)
        ]


def key(value):
    """The value in a form that no language changes; empty is empty."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple):
        return [key(one) for one in value]
    return "" if value is None else str(value)


class OfficeResource(Resource):
    """One kind of row. Says how rows are matched, and saves each through the action that a page would call.

    `keys` names the columns that are the row's own; no two rows of a file share them.
    """

    model: ClassVar[type[models.Model]]
    keys: ClassVar[tuple[str, ...]]
    permissions: ClassVar[tuple[str, ...]]
    most_rows: ClassVar[int] = MOST_ROWS

    class Meta:
        skip_unchanged = True
        report_skipped = True
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader
        using_db = "default"

    def __init__(self, deed):
        super().__init__()
        self.deed = deed
        self.lines, self.found, self.doubles, self.notes = [], {}, {}, {}

    @classmethod
    def cells(cls):
        """The columns, in the order of the template."""
        return list(cls.fields.values())

    @classmethod
    def get_diff_class(cls):
        return Differences

    # The whole file ------------------------------------------------------------------------------

    def outcome(self, table, *, dry_run):
        """Check the table (dry run), or import it whole; where a row is refused nothing is written."""
        for permission in self.permissions:
            insist_on_permission(self.deed.by, permission)
        self._insist_on_shape(table)
        self.lines = table.lines
        data = tablib.Dataset(headers=table.columns)
        for line in table.lines:
            data.append([line.cells.get(name) for name in table.columns])
        result = self.import_data(data, dry_run=dry_run, use_transactions=True, rollback_on_validation_errors=True)
        for fault in result.base_errors:
            raise fault.error
        return Outcome(
            [self._row(line, found) for line, found in zip(table.lines, result.rows, strict=True)], table.notes
        )

    def _insist_on_shape(self, table):
        """The columns by which rows are matched are there, and the rows are not too many for one transaction."""
        missing = [self._heading(name) for name in self.keys if name not in table.columns]
        if missing:
            raise UnreadableFileError(
                _("This column is missing: {names}. Rows are matched by it, never by a name.").format(
                    names=pgettext("between items", ", ").join(missing)
                )
            )
        if len(table.lines) > self.most_rows:
            raise too_many_rows(self.most_rows)

    def before_import(self, dataset, **kwargs):
        """Look everything up for all rows at once, then hold what the rows will change, in the one order of locks."""
        rows = dataset.dict
        for cell in self.fields.values():
            cell.widget.prepare([row[cell.column_name] for row in rows if row.get(cell.column_name) is not None])
        self.find_rows(rows)
        self.hold(rows)
        self._find_doubles(rows)

    def _check_import_id_fields(self, headers):
        """Ours are columns that may be missing; each row says so then."""

    def find_rows(self, rows):
        """Fill `self.found`: what is stored, by the key of a row."""
        raise NotImplementedError

    def hold(self, rows):
        """Lock what the rows will change."""

    def hold_named(self, rows, *, people="", places="", also_people=(), also_places=()):
        """Hold the cycles of the rows open, then the officials and posts in these columns, and read them anew."""
        cycles = self.fields["cycle"].widget.found
        for pk in sorted({found.pk for row in rows if (found := cycles.get(self.coded(row, "cycle")))}):
            locks.share_cycle(pk)
        looked_up = [self.fields[name].widget for name in (people, places) if name]
        keys = {
            name: {found.pk for found in self.fields[name].widget.found.values()} if name else set()
            for name in (people, places)
        }
        locks.hold_officials_and_posts(keys[people] | set(also_people), keys[places] | set(also_places))
        for widget in looked_up:
            widget.prepare(list(widget.found))

    def _find_doubles(self, rows):
        seen = {}
        for line, row in zip(self.lines, rows, strict=True):
            own = self.key_of(row)
            if own is None:
                continue
            if own in seen:
                self.doubles[line.number] = seen[own]
            else:
                seen[own] = line.number

    def key_of(self, row):
        """By what the row is matched, or None where a part is missing or cannot be read."""
        parts = tuple(self.coded(row, name) for name in self.keys)
        return parts if all(parts) else None

    def coded(self, row, name):
        try:
            return values.code(row.get(name))
        except values.NotUnderstoodError:
            return ""

    # Each row ------------------------------------------------------------------------------------

    def before_import_row(self, row, row_number=None, **kwargs):
        line = self.lines[row_number - 1]
        if line.problems:
            errors = {}
            for name, sentence in line.problems:
                errors.setdefault(name, []).append(sentence)
            raise ValidationError(errors)
        for name in self.keys:
            if row.get(name) is None:
                raise ValidationError({name: self.missing_key(name)})
        if first := self.doubles.get(line.number):
            raise ValidationError({self.keys[-1]: _("Row {n} says this already.").format(n=first)})

    def missing_key(self, name):
        return _("Fill this in: rows are matched by it, never by a name.")

    def get_instance(self, instance_loader, row):
        return self.found.get(self.key_of(row))

    def init_instance(self, row=None):
        return self.model()

    def import_instance(self, instance, row, **kwargs):
        """Each cell on its own, so that all that is wrong in a row is said at once."""
        errors = {}
        for cell in self.get_import_fields():
            if cell.column_name not in row and not (cell.needed and instance.pk is None):
                continue
            try:
                cell.save(instance, row)
            except values.NotUnderstoodError as refusal:
                errors[cell.column_name] = [str(refusal)]
        if errors:
            raise ValidationError(errors)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """What could not be read is refused before anything is asked of the rules."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        self.write(instance, is_create, row)

    def save_m2m(self, instance, row, **kwargs):
        """Written by `write`."""

    def write(self, instance, is_create, row):
        """Save the row through its action."""
        raise NotImplementedError

    def after_import_row(self, row, row_result, **kwargs):
        self.deed.progress()

    # What is said of it --------------------------------------------------------------------------

    def _row(self, line, result):
        name = self.name_of(line.cells)
        if result.validation_error is not None:
            return Row(line.number, Verdict.REFUSED, name, problems=self._problems(result.validation_error))
        if result.errors:
            return Row(line.number, Verdict.REFUSED, name, problems=[self._fault(line, result.errors[0].error)])
        return Row(
            line.number,
            VERDICTS[result.import_type],
            name,
            changes=result.diff or [],
            notes=self.notes.get(line.number, []),
        )

    def name_of(self, cells):
        """By what a reader knows the row, as the file has it."""
        return " ".join(values.plain(cells[name]) for name in self.named_by if cells.get(name) is not None)

    named_by: ClassVar[tuple[str, ...]] = ()

    def _problems(self, error):
        if not hasattr(error, "error_dict"):
            return [Problem("", "", sentence) for sentence in error.messages]
        return [
            Problem(name, self._heading(name), sentence)
            for name, sentences in error.message_dict.items()
            for sentence in sentences
        ]

    columns_of: ClassVar[dict[str, str]] = {}  # the column in which a field of the model is written

    def _heading(self, name):
        cell = self.fields.get(self.columns_of.get(name, name))
        if name == NON_FIELD_ERRORS or not isinstance(cell, Cell):
            return ""
        return capfirst(str(cell.heading))

    def _fault(self, line, error):
        """What no rule foresaw. A database that does not answer is everybody's trouble, not the row's."""
        if isinstance(error, OperationalError | InterfaceError):
            raise error
        logger.error("row %s of an import failed", line.number, exc_info=error)
        return Problem("", "", _("This row cannot be saved; the office’s log says why."))
