"""The office in plain Python: what the rules of the domain say, for tests to hold the software against.

Nothing here is imported from the software, nor copied from its rules: it was written from the
office's own words. Each question is answered by the list of all refusals that hold; an empty one
means that the act is done. Days are passed in.
"""

import calendar
import datetime as dt
from dataclasses import dataclass, field

ONE_DAY = dt.timedelta(days=1)
LIVE = ("proposed", "confirmed")
OPEN = ("draft", "submitted", "returned")
NOT_YOURS = "This is not your placement."
MAY_NOT = "You may not do this."


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

    def covers(self, side, until):
        """Whether that side was asked, and all it says goes so far."""
        said = [end for (whose, _), end in self.opinions.items() if whose == side]
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


class Office:
    """All placements and requests, and who may do what to them on a day."""

    def __init__(self, rounds, people, seats, coordinators):
        self.rounds, self.people, self.seats = rounds, people, seats
        self.coordinators = coordinators
        self.lives = []
        self.departures = 0

    def others(self, life):
        return [other for other in self.lives if other.live and other is not life]

    def insist(self, by):
        return [] if by in self.coordinators else [MAY_NOT]

    def own_or_office(self, life, by):
        return [] if by in (life.person.account, *self.coordinators) else [NOT_YOURS]

    # Placing

    def not_placed(self, life):
        no = ["The cycle is closed."] * life.round.closed
        if life.person.region == life.seat.region:
            no.append("The host post is in the home region")
        if life.original_ends_on < life.starts_on:
            no.append("The term ends before it starts.")
        elif life.original_ends_on < term_of(life.starts_on, 12) and not life.replaces:
            no.append("The term is under 12 months; the earliest end is")
        if life.seat.retired_on and life.seat.retired_on <= life.original_ends_on:
            no.append("The post was retired on")
        for other in self.others(life):
            if life.days_meet(other):
                no += [f"already has placement {other.number}"] * (other.person is life.person)
                no += [f"Shen Ruochuan, {other.number}, "] * (other.seat is life.seat)
        return no

    def warnings_of_placing(self, life):
        direction = (life.person.region, life.seat.region)
        placed = [
            other
            for other in self.others(life)
            if other.round is life.round and (other.person.region, other.seat.region) == direction
        ]
        warnings = ["Tier differs"] * life.seat.other_tier
        if len(placed) >= life.round.places.get(direction, 1000):
            warnings.append("The quota")
        if life.starts_on != life.round.starts_on:
            warnings.append("Start differs")
        return warnings

    def not_confirmed(self, life, by):
        if life.state != "proposed":
            return [*self.insist(by), "Only a proposed placement can be confirmed."]
        return [*self.insist(by), *self.not_placed(life)]

    def not_cancelled(self, life, by, on):
        no = self.insist(by)
        if life.state != "confirmed":
            return [*no, "Only a confirmed placement can be cancelled."]
        return no + ["The placement has started"] * (on >= life.starts_on)

    def not_closed(self, cycle, by):
        waiting = [life for life in self.lives if life.round is cycle and life.state == "proposed"]
        no = self.insist(by) + ["The cycle is closed."] * cycle.closed
        return no + [f"{len(waiting)} placements of this cycle are still proposed"] * bool(waiting)

    # Asking

    def no_asking(self, life, on):
        if life.state != "confirmed" or on < life.starts_on:
            return ["The placement has not started."]
        no = ["it is not yet open"] * (on < life.opens_on) + ["Requests closed on"] * (on > life.closes_on)
        return no + ["The new end is past"] * (life.latest_end <= life.ends_on)

    def no_such_end(self, life, until):
        if until <= life.ends_on:
            return ["The new end must be after"]
        return ["The new end is past"] * (until > life.latest_end)

    def not_drafted(self, life, until, by, on):
        waits = life.open_request is not None and life.open_request.state == "submitted"
        no = self.own_or_office(life, by) + ["An open request exists"] * waits
        return no + self.no_asking(life, on) + self.no_such_end(life, until)

    def not_submitted(self, asked, by, on):
        no = self.own_or_office(asked.life, by)
        if asked.state not in ("draft", "returned"):
            no.append("An open request exists")
        return no + self.no_asking(asked.life, on) + self.no_such_end(asked.life, asked.until)

    def not_withdrawn(self, asked, by):
        no = self.own_or_office(asked.life, by)
        return no + ["The request is not waiting"] * (asked.state not in ("submitted", "returned"))

    def not_discarded(self, asked, by):
        no = [] if by in (asked.drafted_by, asked.life.person.account) else [NOT_YOURS]
        return no + ["Only a draft can be discarded."] * (asked.state != "draft")

    # Deciding

    def not_decided(self, asked, by):
        no = self.insist(by)
        if by == asked.life.person.account:
            no.append("You cannot decide your own request.")
        if asked.state in ("approved", "declined", "reversed"):
            no.append("this page is out of date")
        elif asked.state != "submitted":
            no.append("The request is not waiting")
        return no

    def not_staying(self, life, until):
        """Post or official is promised elsewhere on a day after the current end."""
        no = []
        for other in self.others(life):
            if other.starts_on <= until and other.ends_on > life.ends_on:
                no += ["The post is promised to a successor from"] * (other.seat is life.seat)
                no += [f"already has placement {other.number}"] * (other.person is life.person)
        return no

    def not_approved(self, asked, until, by):
        return self.not_decided(asked, by) + self.no_such_end(asked.life, until) + self.not_staying(asked.life, until)

    def warnings_of_approving(self, asked, until):
        return [f"The {side} opinion is missing" for side in ("host", "home") if not asked.covers(side, until)]

    def not_reversed(self, asked, by, on):
        life = asked.life
        no = self.insist(by)
        if by == life.person.account:
            no.append("You cannot decide your own request.")
        if asked.state != "approved":
            return [*no, "Only an approved request can be reversed."]
        line = life.ledger[-1]
        if line.request is not asked:
            return [*no, "a later term record rests on it"]
        if line.before < on:
            no.append("the earlier end is already past")
        if life.open_request:
            no.append("rests on it")
        for other in self.others(life):
            is_theirs = other.seat is life.seat or other.person is life.person
            if is_theirs and other.tick > line.tick and other.starts_on > line.before:
                no.append(f"{other.number} rests on it")
        return no

    # Going home early

    def not_returned_early(self, life, ends_on, by):
        no = self.insist(by)
        if life.state != "confirmed":
            return [*no, "Only a confirmed placement can end early."]
        no += ["The day must be between"] * (not life.starts_on <= ends_on < life.ends_on)
        waits = life.open_request is not None and life.open_request.state == "submitted"
        return no + ["waits; decide it first"] * waits

    def not_kept_longer(self, life, by, on):
        """The early return is not taken back: as with an extension; the days it freed may be somebody else's."""
        no = self.insist(by)
        if life.state != "confirmed" or life.ledger[-1].kind != "early_return":
            return [*no, "The latest term record is not an early return."]
        earlier = life.ledger[-1].before
        no += ["the earlier end is already past"] * (earlier < on)
        no += ["rests on it"] * (life.open_request is not None)
        return no + self.not_staying(life, earlier)
