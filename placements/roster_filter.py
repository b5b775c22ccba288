"""What a roster is asked for: on which day, which of its placements, in which groups and in which order."""

import django_filters
from django import forms
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from officials.models import Official, OfficialExpertise
from officials.models.vocabulary import Tier
from officials.picking import is_at
from placements.filters import Lean, ListFilter, NameFilter, choice
from placements.forms import DayField
from placements.models import Placement
from placements.wording import is_chinese

# The day ---------------------------------------------------------------------------------------

ANY_TIME = "any"


class DayOrAnyField(DayField):
    """A day, or `any`: then no day keeps a placement off the list, and phases are of today."""

    def to_python(self, value):
        return ANY_TIME if value == ANY_TIME else super().to_python(value)

    def run_validators(self, value):
        if value != ANY_TIME:
            super().run_validators(value)


class DayOrAnyFilter(Lean, django_filters.Filter):
    field_class = DayOrAnyField


class DaysField(forms.IntegerField):
    """So many days, up to ten years of them."""

    def clean(self, value):
        try:
            return super().clean(value)
        except forms.ValidationError:
            raise forms.ValidationError(gettext_lazy("Write a number of days from 0 to 3650.")) from None


class DaysFilter(Lean, django_filters.Filter):
    field_class = DaysField


# Phases ----------------------------------------------------------------------------------------

PHASES = [
    ("upcoming", gettext_lazy("Upcoming")),
    ("serving", gettext_lazy("Serving")),
    ("ending", gettext_lazy("Ending soon")),
    ("extended", gettext_lazy("Extended")),
    ("ended", gettext_lazy("Ended")),
    ("early", gettext_lazy("Ended early")),
    ("any", gettext_lazy("All phases")),
]

CURRENT = gettext_lazy("Current and upcoming")


def in_phase(placements, phase, *, on):
    """Placements of the phase on the day; without one, serving or starting within 90 days."""
    return {
        "upcoming": placements.upcoming,
        "serving": placements.serving,
        "ending": placements.ending_soon,
        "extended": placements.extended,
        "ended": placements.ended,
        "early": placements.ended_early,
        "any": lambda **_day: placements,
    }.get(phase, placements.current_or_upcoming)(on=on)


# Tiers, groups, orders -------------------------------------------------------------------------

# The highest first, as lists for people to sign have it; specialists without a tier stand last.
TIERS = [*reversed(Tier.values), ""]
NO_TIER = "none"  # in the address
TIER_CHOICES = [
    *((tier, Tier(tier).label) for tier in TIERS if tier),
    (NO_TIER, gettext_lazy("without a civil-service tier")),
]
NOT_BY_LEVEL = -1

GROUPS = [
    ("place", gettext_lazy("Groups: city or district")),
    ("level", gettext_lazy("Groups: tier")),
    ("none", gettext_lazy("No groups")),
]


def default_grouping(jurisdiction):
    """A region is never one flat list; a city is, unless asked."""
    return "place" if jurisdiction.is_region else "none"


COLUMNS = ["name", "home", "host", "expertise", "phase", "end", "extension"]
ORDERS = [
    ("end", gettext_lazy("Order: end of term")),
    ("name", gettext_lazy("Order: pinyin")),
    ("signing-strokes", gettext_lazy("Order: tier, then strokes of the surname")),
    ("signing-pinyin", gettext_lazy("Order: tier, then pinyin of the surname")),
    ("standing", gettext_lazy("Order: standing order of organisations")),
]
DEFAULT_ORDER = "end"
BY_STROKES = {"signing-strokes", "standing"}
BY_TIER = {"signing-strokes", "signing-pinyin", "standing"}
SORTS = list(dict.fromkeys([*(key for key, _words in ORDERS), *(sign + key for key in COLUMNS for sign in ("", "-"))]))

# What takes placements off the list.
NARROWING = ["cycle", "home", "city", "expertise", "tier", "phase", "within", "part", "bodies", "created", "q"]
SIZES = ["25", "50", "100", "200"]


def serving_and_to_come(on):
    """How many of the placements serve on the day, and how many start later."""
    return {
        "serving": Count("pk", filter=Q(starts_on__lte=on)),
        "to_come": Count("pk", filter=Q(starts_on__gt=on)),
    }


class RosterFilter(ListFilter):
    """The roster of a jurisdiction: on which day, and which of its placements."""

    on = DayOrAnyFilter(label=gettext_lazy("As of"), method="keep")
    cycle = choice(gettext_lazy("Cycle"), field_name="cycle__year")
    home = choice(gettext_lazy("Home region"), field_name="home_region")
    city = choice(gettext_lazy("Home city"), method="sent_from")
    expertise = choice(gettext_lazy("Expertise"), method="with_expertise")
    tier = choice(gettext_lazy("Tier"), method="of_tier", choices=TIER_CHOICES)
    phase = choice(gettext_lazy("Phase"), method="keep", choices=PHASES)
    within = DaysFilter(label=gettext_lazy("Ending within (days)"), method="ending_within", min_value=0, max_value=3650)
    part = choice(gettext_lazy("City or district"), method="hosted_by_part")
    bodies = choice(gettext_lazy("Bodies"), method="keep", choices=[("provincial", gettext_lazy("provincial bodies"))])
    created = choice(
        gettext_lazy("Created posts only"),
        field_name="host_post__is_created_for_programme",
        method="in_created_posts",
        choices=[("yes", gettext_lazy("Created posts only"))],
    )
    q = NameFilter(label=gettext_lazy("Name in Chinese or pinyin"), method="named", max_length=100)
    group = choice(gettext_lazy("Groups"), method="keep", choices=GROUPS)
    sort = choice(gettext_lazy("Order"), method="keep", choices=[(key, key) for key in SORTS])
    size = choice(gettext_lazy("Rows on a page"), method="keep", choices=[(size, size) for size in SIZES])

    class Meta:
        model = Placement
        fields: list[str] = []

    def __init__(self, data, queryset, *, jurisdiction, today, places):
        super().__init__(data, queryset)
        self.jurisdiction, self.today, self.places = jurisdiction, today, places
        for name, choices in places.offered.items():
            self.offer(name, choices)

    # The day

    @property
    def is_any_time(self):
        return self.value("on") == ANY_TIME

    @property
    def day(self):
        """The day of which phases and days left are: today, where no other is asked for."""
        return self.today if self.is_any_time else self.value("on", self.today)

    @property
    def phase_asked(self):
        return self.value("phase") or ("any" if self.is_any_time else "")

    # Which placements

    def filter_queryset(self, queryset):
        placements = in_phase(super().filter_queryset(queryset), self.phase_asked, on=self.day)
        if self.value("bodies"):
            placements = placements.filter(host_post__organisation__jurisdiction=self.jurisdiction)
        self.unordered = placements
        return self.arranged(placements)

    def arranged(self, placements):
        """The placements in the groups and the order of the list."""
        return self.sorted(self.grouped(self.with_tier(placements)))

    def sent_from(self, placements, name, code):
        return placements.filter(is_at("home_post", self.places.by_code[code]))

    def hosted_by_part(self, placements, name, code):
        if code == self.jurisdiction.code:
            return placements.filter(host_post__organisation__jurisdiction=code)
        return placements.filter(is_at("host_post", self.places.by_code[code]))

    def with_expertise(self, placements, name, code):
        experts = OfficialExpertise.objects.filter(expertise=code).values("official")
        return placements.filter(official__in=experts)

    def of_tier(self, placements, name, tier):
        officials = Official.objects.of_tier("" if tier == NO_TIER else tier)
        return placements.filter(official__in=officials.values("pk"))

    def ending_within(self, placements, name, days):
        return placements.ending_within(days, on=self.day)

    def in_created_posts(self, placements, name, value):
        return placements.filter(host_post__is_created_for_programme=True)

    def named(self, placements, name, text):
        return placements.filter(official__in=Official.objects.named(text).values("pk"))

    @property
    def counts(self):
        """How many rows the list has, and how many people: one official may stand in several rows."""
        return {name: self._counted[name] for name in ("rows", "people")}

    @property
    def counts_of_all(self):
        """How many of the whole jurisdiction serve on the day, and how many come; None where the list is narrower."""
        return None if self.narrows else {name: self._counted[name] for name in ("serving", "to_come")}

    @cached_property
    def _counted(self):
        if not self.is_valid():
            return {"rows": 0, "people": 0}
        self.qs  # noqa: B018 - the filters are applied with it
        of_all = {} if self.narrows else serving_and_to_come(self.day)
        return self.unordered.order_by().aggregate(rows=Count("pk"), people=Count("official", distinct=True), **of_all)

    @property
    def narrows(self):
        """Whether anything but the day chooses among the placements, or something cannot be read."""
        if not self.is_valid() or self.is_any_time:
            return True
        return any(self.values.get(name) not in (None, "") for name in NARROWING)

    # Groups

    def with_tier(self, placements):
        """Each row with the tier of its official (Official.tier), where groups or order go by it."""
        by_level = self.grouping == "level" or (self.grouping == "place" and self.jurisdiction.is_region)
        if not (by_level or self.order in BY_TIER):
            return placements
        return placements.annotate(tier=Coalesce("official__rank__tier", "official__home_post__tier"))

    @property
    def grouping(self):
        return self.value("group") or default_grouping(self.jurisdiction)

    def grouped(self, placements):
        """Each row with the place and the level under which it stands.

        A region's own bodies are many: they stand by level.
        """
        if self.grouping == "level":
            return placements.annotate(group_place=Value(""), group_level=_tier_order())
        if self.grouping == "none":
            return placements
        place = F("host_post__organisation__jurisdiction")
        if self.places.has_cities:
            place = F("host_post__organisation__jurisdiction__city")
        level = Value(NOT_BY_LEVEL)
        if self.jurisdiction.is_region:
            own = When(host_post__organisation__jurisdiction=self.jurisdiction, then=_tier_order())
            level = Case(own, default=Value(NOT_BY_LEVEL))
        return placements.annotate(group_place=place, group_level=level)

    @property
    def group_counts(self):
        """(place, level, rows, people) of each group, in the order of the list."""
        if self.grouping == "none" or not self.is_valid():
            return []
        keys = ["group_place", "group_level"]
        groups = self.rows.order_by().values(*keys).annotate(n=Count("pk"), people=Count("official", distinct=True))
        return groups.order_by(*keys).values_list(*keys, "n", "people")

    # Order

    @property
    def order(self):
        return self.value("sort", DEFAULT_ORDER)

    def sorted(self, placements):
        backwards = self.order.startswith("-")
        columns = self._columns(self.order.lstrip("-"))
        ordered = [column.desc() if backwards else column.asc() for column in columns]
        groups = [] if self.grouping == "none" else ["group_place", "group_level"]
        return placements.order_by(*groups, *ordered, "official__pinyin_order", "pk")

    def _columns(self, sort):
        """What each order goes by, of which one is made."""
        name = "name_zh" if is_chinese() else "name_en"
        return {
            "name": lambda: [F("official__pinyin_order")],
            "home": lambda: [F("home_region"), F(f"home_post__organisation__{name}")],
            "host": lambda: [F(f"host_post__organisation__{name}")],
            "expertise": lambda: [_first_expertise(name)],
            "phase": lambda: [_phase_order(self.day), F("ends_on")],
            "end": lambda: [F("ends_on")],
            "extension": lambda: [F("ends_on") - F("original_ends_on")],
            "signing-strokes": lambda: [_tier_order(), *_organisation(), F("official__stroke_order")],
            "signing-pinyin": lambda: [_tier_order(), *_organisation(), F("official__pinyin_order")],
            "standing": lambda: [*_organisation(), _tier_order(), F("official__stroke_order")],
        }[sort]()


def _organisation():
    """The standing order of host organisations, place by place."""
    organisation = "host_post__organisation"
    return [F(f"{organisation}__jurisdiction"), F(f"{organisation}__standing_order"), F(organisation)]


def _tier_order():
    """The place of the row's tier in TIERS."""
    return Case(*(When(tier=tier, then=Value(at)) for at, tier in enumerate(TIERS)), default=Value(len(TIERS)))


def _first_expertise(name):
    fields = OfficialExpertise.objects.filter(official=OuterRef("official")).order_by("expertise__order", "expertise")
    return Subquery(fields.values(f"expertise__{name}")[:1])


def _phase_order(on):
    """Serving, then upcoming, then what is over."""
    return Case(When(ends_on__lt=on, then=Value(2)), When(starts_on__gt=on, then=Value(1)), default=Value(0))
