"""What waits for a coordinator, each number with the list behind it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from exchangeoffice.today import today
from officials.admin_site import Waiting
from placements.admin.filters import appointment_outstanding
from placements.arrivals import DAYS_LOOKED_BACK, DAYS_UNTIL_MISSED
from placements.models import ExtensionRequest, Notice, Placement
from placements.models.placements import State


def what_waits(request):
    """Nothing for those who may not see placements."""
    if not request.user.has_perms(["placements.view_placement", "placements.view_extensionrequest"]):
        return []
    placements = reverse("admin:placements_placement_changelist")
    requests = reverse("admin:placements_extensionrequest_changelist")
    every = Placement.objects.all()
    return [
        Waiting(
            _("Extension requests to decide"),
            ExtensionRequest.objects.reviewable_by(request.user).waiting().count(),
            f"{requests}?state=submitted",
        ),
        Waiting(
            _("Papers outstanding"),
            ExtensionRequest.objects.reviewable_by(request.user).paper_outstanding().count(),
            f"{reverse('placements:extension_list')}?state=paper",
        ),
        Waiting(_("Proposals to confirm"), every.filter(state=State.PROPOSED).count(), f"{placements}?state=proposed"),
        Waiting(
            _("Appointments outstanding"),
            appointment_outstanding(every).count(),
            f"{placements}?appointment=outstanding",
        ),
        Waiting(
            _("Ending within {n} days").format(n=90),
            every.confirmed().ending_within(90, on=today()).count(),
            f"{placements}?ending=90",
        ),
        Waiting(
            _("Notices that failed or perhaps failed"),
            Notice.objects.visible_to(request.user).needing_somebody().count(),
            f"{reverse('placements:notice_list')}?state=attention",
        ),
        Waiting(
            _("Arrivals not recorded"),
            every.confirmed().not_seen_at_the_host(on=today(), days=DAYS_UNTIL_MISSED).count(),
            reverse("placements:arrival_list"),
        ),
        Waiting(
            _("Returns not recorded"),
            every.confirmed().not_seen_back_home(on=today(), days=DAYS_UNTIL_MISSED, at_most=DAYS_LOOKED_BACK).count(),
            f"{reverse('placements:arrival_list')}?what=return",
        ),
    ]
