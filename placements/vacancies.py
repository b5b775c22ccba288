"""Host posts that nobody holds on a day. Only what was confirmed counts, so the number tells nothing of proposals."""

from collections import Counter

from django.db.models import Count, Exists, OuterRef, Q

from officials.models import Post
from placements.models import Placement


def vacant_posts(*, on):
    """Posts of the programme that exist on the day and have no holder.

    Of the programme are those created for it, and those for which a placement was once confirmed, even
    if it was cancelled before its start: the host wanted somebody there, and nobody came.
    """
    here = Placement.objects.filter(host_post=OuterRef("pk"))
    of_the_programme = Q(is_created_for_programme=True) | Exists(here.filter(confirmed_at__isnull=False))
    posts = Post.objects.filter(of_the_programme, ~Exists(here.confirmed().serving(on=on)))
    for retired_on in ("retired_on", "organisation__retired_on"):
        posts = posts.filter(Q(**{f"{retired_on}__isnull": True}) | Q(**{f"{retired_on}__gt": on}))
    return posts


def vacant_posts_by_city(*, on):
    """How many posts are vacant in each city (code: number), its counties and districts included."""
    counted = vacant_posts(on=on).order_by().values_list("organisation__jurisdiction__city").annotate(Count("pk"))
    return Counter(dict(counted))
