"""The rows of a roster, drawn lean: the frame of a row once a page, filled for each row.

A page has fifty rows with ten values each. The template engine takes a millisecond for a row, filling a
frame takes a twentieth of it; the frame with its translated words stays a template (_roster_row.html).
"""

from functools import cached_property
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from officials.models.officials import Provenance
from officials.models.vocabulary import Tier, namer
from placements.templatetags.office import days_of, seal, short_day

NOTHING = mark_safe("")
MARK = '<span class="phase phase-{}"><svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>'
SUB = '<span class="cell-sub">{}</span>'
CHINESE = '<span class="person-zh" lang="zh-Hans">{}</span> '


class Holes:
    """Stands in a frame's context: ``{{ hole.number }}`` leaves a hole to be filled."""

    def __getitem__(self, name):
        return mark_safe(f"{{{name}}}")  # noqa: S308 - a name of the template's own


def _frame(_known, template):
    """The template in the language of the page, with its holes."""
    return render_to_string(template, {"hole": Holes()})


class RosterRows:
    """Fills the frame for one roster's page. What many rows share is drawn once: seals, marks, fields, places, days.

    What is read from the database goes through `escape` or `format_html`, each value where it is put in.
    """

    def __init__(self, jurisdiction, known, *, on):
        self.jurisdiction, self.known, self.on = jurisdiction, known, on
        self.frame = known.once(_frame, "placements/_roster_row.html")
        self.before_pk, self.after_pk = reverse("placements:placement", args=[0]).split("0")
        self.name = namer()
        self.drawn = {}

    def draw(self, rows, *, is_of_level):
        """The numbered rows as HTML."""
        return mark_safe("".join([self._row(number, row, is_of_level) for number, row in rows]))  # noqa: S308 - escaped in _row

    def _row(self, number, row, is_of_level):
        name = self.name
        is_here = row.place_id == self.jurisdiction.pk
        return self.frame.format(
            number=number,
            person=self._person(row),
            code=escape(row.number),
            tier="" if is_of_level or not row.tier else format_html(SUB, Tier(row.tier).label),
            seal=self._once(_seal, row.home_region_id),
            home=escape(name(row.home_zh, row.home_en)),
            home_title=escape(name(row.home_title_zh, row.home_title_en)),
            host=escape(name(row.host_zh, row.host_en)),
            host_title=escape(row.host_title(name)),
            place="" if is_here else self._once(_place, row.place_id),
            expertise=self._tags(row.expertise),
            **self._of_days(row),
        )

    def _of_days(self, row):
        """What follows from the days alone: most of a cycle's placements have the same."""
        days = (row.starts_on, row.original_ends_on, row.ends_on, row.state, row.cycle_id)
        if days not in self.drawn:
            standing = row.standing(self.known, on=self.on)
            self.drawn[days] = {
                "marks": format_html_join(" ", MARK, ((mark.icon, mark.icon, mark.word) for mark in standing.marks)),
                "days": days_of(row),
                "bar": _bar(standing),
                "left": escape(standing.days_words),
                "extension": self._extension(row),
            }
        return self.drawn[days]

    def _once(self, draw, code):
        """What the function draws of one of the small tables' rows."""
        if (draw, code) not in self.drawn:
            self.drawn[draw, code] = self.known.once(draw, code)
        return self.drawn[draw, code]

    def _person(self, row):
        """Both names, one unbroken line, with the link; and what is to be said of the name."""
        chinese = CHINESE.format(escape(row.name_zh)) if row.name_zh else ""
        footmark = self._footmark if row.provenance == Provenance.ARTICLE else ""
        return (
            f'<span class="nowrap"><a class="person" href="{self.before_pk}{row.pk}{self.after_pk}">{chinese}'
            f'<span class="person-latin">{escape(row.name_latin)}</span></a>{footmark}</span>'
            f"{'' if chinese else self._unverified}"
        )

    @cached_property
    def _footmark(self):
        return format_html(' <a class="footmark" href="#news-note" aria-label="{}">†</a>', _("Source note"))

    @cached_property
    def _unverified(self):
        return format_html(SUB, _("Chinese name to be verified"))

    def _tags(self, codes):
        return "".join([self._once(_tag, field.code) for field in self.known.fields_of(codes)]) or self._none

    def _extension(self, row):
        if not row.is_extended:
            return self._none
        until, original = short_day(row.ends_on), short_day(row.original_ends_on)
        return format_html(self._extended, until=until, original=original)

    @cached_property
    def _none(self):
        """Nothing, for the eye and for a screen reader."""
        return format_html('<span class="zero" aria-hidden="true">–</span><span class="sr-only">{}</span>', _("None"))

    @cached_property
    def _extended(self):
        return self.known.once(_frame, "placements/_roster_extension.html")


def _seal(known, code):
    return seal(known.places[code])


def _place(known, code):
    return format_html(SUB, known.places[code].full_name)


def _tag(known, code):
    return format_html('<span class="tag">{}</span> ', known.fields[code].name)


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
