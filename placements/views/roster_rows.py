"""The rows of a roster, drawn lean: the frame of a row once a page, filled for each row.

A page has fifty rows with ten values each. The template engine takes a millisecond for a row, filling a
frame takes a twentieth of it; the frame with its translated words stays a template (_roster_row.html).
"""

from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from officials.models.vocabulary import Tier
from placements.templatetags.office import days_of, short_day
from placements.views.drawn import SUB, Drawn, address_of

NOTHING = mark_safe("")
MARK = '<span class="phase phase-{}"><svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>'


class RosterRows:
    """Fills the frame for one roster's page. What many rows share is drawn once: seals, marks, fields, places, days.

    What is read from the database goes through `escape` or `format_html`, each value where it is put in.
    """

    def __init__(self, jurisdiction, known, *, on):
        self.jurisdiction, self.known, self.on = jurisdiction, known, on
        self.pieces = Drawn(known)
        self.name = self.pieces.name
        self.frame = self.pieces.frame("placements/_roster_row.html")
        self.address = address_of("placements:placement")
        self.days = {}

    def draw(self, rows, *, is_of_level):
        """The numbered rows as HTML."""
        return mark_safe("".join([self._row(number, row, is_of_level) for number, row in rows]))  # noqa: S308 - escaped in _row

    def _row(self, number, row, is_of_level):
        name, pieces = self.name, self.pieces
        is_here = row.place_id == self.jurisdiction.pk
        return self.frame.format(
            number=number,
            person=self._person(row),
            code=escape(row.number),
            tier="" if is_of_level or not row.tier else format_html(SUB, Tier(row.tier).label),
            seal=pieces.seal(row.home_region_id),
            home=escape(name(row.home_zh, row.home_en)),
            home_title=escape(name(row.home_title_zh, row.home_title_en)),
            host=escape(name(row.host_zh, row.host_en)),
            host_title=escape(row.host_title(name)),
            place="" if is_here else SUB.format(pieces.place(row.place_id)),
            expertise=pieces.tags(row.expertise) or pieces.none,
            **self._of_days(row),
        )

    def _of_days(self, row):
        """What follows from the days alone: most of a cycle's placements have the same."""
        days = (row.starts_on, row.original_ends_on, row.ends_on, row.state, row.cycle_id)
        if days not in self.days:
            standing = row.standing(self.known, on=self.on)
            self.days[days] = {
                "marks": format_html_join(" ", MARK, ((mark.icon, mark.icon, mark.word) for mark in standing.marks)),
                "days": days_of(row),
                "bar": _bar(standing),
                "left": escape(standing.days_words),
                "extension": self._extension(row),
            }
        return self.days[days]

    def _person(self, row):
        """Both names, one unbroken line, with the link; and what is to be said of the name."""
        named = self.pieces.person(row, self.address(row.pk))
        return f'<span class="nowrap">{named}</span>{self.pieces.unverified(row)}'

    def _extension(self, row):
        if not row.is_extended:
            return self.pieces.none
        until, original = short_day(row.ends_on), short_day(row.original_ends_on)
        return format_html(self.pieces.frame("placements/_roster_extension.html"), until=until, original=original)


def _bar(standing):
    """The term as _bar.html draws it."""
    hatch = today = NOTHING
    if standing.hatch_from:
        hatch = format_html(
            '<rect x="{}%" width="{}%" height="8" fill="url(#hatch)" opacity=".55"/>',
            standing.hatch_from,
            standing.hatch_width,
        )
    if standing.today:
        today = format_html('<line class="bar-today" x1="{0}%" x2="{0}%" y1="-3" y2="11"/>', standing.today)
    return format_html(
        '<svg class="bar" aria-hidden="true"><rect class="bar-track" width="100%" height="8" rx="2"/>{}'
        '<rect class="bar-done" width="{}%" height="8" rx="2"/>{}</svg>',
        hatch,
        standing.done,
        today,
    )
