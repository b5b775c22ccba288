"""A calendar file (RFC 5545) of whole days. Written here: the office needs one kind of event and no library."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from placements import rules
from placements.calendar import ONE_DAY

MOST_OCTETS = 75  # of a line, its end not counted


@dataclass(frozen=True)
class WholeDay:
    """An event of one day. `uid` stays the same when the day moves, and `sequence` grows: calendars then move it."""

    uid: str
    on: dt.date
    summary: str
    sequence: int


def days_of_placement(placement, *, entries):
    """The days of the placement that its official has to know; `entries`: how many lines its ledger has."""
    window = rules.window(placement)
    days = [("start", placement.starts_on, _("First day of your placement"))]
    if window.latest_end > placement.ends_on:
        days.append(("opens", window.opens_on, _("First day to ask for an extension")))
        days.append(("on-time", window.on_time_until, _("Last day to ask for an extension in time")))
    days.append(("end", placement.ends_on, _("Last day of your placement")))
    return [
        WholeDay(f"{name}-{placement.number}", on, f"{words} ({placement.number})", entries) for name, on, words in days
    ]


def calendar_file(days, *, host, url, at):
    """The file as bytes. `host` makes the identities unique in the world, `at` is the moment of writing."""
    stamp = at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Exchange Office//My dates//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(_('My placement'))}",
    ]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day.uid}@{host}",
            f"DTSTAMP:{stamp}",
            f"SEQUENCE:{day.sequence}",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.on + ONE_DAY:%Y%m%d}",
            f"SUMMARY:{_escaped(day.summary)}",
            f"URL:{url}",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _escaped(text):
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line):
    """Lines of at most 75 octets, no character torn apart; a continuation begins with a space."""
    pieces, piece, room = [], "", MOST_OCTETS
    for character in line:
        if len((piece + character).encode()) > room:
            pieces.append(piece)
            piece, room = "", MOST_OCTETS - 1
        piece += character
    return "\r\n ".join([*pieces, piece])
