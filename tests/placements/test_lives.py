"""Random lives of placements and requests: all verbs, random days, several people, against a plain model.

The model (model_office.py) says what is refused and in which words; after every step the states,
the current ends, the ledger and the numbers are those of the model, and what must never be false
is asked of the database itself. LIVES_STEPS is the number of steps; the same ones every time.
"""

import datetime as dt
import os
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from officials.models import Official, Post
from officials.models.vocabulary import Tier
from placements import actions
from placements.models import Cycle, Departure, ExtensionRequest, Placement, TermEntry
from tests import factories
from tests.placements.model_office import ONE_DAY, Asked, Life, Line, Office, Person, Round, Seat, months_on, term_of

STEPS = int(os.environ.get("LIVES_STEPS", "1000"))
STEPS_OF_A_LIFE = 50
# A failing life is told as it was found; LIVES_SHRINK=1 looks for a shorter one, which takes minutes.
PHASES = [Phase.generate, *[Phase.shrink] * bool(os.environ.get("LIVES_SHRINK"))]
WHY = "Agreed by both sides."
COORDINATORS = ["office", "twin"]  # the twin is an official too
PEOPLE = [("110000", "first"), ("110000", "second"), ("130000", "third"), ("120000", "twin")]
SEATS = [Seat("130000"), Seat("130000", needs_congress=True), Seat("110000", other_tier=True), Seat("120000")]
CITIES = {"110000": "110106", "120000": "120000", "130000": "130800"}
PAIRS = [(0, 0), (1, 1), (2, 2), (3, 1), (0, 3)]  # an official, a post
D = dt.date

NEVER = {
    "an official in two places": """
        select a.number, b.number from placements_placement a join placements_placement b
        on a.id < b.id and a.official_id = b.official_id and a.starts_on <= b.ends_on and b.starts_on <= a.ends_on
        where a.state in ('proposed', 'confirmed') and b.state in ('proposed', 'confirmed')""",
    "a post with two guests": """
        select a.number, b.number from placements_placement a join placements_placement b
        on a.id < b.id and a.host_post_id = b.host_post_id and a.starts_on <= b.ends_on and b.starts_on <= a.ends_on
        where a.state in ('proposed', 'confirmed') and b.state in ('proposed', 'confirmed')""",
    "a term that is none": """
        select number from placements_placement
        where starts_on > ends_on or starts_on > original_ends_on or starts_on < '2000-01-01' or ends_on > '2100-12-31'
        or (replaces_id is null and original_ends_on < starts_on + interval '1 year' - interval '1 day')""",
    "a region that is not its posts'": """
        select p.number from placements_placement p
        join officials_post home on home.id = p.home_post_id join officials_post host on host.id = p.host_post_id
        join officials_organisation o on o.id = home.organisation_id
        join officials_organisation h on h.id = host.organisation_id
        where p.home_region_id = p.host_region_id
        or p.home_region_id <> o.region_id or p.host_region_id <> h.region_id""",
    "an end that is not the ledger's": """
        select p.number from placements_placement p where p.ends_on <> coalesce(
        (select ends_on from placements_termentry t where t.placement_id = p.id order by serial desc limit 1),
        p.original_ends_on)""",
    "two open requests": """
        select placement_id from placements_extensionrequest
        where state in ('draft', 'submitted', 'returned') group by placement_id having count(*) > 1""",
    "half a decision": """
        select id from placements_extensionrequest
        where (state in ('approved', 'declined', 'reversed')) <> (decided_by_id is not null and decided_at is not null)
        or (state in ('approved', 'reversed')) <> (approved_ends_on is not null)
        or (state = 'declined') <> (next_step <> '') or (state = 'reversed') <> (reversed_by_id is not null)""",
    "a change without its audit row": """
        select p.number from placements_placement p where p.state is distinct from
        (select e.state from placements_placementevent e where e.pgh_obj_id = p.id order by pgh_id desc limit 1)""",
}
NEVER_AT_ALL = " union all ".join(f"select '{what.replace(chr(39), '')}' from ({sql}) x" for what, sql in NEVER.items())

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


def went_home(self):
    return any(life.ledger and life.ledger[-1].kind == "early_return" for life in self.office.lives)


class Lives(RuleBasedStateMachine):
    """One world of four officials, four posts, three regions and two cycles, from spring 2015 on."""

    world = None
    tally = Counter()

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
        """Do it, and see that it was done or refused as the model says: whether it was done, and its answer."""
        self.tick += 1
        if not refusals and warnings and not reason:
            refusals = warnings
        try:
            with transaction.atomic():
                done = do()
        except ValidationError as refused:
            said = " ".join(refused.messages)
            assert refusals, f"{verb} was refused ({said}); the model allows it"
            assert any(words in said for words in refusals), f"{verb} was refused with {said!r}, not one of {refusals}"
            self.tally[verb, "refused"] += 1
            return False, None
        assert not refusals, f"{verb} was done; the model refuses it: {refusals}"
        self.office.departures += len(warnings)
        self.tally[verb, "done"] += 1
        return True, done

    def life(self, which):
        return self.office.lives[which % len(self.office.lives)]

    def request(self, which):
        """One of the requests, the latest first: those are still open."""
        every = [asked for life in self.office.lives for asked in life.asked]
        every.sort(key=lambda asked: asked.state not in ("draft", "submitted", "returned"))
        return every[which % len(every)]

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

    # Placing

    def new_life(self, cycle, person, seat, starts, term, replaced, reason, by="office"):
        office = self.office
        cycle = office.rounds[cycle]
        starts_on = cycle.starts_on + dt.timedelta(days=starts)
        ends_on = {
            "year": term_of(starts_on, 12),
            "short": term_of(starts_on, 12) - ONE_DAY,
            "none": starts_on - ONE_DAY,
            "cycle": cycle.ends_on,
            "long": term_of(starts_on, 20),
        }[term]
        replaces = self.life(replaced) if replaced is not None and office.lives else None
        life = Life(cycle, office.people[person], office.seats[seat], starts_on, ends_on, replaces)
        anew = Placement(
            cycle=Cycle.objects.get(year=cycle.year),
            official=Official.objects.get(pk=self.world["officials"][person]),
            host_post=Post.objects.get(pk=self.world["posts"][seat]),
            starts_on=starts_on,
            original_ends_on=ends_on,
            replaces=self.stored(replaces) if replaces else None,
        )
        done, _ = self.act(
            "propose",
            office.insist(by) + office.not_placed(life),
            office.warnings_of_placing(life),
            reason,
            lambda: actions.propose_placement(anew, reason=reason, by=self.world[by], at=self.at),
        )
        if done:
            self.numbers["P", cycle.year] += 1
            life.number, life.tick = f"P-{cycle.year % 100}-{self.numbers['P', cycle.year]:04d}", self.tick
            office.lives.append(life)
        return life if done else None

    @initialize(
        pairs=st.lists(st.sampled_from([(0, 0), (1, 1), (2, 2), (3, 1), (0, 3)]), min_size=1, max_size=3, unique=True)
    )
    def begin(self, pairs):
        """Some begin with placements that are confirmed."""
        for person, seat in pairs:
            if life := self.new_life(0, person, seat, 0, "cycle", None, WHY):
                self._confirm(life, "office", WHY)

    @precondition(lambda self: len(self.office.lives) < 3 or (self.tick % 5 == 0 and len(self.office.lives) < 8))
    @rule(
        cycle=st.integers(0, 1),
        person=st.integers(0, 3),
        seat=st.integers(0, 3),
        starts=st.sampled_from([0] * 8 + [1, -1, 40, 184]),
        term=st.sampled_from(["cycle", "year", "cycle", "year", "long", "short", "none"]),
        replaced=st.sampled_from([None] * 5 + [0, 1]),
        reason=reason,
        by=st.sampled_from(["office"] * 6 + ["twin", "staff", "first"]),
    )
    def propose(self, **facts):
        self.new_life(**facts)

    def _confirm(self, life, by, reason):
        done, _ = self.act(
            "confirm",
            self.office.not_confirmed(life, by),
            ["The post needs a people’s congress decision"] * life.seat.needs_congress,
            reason,
            lambda: actions.confirm_placement(self.stored(life), reason=reason, by=self.world[by], at=self.at),
        )
        if done:
            life.state = "confirmed"
            life.ledger.append(Line("original", life.original_ends_on, tick=self.tick))

    @sometimes(6, in_state("proposed"))
    @rule(which=which, by=who, reason=reason)
    def confirm(self, which, by, reason):
        lives = [life for life in self.office.lives if life.state == "proposed"] or self.office.lives
        life = lives[which % len(lives)]
        self._confirm(life, self.account(by, life), reason)

    @sometimes(5)
    @rule(which=which, by=who)
    def withdraw(self, which, by):
        lives = [life for life in self.office.lives if life.state == "proposed"] or self.office.lives
        life = lives[which % len(lives)]
        by = self.account(by, life)
        no = self.office.insist(by)
        no += ["Only a proposed placement can be withdrawn."] * (life.state != "proposed")
        done, _ = self.act(
            "withdraw",
            no,
            [],
            WHY,
            lambda: actions.withdraw_placement(self.stored(life), reason=WHY, by=self.world[by], at=self.at),
        )
        if done:
            life.state = "withdrawn"

    @sometimes(5)
    @rule(which=which, by=who, days=st.sampled_from([None, None, -1, 0]))
    def cancel(self, which, by, days):
        life = self.life(which)
        by = self.account(by, life)
        if days is not None:
            self.wait_until(life.starts_on + dt.timedelta(days=days))
        done, _ = self.act(
            "cancel",
            self.office.not_cancelled(life, by, self.today),
            [],
            WHY,
            lambda: actions.cancel_placement(
                self.stored(life), reason=WHY, by=self.world[by], at=self.at, on=self.today
            ),
        )
        if done:
            life.state = "cancelled"

    @sometimes(9)
    @rule(cycle=st.integers(0, 1), by=st.sampled_from(["office", "twin", "staff"]))
    def close_cycle(self, cycle, by):
        cycle = self.office.rounds[cycle]
        done, _ = self.act(
            "close cycle",
            self.office.not_closed(cycle, by),
            [],
            WHY,
            lambda: actions.close_cycle(Cycle.objects.get(year=cycle.year), by=self.world[by], at=self.at),
        )
        cycle.closed = cycle.closed or done

    @sometimes(9)
    @rule(seat=st.integers(0, 3), day=st.sampled_from([D(2016, 7, 23), D(2016, 7, 24), D(2017, 7, 23), D(2017, 7, 24)]))
    def retire_post(self, seat, day):
        """The register's own edit; nothing refuses it."""
        self.office.seats[seat].retired_on = day
        Post.objects.filter(pk=self.world["posts"][seat]).update(retired_on=day)

    # Asking

    @precondition(lambda self: any(life.ledger for life in self.office.lives))
    @sometimes(3, lambda self: any(life.ledger and not life.open_request for life in self.office.lives))
    @rule(which=which, by=asker, when=to_draft, days=off_by, until=some_end, is_sent=st.booleans())
    def draft(self, which, by, when, days, until, is_sent):
        lives = [life for life in self.office.lives if life.ledger] or self.office.lives
        life = lives[which % len(lives)]
        by = self.account(by, life)
        self.wait_for(life, when, days)
        until = {
            "latest": life.latest_end,
            "half": min(months_on(life.ends_on, 5), life.latest_end),
            "after": life.latest_end + ONE_DAY,
            "same": life.ends_on,
        }[until]
        done, request = self.act(
            "draft",
            self.office.not_drafted(life, until, by, self.today),
            [],
            WHY,
            lambda: actions.draft_extension(
                self.stored(life),
                asked_ends_on=until,
                reason="project",
                explanation=factories.EXPLANATION,
                by=self.world[by],
                at=self.at,
                on=self.today,
            ),
        )
        if done and life.open_request:
            life.open_request.until = until
        elif done:
            life.asked.append(Asked(life, by, until))
            life.open_request.pk = request.pk
        if done and is_sent:
            self.send(life.open_request, by)

    def has_requests(self):
        return any(life.asked for life in self.office.lives)

    @precondition(has_requests)
    @sometimes(6, asked_in("draft", "returned"))
    @rule(which=latest, by=asker, when=to_send, days=off_by)
    def submit(self, which, by, when, days):
        """A draft, or again what was returned."""
        asked = self.request(which)
        self.wait_for(asked.life, when, days)
        self.send(asked, self.account(by, asked.life))

    def send(self, asked, by):
        life = asked.life
        verb = "resubmit" if asked.number else "submit"
        done, _ = self.act(
            verb,
            self.office.not_submitted(asked, by, self.today),
            [],
            WHY,
            lambda: actions.submit_extension(self.stored_request(asked), by=self.world[by], at=self.at, on=self.today),
        )
        if done:
            asked.state, asked.late = "submitted", self.today > life.on_time_until
            if asked.number is None:
                self.numbers["R", self.today.year] += 1
                asked.number = f"R-{self.today.year % 100}-{self.numbers['R', self.today.year]:04d}"

    @precondition(has_requests)
    @sometimes(4)
    @rule(which=latest, by=asker)
    def withdraw_request(self, which, by):
        asked = self.request(which)
        by = self.account(by, asked.life)
        done, _ = self.act(
            "withdraw request",
            self.office.not_withdrawn(asked, by),
            [],
            WHY,
            lambda: actions.withdraw_extension(self.stored_request(asked), by=self.world[by], at=self.at),
        )
        if done:
            asked.state = "withdrawn"

    @precondition(has_requests)
    @sometimes(3)
    @rule(which=latest, by=asker)
    def discard(self, which, by):
        asked = self.request(which)
        by = self.account(by, asked.life)
        done, _ = self.act(
            "discard",
            self.office.not_discarded(asked, by),
            [],
            WHY,
            lambda: actions.discard_draft(self.stored_request(asked), by=self.world[by], at=self.at),
        )
        if done:
            asked.life.asked.remove(asked)

    # Deciding

    @precondition(has_requests)
    @sometimes(9, asked_in("submitted"))
    @rule(
        which=latest,
        by=who,
        side=st.sampled_from(["home", "host"]),
        level=st.sampled_from(["organisation", "organisation", "department"]),
        answer=st.sampled_from(["agrees", "agrees", "agrees", "agrees_until", "objects"]),
    )
    def opine(self, which, by, side, level, answer):
        asked = self.request(which)
        by = self.account(by, asked.life)
        no = self.office.insist(by)
        no += ["Opinions are recorded while the request waits."] * (asked.state not in ("submitted", "returned"))
        until = asked.until - ONE_DAY
        done, _ = self.act(
            "record opinion",
            no,
            [],
            WHY,
            lambda: actions.record_opinion(
                self.stored_request(asked),
                side=side,
                level=level,
                answer=answer,
                until=until if answer == "agrees_until" else None,
                note="It cannot be covered.",
                given_on=self.today,
                by=self.world[by],
                at=self.at,
            ),
        )
        if done:
            asked.opinions[side, level] = {"agrees": D.max, "agrees_until": until, "objects": D.min}[answer]

    @precondition(has_requests)
    @sometimes(6, asked_in("submitted"))
    @rule(which=latest, by=who, days=st.sampled_from([None, None, None, -1, -20, 1, 1000]), reason=reason)
    def approve(self, which, by, days, reason):
        asked = self.request(which)
        by = self.account(by, asked.life)
        until = asked.until if days is None else asked.until + dt.timedelta(days=days)
        done, _ = self.act(
            "approve" if days is None else "approve to another day",
            self.office.not_approved(asked, until, by),
            self.office.warnings_of_approving(asked, until),
            reason,
            lambda: actions.approve_extension(
                self.stored_request(asked),
                until=None if days is None else until,
                reason=reason,
                by=self.world[by],
                at=self.at,
            ),
        )
        if done:
            line = Line("extension", until, asked.life.ends_on, asked, self.tick)
            asked.life.ledger.append(line)
            asked.state, asked.approved = "approved", until

    @precondition(has_requests)
    @sometimes(4)
    @rule(which=latest, by=who)
    def decline(self, which, by):
        asked = self.request(which)
        by = self.account(by, asked.life)
        done, _ = self.act(
            "decline",
            self.office.not_decided(asked, by),
            [],
            WHY,
            lambda: actions.decline_extension(
                self.stored_request(asked), words=WHY, next_step=WHY, by=self.world[by], at=self.at
            ),
        )
        if done:
            asked.state = "declined"

    @precondition(has_requests)
    @sometimes(9, asked_in("submitted"))
    @rule(which=latest, by=who)
    def send_back(self, which, by):
        asked = self.request(which)
        by = self.account(by, asked.life)
        done, _ = self.act(
            "return",
            self.office.not_decided(asked, by),
            [],
            WHY,
            lambda: actions.return_extension(self.stored_request(asked), words=WHY, by=self.world[by], at=self.at),
        )
        if done:
            asked.state = "returned"

    def approved(self):
        return [asked for life in self.office.lives for asked in life.asked if asked.state == "approved"]

    @precondition(has_requests)
    @sometimes(9, asked_in("approved"))
    @rule(which=latest, by=who, days=st.sampled_from([None] * 8 + [0, 1]))
    def reverse(self, which, by, days):
        approved = self.approved()
        asked = approved[which % len(approved)] if approved else self.request(which)
        by = self.account(by, asked.life)
        if days is not None and approved:
            self.wait_until(asked.life.ledger[-1].before + dt.timedelta(days=days))
        done, _ = self.act(
            "reverse approval",
            self.office.not_reversed(asked, by, self.today),
            [],
            WHY,
            lambda: actions.reverse_extension(
                self.stored_request(asked), reason=WHY, by=self.world[by], at=self.at, on=self.today
            ),
        )
        if done:
            life, asked.state = asked.life, "reversed"
            life.ledger.append(Line("reversal", life.ledger[-1].before, life.ends_on, tick=self.tick))

    # Going home early

    @sometimes(3)
    @rule(which=which, by=who, day=st.sampled_from(["first", "before", "last", "middle", "eve", "eve"]))
    def return_early(self, which, by, day):
        life = self.life(which)
        by = self.account(by, life)
        ends_on = {
            "first": life.starts_on,
            "before": life.starts_on - ONE_DAY,
            "last": life.ends_on,
            "eve": life.ends_on - ONE_DAY,
            "middle": life.starts_on + dt.timedelta(days=200),
        }[day]
        done, _ = self.act(
            "return early",
            self.office.not_returned_early(life, ends_on, by),
            [],
            WHY,
            lambda: actions.return_early(
                self.stored(life), ends_on=ends_on, reason="home_needs", by=self.world[by], at=self.at
            ),
        )
        if done:
            life.ledger.append(Line("early_return", ends_on, life.ends_on, tick=self.tick))

    @sometimes(4, went_home)
    @rule(which=which, by=who, days=st.sampled_from([None] * 8 + [0, 1]))
    def stay_after_all(self, which, by, days):
        early = [life for life in self.office.lives if life.ledger and life.ledger[-1].kind == "early_return"]
        life = early[which % len(early)] if early else self.life(which)
        by = self.account(by, life)
        if days is not None and early:
            self.wait_until(life.ledger[-1].before + dt.timedelta(days=days))
        done, _ = self.act(
            "take back early return",
            self.office.not_kept_longer(life, by, self.today),
            [],
            WHY,
            lambda: actions.reverse_early_return(
                self.stored(life), reason=WHY, by=self.world[by], at=self.at, on=self.today
            ),
        )
        if done:
            life.ledger.append(Line("reversal", life.ledger[-1].before, life.ends_on, tick=self.tick))

    # What is true after every step

    @invariant()
    def the_database_tells_the_same_lives(self):
        lives = {life.number: (life.state, life.starts_on, life.ends_on) for life in self.office.lives}
        stored = Placement.objects.values_list("number", "state", "starts_on", "ends_on")
        assert {number: tuple(facts) for number, *facts in stored} == lives

    @invariant()
    def the_ledger_is_the_models(self):
        lines = [
            (life.number, serial, line.kind, line.before, line.ends_on, line.request and line.request.pk)
            for life in self.office.lives
            for serial, line in enumerate(life.ledger, 1)
        ]
        fields = ["placement__number", "serial", "kind", "previous_ends_on", "ends_on", "request"]
        assert list(TermEntry.objects.order_by("placement__number", "serial").values_list(*fields)) == sorted(
            lines, key=lambda line: line[:2]
        )

    @invariant()
    def the_requests_are_the_models(self):
        requests = {
            asked.pk: (asked.number, asked.state, asked.until, asked.approved, asked.late)
            for life in self.office.lives
            for asked in life.asked
        }
        fields = ["number", "state", "asked_ends_on", "approved_ends_on", "is_late"]
        stored = ExtensionRequest.objects.values_list("pk", *fields)
        assert {pk: tuple(facts) for pk, *facts in stored} == requests
        assert Departure.objects.count() == self.office.departures

    @invariant()
    def what_must_never_be_false_is_not(self):
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")  # what the database asks at commit, asked now
            cursor.execute("set constraints all deferred")
            cursor.execute(NEVER_AT_ALL)
            assert cursor.fetchall() == []


@pytest.fixture
def world(db):
    """Who and where: all that stays the same from life to life."""
    cycles = [
        factories.make_cycle(2015),
        factories.make_cycle(2016, programme_ends_on=D(2018, 1, 31), most_extension_months=6, late_days_after_end=30),
    ]
    factories.make_quota(cycles[0], places=1)
    accounts = {name: factories.make_user(name) for name in ("first", "second", "third")}
    accounts["twin"] = factories.make_user("twin", "Coordinators", is_staff=True)
    officials = [
        factories.make_official(CITIES[region], account=accounts[name], given_name="Ruochuan")
        for region, name in PEOPLE
    ]
    posts = [
        factories.make_post(
            CITIES[seat.region],
            needs_congress_decision=seat.needs_congress,
            tier=Tier.BUREAU_DEP if seat.other_tier else Tier.DIVISION_DEP,
        )
        for seat in SEATS
    ]
    return {
        **accounts,
        "office": factories.office(),
        "staff": factories.make_user("staff", "Staff"),
        "officials": [official.pk for official in officials],
        "posts": [post.pk for post in posts],
    }


VERBS = [
    "cancel",
    "resubmit",
    "discard",
    "decline",
    "approve",
    "reverse approval",
    "return early",
    "take back early return",
]


def test_random_lives_agree_with_the_model(world):
    Lives.world, Lives.tally = world, Counter()
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=max(STEPS // STEPS_OF_A_LIFE, 1),
            stateful_step_count=STEPS_OF_A_LIFE,
            deadline=None,
            derandomize=True,
            database=None,
            report_multiple_bugs=False,
            phases=PHASES,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # What takes several steps to reach was reached, or the lives would prove little.
    missing = [verb for verb in VERBS if not Lives.tally[verb, "done"]]
    assert not missing or STEPS < 3000, f"{missing}; seen: {sorted(Lives.tally.items())}"
