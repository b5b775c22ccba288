"""Which direction of a cycle is planned: its quotas, what the address asks for, the latest plan."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from placements.filters import ListFilter, choice
from placements.models import Plan, PlanRow
from placements.reference import reference

SHOWN = [
    ("suggested", gettext_lazy("Waiting for a decision")),
    ("accepted", gettext_lazy("Accepted")),
    ("skipped", gettext_lazy("Skipped")),
]


class PlanFilter(ListFilter):
    """Which direction, and which of its rows."""

    direction = choice(gettext_lazy("Direction"), method="keep")
    left = choice(gettext_lazy("Left over"), method="keep", choices=[("all", gettext_lazy("All"))])
    show = choice(gettext_lazy("Rows"), field_name="state", choices=SHOWN)

    class Meta:
        model = PlanRow
        fields: list[str] = []


class Directions:
    """The directions of a cycle, which are its quotas, and the one that is asked for."""

    def __init__(self, cycle, params, *, known=None):
        self.cycle, self.params = cycle, params
        self.known = known = known or reference()
        self.quotas = list(cycle.quotas.order_by("is_trial", "pk"))
        for quota in self.quotas:
            quota.home_region = known.places[quota.home_region_id]
            quota.host_region = known.places[quota.host_region_id]
        self.asked = PlanFilter(params, PlanRow.objects.none())
        self.asked.offer("direction", [(value_of(quota), quota.direction) for quota in self.quotas])

    @property
    def mistakes(self):
        return self.asked.mistakes

    @cached_property
    def quota(self):
        """The direction that is asked for, else the first; nothing where the cycle has none."""
        if self.mistakes:
            return None
        wanted = self.asked.value("direction")
        return next((quota for quota in self.quotas if value_of(quota) == wanted), next(iter(self.quotas), None))

    @cached_property
    def plan(self):
        """The latest version of the plan of the direction, or None."""
        if self.quota is None:
            return None
        plans = Plan.objects.filter(cycle=self.cycle, home_region=self.key[0], host_region=self.key[1])
        return plans.select_related("made_by", "agreed_by").order_by("-version").first()

    @property
    def key(self):
        return self.quota.home_region_id, self.quota.host_region_id

    @property
    def value(self):
        return value_of(self.quota) if self.quota else ""


def value_of(quota):
    """The direction of the quota as an address has it."""
    return f"{quota.home_region_id}-{quota.host_region_id}"
