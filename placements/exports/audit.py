"""The audit trail as a file: which columns it has, and its lines, a thousand at a time."""

from array import array
from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import AuditEvent
from officials.trail.words import in_one_line
from placements.exports.columns import Column, Kind
from placements.exports.heading import Heading
from placements.wording import day

CHUNK = 1000


@dataclass(frozen=True)
class AuditHeading(Heading):
    @property
    def count_sentence(self):
        sentence = ngettext("{n} change · as of {date}", "{n} changes · as of {date}", self.count)
        return sentence.format(n=localize(self.count), date=day(self.on))


def columns():
    """In the language of the page."""
    return [
        Column(_("No."), lambda line: line.serial, Kind.NUMBER, 8),
        Column(_("When"), lambda line: f"{line.at:%Y-%m-%d %H:%M:%S}", width=20),
        Column(_("Who"), lambda line: line.who, width=22),
        Column(_("Kind of record"), lambda line: line.kind, width=20),
        Column(_("Record"), lambda line: line.record, width=28),
        Column(_("What"), lambda line: line.what, width=28),
        Column(_("From what to what"), _changes, width=70),
        Column(_("Address"), lambda line: line.address, width=16),
        Column(_("Reference"), lambda line: line.reference, width=14),
    ]


def _changes(line):
    return line.closed or in_one_line(line.changes)


class AuditLines:
    """The events of these rows: their keys at once, eight bytes each; their words as they are written."""

    def __init__(self, rows, tell):
        self.keys = array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))
        self.tell = tell

    def __len__(self):
        return len(self.keys)

    def __iter__(self):
        for chunk in self.chunks():
            yield from chunk

    def chunks(self):
        for start in range(0, len(self.keys), CHUNK):
            keys = self.keys[start : start + CHUNK]
            events = AuditEvent.objects.in_bulk(list(keys))
            lines = self.tell([events[key] for key in keys])
            for serial, line in enumerate(lines, start=start + 1):
                line.serial = serial
            yield lines
