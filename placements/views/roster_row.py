"""A row of a roster, flat: a placement with its official and posts, as one query reads them."""

from collections import namedtuple

from django.db import connection

from officials.models import Official
from placements.models.placements import host_title
from placements.views.flat import DAYS, HOST_TITLE, PERSON, OfPlacement, columns
from placements.views.standing import Standing

# What a row shows, and where it is found; the rest of a placement, some forty columns, stays where it is.
COLUMNS = {
    **columns(*DAYS, *HOST_TITLE, "cycle_id", "home_region_id", at="placement."),
    **columns(*PERSON, "stroke_order", at="official."),
    "home_en": "home_body.name_en",
    "home_zh": "home_body.name_zh",
    "home_title_en": "home.title_en",
    "home_title_zh": "home.title_zh",
    "host_en": "host_body.name_en",
    "host_zh": "host_body.name_zh",
    "post_title_en": "host.title_en",
    "post_title_zh": "host.title_zh",
    "needs_congress_decision": "host.needs_congress_decision",
    "place_id": "host_body.jurisdiction_id",
    "expertise": "array(select expertise_id from officials_official_expertise where official_id = official.id)",
}
# The keys are found first, and only they are joined. By hand: the ORM would look up the same names for each page.
ROWS = f"""
select {", ".join(COLUMNS.values())}, shown.*
from (select keys.*, row_number() over () as nth from ({{keys}}) keys) shown
join placements_placement placement on placement.id = shown.pk
join officials_official official on official.id = placement.official_id
join officials_post home on home.id = placement.home_post_id
join officials_organisation home_body on home_body.id = home.organisation_id
join officials_post host on host.id = placement.host_post_id
join officials_organisation host_body on host_body.id = host.organisation_id
order by nth
"""  # noqa: S608 - put together from names of ours
OF_KEYS = ["pk", "tier", "group_place", "group_level", "nth"]  # but for the key, only where groups or order go by them


class Row(OfPlacement, namedtuple("Columns", [*COLUMNS, *OF_KEYS], defaults=["", "", None, 0])):  # type: ignore[misc]  # no literals
    """A named tuple costs a fiftieth of the six models it is read from; what a placement says of itself it says too."""

    __slots__ = ()

    name_latin = Official.name_latin

    @classmethod
    def read(cls, placements):
        """The placements as rows, in their order: one query."""
        asked = [name for name in OF_KEYS if name == "pk" or name in placements.query.annotations]
        keys, values = placements.values(*asked).query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(ROWS.format(keys=keys), values)
            size, of_keys = len(COLUMNS), [column.name for column in cursor.description[len(COLUMNS) :]]
            return [cls(*row[:size], **dict(zip(of_keys, row[size:], strict=True))) for row in cursor]

    def host_title(self, name):
        """As `Placement.host_title`; `name` chooses of two names."""
        own_title = name(self.post_title_zh, self.post_title_en)
        return host_title(self, own_title, needs_decision=self.needs_congress_decision, name=name)

    def standing(self, known, *, on):
        """How it stands on the day."""
        return Standing(self, on, known.cycles[self.cycle_id])
