"""Who has reported for duty and who is back home: recorded for one, or for many from the list of the missing."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from exchangeoffice.today import now, today
from officials.models import Jurisdiction
from placements import actions
from placements.arrival_filter import MISSING, ArrivalFilter
from placements.arrivals import DAYS_UNTIL_MISSED
from placements.filters import directions
from placements.forms import SeenAgainForm, SeenForm, SeenManyForm
from placements.gates import needs
from placements.models import Cycle, Placement
from placements.views.acts import Words, ask_and_act, asks_first
from placements.views.listing import Paged, link, options

MAY_RECORD = "placements.confirm_placement"


def page_of(deed, form_class, words, *, initial=None):
    """A small page that asks for the day, and the action."""

    @asks_first
    @needs(MAY_RECORD)
    def view(request, pk):
        def act(placement, typed):
            deed(placement, **typed, by=request.user, at=now(), on=today())

        return ask_and_act(request, pk, form_class, act, words, initial=initial)

    return view


record_arrival = page_of(
    actions.record_arrival,
    SeenForm,
    Words(
        gettext_lazy("Record the arrival"),
        gettext_lazy("The day the official reported for duty at the host organisation. The start of the term stays."),
        gettext_lazy("Record arrival"),
        gettext_lazy("Arrival recorded."),
    ),
    initial=lambda placement: {"on_day": placement.starts_on},
)
correct_arrival = page_of(
    actions.correct_arrival,
    SeenAgainForm,
    Words(
        gettext_lazy("Correct the arrival"),
        gettext_lazy("The day that was recorded stays in the change history."),
        gettext_lazy("Save"),
        gettext_lazy("Arrival corrected."),
    ),
    initial=lambda placement: {"on_day": placement.arrived_on},
)
record_return = page_of(
    actions.record_return,
    SeenForm,
    Words(
        gettext_lazy("Record the return"),
        gettext_lazy("The day the official was back at the home organisation. The end of the term stays."),
        gettext_lazy("Record return"),
        gettext_lazy("Return recorded."),
    ),
)
correct_return = page_of(
    actions.correct_return,
    SeenAgainForm,
    Words(
        gettext_lazy("Correct the return"),
        gettext_lazy("The day that was recorded stays in the change history."),
        gettext_lazy("Save"),
        gettext_lazy("Return corrected."),
    ),
    initial=lambda placement: {"on_day": placement.back_home_on},
)

# The list --------------------------------------------------------------------------------------

DEEDS = {"arrival": actions.record_arrival, "return": actions.record_return}


@dataclass(frozen=True)
class Line:
    """What came of one of many."""

    placement: Placement
    sentence: str
    is_done: bool


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY_RECORD)
def arrival_list(request):
    """Who should have been seen and was not; a POST records one day for those that are ticked."""
    on = today()
    regions, cycles = list(Jurisdiction.objects.regions()), list(Cycle.objects.all())
    asked = ArrivalFilter(request.GET, Placement.objects.confirmed(), on=on, regions=regions, cycles=cycles)
    form = SeenManyForm(request.POST) if request.method == "POST" else SeenManyForm(initial={"on_day": on})
    lines = []
    if form.is_bound and form.is_valid() and asked.is_valid():
        lines = record_many(form, DEEDS[asked.sought], by=request.user, on=on)
    paged = Paged(with_facts(asked.rows), request.GET)
    facts = {
        "paged": paged,
        "what": asked.sought,
        "ways": [(label, link(request.GET, what=what), what == asked.sought) for what, label in MISSING],
        "mistakes": asked.mistakes,
        "typed": request.GET,
        "selects": {
            "cycle": options([(str(c.year), c.name) for c in cycles], request.GET.get("cycle", ""), _("All cycles")),
            "direction": options(directions(regions), request.GET.get("direction", ""), _("All directions")),
        },
        "form": form,
        "lines": lines,
        "outcome": outcome(lines),
        "on": on,
        "days": DAYS_UNTIL_MISSED,
    }
    return render(request, "placements/arrival_list.html", facts)


def record_many(form, deed, *, by, on):
    """Each by itself, in a transaction of its own: one that is refused undoes none of the others."""
    lines = []
    chosen = Placement.objects.confirmed().filter(pk__in=form.cleaned_data["placement"])
    for placement in chosen.select_related("official").order_by("pk"):
        try:
            deed(placement, on_day=form.cleaned_data["on_day"], by=by, at=now(), on=on)
        except ValidationError as refusal:
            lines.append(Line(placement, " ".join(refusal.messages), is_done=False))
        else:
            lines.append(Line(placement, _("recorded"), is_done=True))
    return lines


def outcome(lines):
    done = sum(line.is_done for line in lines)
    return ngettext("{n} recorded, {m} refused", "{n} recorded, {m} refused", done).format(n=done, m=len(lines) - done)


def with_facts(placements):
    return placements.select_related(
        "official", "home_post__organisation", "host_post__organisation", "home_contact", "host_contact"
    )
