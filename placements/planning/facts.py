"""The small plain facts that a fit is reckoned from. Nothing here reads the database."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Nominee:
    """A nominated official, as far as the fit asks."""

    key: int | str  # one that stays and sorts: of two answers that are equally good it decides which is given
    region: str  # code of the home region
    tier: str = ""  # of the rank, or of the home post; empty for a specialist without either
    fields: frozenset = frozenset()  # codes of the official's expertise
    groups: frozenset = frozenset()  # the groups that these belong to
    main_field: str = ""  # main field of the home organisation
    places: frozenset = frozenset()  # codes of the cities in which the official has served


@dataclass(frozen=True, slots=True)
class Opening:
    """An offered post, as far as the fit asks."""

    key: int | str
    region: str  # code of the host region
    tier: str = ""
    wanted: frozenset = frozenset()
    groups: frozenset = frozenset()
    main_field: str = ""  # main field of the host organisation
    place: str = ""  # code of the city, or of the region for its own bodies


class Weights(NamedTuple):
    """What each part counts for at most; the cycle's policy numbers, 100 together."""

    expertise: int = 60
    tier: int = 25
    knowledge: int = 15
