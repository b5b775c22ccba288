"""Which kind of file it is, by its content, and its rows."""

from django.utils.translation import gettext as _

from placements.imports.csv_file import read_csv
from placements.imports.limits import MOST_BYTES, UnreadableFileError
from placements.imports.workbook import read_workbook

PACKED = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and a workbook with a password
OTHERS = (b"%PDF", b"{\\rtf", b"<html", b"<!DOCTYPE", b"<?xml", b"PK", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")


def read_file(content):
    """The grid of the workbook or CSV file of that content. Raises UnreadableFileError in words."""
    if not content.strip():
        raise UnreadableFileError(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(_("The file is larger than {n} MB.").format(n=MOST_BYTES // 1024 // 1024))
    if content.startswith(PACKED):
        return read_workbook(content)
    if content.startswith(OLE):
        raise UnreadableFileError(
            _("The file has a password or is of the old kind (.xls); save it as .xlsx without one.")
        )
    if content.lstrip()[:10].startswith(OTHERS):
        raise UnreadableFileError(_("This file is not an Excel workbook (.xlsx) or CSV."))
    return read_csv(content)
