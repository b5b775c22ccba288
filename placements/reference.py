"""The small tables that lists name in every row and offer in every filter; and the filters kept under a name."""

from django.utils.translation import get_language

from exchangeoffice.kept import Kept
from officials.models import Expertise, Jurisdiction
from placements.models import Cycle, SavedFilter


class Reference:
    """All of them. Each division knows what it is part of without asking."""

    def __init__(self):
        self.made = {}
        self.places = {place.code: place for place in Jurisdiction.objects.all()}
        self.fields = {field.code: field for field in Expertise.objects.all()}
        self.cycles = {cycle.pk: cycle for cycle in Cycle.objects.all()}
        self.saved_filters = list(SavedFilter.objects.all())
        for place in self.places.values():
            place.region, place.city = self.places[place.region_id], self.places[place.city_id]
            place.parent = self.places[place.parent_id] if place.parent_id else None
        self.regions = [place for place in self.places.values() if place.is_region]
        # Whatever stands on a line of its own in an index of cities.
        self.regions_and_cities = [place for place in self.places.values() if not place.is_county]

    def once(self, make, *things):
        """What is made of them in the language of the page: made once, and kept as long as they are."""
        key = (get_language(), make, *things)
        if key not in self.made:
            self.made[key] = make(self, *things)
        return self.made[key]

    def saved_for(self, user, path):
        """The saved filters of the list that this person may use: their own, and those that the office shares."""
        return [
            saved
            for saved in self.saved_filters
            if saved.path == path and (saved.is_shared or saved.saved_by_id == user.pk)
        ]

    def fields_of(self, codes):
        """The expertise of these codes, in its order."""
        return sorted((self.fields[code] for code in codes), key=lambda field: (field.order, field.code))


KEPT = Kept(Reference, Jurisdiction, Expertise, Cycle, SavedFilter)


def reference(user=None):
    """As they are now, without a query where the stamp came with the person who asks (accounts.py)."""
    return KEPT.read(getattr(user, "stamp", None))
