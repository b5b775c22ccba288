"""Posts created for a person: made together with their offer, and what becomes of them after the placement."""

from django.utils.translation import gettext as _

from officials.models import Official, Post
from placements import offering
from placements.actions import locks
from placements.actions.action import action
from placements.actions.offers import close_offer, offer_post
from placements.calendar import ONE_DAY
from placements.models import Placement, PostRenewal
from placements.refusals import NotAllowed, insist_on_permission


@action
def create_post_for(
    official,
    *,
    cycle,
    organisation,
    title_en,
    title_zh,
    why,
    asked_by,
    tier="",
    rank=None,
    wanted=None,
    by,
    at,
    on,
    **facts,
):
    """Create the post for the official and offer it in the cycle, in one. Returns the offer.

    `why` and `asked_by` are kept with the post; `wanted` is the expertise, the official's where none is
    given; `facts` are further fields of the post. Raises NotAllowed, ValidationError.
    """
    insist_on_permission(by, "officials.add_post")
    insist_on_permission(by, "placements.add_postoffer")
    locks.share_cycle(cycle.pk)
    locks.hold_officials_and_posts([official.pk], [])
    official = Official.objects.select_related("home_post").get(pk=official.pk)
    for name, text in {"why": why, "asked_by": asked_by}.items():
        if not text.strip():
            raise NotAllowed({name: _("Fill this in.")})
    if not official.is_active:
        raise NotAllowed({"official": _("The official is no longer in the register of active officials.")})
    if organisation.region_id == official.home_post.region_id:
        raise NotAllowed(
            {
                "organisation": _("The host post is in the home region ({region}).").format(
                    region=organisation.region.name
                )
            }
        )
    post = Post(
        title_en=title_en.strip() or title_zh.strip(),
        title_zh=title_zh.strip(),
        organisation=organisation,
        region_id=organisation.region_id,
        tier=tier or (rank.tier if rank else ""),
        rank=rank,
        is_created_for_programme=True,
        created_for=official,
        created_why=why.strip(),
        created_at_request_of=asked_by.strip(),
        **facts,
    )
    post.full_clean(exclude=["code"])
    post.save()
    post.expertise.set(official.expertise.all() if wanted is None else wanted)
    return offer_post(post, cycle=cycle, need=why, by=by, at=at, on=on)


@action
def renew_post(placement, *, reason, by, at):
    """Let the created post go on after the placement with which it would close. Raises NotAllowed, ValidationError."""
    insist_on_permission(by, "officials.change_post")
    placement = locks.hold_placement(placement)
    if not placement.host_post.created_for_id:
        raise NotAllowed(_("Only a post created for a person closes with its placement."))
    if offering.last_at(placement.host_post) != placement:
        raise NotAllowed(_("A later placement is at this post; it is that one with which the post closes."))
    if placement.host_post.retired_on:
        raise NotAllowed(_("The post was retired; it is not renewed."))
    if PostRenewal.objects.filter(placement=placement).exists():
        raise NotAllowed(_("The post was renewed already."))
    if not reason.strip():
        raise NotAllowed({"reason": _("Give the reason.")})
    renewal = PostRenewal(placement=placement, reason=reason.strip(), renewed_by=by, renewed_at=at)
    renewal.full_clean()
    renewal.save()
    return renewal


@action
def retire_created_post(post, *, reason, by, at, on):
    """Retire a post created for a person from the day after its last placement, and close its open offers.

    Raises NotAllowed while somebody holds it or is to come.
    """
    insist_on_permission(by, "officials.change_post")
    for cycle in post.offers.open().order_by("cycle").values_list("cycle", flat=True):
        locks.share_cycle(cycle)
    locks.hold_officials_and_posts([], [post.pk])
    post = Post.objects.get(pk=post.pk)
    if not post.created_for_id:
        raise NotAllowed(_("Only a post created for a person closes with its placement."))
    if post.retired_on:
        raise NotAllowed(_("The post was retired already."))
    if not reason.strip():
        raise NotAllowed({"reason": _("Give the reason.")})
    if there := Placement.objects.live().filter(host_post=post, ends_on__gte=on).first():
        raise NotAllowed(
            _("{number} is still at this post; it can be retired once that is over.").format(number=there.number)
        )
    last = offering.last_at(post)
    post.retired_on = last.ends_on + ONE_DAY if last else on
    post.full_clean()
    post.save()
    for offer in post.offers.open().order_by("pk"):
        close_offer(offer, reason=reason, by=by, at=at, on=on)
    return post
