"""The groups of a roster's page: which rows stand under which heading, and how many there are in all."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from placements.roster_filter import NO_TIER, NOT_BY_LEVEL, TIER_CHOICES, TIERS
from placements.views.listing import link
from placements.views.roster_rows import RosterRows


@dataclass
class Group:
    """Rows of the page under one heading; `label` is empty where there are no groups."""

    label: str = ""
    url: str = ""
    is_of_level: bool = False
    rows_in_all: int = 0
    people_in_all: int = 0
    is_continued: bool = False
    rows: list = field(default_factory=list)  # (number, row)
    pen: RosterRows | None = None

    @property
    def drawn(self):
        """Its rows as HTML."""
        return self.pen.draw(self.rows, is_of_level=self.is_of_level)

    @property
    def count_sentence(self):
        return rows_and_people(self.rows_in_all, self.people_in_all)


def rows_and_people(rows, people):
    """So many placements, and so many officials where these are fewer: the two are never taken for one."""
    placements = ngettext("{n} placement", "{n} placements", rows).format(n=rows)
    if people == rows:
        return placements
    officials = ngettext("{n} official", "{n} officials", people).format(n=people)
    return pgettext("between items", ", ").join([placements, officials])


def groups_of(roster):
    """The page's rows in their groups. The numbers of a heading are of the whole group, not of the page."""
    if not roster.rows:
        return []
    pen = RosterRows(roster.jurisdiction, roster.known, on=roster.on)
    numbered = list(enumerate(roster.rows, roster.paged.page.start_index()))
    if roster.asked.grouping == "none":
        return [Group(rows=numbered, pen=pen)]
    groups = {}
    for number, row in numbered:
        key = (row.group_place, row.group_level)
        if key not in groups:
            groups[key] = Group(*heading(key, roster), pen=pen)
        groups[key].rows.append((number, row))
    before = 0
    for place, level, rows, people in roster.asked.group_counts:
        if group := groups.get((place, level)):
            group.rows_in_all, group.people_in_all = rows, people
            group.is_continued = group.rows[0][0] > before + 1
        before += rows
    return list(groups.values())


def heading(key, roster):
    """What stands over a group, and the address of the group alone."""
    place, level = key
    tiers = dict(TIER_CHOICES)
    tier = "" if level == NOT_BY_LEVEL else (TIERS[level] or NO_TIER) if level < len(TIERS) else NO_TIER
    words = [roster.places.part_name(place)] if place else []
    if tier:
        words.append(str(tiers[tier]))
    changes = {"part": place, "bodies": None} if place and not roster.jurisdiction.is_county else {}
    if tier:
        changes["tier"] = tier
    label = words[0][:1].upper() + words[0][1:] if words else ""
    label = _(" · ").join([label, *words[1:]])
    return label, link(roster.params, **changes), bool(tier)
