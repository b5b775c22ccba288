"""What the model knows of: cycles, people, posts, placements with their ledger and requests, in plain Python."""

import calendar
import datetime as dt
from dataclasses import dataclass, field

ONE_DAY = dt.timedelta(days=1)
LIVE = ("proposed", "confirmed")
OPEN = ("draft", "submitted", "returned")


def months_on(day, months):
    """The same day so many months on, or the last of that month where it is shorter."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def term_of(starts_on, months):
    """The last day of so many months from that day, both counted."""
    return months_on(starts_on, months) - ONE_DAY


@dataclass
class Round:
    """A cycle with its policy numbers."""

    year: int
    starts_on: dt.date
    ends_on: dt.date
    programme_ends_on: dt.date
    most_months_of_one: int = 12
    late_days: int = 0
    places: dict = field(default_factory=dict)  # (home region, host region) → places
    closed: bool = False


@dataclass
class Person:
    """An official; `account` is who signs in as them."""

    region: str
    account: str


@dataclass
class Seat:
    """A post."""

    region: str
    needs_congress: bool = False
    other_tier: bool = False
    retired_on: dt.date | None = None


@dataclass
class Line:
    """A line of the term ledger."""

    kind: str
    ends_on: dt.date
    before: dt.date | None = None
    request: "Asked | None" = None
    tick: int = 0


@dataclass
class Paper:
    """A file of a request: who put it there, and whether it was sent."""

    by: str
    is_sent: bool = False


@dataclass
class Asked:
    """An extension request."""

    life: "Life"
    drafted_by: str
    until: dt.date
    state: str = "draft"
    number: str | None = None
    late: bool = False
    approved: dt.date | None = None
    opinions: dict = field(default_factory=dict)  # (side, level) → last day agreed to
    files: dict = field(default_factory=dict)  # what it says → its Paper
    assigned_to: str | None = None
    papers: int = 0
    pk: int = 0

    def covers(self, side, until):
        """Whether that side was asked, and all it says goes so far."""
        said = [
            self.until if end == dt.date.max else end  # who agrees agrees to what is asked
            for (whose, _), end in self.opinions.items()
            if whose == side
        ]
        return bool(said) and all(until <= end for end in said)


@dataclass
class Life:
    """A placement with its ledger and its requests."""

    round: Round
    person: Person
    seat: Seat
    starts_on: dt.date
    original_ends_on: dt.date
    replaces: "Life | None" = None
    number: str = ""
    state: str = "proposed"
    tick: int = 0  # when it was proposed
    arrived_on: dt.date | None = None
    back_home_on: dt.date | None = None
    ledger: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    @property
    def ends_on(self):
        return self.ledger[-1].ends_on if self.ledger else self.original_ends_on

    @property
    def live(self):
        return self.state in LIVE

    @property
    def open_request(self):
        return next((asked for asked in self.asked if asked.state in OPEN), None)

    @property
    def waits(self):
        return self.open_request is not None and self.open_request.state == "submitted"

    @property
    def opens_on(self):
        return self.ends_on - dt.timedelta(days=120)

    @property
    def on_time_until(self):
        return self.ends_on - dt.timedelta(days=60)

    @property
    def closes_on(self):
        return self.ends_on + dt.timedelta(days=self.round.late_days)

    @property
    def latest_end(self):
        """The latest end that an extension can have: of one, in all, and of the programme."""
        return min(
            term_of(self.ends_on + ONE_DAY, self.round.most_months_of_one),
            term_of(self.starts_on, 24),
            self.round.programme_ends_on,
        )

    def days_meet(self, other):
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on
