"""What every page shows of the person: the tabs they may open, their name and their role."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from officials.models import Official
from placements.models import ExtensionRequest


@dataclass(frozen=True)
class Tab:
    """A way into a part of the office."""

    label: str
    url: str
    current: bool
    count: int = 0  # only what waits for this person


def navigation(request):
    """Tabs by role, and what to call the person. Asked for only by pages that show it (the admin does not)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    official = SimpleLazyObject(lambda: _official_of(user))
    return {
        "tabs": SimpleLazyObject(lambda: list(_tabs(user, official, request.path))),
        "may_search": SimpleLazyObject(lambda: user.has_perm("placements.view_roster")),
        "account_label": SimpleLazyObject(lambda: str(official) if official else str(user)),
        "role_label": SimpleLazyObject(lambda: _role(user, official)),
    }


def _official_of(user):
    return Official.objects.filter(account=user.pk).only("family_name", "given_name", "name_zh").first()


def _tabs(user, official, path):
    def tab(label, name, count=0):
        url = reverse(name)
        return Tab(label, url, path.startswith(url), count)

    if official:
        yield tab(_("My placement"), "placements:my_placement")
    if user.has_perm("placements.view_roster"):
        yield tab(_("Host cities"), "placements:roster_index")
    if user.has_perm("placements.decide_extension"):
        waiting = ExtensionRequest.objects.reviewable_by(user).waiting().count()
        yield tab(_("Requests"), "placements:extension_list", waiting)
        yield tab(_("Endings"), "placements:endings")
    if user.has_perm("placements.view_roster"):
        yield tab(_("Vacancies"), "placements:vacancies")
    if user.has_perm("officials.view_auditevent"):
        yield tab(_("Audit trail"), "placements:audit")
    if user.is_staff:
        yield tab(_("Data entry") if user.has_perm("placements.add_placement") else _("Back office"), "admin:index")


def _role(user, official):
    if user.has_perm("placements.decide_extension"):
        return _("Coordinator")
    if user.has_perm("placements.view_roster"):
        return _("Staff")
    if user.has_perm("officials.change_user"):
        return _("Administrator")
    return pgettext("a role", "Official") if official else ""
