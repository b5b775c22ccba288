"""The rows of a planning board: officials and offered posts read flat, and drawn lean (ADR 0070, 0071)."""

from collections import namedtuple
from functools import cached_property
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from officials.models import Official
from placements.models import Nomination, PlanRow, PostOffer
from placements.models.plans import PlanRowState
from placements.planning.words import short_sentences
from placements.views.drawn import Drawn, address_of, addresses_of, frame
from placements.views.flat import PERSON, columns, expertise_of, read_flat

ROW = {
    **columns("pk", "nomination_id", "offer_id", "state", "reasons", "by_hand", "is_fixed"),
    **columns("expertise_points", "tier_points", "knowledge_points", "placement_id"),
    "placement_number": "placement__number",
}
NOMINEE = {
    "nomination": "pk",
    "pk": "official_id",
    **columns(*PERSON, at="official__"),
    "rank_tier": "official__rank__tier",
    "title_en": "official__professional_title__name_en",
    "title_zh": "official__professional_title__name_zh",
    "post_tier": "official__home_post__tier",
    "home_en": "official__home_post__organisation__name_en",
    "home_zh": "official__home_post__organisation__name_zh",
    "expertise": "expertise_codes",
}
OFFERED = {
    **columns("pk", "number", "post_id"),
    **columns("title_en", "title_zh", "tier", "organisation_id", at="post__"),
    "host_en": "post__organisation__name_en",
    "host_zh": "post__organisation__name_zh",
    "place_id": "post__organisation__jurisdiction",
    "wanted": "wanted_codes",
}

Offered = namedtuple("Offered", OFFERED)  # type: ignore[misc]  # no literals


class Row(namedtuple("RowColumns", ROW)):  # type: ignore[misc]  # no literals
    """A suggested pair."""

    __slots__ = ()

    total = PlanRow.total


class Nominee(namedtuple("NomineeColumns", NOMINEE)):  # type: ignore[misc]  # no literals
    """An official by the key `pk`, with what is told of them."""

    __slots__ = ()

    name_latin, __str__ = Official.name_latin, Official.__str__


def read_rows(rows):
    """The rows in their order."""
    return read_flat(Row, rows, ROW)


def read_nominees(keys):
    """The officials of the nominations, by the keys of these."""
    codes = expertise_of(Official.expertise.through, "official", of="official")
    found = Nomination.objects.filter(pk__in=keys).order_by().annotate(expertise_codes=codes)
    return {nominee.nomination: nominee for nominee in read_flat(Nominee, found, NOMINEE)}


def read_offered(keys):
    """The offered posts by their keys."""
    codes = expertise_of(PostOffer.wanted.through, "postoffer")
    found = PostOffer.objects.filter(pk__in=keys).order_by().annotate(wanted_codes=codes)
    return {offered.pk: offered for offered in read_flat(Offered, found, OFFERED)}


class PlanRows:
    """Fills the frames of the board's rows. `here` is the address to which a decision is sent."""

    def __init__(self, plan, directions, here):
        self.plan, self.directions, self.here = plan, directions, escape(here)
        self.drawn = Drawn(directions.known)
        self.address = addresses_of("official", "post", "organisation", "placement", "extension")
        self.choose = address_of("placements:choose_post", directions.cycle.year)

    # Official and post, in whichever table

    def nominee(self, nominee):
        """A nominated official in a table's first cell."""
        drawn, name = self.drawn, self.drawn.name
        standing = drawn.tier(nominee.rank_tier)
        standing = standing or escape(name(nominee.title_zh, nominee.title_en) or "") or drawn.tier(nominee.post_tier)
        return mark_safe(  # noqa: S308 - escaped above and in drawn.py
            f"{drawn.person(nominee, self.address['official'](nominee.pk))}"
            f'<span class="cell-sub">{escape(name(nominee.home_zh, nominee.home_en))}<br>{standing}</span>'
            f"{drawn.tags(nominee.expertise)}"
        )

    def left_over(self, offers):
        """The posts that nobody has got, as HTML."""
        return mark_safe("".join([self._left_over(offered) for offered in offers]))  # noqa: S308 - escaped there

    @cached_property
    def _left_frame(self):
        return frame("placements/_plan_left_post.html")

    def _left_over(self, offered):
        return self._left_frame.format(
            **self._offered(offered),
            wanted=self.drawn.tags(offered.wanted) or self.drawn.none,
            tier=self.drawn.tier(offered.tier) or self.drawn.none,
        )

    def _offered(self, offered):
        name = self.drawn.name
        return {
            "post_url": self.address["post"](offered.post_id),
            "title": escape(name(offered.title_zh, offered.title_en)),
            "host_url": self.address["organisation"](offered.organisation_id),
            "host": escape(name(offered.host_zh, offered.host_en)),
            "place": self.drawn.place(offered.place_id),
            "number": escape(offered.number),
        }

    # Pairs

    def pairs(self, lines):
        """The suggested pairs as HTML."""
        return mark_safe("".join([self._pair(line) for line in lines]))  # noqa: S308 - escaped there

    @cached_property
    def _pair_frame(self):
        return frame("placements/_plan_row.html")

    def _pair(self, line):
        row = line.row
        return self._pair_frame.format(
            **self._offered(line.offered),
            pk=row.pk,
            picked=' class="row-picked"' if row.state == PlanRowState.ACCEPTED else "",
            nominee=self.nominee(line.nominee),
            wanted=self.drawn.tags(line.offered.wanted),
            total=row.total,
            points=escape(self._points(row)),
            expertise=row.expertise_points,
            tier=row.tier_points,
            knowledge=row.knowledge_points,
            beyond=row.expertise_points + row.tier_points,
            why="<br>".join(map(escape, short_sentences(row.reasons))),
            by_hand=self._by_hand if row.by_hand else "",
            stay=self._stay(line.stay) if line.stay else "",
            refusal=self._refusal.format(refusal=escape(line.refusal)) if line.refusal else "",
            decision=self._decision(line),
        )

    @cached_property
    def _sentence(self):
        return _("Expertise {a} of {most_a}, tier {b} of {most_b}, field and place {c} of {most_c}")

    def _points(self, row):
        """The points in words, for those who do not see the bar."""
        plan = self.plan
        return self._sentence.format(
            a=row.expertise_points,
            b=row.tier_points,
            c=row.knowledge_points,
            most_a=plan.fit_expertise,
            most_b=plan.fit_tier,
            most_c=plan.fit_knowledge,
        )

    @cached_property
    def _by_hand(self):
        return frame("placements/_plan_said.html", what="by_hand")

    @cached_property
    def _refusal(self):
        return frame("placements/_plan_said.html", what="refusal")

    @cached_property
    def _stay_frame(self):
        return frame("placements/_plan_said.html", what="stay")

    def _stay(self, request):
        official = escape(str(request.placement.official))
        url = self.address["extension"](request.pk)
        return self._stay_frame.format(name=official, url=url, number=escape(request.number))

    def _decision(self, line):
        row = line.row
        if row.state == PlanRowState.SUGGESTED:
            kind = "fixed" if row.is_fixed else "waiting"
        else:
            kind = "placed" if row.placement_id else "accepted" if row.state == PlanRowState.ACCEPTED else "skipped"
        return self.drawn.once(self._decision_frame, kind).format(
            pk=row.pk,
            here=self.here,
            name=escape(str(line.nominee)),
            choose_url=self.choose(row.nomination_id),
            number=escape(row.placement_number or ""),
            placement_url=self.address["placement"](row.placement_id) if row.placement_id else "",
        )

    def _decision_frame(self, kind):
        facts = {"kind": kind, "plan": self.plan, "directions": self.directions}
        return frame("placements/_plan_decision.html", **facts)
