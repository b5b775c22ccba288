"""What happens: cycles, placements with their ledger of ends, and requests to extend them."""

from .cycles import Cycle, GuideAge, Quota, Series, SuggestedEnd
from .departures import Departure
from .extensions import ExtensionRequest, Opinion
from .ledger import TermEntry
from .placements import Placement

__all__ = [
    "Cycle",
    "Departure",
    "ExtensionRequest",
    "GuideAge",
    "Opinion",
    "Placement",
    "Quota",
    "Series",
    "SuggestedEnd",
    "TermEntry",
]
