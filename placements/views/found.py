"""What a search has found, as its page shows it: a group for each kind, counted out, best match first."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from officials.finding import Match, Wanted
from officials.models import Jurisdiction, Organisation, Post
from officials.models.officials import Provenance
from officials.names import split
from officials.places import Place, Places
from placements.models import Placement
from placements.models.placements import State
from placements.views.listing import Paged, link, options
from placements.views.official_facts import officials_visible_to
from placements.views.standing import Standing, first_to_show

MOST = 10  # of a kind, where all kinds are shown


def address_of(record):
    """The page on which a record that was found is read."""
    if isinstance(record, Jurisdiction):
        return reverse("placements:roster", args=[record.code])
    return reverse(f"placements:{record._meta.model_name}", args=[record.pk])


@dataclass(frozen=True)
class Line:
    """A record that was found, and where it is read."""

    record: object
    url: str = ""
    standing: Standing | None = None  # of an official: the placement to show


@dataclass(frozen=True)
class PlaceLine:
    """A division that was found, and the ways to it; of a former one, to those that came after it."""

    place: Place
    ways: list[tuple[Jurisdiction, str]]


class Group:
    """What was found of one kind."""

    key = template = ""
    title: Any = ""

    def __init__(self, found, *, whole):
        self.found = found
        self.paged = Paged(self.source, found.params) if whole else None
        self.count = self.paged.count if whole else self._count()
        self.shown = self.paged.rows if whole else list(self.source[:MOST])

    @property
    def best(self):
        """How well the best of the group fits."""
        return self.shown[0].match if self.shown else Match.NEAR

    @cached_property
    def source(self):
        raise NotImplementedError

    def _count(self):
        return len(self.source) if isinstance(self.source, list) else self.source.count()

    @cached_property
    def lines(self):
        return [Line(record, address_of(record)) for record in self.shown]

    @property
    def is_cut(self):
        return len(self.shown) < self.count and self.paged is None

    @property
    def all_url(self):
        return link(self.found.params, **{"in": self.key})

    @property
    def count_sentence(self):
        raise NotImplementedError

    @property
    def all_words(self):
        return _("Show all {n}").format(n=self.count)

    @property
    def cut_sentence(self):
        return _("The best {k} of {n} are shown.").format(k=len(self.shown), n=self.count)


class Officials(Group):
    key, template = "officials", "placements/_found_officials.html"
    title = gettext_lazy("Officials")

    @property
    def count_sentence(self):
        return ngettext("{n} official", "{n} officials", self.count).format(n=self.count)

    @cached_property
    def source(self):
        text = self.found.wanted.text
        return self.found.people.named(text).best_first(text).values_list("pk", "match")

    @property
    def best(self):
        return self.shown[0][1] if self.shown else Match.NEAR

    @property
    def keys(self):
        return [pk for pk, _match in self.shown]

    @cached_property
    def lines(self):
        """The people of this page, each with the placement to show: two queries, however many they are."""
        known = self.found.people.select_related("home_post__organisation", "home_post__region").in_bulk(self.keys)
        placements = Placement.objects.visible_to(self.found.user).live().filter(official__in=self.keys)
        placements = placements.select_related(
            "cycle", "host_region", "home_region", "host_post__organisation__jurisdiction__parent"
        )
        theirs = defaultdict(list)
        for placement in placements:
            theirs[placement.official_id].append(placement)
        return [self._line(known[pk], theirs[pk]) for pk in self.keys if pk in known]

    def _line(self, official, placements):
        """The confirmed placement under way, next or last; else what is proposed."""
        confirmed = [placement for placement in placements if placement.state == State.CONFIRMED]
        placement = first_to_show(confirmed, on=self.found.on) or next(iter(placements), None)
        return Line(official, address_of(official), placement and Standing(placement, self.found.on, placement.cycle))


class Similar(Officials):
    key = "similar"
    title = gettext_lazy("Similar names")

    @property
    def count_sentence(self):
        return ngettext(
            "{n} official whose name differs by a slip", "{n} officials whose names differ by a slip", self.count
        ).format(n=self.count)

    @cached_property
    def source(self):
        similar = self.found.people.similar_to(self.found.wanted.text)
        return [(pk, Match.NEAR) for pk in similar]


class Posts(Group):
    key, template = "posts", "placements/_found_posts.html"
    title = gettext_lazy("Posts")

    @property
    def count_sentence(self):
        return ngettext("{n} post", "{n} posts", self.count).format(n=self.count)

    @cached_property
    def source(self):
        posts = Post.objects.select_related("organisation__jurisdiction__parent", "region")
        text = self.found.wanted.text
        return posts.matching(text, places=self.found.places).best_first(text)


class Organisations(Group):
    key, template = "organisations", "placements/_found_organisations.html"
    title = gettext_lazy("Organisations")

    @property
    def count_sentence(self):
        return ngettext("{n} organisation", "{n} organisations", self.count).format(n=self.count)

    @cached_property
    def source(self):
        organisations = Organisation.objects.select_related("jurisdiction__parent", "region")
        text = self.found.wanted.text
        return organisations.matching(text, places=self.found.places).best_first(text)


class Divisions(Group):
    key, template = "divisions", "placements/_found_divisions.html"
    title = gettext_lazy("Cities and counties")

    @property
    def count_sentence(self):
        return ngettext("{n} division", "{n} divisions", self.count).format(n=self.count)

    @cached_property
    def source(self):
        return self.found.places.find(self.found.wanted.text)

    @cached_property
    def lines(self):
        return [self._line(place) for place in self.shown]

    def _line(self, place):
        today = place.division.successors.all() if place.is_former else [place.division]
        return PlaceLine(place, [(division, address_of(division)) for division in today])


KINDS = [Officials, Similar, Posts, Organisations, Divisions]


class Found:
    """What was typed, what is wrong with it, and what was found."""

    def __init__(self, params, user, *, on):
        self.params, self.user, self.on = params, user, on
        self.typed = params.get("q", "")
        self.wanted = Wanted(self.typed)
        self.places = Places()
        self.people = officials_visible_to(user).prefetch_related(None)

    @property
    def is_asked(self):
        """Whether anything was asked: the bare page only shows its box."""
        return bool(self.typed.strip())

    @cached_property
    def mistakes(self):
        """(field, label, sentence) of everything that cannot be read."""
        mistakes = []
        if self.is_asked and not self.wanted.is_readable:
            mistakes.append(("q", _("Search for"), _("Write letters, digits or Chinese characters.")))
        elif self.is_asked and self.wanted.is_too_short:
            mistakes.append(
                ("q", _("Search for"), _("Write at least two letters or digits, or one Chinese character."))
            )
        if self.params.get("in", "") not in ["", *(kind.key for kind in KINDS)]:
            mistakes.append(("in", _("Kind"), _("Choose from the list.")))
        return mistakes

    @property
    def kinds(self):
        """The kinds to choose from, where one is shown in full."""
        titles = [(kind.key, kind.title) for kind in KINDS]
        return options(titles, self.params["in"], _("All kinds"))

    @property
    def is_read(self):
        return self.is_asked and not self.mistakes

    @cached_property
    def groups(self):
        """Of each kind the best, the kind that fits best first; or one kind in full."""
        if not self.is_read:
            return []
        if whole := self.params.get("in"):
            return [kind(self, whole=True) for kind in KINDS if kind.key == whole]
        groups = []
        for kind in KINDS:
            if kind is not Similar or self._offers_similar(groups[0].count):
                groups.append(kind(self, whole=False))
        return sorted(groups, key=lambda group: group.best)

    def _offers_similar(self, found):
        """A single syllable is a slip of many others: they are offered where nobody is called so."""
        return not found or any(len(split(key)) > 1 for key in self.wanted.in_pinyin[:1])

    @property
    def whole(self):
        """The one group that is shown in full."""
        return self.groups[0] if self.params.get("in") and self.groups else None

    @property
    def filled(self):
        return [group for group in self.groups if group.count]

    @property
    def counts(self):
        """What was found of each kind, nothing too; similar names only where there are any."""
        return [group for group in self.groups if group.count or group.key != Similar.key]

    @property
    def all_url(self):
        return link(self.params, **{"in": None})

    @cached_property
    def has_article_people(self):
        people = [line.record for group in self.groups if isinstance(group, Officials) for line in group.lines]
        return any(official.provenance == Provenance.ARTICLE for official in people)

    @property
    def finds_all(self):
        """Whether officials without a confirmed placement are found too."""
        return self.user.has_perm("placements.view_placement")
