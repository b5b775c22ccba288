"""Offered posts: their list, each one's page, and the steps taken there. For coordinators."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from exchangeoffice.today import now, today
from officials.models import Post
from placements import actions, offering
from placements.forms import OfferForm, OfferPostForm, ReasonForm
from placements.gates import needs
from placements.models import PostOffer
from placements.offering_filter import OfferFilter
from placements.views.acts import Words, asks_first
from placements.views.offering import OfferingList, answer, cycle_named, named_in, open_cycles, typed_in

READS, ADDS, CHANGES = (f"placements.{verb}_postoffer" for verb in ("view", "add", "change"))


def offers_in_full():
    """With all that a line or a page says of them, in few queries."""
    found = (
        PostOffer.objects.with_taken()
        .with_planned()
        .select_related("cycle", "post__created_for", "post__region", "contact")
    )
    return found.prefetch_related("wanted", "post__organisation__jurisdiction__parent")


def in_order(offers):
    """The newest cycle first."""
    return offers.order_by("-cycle__year", "number")


@require_safe
@needs(READS)
def offer_list(request):
    """Which posts are offered, the newest cycle first."""
    listed = OfferingList(OfferFilter, in_order(offers_in_full()), request.GET)
    n = listed.paged.count
    facts = {"list": listed, "count_sentence": ngettext("{n} offered post", "{n} offered posts", n).format(n=n)}
    return render(request, "placements/offer_list.html", facts)


@require_safe
@needs(READS)
def offer(request, pk):
    """One offered post: where, what for, where it stands, what can be done."""
    found = get_object_or_404(offers_in_full().select_related("carried_from", "entered_by"), pk=pk)
    facts = {"offer": found, "post": found.post, "placements": offering.placements_of(found).select_related("official")}
    facts["may_change"] = request.user.has_perm(CHANGES) and found.is_open and not found.cycle.is_closed
    facts["may_end"] = request.user.has_perm(CHANGES) and found.is_open
    return render(request, "placements/offer.html", facts)


@asks_first
@needs(ADDS)
def offer_post(request):
    """Offer a post in an open cycle."""
    cycles = open_cycles()
    form = OfferPostForm(typed_in(request), cycles=cycles, initial=_begun(request.GET, cycles))

    def act(form):
        return actions.offer_post(**form.cleaned_data, by=request.user, at=now(), on=today())

    words = Words(
        _("Offer a post"),
        _("The expertise wanted is taken from the post, and can be changed on the page that follows."),
        _("Offer the post"),
        _("The post is offered."),
    )
    facts = {"words": words, "back": reverse("placements:offer_list"), "trail": trail()}
    return answer(request, form, act, words.done, template="placements/offering_act.html", facts=facts, to=address)


def _begun(params, cycles):
    """What a link fills in: which post, and for which cycle."""
    post = named_in(Post.objects, params, "post")
    return {"post": post.code if post else "", "cycle": cycle_named(params, cycles), "offered_on": today()}


def trail():
    return [(_("Offered posts"), reverse("placements:offer_list"))]


def address(offer):
    return reverse("placements:offer", args=[offer.pk])


def step(request, pk, form_of, act, words):
    """Ask for what a step needs, take it, and go back to the offer."""
    found = get_object_or_404(offers_in_full(), pk=pk)
    facts = {
        "words": words,
        "back": address(found),
        "trail": [*trail(), (found.number, address(found))],
        "about": f"{found.number} · {found.post.title} · {found.post.organisation.name} · {found.standing.label}",
    }

    def acted(form):
        return act(found, **form.cleaned_data, by=request.user, at=now())

    return answer(
        request, form_of(found), acted, words.done, template="placements/offering_act.html", facts=facts, to=address
    )


@asks_first
@needs(CHANGES)
def change_offer(request, pk):
    def form_of(found):
        return OfferForm(
            typed_in(request),
            organisation=found.post.organisation,
            initial={
                "need": found.need,
                "wanted": [field.pk for field in found.wanted.all()],
                "offered_on": found.offered_on,
                "contact": found.contact_id,
            },
        )

    def act(found, **typed):
        return actions.change_offer(found, **typed, on=today())

    words = Words(
        _("Change the offer"), _("What stood there before stays in the change history."), _("Save"), _("Saved.")
    )
    return step(request, pk, form_of, act, words)


def _reason(request):
    return lambda _found: ReasonForm(typed_in(request))


@asks_first
@needs(CHANGES)
def withdraw_offer(request, pk):
    words = Words(
        _("Withdraw the offer"),
        _("The host takes it back. The record stays, with the reason; the post can be offered again."),
        _("Withdraw"),
        _("Offer withdrawn."),
    )
    return step(request, pk, _reason(request), actions.withdraw_offer, words)


@asks_first
@needs(CHANGES)
def close_offer(request, pk):
    def act(found, **typed):
        return actions.close_offer(found, **typed, on=today())

    words = Words(
        _("Close the offer"),
        _("Nobody is to be placed on it any more. The record stays, with the reason."),
        _("Close the offer"),
        _("Offer closed."),
    )
    return step(request, pk, _reason(request), act, words)
