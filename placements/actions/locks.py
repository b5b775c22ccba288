"""Who waits for whom. Every action locks in one order: cycle, official, post, placement, request.

A nomination is locked after its official, an offered post after its post: neither meets a request.

The exclusion constraints hold without these locks, but under a race they answer with raw errors
or deadlock; with them one wins and the others are refused in words.
"""

from django.db import connection
from django.utils.translation import gettext as _

from officials.models import Official, Post
from placements.models import Cycle, ExtensionRequest, Nomination, Placement, PostOffer
from placements.refusals import NotAllowed


def share_cycle(cycle_id):
    """Hold the cycle open: others may place in it too, nobody closes it meanwhile. Raises NotAllowed: it is gone."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from placements_cycle where id = %s for share", [cycle_id])
        if cursor.fetchone() is None:
            raise NotAllowed({"cycle": _("This cycle is gone: making it was undone.")})


def hold_cycle(cycle_id):
    """The cycle as it is now, nobody else placing in it."""
    return Cycle.objects.select_for_update(no_key=True, of=("self",)).get(pk=cycle_id)


def hold_official_and_post(official_id, post_id):
    """First the official, then the post."""
    list(Official.objects.select_for_update(no_key=True, of=("self",)).filter(pk=official_id).values_list("pk"))
    list(Post.objects.select_for_update(no_key=True, of=("self",)).filter(pk=post_id).values_list("pk"))


def hold_officials_and_posts(official_ids, post_ids):
    """Several at once: all officials first, then all posts, each kind in the order of its keys."""
    for model, keys in ((Official, official_ids), (Post, post_ids)):
        rows = model.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=set(keys))
        list(rows.order_by("pk").values_list("pk"))


def hold_placements(placement_ids):
    """Several at once, in the order of their keys; official and post of each are held already."""
    rows = Placement.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=set(placement_ids))
    list(rows.order_by("pk").values_list("pk"))


def hold_placement(placement):
    """The placement as it is now, with its official and its host post held.

    The ids were read without a lock, so they are compared again under it. What belongs to it is
    read by key, cycle and official when somebody asks for them, and not by a join of six tables:
    where these were filled a moment ago, the planner takes them for empty and walks each for every
    row of the others.
    """
    hold_official_and_post(placement.official_id, placement.host_post_id)
    held = Placement.objects.select_for_update(no_key=True).get(pk=placement.pk)
    if (held.official_id, held.host_post_id) != (
        placement.official_id,
        placement.host_post_id,
    ):
        raise NotAllowed(_("Somebody changed this placement meanwhile; open it again."))
    posts = Post.objects.select_related("organisation").in_bulk([held.host_post_id, held.home_post_id])
    held.host_post, held.home_post = posts[held.host_post_id], posts[held.home_post_id]
    return held


def hold_request(request):
    """The request as it is now, with its placement and all that holds."""
    placement = hold_placement(request.placement)
    held = ExtensionRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=request.pk)
    held.placement = placement
    return held


def hold_nomination(nomination):
    """The nomination as it is now, its cycle held open and its official held."""
    share_cycle(nomination.cycle_id)
    hold_officials_and_posts([nomination.official_id], [])
    held = Nomination.objects.select_for_update(no_key=True, of=("self",))
    return held.select_related("cycle", "official__home_post").get(pk=nomination.pk)


def hold_offer(offer):
    """The offered post as it is now, its cycle held open and its post held. Raises NotAllowed where it is gone."""
    share_cycle(offer.cycle_id)
    hold_officials_and_posts([], [offer.post_id])
    held = PostOffer.objects.select_for_update(no_key=True, of=("self",))
    return held.select_related("cycle", "post__organisation").get(pk=offer.pk)
