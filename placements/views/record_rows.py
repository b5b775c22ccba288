"""What the pages of an official, a post and an organisation share: rows of placements, and who reads what."""

from django.db.models import Case, Prefetch, Value, When

from officials.models import Post, Tier
from officials.models.officials import Provenance
from placements.models import Placement
from placements.views.standing import Standing


def placements_with_posts(user):
    """The placements this person may know of; official and cycle by join, posts in a query each."""
    posts = Post.objects.select_related("organisation__jurisdiction__parent")
    return (
        Placement.objects.visible_to(user)
        .select_related("official", "cycle", "home_region", "host_region")
        .prefetch_related(Prefetch("home_post", posts), Prefetch("host_post", posts))
    )


def standings(placements, *, on):
    return [Standing(placement, on, placement.cycle) for placement in placements]


def tier_order():
    """The level of a post's tier, lowest first; a post without one is below all."""
    return Case(*(When(tier=tier, then=Value(step)) for step, tier in enumerate(Tier.values)), default=Value(-1))


def has_article_people(placements):
    """Whether somebody among them stands in the public news report, which the page then has to say."""
    return any(placement.official.provenance == Provenance.ARTICLE for placement in placements)


class Reader:
    """What the person who opens a record may read and do."""

    def __init__(self, user):
        self.user = user
        self.reads_roster = user.has_perm("placements.view_roster")
        self.is_office = user.has_perm("placements.view_placement")

    def may_edit(self, noun):
        """Whether data entry is open to them for the records of that kind."""
        return self.user.is_staff and self.user.has_perm(f"officials.change_{noun}")
