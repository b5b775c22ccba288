"""A row of a roster, flat: a placement with its official and posts, as one query reads them."""

from collections import namedtuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from officials.models import Official, OfficialExpertise
from placements.models import Placement
from placements.models.placements import to_be_appointed
from placements.views.standing import Standing

# What a row shows, and where it is found; the rest of a placement, some forty columns, stays where it is.
COLUMNS = {
    **{name: name for name in ("pk", "number", "state", "starts_on", "original_ends_on", "ends_on")},
    "cycle_id": "cycle",
    "home_region_id": "home_region",
    **{name: name for name in ("host_title_en", "host_title_zh")},
    **{name: name for name in ("congress_decision_number", "congress_decision_on")},
    **{name: f"official__{name}" for name in ("family_name", "given_name", "name_zh", "provenance", "stroke_order")},
    "home_en": "home_post__organisation__name_en",
    "home_zh": "home_post__organisation__name_zh",
    "home_title_en": "home_post__title_en",
    "home_title_zh": "home_post__title_zh",
    "host_en": "host_post__organisation__name_en",
    "host_zh": "host_post__organisation__name_zh",
    "post_title_en": "host_post__title_en",
    "post_title_zh": "host_post__title_zh",
    "needs_congress_decision": "host_post__needs_congress_decision",
    "place_id": "host_post__organisation__jurisdiction",
    "expertise": ArraySubquery(OfficialExpertise.objects.filter(official=OuterRef("official")).values("expertise")),
}
IF_ASKED = ("tier", "group_place", "group_level")  # only where groups or order go by them


class Row(namedtuple("Columns", [*COLUMNS, *IF_ASKED], defaults=["", "", None])):  # type: ignore[misc]  # no literals
    """A named tuple costs a fiftieth of the six models it is read from; what a placement says of itself it says too."""

    __slots__ = ()

    phase, days_left, is_extended = Placement.phase, Placement.days_left, Placement.is_extended
    is_congress_decision_known = Placement.is_congress_decision_known
    name_latin = Official.name_latin

    @classmethod
    def read(cls, placements):
        """The placements as rows, in their order: one query."""
        asked = [name for name in IF_ASKED if name in placements.query.annotations]
        named = [*COLUMNS, *asked]
        found = placements.values_list(*COLUMNS.values(), *asked)
        return [cls(**dict(zip(named, values, strict=True))) for values in found]

    def host_title(self, name):
        """As `Placement.host_title`; `name` chooses of two names."""
        title = name(self.host_title_zh, self.host_title_en) or name(self.post_title_zh, self.post_title_en)
        if self.needs_congress_decision and not self.is_congress_decision_known:
            return to_be_appointed(title)
        return title

    def standing(self, known, *, on):
        """How it stands on the day."""
        return Standing(self, on, known.cycles[self.cycle_id])
