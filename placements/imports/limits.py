"""How much of a file is looked at, and how one is refused that is more or something else."""

from django.core.exceptions import ValidationError

MOST_BYTES = 2 * 1024 * 1024  # of the file as it comes
MOST_UNPACKED = 30 * 1024 * 1024  # of a workbook's parts together
MOST_ENTRIES = 100
MOST_RATIO = 100  # how many times larger than the file its parts are

MOST_ROWS = 1000  # with something in them; a kind whose rows take long may allow fewer
MOST_COLUMNS = 60
MOST_LETTERS = 32_767  # in a cell: Excel's own limit
MOST_TITLE_ROWS = 10  # above the headings
LAST_ROW = MOST_ROWS + MOST_TITLE_ROWS + 1000  # some may be empty in between

# What is built in memory of a workbook, whatever its size: elements of XML. A full sheet has 120,000.
MOST_ELEMENTS = 400_000
MOST_ELEMENTS_OF_A_SMALL_PART = 20_000  # styles, names, relations: all of these are read at once
MOST_BYTES_OF_A_SMALL_PART = 2 * 1024 * 1024


class UnreadableFileError(ValidationError):
    """The file as a whole is refused, in words. Nothing of it was read further."""
