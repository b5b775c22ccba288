"""The lanes of a timeline, drawn lean: the frames of a lane and of its bars once, filled for each (ADR 0070)."""

from html import escape

from django.utils.safestring import mark_safe

from officials.models.officials import Provenance
from placements.templatetags.office import pigment
from placements.views.drawn import SUB, Drawn, address_of, frame

CHINESE = '<tspan lang="zh-Hans">{}</tspan> '
TODAY = '<use href="#lane-today"/>'


class LaneRows:
    """Fills the frames for one timeline. What is read from the database goes through `escape`, where it is put in."""

    def __init__(self, jurisdiction, known, *, has_today):
        self.jurisdiction = jurisdiction
        self.pieces = Drawn(known)
        self.frame = self.pieces.frame("placements/_lane.html")
        self.today = TODAY if has_today else ""
        self.address = address_of("placements:placement")

    def draw(self, lanes):
        """The lanes as HTML."""
        return mark_safe("".join([self._lane(lane) for lane in lanes]))  # noqa: S308 - escaped in _lane

    def _lane(self, lane):
        body = lane.post.organisation
        is_here = body.jurisdiction_id == self.jurisdiction.pk
        return self.frame.format(
            host=escape(body.name),
            title=escape(lane.post.title),
            place="" if is_here else SUB.format(self.pieces.place(body.jurisdiction_id)),
            facts="".join([f"<li>{escape(fact)}</li>" for fact in lane.facts]),
            bars="".join([self._bar(bar) for bar in lane.bars]),
            today=self.today,
        )

    def _bar(self, bar):
        placement = bar.placement
        home = placement.home_region if placement else None
        return self.pieces.kept_once(_bar_frame, (bar.kind, bool(bar.written), home and pigment(home))).format(
            x=bar.x,
            width=bar.width,
            words=escape(bar.words),
            written=escape(bar.written),
            url=self.address(placement.pk) if placement else "",
            person=_person(placement.official) if placement else "",
        )


def _bar_frame(_known, kind_of_bar):
    kind, is_written, its_pigment = kind_of_bar
    return frame("placements/_lane_bar.html", kind=kind, is_written=is_written, pigment=its_pigment)


def _person(official):
    chinese = CHINESE.format(escape(official.name_zh)) if official.name_zh else ""
    mark = " †" if official.provenance == Provenance.ARTICLE else ""
    return f"{chinese}{escape(official.name_latin)}{mark}"
