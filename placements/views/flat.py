"""Rows read flat, as named tuples: which columns several lists share, and how they are read (ADR 0070, 0072)."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from placements.models import Placement

# What `Drawn.person` draws; what a placement says of its days; what `host_title` words.
PERSON = ("family_name", "given_name", "name_zh", "provenance")
DAYS = ("number", "state", "starts_on", "original_ends_on", "ends_on")
HOST_TITLE = ("host_title_en", "host_title_zh", "congress_decision_number", "congress_decision_on")


def columns(*names, at=""):
    """Columns under their own names, and where each is found: in the row itself, or `at` another, as "official__"."""
    return {name: f"{at}{name}" for name in names}


def read_flat(row, found, shown):
    """What was found as rows of that class, in their order, with the columns that are shown."""
    return list(map(row._make, found.values_list(*shown.values())))


def expertise_of(links, owner, *, of="pk"):
    """The codes of the fields of expertise that are linked to a row, in one array."""
    return ArraySubquery(links.objects.filter(**{owner: OuterRef(of)}).values("expertise"))


class OfPlacement:
    """What a row with those columns says of itself is what the model says."""

    __slots__ = ()

    phase, days_left = Placement.phase, Placement.days_left
    is_live, is_extended = Placement.is_live, Placement.is_extended
    is_congress_decision_known = Placement.is_congress_decision_known
