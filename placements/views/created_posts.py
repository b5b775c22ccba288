"""Posts created for a person: creating one, and what becomes of those whose placement is over. For coordinators."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exchangeoffice.today import now, today
from officials.models import Official, Post
from placements import actions, offering
from placements.forms import CreatePostForm, ReasonForm
from placements.gates import needs
from placements.models import Placement
from placements.models.host_posts import host_posts
from placements.views.acts import Words, asks_first
from placements.views.listing import Paged
from placements.views.offering import answer, cycle_named, named_in, official_words, open_cycles, typed_in
from placements.views.offers import address, trail

CREATES = ("officials.add_post", "placements.add_postoffer")
CHANGES = "officials.change_post"


@asks_first
@needs(*CREATES)
def create_post(request):
    """Create a post for an official, and offer it."""
    cycles = open_cycles()
    form = CreatePostForm(typed_in(request), cycles=cycles, initial=_begun(request.GET, cycles))

    def act(form):
        typed = form.typed
        return actions.create_post_for(typed.pop("official"), **typed, by=request.user, at=now(), on=today())

    words = Words(
        _("Create a post for an official"),
        _("The post and its offer are made together. It closes with the placement, unless it is renewed."),
        _("Create and offer the post"),
        _("The post is created and offered."),
    )
    facts = {"words": words, "back": reverse("placements:offer_list"), "trail": trail()}
    return answer(request, form, act, words.done, template="placements/offering_act.html", facts=facts, to=address)


def _begun(params, cycles):
    """What a link fills in: for whom, with their tier and expertise, and for which cycle."""
    official = named_in(Official.objects.select_related("rank", "home_post"), params, "official")
    return {
        "official": official_words(official),
        "tier": official.tier if official else "",
        "wanted": list(official.expertise.values_list("pk", flat=True)) if official else [],
        "cycle": cycle_named(params, cycles),
    }


@require_safe
@needs("placements.view_postoffer")
def created_posts(request):
    """Posts created for a person whose placement is over: to be renewed or retired."""
    guests = Placement.objects.confirmed().select_related("official").order_by("-starts_on")
    posts = host_posts().closed_with_their_placement(on=today()).filter(retired_on=None)
    posts = posts.select_related("created_for", "region").prefetch_related(
        "organisation__jurisdiction__parent", Prefetch("placements", guests, to_attr="guests")
    )
    paged = Paged(posts.order_by("code"), request.GET)
    facts = {"paged": paged, "may_change": request.user.has_perm(CHANGES), "on": today()}
    return render(request, "placements/created_posts.html", facts)


def _list_address(_done):
    return reverse("placements:created_posts")


def step(request, pk, act, words):
    post = get_object_or_404(Post.objects.select_related("organisation", "created_for"), pk=pk)
    facts = {
        "words": words,
        "back": reverse("placements:created_posts"),
        "trail": [*trail(), (_("Created posts whose placement is over"), reverse("placements:created_posts"))],
        "about": f"{post.title} · {post.organisation.name} · {post.code}",
    }
    form = ReasonForm(typed_in(request))

    def acted(form):
        return act(post, reason=form.cleaned_data["reason"])

    return answer(
        request, form, acted, words.done, template="placements/offering_act.html", facts=facts, to=_list_address
    )


@asks_first
@needs(CHANGES)
def renew_post(request, pk):
    def act(post, *, reason):
        return actions.renew_post(offering.insist_on_last(post), reason=reason, by=request.user, at=now())

    words = Words(
        _("Renew the post"),
        _("It goes on after the placement with which it would have closed, and can be offered again."),
        _("Renew"),
        _("The post is renewed."),
    )
    return step(request, pk, act, words)


@asks_first
@needs(CHANGES)
def retire_post(request, pk):
    def act(post, *, reason):
        return actions.retire_created_post(post, reason=reason, by=request.user, at=now(), on=today())

    words = Words(
        _("Retire the post"),
        _("It ceases with the day after its last placement; what is still offered of it is closed."),
        _("Retire"),
        _("The post is retired."),
    )
    return step(request, pk, act, words)
