"""Approving a request and moving, in the same step, the placement that stands in its way."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exchangeoffice.today import now, today
from placements import actions
from placements.actions.successors import Unconfirmed
from placements.calendar import ONE_DAY, end_of_term
from placements.forms import MoveForm
from placements.gates import needs
from placements.models import Placement
from placements.models.host_posts import host_posts
from placements.models.placements import LIVE
from placements.views.extensions import request_in_full
from placements.views.placement_facts import placements_in_full
from placements.wording import day


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.decide_extension", "placements.confirm_placement")
def approve_and_move(request, pk, moved_pk):
    """Say what becomes of the other promise; then confirm each step; then all happens at once, or nothing."""
    asked = request_in_full(request.user, pk)
    moved = get_object_or_404(in_the_way(asked, request.user), pk=moved_pk)
    posts, steps = free_posts(moved), []
    if request.method == "POST":
        form = MoveForm(request.POST, posts=posts)
        if form.is_valid():
            try:
                done = act(asked, moved, form, by=request.user)
            except Unconfirmed as question:
                steps = question.steps
                if not question.is_first_time:
                    form.refuse(question)
            except ValidationError as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("Approved to {date}.").format(date=day(done.approved_ends_on)))
                return redirect("placements:extension", pk)
    else:
        form = MoveForm(posts=posts, initial=suggested(asked, moved))
    facts = {"asked": asked, "placement": asked.placement, "moved": moved, "form": form, "steps": steps}
    facts["is_successor"] = moved.host_post_id == asked.placement.host_post_id
    return render(request, "placements/extension_move.html", facts)


def act(asked, moved, form, *, by):
    """Hand everything that was typed to the action."""
    decision = {name: form.cleaned_data[name] for name in ("until", "words", "reason")}
    return actions.approve_and_move(
        asked, moved=moved, agreed=form.agreed_to, **form.move, **decision, **form.paper, by=by, at=now(), on=today()
    )


def in_the_way(asked, user):
    """Live placements of the same post or official that begin after this one and may be touched by an extension.

    Also those that somebody took back a moment ago: the page then says so, instead of being gone.
    """
    placement = asked.placement
    others = placements_in_full(user).filter(starts_on__gt=placement.starts_on, ends_on__gt=asked.current_ends_on)
    return others.filter(Q(host_post=placement.host_post_id) | Q(official=placement.official_id)).exclude(
        pk=placement.pk
    )


def free_posts(moved):
    """Host posts of the same region that nobody holds or is promised in the days of the moved placement."""
    taken = Placement.objects.filter(state__in=LIVE, host_post=OuterRef("pk"))
    taken = taken.sharing_a_day(moved.starts_on, moved.ends_on)
    posts = host_posts().existing(on=moved.ends_on).filter(~Exists(taken), region=moved.host_region_id)
    return posts.select_related("organisation__jurisdiction").order_by(
        "organisation__jurisdiction", "organisation", "pk"
    )


def suggested(asked, moved):
    """The day after the extension, for a term as long as the rules ask for."""
    starts_on = (asked.asked_ends_on or moved.starts_on) + ONE_DAY
    whole = end_of_term(starts_on, moved.cycle.least_months)
    facts = {"starts_on": starts_on, "ends_on": max(whole, moved.original_ends_on), "way": MoveForm.DAY}
    return facts | {"until": asked.asked_ends_on}
