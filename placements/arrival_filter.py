"""The query string of the list of those who have not been seen."""

from django.utils.translation import gettext_lazy

from officials.models import Official
from placements.arrivals import DAYS_LOOKED_BACK, DAYS_UNTIL_MISSED
from placements.filters import ListFilter, NameFilter, choice, directions
from placements.models import Placement

MISSING = [("arrival", gettext_lazy("Arrivals not recorded")), ("return", gettext_lazy("Returns not recorded"))]


class ArrivalFilter(ListFilter):
    """Those whose arrival nobody has recorded, or, asked for, whose return."""

    what = choice(gettext_lazy("Missing"), method="keep", choices=MISSING)
    cycle = choice(gettext_lazy("Cycle"), field_name="cycle__year")
    direction = choice(gettext_lazy("Direction"), method="in_direction")
    q = NameFilter(label=gettext_lazy("Name in Chinese or pinyin"), method="named", max_length=100)

    class Meta:
        model = Placement
        fields: list[str] = []

    def __init__(self, data, queryset, *, on, regions, cycles):
        super().__init__(data, queryset)
        self.on = on
        self.offer("cycle", [(str(cycle.year), cycle.name) for cycle in cycles])
        self.offer("direction", directions(regions))

    @property
    def sought(self):
        return self.value("what", "arrival")

    def filter_queryset(self, queryset):
        placements = super().filter_queryset(queryset)
        if self.sought == "return":
            missing = placements.not_seen_back_home(on=self.on, days=DAYS_UNTIL_MISSED, at_most=DAYS_LOOKED_BACK)
            return missing.order_by("-ends_on", "host_region", "official__pinyin_key", "pk")
        missing = placements.not_seen_at_the_host(on=self.on, days=DAYS_UNTIL_MISSED)
        return missing.order_by("-starts_on", "host_region", "official__pinyin_key", "pk")

    def in_direction(self, placements, name, direction):
        home, host = direction.split("-")
        return placements.filter(home_region=home, host_region=host)

    def named(self, placements, name, text):
        return placements.filter(official__in=Official.objects.named(text).values("pk"))
