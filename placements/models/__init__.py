"""What happens: who is put forward and what is offered in a cycle, placements with their ledger, requests to extend."""

from placements.models.cycles import Cycle, GuideAge, Quota, Series, SuggestedEnd
from placements.models.departures import Departure
from placements.models.exports import Export
from placements.models.extensions import ExtensionRequest
from placements.models.imports import Import
from placements.models.ledger import TermEntry
from placements.models.nominations import Nomination
from placements.models.notices import Notice
from placements.models.offers import PostOffer, PostOfferExpertise, PostRenewal
from placements.models.opinions import Opinion
from placements.models.papers import Attachment, DecisionPaper
from placements.models.placements import Placement
from placements.models.plans import Plan, PlanRow
from placements.models.saved_filters import SavedFilter

__all__ = [
    "Attachment",
    "Cycle",
    "DecisionPaper",
    "Departure",
    "Export",
    "ExtensionRequest",
    "GuideAge",
    "Import",
    "Nomination",
    "Notice",
    "Opinion",
    "Placement",
    "Plan",
    "PlanRow",
    "PostOffer",
    "PostOfferExpertise",
    "PostRenewal",
    "Quota",
    "SavedFilter",
    "Series",
    "SuggestedEnd",
    "TermEntry",
]
