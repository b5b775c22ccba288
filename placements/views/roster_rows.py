"""The rows of a roster, drawn lean: the frame of a row once a page, filled for each row.

A page has fifty rows with ten values each. The template engine takes a millisecond for a row, filling a
frame takes a tenth of it; the frame with its translated words stays a template (_roster_row.html).
"""

from functools import cached_property

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from officials.models.officials import Provenance
from placements.templatetags.office import days_of, seal, short_day

NOTHING = mark_safe("")
MARK = '<span class="phase phase-{}"><svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>'
SUB = '<span class="cell-sub">{}</span>'


class Holes:
    """Stands in a frame's context: ``{{ hole.number }}`` leaves the hole for `format_html` to fill."""

    def __getitem__(self, name):
        return mark_safe(f"{{{name}}}")  # noqa: S308 - a name of the template's own


def frame(template):
    """The template in the language of the page, with its holes."""
    return render_to_string(template, {"hole": Holes()})


class RosterRows:
    """Fills the frame for one roster's page. What many rows share is drawn once: seals, marks, fields, addresses."""

    def __init__(self, jurisdiction):
        self.jurisdiction = jurisdiction
        self.frame = frame("placements/_roster_row.html")
        self.before_pk, self.after_pk = reverse("placements:placement", args=[0]).split("0")
        self.drawn = {}

    def draw(self, number, standing, *, is_of_level):
        """The row of the page with that number, as HTML."""
        placement = standing.placement
        official, home, host = placement.official, placement.home_post, placement.host_post
        tier = getattr(placement, "tier", "")
        there = host.organisation.jurisdiction
        return format_html(
            self.frame,
            number=number,
            person=self._person(official, f"{self.before_pk}{placement.pk}{self.after_pk}"),
            code=placement.number,
            tier=format_html(SUB, standing.tier_words) if tier and not is_of_level else NOTHING,
            seal=self._once(seal, placement.home_region),
            home=home.organisation.name,
            home_title=home.title,
            host=host.organisation.name,
            host_title=placement.host_title,
            place=NOTHING if there.pk == self.jurisdiction.pk else self._once(_place, there),
            expertise=self._once(_tags, *placement.expertise),
            **self._of_days(standing),
        )

    def _of_days(self, standing):
        """What follows from the days alone: most of a cycle's placements have the same."""
        placement = standing.placement
        days = (placement.starts_on, placement.original_ends_on, placement.ends_on, placement.state, standing.cycle.pk)
        if days not in self.drawn:
            self.drawn[days] = {
                "marks": format_html_join(" ", MARK, ((mark.icon, mark.icon, mark.word) for mark in standing.marks)),
                "days": days_of(placement),
                "bar": _bar(standing),
                "left": standing.days_words,
                "extension": self._extension(placement),
            }
        return self.drawn[days]

    def _once(self, draw, *things):
        """What the function draws of the things, remembered for the page."""
        key = (draw, *things)
        if key not in self.drawn:
            self.drawn[key] = draw(*things)
        return self.drawn[key]

    def _person(self, official, url):
        """Both names, one unbroken line, with the link; and what is to be said of the name."""
        chinese = format_html('<span class="person-zh" lang="zh-Hans">{}</span> ', official.name_zh)
        return format_html(
            '<span class="nowrap"><a class="person" href="{}">{}<span class="person-latin">{}</span></a>{}</span>{}',
            url,
            chinese if official.name_zh else NOTHING,
            official.name_latin,
            self._footmark if official.provenance == Provenance.ARTICLE else NOTHING,
            NOTHING if official.name_zh else self._unverified,
        )

    @cached_property
    def _footmark(self):
        return format_html(' <a class="footmark" href="#news-note" aria-label="{}">†</a>', _("Source note"))

    @cached_property
    def _unverified(self):
        return format_html(SUB, _("Chinese name to be verified"))

    def _extension(self, placement):
        if not placement.is_extended:
            return _none()
        until, original = short_day(placement.ends_on), short_day(placement.original_ends_on)
        return format_html(self._extended, until=until, original=original)

    @cached_property
    def _extended(self):
        return frame("placements/_roster_extension.html")


def _none():
    """Nothing, for the eye and for a screen reader."""
    return format_html('<span class="zero" aria-hidden="true">–</span><span class="sr-only">{}</span>', _("None"))


def _place(jurisdiction):
    return format_html(SUB, jurisdiction.full_name)


def _tags(*fields):
    return format_html_join("", '<span class="tag">{}</span> ', ((field.name,) for field in fields)) or _none()


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
