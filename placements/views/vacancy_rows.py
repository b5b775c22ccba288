"""The rows of the vacancies: read flat, a query each for posts, guests and offers, and drawn lean (ADR 0070, 0071)."""

from collections import defaultdict, namedtuple
from html import escape

from django.utils.safestring import mark_safe

from officials.models import Official, Post
from officials.models.officials import Provenance
from placements.models import Placement, PostOffer
from placements.views.drawn import Drawn, addresses_of, frame
from placements.views.flat import PERSON, columns, expertise_of, read_flat
from placements.views.holders import Holders

POST = {
    **columns("pk", "code", "title_en", "title_zh", "organisation_id", "region_id", "tier"),
    "host_en": "organisation__name_en",
    "host_zh": "organisation__name_zh",
    "place_id": "organisation__jurisdiction",
    "expertise": "expertise_codes",
}
GUEST = {
    **columns("host_post_id", "pk", "state", "starts_on", "ends_on", "official_id"),
    **columns(*PERSON, at="official__"),
}

Vacant = namedtuple("Vacant", POST)  # type: ignore[misc]  # no literals


class Guest(namedtuple("Columns", GUEST)):  # type: ignore[misc]  # no literals
    """A placement at the post, with what is told of its official."""

    __slots__ = ()

    is_live = Placement.is_live
    name_latin = Official.name_latin


class VacancyRow:
    """A line of the list."""

    def __init__(self, post, vacant_from, guests, offers, *, on):
        self.post, self.vacant_from = post, vacant_from
        self.offers = offers  # (key, cycle) of the open ones, for those who may read them
        self.holders = Holders(guests, on=on)

    @property
    def has_article_people(self):
        return any(guest.provenance == Provenance.ARTICLE for guest in self.holders.placements)


def read(found, *, user, on):
    """The rows of what was found, which is (post, day from which it is vacant) of each, in their order."""
    keys = [key for key, _vacant_from in found]
    fields = expertise_of(Post.expertise.through, "post")
    posts = Post.objects.filter(pk__in=keys).order_by().annotate(expertise_codes=fields)
    by_key = {post.pk: post for post in read_flat(Vacant, posts, POST)}
    guests, offers = _guests(keys, user), _offers(keys, user)
    return [
        VacancyRow(by_key[key], vacant_from, guests[key], offers[key], on=on)
        for key, vacant_from in found
        if key in by_key  # nobody deletes a post, but no page fails where somebody does
    ]


def _guests(posts, user):
    """The placements at the posts that this person may know of, by post."""
    found = defaultdict(list)
    placements = Placement.objects.visible_to(user).filter(host_post__in=posts)
    for guest in read_flat(Guest, placements, GUEST):
        found[guest.host_post_id].append(guest)
    return found


def _offers(posts, user):
    """(key, cycle) of the open offers of the posts in cycles that are not closed, by post."""
    found = defaultdict(list)
    if user.has_perm("placements.view_postoffer"):
        offers = PostOffer.objects.open().filter(post__in=posts, cycle__closed_at=None).order_by("cycle__year")
        for post, key, cycle in offers.values_list("post", "pk", "cycle"):
            found[post].append((key, cycle))
    return found


class VacancyRows:
    """Fills the frame of a row for each of them."""

    def __init__(self, known):
        self.known = known
        self.drawn = Drawn(known)
        self.frame = frame("placements/_vacancy_row.html")
        self.offer = frame("placements/_vacancy_offer.html")
        self.holder = {
            kind: frame("placements/_vacancy_holder.html", kind=kind) for kind in ("last", "next", "proposed")
        }
        self.not_held = {hidden: frame("placements/_vacancy_not_held.html", hidden=hidden) for hidden in (True, False)}
        self.address = addresses_of("post", "organisation", "official", "placement", "offer")

    def draw(self, rows):
        """The rows as HTML."""
        return mark_safe("".join([self._row(row) for row in rows]))  # noqa: S308 - escaped in _row

    def _row(self, row):
        drawn, post, holders = self.drawn, row.post, row.holders
        name = drawn.name
        host = name(post.host_zh, post.host_en)
        other = post.host_en if host == post.host_zh else post.host_zh
        return self.frame.format(
            url=self.address["post"](post.pk),
            title=escape(name(post.title_zh, post.title_en)),
            code=escape(post.code),
            offers="".join([self._offer(key, self.known.cycles[cycle]) for key, cycle in row.offers]),
            seal=drawn.seal(post.region_id),
            host_url=self.address["organisation"](post.organisation_id),
            host=escape(host),
            place=drawn.place(post.place_id),
            other="" if other == host else escape(other),
            expertise=drawn.tags(post.expertise) or drawn.none,
            tier=drawn.tier(post.tier) or drawn.none,
            last=self._holder("last", holders.last, "official") or drawn.none,
            vacant_from=drawn.short_day(row.vacant_from) if row.vacant_from else self.not_held[False],
            zero="" if holders.is_vacant else ' class="zero"',
            vacant=escape(holders.days_words) if holders.vacant_from else self.not_held[True],
            successor=self._successor(holders) or drawn.none,
        )

    def _offer(self, key, cycle):
        return self.offer.format(url=self.address["offer"](key), cycle=escape(cycle.name))

    def _successor(self, holders):
        """Who follows. A proposal is handed to coordinators alone."""
        follows = self._holder("next", holders.next, "official")
        return follows + "".join([self._holder("proposed", term, "placement") for term in holders.proposed])

    def _holder(self, kind, guest, page):
        """A guest with the day that matters, or nothing."""
        if guest is None:
            return ""
        url = self.address[page](guest.pk if page == "placement" else guest.official_id)
        day = guest.ends_on if kind == "last" else guest.starts_on
        return self.holder[kind].format(person=self.drawn.person(guest, url), day=self.drawn.short_day(day))
