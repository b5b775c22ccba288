"""Nominations and offered posts as lists that leave the house: which columns each has, and its lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from placements.exports.chunks import Lines
from placements.exports.columns import Column, Kind, Stack
from placements.exports.heading import Heading
from placements.models.exports import ListKind
from placements.wording import day


class OfferingLine:
    """A row of such a list: its number in it, and the nomination or the offer."""

    __slots__ = ("row", "serial")

    def __init__(self, row):
        self.row = row


class OfferingLines(Lines):
    """The nominations or offers of these keys, read by `in_full`."""

    def __init__(self, keys, in_full):
        super().__init__(keys)
        self.in_full = in_full

    def read(self, keys):
        found = self.in_full.in_bulk(list(keys))
        return [OfferingLine(found[key]) for key in keys if key in found]


@dataclass(frozen=True)
class NominationHeading(Heading):
    @property
    def count_sentence(self):
        sentence = ngettext("{n} nomination · as of {date}", "{n} nominations · as of {date}", self.count)
        return sentence.format(n=self.count, date=day(self.on))


@dataclass(frozen=True)
class OfferHeading(Heading):
    @property
    def count_sentence(self):
        sentence = ngettext("{n} offered post · as of {date}", "{n} offered posts · as of {date}", self.count)
        return sentence.format(n=self.count, date=day(self.on))


# Columns -------------------------------------------------------------------------------------


def _standing(line):
    words = capfirst(str(line.row.standing.label))
    return _("{state} (in a plan)").format(state=words) if line.row.is_in_plan else words


def _tier_of_official(line):
    official = line.row.official
    if official.rank:
        return capfirst(str(official.rank.get_tier_display()))
    return official.professional_title.name if official.professional_title else ""


def _common():
    between = _("; ")
    return {
        "serial": Column(_("No."), lambda line: line.serial, Kind.NUMBER, 6),
        "cycle": Column(_("Cycle"), lambda line: line.row.cycle.name, width=16),
        "state": Column(_("State"), _standing, width=18),
        # Of a nomination
        "name_zh": Column(_("Name in characters"), lambda line: line.row.official.name_zh, width=10),
        "pinyin": Column(_("Name in pinyin"), lambda line: line.row.official.name_latin, width=18),
        "home_place": Column(
            _("Home place"), lambda line: line.row.official.home_post.organisation.jurisdiction.full_name, width=18
        ),
        "home_organisation": Column(
            _("Home organisation"), lambda line: line.row.official.home_post.organisation.name, width=30
        ),
        "home_post": Column(_("Home post"), lambda line: line.row.official.home_post.title, width=26),
        "expertise": Column(
            _("Expertise"),
            lambda line: between.join(field.name for field in line.row.official.expertise.all()),
            width=22,
        ),
        "tier_of_official": Column(_("Tier"), _tier_of_official, width=18),
        "nominated_on": Column(_("Put forward on"), lambda line: line.row.nominated_on, Kind.DAY, 12),
        "note": Column(_("Note of the home organisation"), lambda line: line.row.note, width=40),
        # Of an offer
        "number": Column(_("Number"), lambda line: line.row.number, width=12),
        "code": Column(_("Post code"), lambda line: line.row.post.code, width=16),
        "post": Column(_("Post"), lambda line: line.row.post.title, width=26),
        "host_organisation": Column(_("Host organisation"), lambda line: line.row.post.organisation.name, width=30),
        "host_place": Column(_("Host place"), lambda line: line.row.post.organisation.jurisdiction.full_name, width=18),
        "wanted": Column(
            _("Expertise wanted"), lambda line: between.join(field.name for field in line.row.wanted.all()), width=22
        ),
        "tier_of_post": Column(_("Tier"), lambda line: capfirst(str(line.row.post.get_tier_display() or "")), width=18),
        "need": Column(_("Need"), lambda line: line.row.need, width=40),
        "created_for": Column(_("Created for"), lambda line: str(line.row.post.created_for or ""), width=20),
        "contact": Column(_("Contact at the host organisation"), lambda line: str(line.row.contact or ""), width=20),
        "phone": Column(
            _("Phone at the host organisation"),
            lambda line: line.row.contact.phone if line.row.contact else "",
            width=18,
        ),
        "offered_on": Column(_("Offered on"), lambda line: line.row.offered_on, Kind.DAY, 12),
    }


NOMINATION = [
    *("serial", "name_zh", "pinyin", "home_place", "home_organisation", "home_post", "expertise", "tier_of_official"),
    *("cycle", "nominated_on", "state", "note"),
]
OFFER = [
    *("serial", "number", "code", "post", "host_place", "host_organisation", "wanted", "tier_of_post", "need"),
    *("created_for", "contact", "phone", "cycle", "offered_on", "state"),
]


def _nomination_columns():
    columns = _common()
    return [columns[name] for name in NOMINATION]


def _offer_columns():
    columns = _common()
    return [columns[name] for name in OFFER]


def _stacked(columns, *places):
    """Columns of paper: a name alone, or (heading, names, css) one under the other."""
    return [
        columns[place]
        if isinstance(place, str)
        else Stack(place[0], tuple(columns[name] for name in place[1]), place[2])
        for place in places
    ]


def _nominations_on_paper():
    return _stacked(
        _common(),
        "serial",
        (_("Name"), ["name_zh", "pinyin"], "cell-head"),
        (_("Home organisation and post"), ["home_organisation", "home_post", "home_place"], ""),
        *("expertise", "tier_of_official", "cycle", "nominated_on", "state", "note"),
    )


def _offers_on_paper():
    return _stacked(
        _common(),
        "serial",
        (_("Number"), ["number", "code"], "nowrap"),
        (_("Host organisation and post"), ["host_organisation", "post", "host_place"], "cell-head"),
        *("wanted", "tier_of_post", "need", "created_for"),
        (_("Contact at the host organisation"), ["contact", "phone"], ""),
        *("cycle", "state"),
    )


@dataclass(frozen=True)
class OfferingPaperList:
    """One of the two lists: its title, its head, its columns in a file, and how paper stacks them."""

    kind: ListKind
    title: str | Promise
    heading: type[Heading]
    columns: Callable[[], list[Column]]
    paper: Callable[[], Sequence[Column | Stack]]
    permission: str


OFFERING_LISTS = {
    ListKind.NOMINATIONS: OfferingPaperList(
        ListKind.NOMINATIONS,
        gettext_lazy("Nominations"),
        NominationHeading,
        _nomination_columns,
        _nominations_on_paper,
        "placements.view_nomination",
    ),
    ListKind.OFFERS: OfferingPaperList(
        ListKind.OFFERS,
        gettext_lazy("Offered posts"),
        OfferHeading,
        _offer_columns,
        _offers_on_paper,
        "placements.view_postoffer",
    ),
}
