"""Nominations: their list, each one's page, and the steps taken there. For coordinators."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from exchangeoffice.today import now, today
from officials.models import Official
from placements import actions, offering
from placements.forms import NominationForm, PutForwardForm, ReasonForm, SureForm
from placements.gates import needs
from placements.models import Nomination
from placements.offering_filter import NominationFilter
from placements.views.acts import Words, asks_first
from placements.views.offering import OfferingList, answer, cycle_named, named_in, official_words, open_cycles, typed_in

READS, ADDS, CHANGES = (f"placements.{verb}_nomination" for verb in ("view", "add", "change"))


def nominations_in_full():
    """With all that a line or a page says of them, in few queries."""
    found = (
        Nomination.objects.with_placed()
        .with_planned()
        .select_related("cycle", "official__rank", "official__professional_title", "official__home_post")
    )
    return found.prefetch_related("official__expertise", "official__home_post__organisation__jurisdiction__parent")


@require_safe
@needs(READS)
def nomination_list(request):
    """Who is put forward, the newest cycle first."""
    listed = OfferingList(NominationFilter, nominations_in_full(), request.GET)
    n = listed.paged.count
    facts = {"list": listed, "count_sentence": ngettext("{n} nomination", "{n} nominations", n).format(n=n)}
    return render(request, "placements/nomination_list.html", facts)


@require_safe
@needs(READS)
def nomination(request, pk):
    """One nomination: who, what the home organisation says, where it stands, what can be done."""
    found = get_object_or_404(nominations_in_full(), pk=pk)
    facts = {"nomination": found, "official": found.official, "placement": offering.placement_of(found)}
    facts["may_change"] = request.user.has_perm(CHANGES) and found.stands and not found.cycle.is_closed
    return render(request, "placements/nomination.html", facts)


@asks_first
@needs(ADDS)
def put_forward(request):
    """Put somebody forward for an open cycle."""
    cycles = open_cycles()
    form = PutForwardForm(typed_in(request), cycles=cycles, initial=_begun(request.GET, cycles))

    def act(form):
        return actions.put_forward(**form.cleaned_data, by=request.user, at=now(), on=today())

    words = Words(
        _("Put somebody forward"),
        _("The official is proposed by the home organisation. Whether and where is decided when the cycle is planned."),
        _("Put forward"),
        _("Put forward."),
    )
    facts = {"words": words, "back": reverse("placements:nomination_list"), "trail": _trail()}
    return answer(request, form, act, words.done, template="placements/offering_act.html", facts=facts, to=_address)


def _begun(params, cycles):
    """What a link fills in: for whom, and for which cycle."""
    official = official_words(named_in(Official.objects, params, "official"))
    return {"official": official, "cycle": cycle_named(params, cycles), "nominated_on": today()}


def _trail():
    return [(_("Nominations"), reverse("placements:nomination_list"))]


def _address(nomination):
    return reverse("placements:nomination", args=[nomination.pk])


def step(request, pk, form_of, act, words):
    """Ask for what a step needs, take it, and go back to the nomination."""
    found = get_object_or_404(nominations_in_full(), pk=pk)
    facts = {
        "words": words,
        "back": _address(found),
        "trail": [*_trail(), (str(found.official), _address(found))],
        "about": f"{found.official} · {found.cycle.name} · {found.standing.label}",
    }

    def acted(form):
        return act(found, **form.cleaned_data, by=request.user, at=now())

    return answer(
        request, form_of(found), acted, words.done, template="placements/offering_act.html", facts=facts, to=_address
    )


@asks_first
@needs(CHANGES)
def change_nomination(request, pk):
    def form_of(found):
        return NominationForm(
            typed_in(request),
            initial={"note": found.note, "nominated_on": found.nominated_on},
        )

    def act(found, **typed):
        return actions.change_nomination(found, **typed, on=today())

    words = Words(
        _("Change the nomination"), _("What stood there before stays in the change history."), _("Save"), _("Saved.")
    )
    return step(request, pk, form_of, act, words)


@asks_first
@needs(CHANGES)
def check_nomination(request, pk):
    words = Words(
        _("Check the nomination"),
        _("You have compared it with the paper and with the register."),
        _("Mark as checked"),
        _("Nomination checked."),
    )
    return step(
        request,
        pk,
        lambda _found: SureForm(typed_in(request)),
        actions.check_nomination,
        words,
    )


@asks_first
@needs(CHANGES)
def withdraw_nomination(request, pk):
    words = Words(
        _("Withdraw the nomination"),
        _("The record stays, with the reason. The official may be put forward again."),
        _("Withdraw"),
        _("Nomination withdrawn."),
    )
    return step(
        request,
        pk,
        lambda _found: ReasonForm(typed_in(request)),
        actions.withdraw_nomination,
        words,
    )
