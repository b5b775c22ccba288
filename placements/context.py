"""What every page shows of the person: the tabs they may open, their name and their role."""

import re
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

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
    official = SimpleLazyObject(lambda: _official_label(user))
    return {
        "tabs": SimpleLazyObject(lambda: list(_tabs(user, official, request.path))),
        "may_search": SimpleLazyObject(lambda: user.has_perm("placements.view_roster")),
        "account_label": SimpleLazyObject(lambda: str(official or user)),
        "role_label": SimpleLazyObject(lambda: _role(user, official)),
    }


def _official_label(user):
    """What the official is called whose account this is, as accounts.py read it with the account."""
    if (label := getattr(user, "official_label", None)) is not None:
        return label
    return str(Official.objects.filter(account=user.pk).first() or "")


def requests_waiting(user):
    """How many requests wait for a decision by this person."""
    if (waiting := getattr(user, "requests_waiting", None)) is not None:
        return waiting
    return ExtensionRequest.objects.reviewable_by(user).waiting().count()


address_of = cache(reverse)  # of a name without a key it is always the same

# The tabs in the order of the work: a label, the name of its address, the permission that opens it, and
# how many wait behind it for this person, where something does. A new part of the office is a line here.
PLANNING, PLAN = "/planning/", re.compile(r"/cycles/\d+/plan/")
OFFICE_TABS = [
    (gettext_lazy("Overview"), "placements:overview", "placements.view_roster", None),
    (gettext_lazy("Host cities"), "placements:roster_index", "placements.view_roster", None),
    (gettext_lazy("Cycles"), "placements:cycle_list", "placements.view_roster", None),
    (gettext_lazy("Requests"), "placements:extension_list", "placements.decide_extension", requests_waiting),
    (gettext_lazy("Endings"), "placements:endings", "placements.decide_extension", None),
    (gettext_lazy("Vacancies"), "placements:vacancies", "placements.view_roster", None),
    (gettext_lazy("Nominations"), "placements:nomination_list", "placements.view_nomination", None),
    (gettext_lazy("Offered posts"), "placements:offer_list", "placements.view_postoffer", None),
    (gettext_lazy("Planning"), "placements:planning", "placements.change_plan", None),
    (gettext_lazy("Audit trail"), "placements:audit", "officials.view_auditevent", None),
]


def _tabs(user, official, path):
    def tab(label, name, count=0):
        url = address_of(name)
        # The board of a cycle stands under the cycle's address, and is a part of its own.
        is_here = (PLANNING if PLAN.match(path) else path).startswith(url)
        return Tab(str(label), url, is_here, count)

    if official:
        yield tab(_("My placement"), "placements:my_placement")
    for label, name, permission, waiting in OFFICE_TABS:
        if user.has_perm(permission):
            yield tab(label, name, waiting(user) if waiting else 0)
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
