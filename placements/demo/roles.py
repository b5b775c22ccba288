"""What a role in the cast says: a post by its place, and somebody of the crowd who has a story."""

from dataclasses import dataclass

from officials.models.vocabulary import Tier


@dataclass(frozen=True)
class Seat:
    """A post: the organisation's code (or template and place), and which post it is there.

    `what` is deputy, government, the place of a division in its field's list, or the English and
    Chinese title.
    """

    organisation: str
    what: str | int | tuple[str, str] = "deputy"


@dataclass(frozen=True)
class Role:
    """Somebody of the cast."""

    story: str
    name_zh: str
    field: str
    home: Seat
    host: Seat
    tier: str = Tier.DIVISION_DEP
    home_tier: str | None = None  # where it differs
    home_field: str | None = None
    age: int | None = None
    reason: str = ""
    confirm_reason: str = ""
    # Days after the cycle's first day, where the term starts on another day.
    starts_after: int = 0
    created_why: str = ""
    post_of: str = ""  # the story whose host post it takes over
    same_as: str = ""  # the story of an earlier cycle that is about the same person
    paired_with: str = ""  # the story of the other half of a swap, planned before it
    stays_proposed: bool = False
