"""The registers: who and where. Nothing here knows of placements."""

from .accounts import AccountGroup, AccountPermission, Group, GroupPermission, User
from .geography import FormerJurisdiction, FormerSuccessor, Jurisdiction
from .officials import Official, OfficialExpertise, Provenance
from .organisations import Contact, Organisation
from .posts import Post, PostExpertise
from .vocabulary import Expertise, ProfessionalTitle, Rank, Tier

__all__ = [
    "AccountGroup",
    "AccountPermission",
    "Contact",
    "Expertise",
    "FormerJurisdiction",
    "FormerSuccessor",
    "Group",
    "GroupPermission",
    "Jurisdiction",
    "Official",
    "OfficialExpertise",
    "Organisation",
    "Post",
    "PostExpertise",
    "ProfessionalTitle",
    "Provenance",
    "Rank",
    "Tier",
    "User",
]
