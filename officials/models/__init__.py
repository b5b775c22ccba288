"""The registers: who and where. Nothing here knows of placements."""

from officials.models.accounts import AccountGroup, AccountPermission, Group, GroupPermission, User
from officials.models.geography import FormerJurisdiction, FormerSuccessor, Jurisdiction
from officials.models.officials import Official, OfficialExpertise, Provenance
from officials.models.organisations import Contact, Organisation
from officials.models.posts import Post, PostExpertise
from officials.models.trail import AuditEvent
from officials.models.vocabulary import Expertise, ProfessionalTitle, Rank, Tier

__all__ = [
    "AccountGroup",
    "AccountPermission",
    "AuditEvent",
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
