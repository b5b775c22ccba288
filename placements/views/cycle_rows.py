"""The rows of a cycle: read flat, placements and posts in a query each, and drawn lean (ADR 0070, 0071)."""

from collections import namedtuple
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from officials.models import Official, Post
from placements.models.placements import State, host_title
from placements.views.drawn import Drawn, addresses_of, frame
from placements.views.flat import DAYS, HOST_TITLE, PERSON, OfPlacement, columns, read_flat
from placements.views.standing import Standing

PLACEMENT = {
    **columns("pk", *DAYS, *HOST_TITLE),
    **columns("home_region_id", "host_region_id", "home_post_id", "host_post_id", "official_id"),
    **columns(*PERSON, at="official__"),
}
POST = {
    **columns("pk", "title_en", "title_zh", "needs_congress_decision", "organisation_id"),
    **columns("name_en", "name_zh", at="organisation__"),
}

Workplace = namedtuple("Workplace", POST)  # type: ignore[misc]  # no literals


class Row(OfPlacement, namedtuple("Columns", PLACEMENT)):  # type: ignore[misc]  # no literals
    """A placement."""

    __slots__ = ()

    name_latin = Official.name_latin

    def get_state_display(self):
        return str(State(self.state).label)


def read(placements):
    """The placements as rows, in their order."""
    return read_flat(Row, placements, PLACEMENT)


def _workplaces(rows):
    """The posts of the rows by their keys."""
    keys = {key for row in rows for key in (row.home_post_id, row.host_post_id)}
    posts = Post.objects.filter(pk__in=keys).order_by()
    return {post.pk: post for post in read_flat(Workplace, posts, POST)}


class CycleRows:
    """Fills the frame of a row for each of them. Most placements of a cycle have the same days, drawn once."""

    def __init__(self, cycle, known, *, on):
        self.cycle, self.on = cycle, on
        self.drawn = Drawn(known)
        self.frame = frame("placements/_cycle_row.html")
        self.days = {}
        self.address = addresses_of("placement", "official", "organisation", "post")

    def draw(self, rows):
        """The rows as HTML."""
        posts = _workplaces(rows)
        return mark_safe("".join([self._row(row, posts[row.home_post_id], posts[row.host_post_id]) for row in rows]))  # noqa: S308 - escaped in _row

    def _row(self, row, home, host):
        drawn, name = self.drawn, self.drawn.name
        return self.frame.format(
            person=drawn.person(row, self.address["official"](row.official_id)),
            url=self.address["placement"](row.pk),
            number=escape(row.number),
            home_seal=drawn.seal(row.home_region_id),
            home=self._workplace(home, name(home.title_zh, home.title_en)),
            host_seal=drawn.seal(row.host_region_id),
            host=self._workplace(host, self._host_title(row, host)),
            days=self._days(row),
        )

    def _days(self, row):
        """The cells that follow from the days alone."""
        days = (row.state, row.starts_on, row.original_ends_on, row.ends_on)
        if days not in self.days:
            facts = {"placement": row, "standing": Standing(row, self.on, self.cycle)}
            self.days[days] = render_to_string("placements/_placement_days.html", facts)
        return self.days[days]

    def _host_title(self, row, post):
        name = self.drawn.name
        own_title = name(post.title_zh, post.title_en)
        return host_title(row, own_title, needs_decision=post.needs_congress_decision, name=name)

    def _workplace(self, post, title):
        """The organisation and the post as the placement words it, with both links."""
        organisation = escape(self.drawn.name(post.name_zh, post.name_en))
        return (
            f'<a href="{self.address["organisation"](post.organisation_id)}">{organisation}</a>'
            f'<span class="cell-sub"><a href="{self.address["post"](post.pk)}">{escape(title)}</a></span>'
        )
