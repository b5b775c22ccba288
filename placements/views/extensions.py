"""The coordinators' side of extension requests: what waits, and the review of one."""

import copy

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from exchangeoffice.prepared import prepared
from exchangeoffice.today import today
from officials.models import Jurisdiction, Post
from placements import rules
from placements.calendar import ONE_DAY, whole_months
from placements.filters import RequestFilter, directions, with_conflicts
from placements.forms import (
    ApproveForm,
    AssignForm,
    DayField,
    DeclineForm,
    LatePaperForm,
    OnBehalfForm,
    OpinionForm,
    ReasonForm,
    ReturnForm,
)
from placements.gates import needs
from placements.models import Attachment, DecisionPaper, ExtensionRequest, Opinion
from placements.models.extensions import RequestState
from placements.models.opinions import OpinionLevel, Side
from placements.views.asking import ask
from placements.views.listing import Paged, link, options
from placements.views.placement_facts import one_of, placements_in_full
from placements.views.review_facts import Review


@require_safe
@needs("placements.view_extensionrequest")
def extension_list(request):
    """The requests; those that wait first, the longest wait at the top."""
    on, mine = today(), ExtensionRequest.objects.reviewable_by(request.user)
    regions = list(Jurisdiction.objects.regions())
    asked = RequestFilter(request.GET, with_conflicts(mine).longest_wait_first(), regions=regions, user=request.user)
    paged = Paged(in_rows(asked.rows), request.GET)
    lists_waiting = asked.value("state", "waiting") == "waiting" and paged.count
    facts = {
        "paged": paged,
        "rows": [Waiting(row, {region.pk: region for region in regions}, on=on) for row in paged.rows],
        "mistakes": asked.mistakes,
        "typed": request.GET,
        "counts": counts(mine),
        "selects": selects(request.GET, asked, regions),
        "on": on,
        "can_choose": any(row.state == RequestState.SUBMITTED for row in paged.rows),
        "every_link": reverse("placements:decide_together") + link(request.GET, every="requests")
        if lists_waiting
        else "",
    }
    return render(request, "placements/extension_list.html", facts)


def with_facts(requests):
    posts = Post.objects.select_related("organisation")
    return requests.select_related("placement__official", "assigned_to").prefetch_related(
        Prefetch("placement__host_post", posts), "opinions"
    )


# What a row shows, of the hundred and fifty columns of request, placement, official and account.
SHOWN = [
    *["number", "state", "current_ends_on", "asked_ends_on", "submitted_at", "is_late"],
    *[f"placement__{name}" for name in ("ends_on", "home_region", "host_region", "host_post")],
    *[f"placement__official__{name}" for name in ("family_name", "given_name", "name_zh", "provenance")],
    *[f"assigned_to__{name}" for name in ("username", "first_name", "last_name")],
]


def in_rows(requests):
    """With what their rows show, and nothing else."""
    return with_facts(requests).only(*SHOWN)


def counts(requests):
    """How many wait, and how many of them have the opinions of both organisations."""
    given = Opinion.objects.filter(request=OuterRef("pk"), level=OpinionLevel.ORGANISATION)
    is_ready = Q(Exists(given.filter(side=Side.HOME)), Exists(given.filter(side=Side.HOST)))
    return requests.waiting().order_by().aggregate(waiting=Count("pk"), ready=Count("pk", filter=is_ready))


def selects(typed, asked, regions):
    choices = asked.filters["state"].extra["choices"]
    return {
        "state": options(choices, typed.get("state") or "waiting", None),
        "direction": options(directions(regions), typed.get("direction", ""), _("All directions")),
        "assignee": options(asked.filters["assignee"].extra["choices"], typed.get("assignee", ""), _("All assignees")),
        "conflict": options(
            asked.filters["conflict"].extra["choices"], typed.get("conflict", ""), _("With or without")
        ),
    }


class Waiting:
    """A line of the list."""

    def __init__(self, request, regions, *, on):
        self.request, self.placement = request, request.placement
        self.home, self.host = regions[self.placement.home_region_id], regions[self.placement.host_region_id]
        self.days = request.days_waiting(on=on)
        asked = request.asked_ends_on  # missing where a returned one is being written anew
        self.months = whole_months(request.current_ends_on + ONE_DAY, asked) if asked else 0

    @property
    def waits(self):
        return self.request.state == RequestState.SUBMITTED

    @property
    def opinions(self):
        """(label, opinions) of each side, those of the organisation first."""
        given = sorted(self.request.opinions.all(), key=lambda opinion: opinion.level, reverse=True)
        labels = {Side.HOME: pgettext("a side", "Home"), Side.HOST: _("Host")}
        return [(labels[side], [opinion for opinion in given if opinion.side == side]) for side in Side]


@require_safe
@needs("placements.view_extensionrequest")
@prepared()
def extension_review(request, pk):
    """One request against the facts, or against another end that is tried."""
    return review_page(request, request_in_full(request.user, pk), {})


def tried_end(params, asked):
    """(what was typed, the day where it is one that the rules allow, else what is wrong with it)."""
    typed = params.get("try", "").strip()
    if not typed:
        return "", None, ""
    try:
        end = DayField().clean(typed)
    except ValidationError as error:
        return typed, None, error.messages[0]
    as_asked = copy.copy(asked.placement)
    as_asked.ends_on = asked.current_ends_on
    refusal = rules.refusal_of_end(as_asked, end)
    return typed, (None if refusal else end), refusal or ""


@prepared()
def request_in_full(user, pk):
    """The request with all that its review shows; 404 where it is not theirs to review."""
    reviewable = ExtensionRequest.objects.reviewable_by(user)
    asked = get_object_or_404(
        reviewable.select_related(
            "submitted_by", "decided_by", "returned_by", "reversed_by", "assigned_to"
        ).prefetch_related(
            "opinions",
            Prefetch("attachments", Attachment.objects.sent()),
            Prefetch("papers", DecisionPaper.objects.select_related("recorded_by")),
        ),
        pk=pk,
    )
    asked.placement = placements_in_full(user).get(pk=asked.placement_id)
    return asked


FORMS = {
    "approve": ApproveForm,
    "decline": DeclineForm,
    "return": ReturnForm,
    "reverse": ReasonForm,
    "opinion": OpinionForm,
    "paper": LatePaperForm,
    "assign": AssignForm,
}


def review_page(request, asked, sent):
    """The review, with the form that was sent and refused, if any, as it was typed."""
    typed, tried, mistake = tried_end(request.GET, asked)
    initial = {
        "approve": {"until": tried or asked.asked_ends_on, "extent": "part" if tried else "full"},
        "opinion": {"given_on": today()},
        "paper": {"approving_body": asked.paper.body, "signed_off_by": asked.paper.signer},
        "assign": {"to": asked.assigned_to_id or request.user.pk},
    }
    forms = {
        name: sent.get(name) or form(auto_id=f"{name}_%s", initial=initial.get(name)) for name, form in FORMS.items()
    }
    facts = {"asked": asked, "placement": asked.placement, "forms": forms}
    facts["review"] = Review(asked, on=today(), tried=tried)
    facts["tried"] = {"typed": typed, "mistake": mistake}
    refused = next(iter(sent.items()), (None, None))
    facts["page_address"] = reverse("placements:extension", args=[asked.pk])  # a refused decision has none of its own
    return render(request, "placements/extension_review.html", facts | {"open": refused[0], "form": refused[1]})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.enter_extension")
def enter_extension(request, pk):
    """Enter a request that came on paper, or that an organisation or the office started."""
    placement = one_of(placements_in_full(request.user).confirmed(), pk)
    return ask(request, placement, OnBehalfForm, "placements/extension_enter.html", "placements:placement", pk)
