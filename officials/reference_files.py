"""Reading the files of the reference data, with faults that name file and line."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path


class ReferenceFileError(ValueError):
    """A file cannot be used; the message names it, the line and the fault."""


@dataclass(frozen=True)
class Row:
    """One line of a file."""

    file: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column):
        return self.values[column]

    def fault(self, message):
        return ReferenceFileError(f"{self.file}, line {self.line}: {message}")

    def number(self, column):
        if not (self[column].isascii() and self[column].isdigit() and len(self[column]) < 6):
            raise self.fault(f"{column} must be a whole number, not “{self[column][:40]}”.")
        return int(self[column])

    def coordinate(self, column):
        try:
            return Decimal(self[column]).quantize(Decimal("0.0001")) if self[column] else None
        except InvalidOperation:
            raise self.fault(f"{column} must be degrees, not “{self[column][:40]}”.") from None

    def codes(self, column):
        return [code for code in self[column].split(";") if code]


def read(folder, name, columns, *, key=("code",)):
    """The rows of a file, in its order. Raises ReferenceFileError."""
    reader = csv.reader(io.StringIO(_text(Path(folder) / name), newline=""), strict=True)
    try:
        header = next(reader, [])
        if missing := [column for column in columns if column not in header]:
            raise ReferenceFileError(f"{name}, line 1: the column {', '.join(missing)} is missing.")
        rows = list(_rows(reader, name, header))
    except csv.Error as error:
        raise ReferenceFileError(f"{name}, line {reader.line_num}: {error}.") from None
    if not rows:
        raise ReferenceFileError(f"{name}: there is no row in it.")
    _insist_on_keys(rows, key)
    return rows


def _text(path):
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ReferenceFileError(f"{path.name}: there is no such file in {path.parent}.") from None
    except OSError as error:
        raise ReferenceFileError(f"{path.name}: it cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ReferenceFileError(f"{path.name}, line {line}: this is not UTF-8 text.") from None


def _rows(reader, name, header):
    for values in filter(None, reader):
        if len(values) != len(header):
            raise ReferenceFileError(f"{name}, line {reader.line_num}: {len(values)} fields instead of {len(header)}.")
        stripped = [value.strip() for value in values]
        row = Row(name, reader.line_num, dict(zip(header, stripped, strict=True)))
        if any(char < " " for value in stripped for char in value):
            raise row.fault("a control character is in the text.")
        yield row


def _insist_on_keys(rows, key):
    lines = {}
    for row in rows:
        named = tuple(row[column] for column in key)
        if not all(named):
            raise row.fault(f"the {' or '.join(key)} is missing.")
        if named in lines:
            raise row.fault(f"{' '.join(named)} stands on line {lines[named]} already.")
        lines[named] = row.line
