"""The placements of a list as lines, read in chunks; what is small is read once for all of them."""

from collections import defaultdict
from functools import cached_property

from officials.models import Expertise, Jurisdiction, OfficialExpertise, Organisation, Post, ProfessionalTitle, Rank
from placements.exports.chunks import Lines
from placements.exports.columns import Line
from placements.models import Cycle, Placement
from placements.views.standing import Standing

PLACEMENT = [
    *("number", "cycle_id", "official_id", "home_post_id", "host_post_id", "home_region_id", "state"),
    *("starts_on", "original_ends_on", "ends_on", "host_title_en", "host_title_zh", "task"),
    *("congress_decision_number", "congress_decision_on", "home_contact_id", "host_contact_id"),
]
OFFICIAL = [
    *("family_name", "given_name", "name_zh", "rank_id", "home_post_id", "professional_title_id"),
    *("birth_year", "birth_month", "work_phone", "provenance"),
]
POST = ["title_en", "title_zh", "organisation_id", "tier", "needs_congress_decision"]


class PlacementLines(Lines):
    """The placements of these keys with what the columns say of them."""

    def __init__(self, keys, *, on):
        super().__init__(keys)
        self.on = on

    @cached_property
    def small(self):
        return Registers()

    def read(self, keys):
        placements = self._placements(keys)
        expertise = _expertise(placements.values(), self.small)
        standings = [Standing(placements[key], self.on, placements[key].cycle) for key in keys]
        return [Line(standing, expertise[standing.placement.pk]) for standing in standings]

    def _placements(self, keys):
        small = self.small
        officials = [f"official__{name}" for name in OFFICIAL]
        found = Placement.objects.select_related("official", "home_contact", "host_contact")
        contacts = ["home_contact", "host_contact"]
        placements = found.only(*PLACEMENT, *officials, *contacts).in_bulk(list(keys))
        posts = Post.objects.only(*POST).in_bulk({key for row in placements.values() for key in _posts_of(row)})
        for post in posts.values():
            post.organisation = small.organisations[post.organisation_id]
        for row in placements.values():
            row.home_post, row.host_post = posts[row.home_post_id], posts[row.host_post_id]
            row.home_region, row.cycle = small.jurisdictions[row.home_region_id], small.cycles[row.cycle_id]
            row.official.rank = small.ranks.get(row.official.rank_id)
            row.official.home_post = posts[row.official.home_post_id]
            row.official.professional_title = small.titles.get(row.official.professional_title_id)
        return placements


def _posts_of(row):
    return row.home_post_id, row.host_post_id, row.official.home_post_id


class Registers:
    """The small registers, read once for a whole list."""

    def __init__(self):
        self.cycles = Cycle.objects.in_bulk()
        self.ranks = Rank.objects.in_bulk()
        self.titles = ProfessionalTitle.objects.in_bulk()
        self.fields = {field.pk: (field.order, field.code, field.name) for field in Expertise.objects.all()}
        self.jurisdictions = Jurisdiction.objects.in_bulk()
        self.organisations = Organisation.objects.in_bulk()
        for place in self.jurisdictions.values():
            place.parent = self.jurisdictions.get(place.parent_id)
        for organisation in self.organisations.values():
            organisation.jurisdiction = self.jurisdictions[organisation.jurisdiction_id]


def _expertise(placements, small):
    """The names of each official's fields, in their order, by placement."""
    of = defaultdict(list)
    links = OfficialExpertise.objects.filter(official__in={row.official_id for row in placements})
    for official, field in links.values_list("official_id", "expertise_id"):
        of[official].append(small.fields[field])
    return {row.pk: [name for _order, _code, name in sorted(of[row.official_id])] for row in placements}
