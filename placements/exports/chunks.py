"""The lines of a list, however many: their keys at once, their facts a thousand at a time.

The keys come in one statement, so that a file holds exactly what the filters selected at one
moment and its head can say how many there are. The facts follow by key. No statement lasts long
and no transaction stays open while somebody's line is slow.
"""

from array import array
from itertools import count

CHUNK = 1000


def keys_of(rows):
    """The keys of the rows in their order: eight bytes for each."""
    return array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))


class Lines:
    """The rows of these keys as lines, each with its number in the list. A list says how its lines are read."""

    def __init__(self, keys):
        self.keys = keys

    def __len__(self):
        return len(self.keys)

    def __iter__(self):
        for chunk in self.chunks():
            yield from chunk

    def chunks(self):
        """Lists of lines, a thousand at a time. A row that is gone meanwhile takes no number."""
        serials = count(1)
        for start in range(0, len(self.keys), CHUNK):
            lines = self.read(self.keys[start : start + CHUNK])
            for line in lines:
                line.serial = next(serials)
            yield lines

    def read(self, keys):
        """A list of the lines of these keys, in their order."""
        raise NotImplementedError
