"""Host posts that nobody holds on a day. Only what was confirmed counts, so the number tells nothing of proposals."""

from collections import Counter

from django.db.models import Count, Exists, OuterRef, Q

from officials.models import Post
from placements.models import Placement


def vacant_posts(*, on):
    """Posts of the programme (created for it, or ever a host post) that exist on the day and have no holder."""
    guests = Placement.objects.confirmed().filter(host_post=OuterRef("pk"))
    of_the_programme = Q(is_created_for_programme=True) | Exists(guests)
    still_there = Q(retired_on__isnull=True) | Q(retired_on__gt=on)
    return Post.objects.filter(of_the_programme, still_there, ~Exists(guests.serving(on=on)))


def vacant_posts_by_city(*, on):
    """How many posts are vacant in each city (code: number), its counties and districts included."""
    counted = vacant_posts(on=on).order_by().values_list("organisation__jurisdiction__city").annotate(Count("pk"))
    return Counter(dict(counted))
