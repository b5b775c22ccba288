"""The query strings of the lists of nominations and of offered posts."""

import django_filters
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from officials import names
from officials.models import Official, Post, Tier
from placements.filters import ListFilter, NameFilter, choice
from placements.models import Nomination, PostOffer
from placements.models.nominations import NominationStanding
from placements.models.offers import OfferStanding

CREATED = [("yes", gettext_lazy("Created posts only"))]


class OfferingFilter(ListFilter):
    """What both lists ask alike. The state is counted before it is applied: see `counts`."""

    standings: type[NominationStanding] | type[OfferStanding]

    cycle = choice(gettext_lazy("Cycle"), field_name="cycle__year")
    state = choice(gettext_lazy("State"), method="keep")
    expertise = choice(gettext_lazy("Expertise"), method="in_field")
    tier = choice(gettext_lazy("Tier"), method="of_tier", choices=Tier.choices)

    def __init__(self, data, queryset, *, cycles, places, fields):
        super().__init__(data, queryset)
        self.places = {place.code: place for place in places}
        self.offer("cycle", [(str(cycle.year), cycle.name) for cycle in cycles])
        self.offer("state", self.standings.choices)
        self.offer("expertise", [(field.code, field.name) for field in fields])
        self.offer("place", [(place.code, place.name) for place in places])

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        standing = self.value("state")
        return rows.that_stand(standing) if standing else rows

    def at(self, prefix, code):
        """The condition that an organisation lies in the place: a region, or a city with its counties."""
        place = self.places[code]
        if place.is_region:
            return Q(**{f"{prefix}region": place})
        return Q(**{f"{prefix}organisation__jurisdiction__city": place})

    @property
    def counts(self):
        """(standing, how many) under all other filters, in one query; nothing where a filter cannot be read."""
        if not self.is_valid():
            return []
        rows = super().filter_queryset(self.queryset.all()).order_by()
        found = rows.aggregate(
            **{
                standing: Count("pk", filter=Q(pk__in=rows.that_stand(standing).values("pk")))
                for standing in self.standings.values
            }
        )
        return [(standing, found[standing]) for standing in self.standings]


class NominationFilter(OfferingFilter):
    standings = NominationStanding

    place = choice(pgettext_lazy("a side", "Home"), method="from_place")
    q = NameFilter(label=gettext_lazy("Name in Chinese or pinyin"), method="named", max_length=100)

    class Meta:
        model = Nomination
        fields: list[str] = []

    def from_place(self, nominations, name, code):
        return nominations.filter(self.at("official__home_post__", code))

    def in_field(self, nominations, name, code):
        with_it = Official.expertise.through.objects.filter(expertise=code).values("official")
        return nominations.filter(official__in=with_it)

    def of_tier(self, nominations, name, tier):
        return nominations.filter(official__in=Official.objects.of_tier(tier).values("pk"))

    def named(self, nominations, name, text):
        return nominations.filter(official__in=Official.objects.named(text).values("pk"))


class OfferFilter(OfferingFilter):
    standings = OfferStanding

    place = choice(gettext_lazy("Host"), method="at_place")
    created = choice(gettext_lazy("Origin of the post"), method="keep_created", choices=CREATED)
    q = django_filters.CharFilter(label=gettext_lazy("Number, post or need"), method="holding", max_length=100)

    class Meta:
        model = PostOffer
        fields: list[str] = []

    def at_place(self, offers, name, code):
        return offers.filter(self.at("post__", code))

    def in_field(self, offers, name, code):
        return offers.filter(pk__in=PostOffer.wanted.through.objects.filter(expertise=code).values("postoffer"))

    def of_tier(self, offers, name, tier):
        return offers.filter(post__tier=tier)

    def keep_created(self, offers, name, value):
        return offers.filter(post__is_created_for_programme=True)

    def holding(self, offers, name, text):
        found = Q(number__iexact=text) | Q(need__icontains=text)
        if names.words(text):
            found |= Q(post__in=Post.objects.matching(text).values("pk"))
        return offers.filter(found)
