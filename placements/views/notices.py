"""The coordinators' page of notices: what was sent, what waits, what failed and why; and sending it again."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchangeoffice.today import now, today
from officials.models import Official
from placements import actions
from placements.gates import needs
from placements.models import Notice, Placement
from placements.models.notices import NoticeKind, NoticeState
from placements.notices.filter import STATES, NoticeFilter
from placements.notices.people import who_decide
from placements.views.listing import Paged, link, options

MOST_WITHOUT_ADDRESS = 20


@require_safe
@needs("placements.handle_notice")
def notice_list(request):
    """The notices, newest first."""
    mine = Notice.objects.visible_to(request.user)
    asked = NoticeFilter(request.GET, mine.select_related("official", "user", "placement", "request"))
    paged = Paged(asked.rows.order_by("-owed_since", "-pk"), request.GET)
    facts = {
        "paged": paged,
        "rows": paged.rows,
        "mistakes": asked.mistakes,
        "typed": request.GET,
        "counts": counts(mine),
        "selects": {
            "state": options(STATES, request.GET.get("state", ""), _("All states")),
            "kind": options(NoticeKind.choices, request.GET.get("kind", ""), _("All kinds")),
        },
        "attention": link(request.GET, state="attention", kind=None),
        "without_address": WithoutAddress(on=today()),
        "coordinators_without": list(who_decide().filter(email="").order_by("last_name", "first_name", "pk")),
        "has_mail_server": bool(settings.EMAIL_BACKEND),
        "on": today(),
    }
    return render(request, "placements/notice_list.html", facts)


def counts(notices):
    stuck = Q(state__in=[NoticeState.FAILED, NoticeState.HANDED])
    return notices.order_by().aggregate(
        stuck=Count("pk", filter=stuck), owed=Count("pk", filter=Q(state=NoticeState.OWED))
    )


class WithoutAddress:
    """Officials serving or about to, to whom nothing can be sent."""

    def __init__(self, *, on):
        placed = Placement.objects.confirmed().current_or_upcoming(on=on).values("official")
        self.every = Official.objects.filter(email="", pk__in=placed)

    @cached_property
    def first(self):
        return list(self.every[: MOST_WITHOUT_ADDRESS + 1])

    @property
    def shown(self):
        return self.first[:MOST_WITHOUT_ADDRESS]

    @property
    def are_more(self):
        return len(self.first) > MOST_WITHOUT_ADDRESS


def handle(request, pk, act, done):
    """Do it and go back to where the button stood; a refusal is said there too."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    try:
        act(notice, by=request.user, at=now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(f"{reverse('placements:notice_list')}{_back(request)}")


def _back(request):
    """The filters that stood when the button was pressed: known ones alone, so that it leads nowhere else."""
    state, kind = request.POST.get("state", ""), request.POST.get("kind", "")
    kept = []
    if state in dict(STATES):
        kept.append(f"state={state}")
    if kind in NoticeKind.values:
        kept.append(f"kind={kind}")
    return f"?{'&'.join(kept)}" if kept else ""


@require_POST
@needs("placements.handle_notice")
def resend_notice(request, pk):
    return handle(request, pk, actions.resend_notice, _("It is sent with the next round."))


@require_POST
@needs("placements.handle_notice")
def settle_notice(request, pk):
    return handle(request, pk, actions.settle_notice, _("Recorded as arrived."))


@require_POST
@needs("placements.handle_notice")
def drop_notice(request, pk):
    return handle(request, pk, actions.drop_notice, _("Set aside; it is not sent any more."))
