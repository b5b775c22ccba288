"""What happens: cycles, placements with their ledger of ends, and requests to extend them."""

from placements.models.cycles import Cycle, GuideAge, Quota, Series, SuggestedEnd
from placements.models.departures import Departure
from placements.models.exports import Export
from placements.models.extensions import ExtensionRequest
from placements.models.ledger import TermEntry
from placements.models.notices import Notice
from placements.models.opinions import Opinion
from placements.models.papers import Attachment, DecisionPaper
from placements.models.placements import Placement

__all__ = [
    "Attachment",
    "Cycle",
    "DecisionPaper",
    "Departure",
    "Export",
    "ExtensionRequest",
    "GuideAge",
    "Notice",
    "Opinion",
    "Placement",
    "Quota",
    "Series",
    "SuggestedEnd",
    "TermEntry",
]
