"""The audit trail as a file: which columns it has, and its lines, a thousand at a time."""

from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import AuditEvent
from officials.trail.words import in_one_line
from placements.exports.chunks import Lines
from placements.exports.columns import Column, Kind
from placements.exports.heading import Heading
from placements.wording import day


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


class AuditLines(Lines):
    """The events of these keys; `tell` puts a chunk of them into words."""

    def __init__(self, keys, tell):
        super().__init__(keys)
        self.tell = tell

    def read(self, keys):
        events = AuditEvent.objects.in_bulk(list(keys))
        return self.tell([events[key] for key in keys])
