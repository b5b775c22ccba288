"""Reading the query string of a cycle's placements: which way, from where, to where, of which tier, field and phase."""

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy, pgettext_lazy

from officials.models import Official, OfficialExpertise
from placements.balance import HOME_CITY, HOST_CITY, QUOTA_RULE
from placements.filters import ListFilter, NameFilter, choice, directions
from placements.models import Departure, Placement
from placements.roster_filter import NO_TIER, PHASES, TIER_CHOICES, in_phase
from placements.wording import is_chinese

NO_FIELD = "none"  # in the address

PROPOSED = ("proposed", pgettext_lazy("a placement", "Proposed"))
OVER_QUOTA = [("yes", gettext_lazy("Placed over quota, with a reason"))]

SORTS = ["name", "home", "host", "phase", "end"]


class InCycleFilter(ListFilter):
    """Which of the placements that count in a cycle."""

    direction = choice(gettext_lazy("Direction"), method="in_direction")
    phase = choice(gettext_lazy("Phase"), method="keep")
    q = NameFilter(label=gettext_lazy("Name in Chinese or pinyin"), method="named", max_length=100)
    home = choice(gettext_lazy("Home region"), field_name="home_region")
    host = choice(gettext_lazy("Host region"), field_name="host_region")
    tier = choice(gettext_lazy("Tier"), method="of_tier", choices=TIER_CHOICES)
    field = choice(gettext_lazy("Field"), method="of_field")
    sender = choice(gettext_lazy("Home city"), field_name=HOME_CITY)
    city = choice(gettext_lazy("Host city"), field_name=HOST_CITY)
    over = choice(gettext_lazy("Over quota"), method="over_quota", choices=OVER_QUOTA)
    sort = choice(
        gettext_lazy("Order"), method="keep", choices=[(key, key) for sort in SORTS for key in (sort, f"-{sort}")]
    )

    class Meta:
        model = Placement
        fields: list[str] = []

    def __init__(self, data, queryset, *, today, regions, cities, fields, reads_proposals):
        super().__init__(data, queryset)
        self.today = today
        named = [(region.code, region.name) for region in regions]
        self.offer("direction", directions(regions))
        self.offer("home", named)
        self.offer("host", named)
        self.offer("sender", cities)
        self.offer("city", cities)
        self.offer("field", fields)
        # What is only proposed, and why it was placed, is for coordinators.
        self.offer("phase", [*([PROPOSED] if reads_proposals else []), *PHASES])
        self.offer("over", OVER_QUOTA if reads_proposals else [])

    def filter_queryset(self, queryset):
        placements = super().filter_queryset(queryset)
        phase = self.value("phase", "any")
        if phase == "proposed":
            return self.sorted(placements.proposed())
        if phase != "any":
            placements = in_phase(placements.confirmed(), phase, on=self.today)
        return self.sorted(placements)

    def in_direction(self, placements, name, direction):
        home, host = direction.split("-")
        return placements.filter(home_region=home, host_region=host)

    def named(self, placements, name, text):
        return placements.filter(official__in=Official.objects.named(text).values("pk"))

    def of_tier(self, placements, name, tier):
        officials = Official.objects.of_tier("" if tier == NO_TIER else tier)
        return placements.filter(official__in=officials.values("pk"))

    def of_field(self, placements, name, group):
        experts = OfficialExpertise.objects.filter(official=OuterRef("official"))
        if group == NO_FIELD:
            return placements.filter(~Exists(experts))
        return placements.filter(Exists(experts.filter(expertise__group=group)))

    def over_quota(self, placements, name, value):
        departures = Departure.objects.filter(placement=OuterRef("pk"), rule=QUOTA_RULE)
        return placements.filter(Exists(departures))

    @property
    def order(self):
        return self.value("sort", "name")

    def sorted(self, placements):
        backwards = self.order.startswith("-")
        ordered = [column.desc() if backwards else column.asc() for column in self._columns(self.order.lstrip("-"))]
        return placements.order_by(*ordered, "official__pinyin_order", "pk")

    @staticmethod
    def _columns(sort):
        name = "name_zh" if is_chinese() else "name_en"
        return {
            "name": [F("official__pinyin_order")],
            "home": [F("home_region"), F(f"home_post__organisation__{name}")],
            "host": [F("host_region"), F(f"host_post__organisation__{name}")],
            "phase": [F("state"), F("starts_on"), F("ends_on")],
            "end": [F("ends_on")],
        }[sort]
