"""The small tables that lists name in every row and offer in every filter: divisions, expertise, cycles."""

from exchangeoffice.kept import Kept
from officials.models import Expertise, Jurisdiction
from placements.models import Cycle


class Reference:
    """All of them. Each division knows what it is part of without asking."""

    def __init__(self):
        self.places = {place.code: place for place in Jurisdiction.objects.all()}
        self.fields = {field.code: field for field in Expertise.objects.all()}
        self.cycles = {cycle.pk: cycle for cycle in Cycle.objects.all()}
        for place in self.places.values():
            place.region, place.city = self.places[place.region_id], self.places[place.city_id]
            place.parent = self.places[place.parent_id] if place.parent_id else None

    def fields_of(self, codes):
        """The expertise of these codes, in its order."""
        return sorted((self.fields[code] for code in codes), key=lambda field: (field.order, field.code))


KEPT = Kept(Reference, Jurisdiction, Expertise, Cycle)


def reference():
    """As they are now: one query where nothing has changed since they were read."""
    return KEPT.read()
