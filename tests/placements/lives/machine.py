"""What all verbs stand on: a world, its clock, acting, and holding the answer against the model."""

import datetime as dt
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition

from placements.models import ExtensionRequest, Placement
from tests.placements.lives.office import Office
from tests.placements.lives.records import ONE_DAY, OPEN, Person, Round, Seat

D = dt.date
WHY = "Agreed by both sides."
COORDINATORS = ["office", "twin"]  # the twin is an official too
PEOPLE = [("110000", "first"), ("110000", "second"), ("130000", "third"), ("120000", "twin")]
SEATS = [Seat("130000"), Seat("130000", needs_congress=True), Seat("110000", other_tier=True), Seat("120000")]
PAIRS = [(0, 0), (1, 1), (2, 2), (3, 1), (0, 3)]  # an official, a post

which = st.integers(0, 11)
latest = st.sampled_from([0] * 8 + [1, 2, 3, 5, 7])
who = st.sampled_from(["office"] * 12 + ["twin", "twin", "self", "staff", "first"])
asker = st.sampled_from(["self"] * 10 + ["office", "office", "twin", "staff", "second"])
to_draft = st.sampled_from(["opens"] * 6 + ["now", "now", "in time", "late", "last"])
to_send = st.sampled_from(["now"] * 12 + ["in time", "late", "last", "last"])
some_end = st.sampled_from(["latest", "half", "half", "after", "same"])
off_by = st.sampled_from([0] * 6 + [-1, 1])
reason = st.sampled_from([WHY, WHY, WHY, ""])


def never(_lives):
    return False


def sometimes(nth, or_if=never):
    """Offer the rule at every nth act, and where it can be done: most of what is drawn is not refused."""
    return precondition(lambda self: self.office.lives and (or_if(self) or self.tick % nth == 0))


def in_state(*states):
    return lambda self: any(life.state in states for life in self.office.lives)


def asked_in(*states):
    return lambda self: any(asked.state in states for life in self.office.lives for asked in life.asked)


def has_requests(self):
    return any(life.asked for life in self.office.lives)


def went_home(self):
    return any(life.ledger and life.ledger[-1].kind == "early_return" for life in self.office.lives)


class Machine(RuleBasedStateMachine):
    """One world of four officials, four posts, three regions and two cycles, from spring 2015 on."""

    world = None
    tally: Counter = Counter()  # (verb, done or refused) → how often

    def __init__(self):
        super().__init__()
        self.scope = transaction.atomic()
        self.scope.__enter__()
        self.today = D(2015, 5, 4)
        self.tick = 0
        self.numbers = Counter()
        rounds = [
            Round(2015, D(2015, 7, 24), D(2016, 7, 23), D(2020, 12, 31), places={("110000", "130000"): 1}),
            Round(2016, D(2016, 7, 24), D(2017, 7, 23), D(2018, 1, 31), most_months_of_one=6, late_days=30),
        ]
        people = [Person(region, account) for region, account in PEOPLE]
        seats = [Seat(seat.region, seat.needs_congress, seat.other_tier) for seat in SEATS]
        self.office = Office(rounds, people, seats, COORDINATORS)

    def teardown(self):
        transaction.set_rollback(True)
        self.scope.__exit__(None, None, None)

    # Acting, and holding the answer against the model

    @property
    def at(self):
        """A later moment at each step, on the day that it is."""
        morning = dt.datetime.combine(self.today, dt.time(8), timezone.get_default_timezone())
        return morning + dt.timedelta(seconds=self.tick)

    def account(self, name, life=None):
        return life.person.account if name == "self" else name

    def act(self, verb, refusals, warnings, reason, do):
        """Do it, and see that the model says the same: whether it was done, and the answer or the refusal."""
        self.tick += 1
        if not refusals and warnings and not reason:
            refusals = warnings
        try:
            done = do()  # an action, which undoes by itself what it began
        except ValidationError as refused:
            said = " ".join(refused.messages)
            assert refusals, f"{verb} was refused ({said}); the model allows it"
            assert any(words in said for words in refusals), f"{verb} was refused with {said!r}, not one of {refusals}"
            self.tally[verb, "refused"] += 1
            return False, refused
        assert not refusals, f"{verb} was done; the model refuses it: {refusals}"
        self.office.departures += len(warnings)
        self.tally[verb, "done"] += 1
        return True, done

    def enrol(self, life):
        """The placement was proposed just now: it has the next number of its cycle."""
        year = life.round.year
        self.numbers["P", year] += 1
        life.number, life.tick = f"P-{year % 100}-{self.numbers['P', year]:04d}", self.tick
        self.office.lives.append(life)

    def life(self, which):
        return self.office.lives[which % len(self.office.lives)]

    def one_of(self, which, fits):
        """One of those that fit; one of all, where none does."""
        lives = [life for life in self.office.lives if fits(life)] or self.office.lives
        return lives[which % len(lives)]

    def request(self, which, *states):
        """One of the requests, those in such a state first, then those that are open."""
        every = [asked for life in self.office.lives for asked in life.asked]
        every.sort(key=lambda asked: (asked.state not in states, asked.state not in OPEN))
        return every[which % len(every)]

    def is_to_come(self, life):
        return life.state == "confirmed" and life.starts_on > self.today

    def stored(self, life):
        return Placement.objects.select_related("official").get(number=life.number)

    def stored_request(self, asked):
        return ExtensionRequest.objects.select_related("placement__official").get(pk=asked.pk)

    def wait_until(self, day):
        """Time goes forward only."""
        self.today = max(self.today, min(day, D(2019, 12, 31)))

    def wait_for(self, life, when, days):
        edges = {
            "opens": life.opens_on,
            "in time": life.on_time_until,
            "late": life.on_time_until + ONE_DAY,
            "last": life.closes_on,
        }
        if when in edges:
            self.wait_until(edges[when] + dt.timedelta(days=days))
