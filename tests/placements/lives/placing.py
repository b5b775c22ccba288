"""Proposing, confirming, taking back: the verbs of a placement until it starts, and of what it stands on."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from officials.models import Official, Post
from placements import actions
from placements.models import Cycle, Placement
from tests.placements.lives.machine import WHY, D, Machine, in_state, reason, sometimes, which, who
from tests.placements.lives.records import ONE_DAY, Life, Line, term_of


class Placing(Machine):
    """From proposal to confirmation, or out of the way."""

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
            self.enrol(life)
        return life if done else None

    @precondition(lambda self: any(life.ledger for life in self.office.lives) and len(self.office.lives) < 8)
    @sometimes(7)
    @rule(which=which, person=st.integers(0, 3), reason=reason)
    def propose_successor(self, which, person, reason):
        """From the day after the end on: an extension is in its way, or it is in the extension's."""
        life = self.one_of(which, lambda life: life.ledger)
        self.promise(life, person, reason)

    def promise(self, life, person, reason):
        seat = next(n for n, seat in enumerate(self.office.seats) if seat is life.seat)
        starts = (life.ends_on + ONE_DAY - self.office.rounds[1].starts_on).days
        return self.new_life(1, person, seat, starts, "year", None, reason)

    @sometimes(3, in_state("proposed"))
    @rule(
        which=which, by=who, days=st.sampled_from([0, 0, 1, 30]), term=st.sampled_from([12, 12, 14, 6]), reason=reason
    )
    def correct(self, which, by, days, term, reason):
        """Other days for a proposal."""
        life = self.one_of(which, lambda life: life.state == "proposed")
        by = self.account(by, life)
        starts_on = life.starts_on + dt.timedelta(days=days)
        ends_on = term_of(starts_on, term)
        if (starts_on, ends_on) == (life.starts_on, life.original_ends_on):
            ends_on += ONE_DAY  # what changes nothing is nobody's question
        anew = replace(life, starts_on=starts_on, original_ends_on=ends_on)
        changed = self.stored(life)
        changed.starts_on, changed.original_ends_on = starts_on, ends_on
        done, _ = self.act(
            "correct",
            self.office.not_corrected(life, anew, by),
            self.office.warnings_of_placing(anew, life),
            reason,
            lambda: actions.correct_placement(changed, reason=reason, by=self.world[by], at=self.at),
        )
        if done:
            life.starts_on, life.original_ends_on = starts_on, ends_on

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

    def settle(self, life, by, reason):
        done, _ = self.act(
            "confirm",
            self.office.not_confirmed(life, by),
            self.office.warnings_of_confirming(life),
            reason,
            lambda: actions.confirm_placement(self.stored(life), reason=reason, by=self.world[by], at=self.at),
        )
        if done:
            life.state = "confirmed"
            life.ledger.append(Line("original", life.original_ends_on, tick=self.tick))

    @sometimes(6, in_state("proposed"))
    @rule(which=which, by=who, reason=reason)
    def confirm(self, which, by, reason):
        life = self.one_of(which, lambda life: life.state == "proposed")
        self.settle(life, self.account(by, life), reason)

    @sometimes(5, in_state("proposed"))
    @rule(which=which, by=who)
    def withdraw(self, which, by):
        life = self.one_of(which, lambda life: life.state == "proposed")
        by = self.account(by, life)
        done, _ = self.act(
            "withdraw",
            self.office.not_taken_back(life, by),
            [],
            WHY,
            lambda: actions.withdraw_placement(self.stored(life), reason=WHY, by=self.world[by], at=self.at),
        )
        if done:
            life.state = "withdrawn"

    @sometimes(5, lambda self: any(map(self.is_to_come, self.office.lives)))
    @rule(which=which, by=who, days=st.sampled_from([None, None, None, -1, 0]))
    def cancel(self, which, by, days):
        life = self.one_of(which, self.is_to_come)
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
