"""The places that the filters and groups of a roster name."""

from functools import cached_property

from django.utils.translation import gettext as _

from officials.models.geography import Kind


class RosterPlaces:
    """Regions, cities of provinces, districts of municipalities, and the parts of the roster's jurisdiction.

    Made once for a jurisdiction and a language (`Reference.once`).
    """

    def __init__(self, known, code):
        self.jurisdiction = known.places[code]
        self.by_code = {place.code: place for place in known.places.values() if self._is_named(place)}
        self.offered = {
            "cycle": [(str(cycle.year), cycle.name) for cycle in known.cycles.values()],
            "home": [(region.code, region.name) for region in self.regions],
            "city": self.sending,
            "part": self.parts,
            "expertise": [(field.code, field.name) for field in known.fields.values()],
        }

    def _is_named(self, place):
        here = self.jurisdiction.code
        return place.is_sending or here in (place.code, place.parent_id)

    @cached_property
    def regions(self):
        return [place for place in self.by_code.values() if place.is_region]

    @property
    def has_cities(self):
        """Whether the parts of the jurisdiction are cities, each with its counties."""
        return self.jurisdiction.kind == Kind.PROVINCE

    @cached_property
    def sending(self):
        """(code, name) of every place that a home post may be in, each region's own bodies first."""
        offered = [
            place
            for place in self.by_code.values()
            if place.is_region or place.is_city or (place.parent and place.parent.is_region)
        ]
        offered.sort(key=lambda place: (place.region_id, place.code))
        return [(place.code, self.own_bodies_of(place) if place.is_region else place.full_name) for place in offered]

    @cached_property
    def parts(self):
        """(code, name) of the jurisdiction's own bodies and of each of its parts."""
        parts = [place for place in self.by_code.values() if place.parent_id == self.jurisdiction.code]
        if not parts:
            return []
        return [(self.jurisdiction.code, self.own_bodies), *((part.code, part.name) for part in parts)]

    @property
    def own_bodies(self):
        return _("Provincial bodies") if self.has_cities else _("Municipal bodies")

    @staticmethod
    def own_bodies_of(region):
        if region.kind == Kind.PROVINCE:
            return _("Provincial bodies of {region}").format(region=region.name)
        return _("Municipal bodies of {region}").format(region=region.name)

    def part_name(self, code):
        """What stands over the group of a part."""
        if code == self.jurisdiction.code and not self.jurisdiction.is_county:
            return self.own_bodies
        return self.by_code[code].name if code in self.by_code else code
