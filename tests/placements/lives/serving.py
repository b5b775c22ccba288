"""The verbs of a term that runs: reporting for duty, going home, early or not."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from placements import actions
from tests.placements.lives.machine import WHY, Machine, sometimes, went_home, which, who
from tests.placements.lives.records import ONE_DAY, Line


class Serving(Machine):
    """Reporting for duty, going home early, staying after all, being back."""

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
        self.leave(life, ends_on, by)

    def leave(self, life, ends_on, by):
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
        life = self.one_of(which, lambda life: life.ledger and life.ledger[-1].kind == "early_return")
        by = self.account(by, life)
        if days is not None and life.ledger and life.ledger[-1].before:
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

    # Seen at the host, and back home

    @sometimes(5)
    @rule(which=which, by=who, wait=st.booleans(), days=st.sampled_from([0, 0, 1, 3, -1, -30, -31]))
    def arrive(self, which, by, wait, days):
        life = self.life(which)
        self.see("record_arrival", life, by, life.starts_on + dt.timedelta(days=days), wait=wait)

    @sometimes(5)
    @rule(which=which, by=who, wait=st.booleans(), days=st.sampled_from([0, 1, 1, 5, -30, -31]))
    def come_home(self, which, by, wait, days):
        life = self.life(which)
        self.see("record_return", life, by, life.ends_on + dt.timedelta(days=days), wait=wait)

    @sometimes(9, lambda self: any(life.arrived_on for life in self.office.lives))
    @rule(which=which, by=who, days=st.sampled_from([None, None, 1, -31]))
    def correct_arrival(self, which, by, days):
        """Another day, or none."""
        life = self.one_of(which, lambda life: life.arrived_on)
        day = days and life.starts_on + dt.timedelta(days=days)
        self.see("correct_arrival", life, by, day)

    @sometimes(9, lambda self: any(life.back_home_on for life in self.office.lives))
    @rule(which=which, by=who, days=st.sampled_from([None, None, 1, -31]))
    def correct_return(self, which, by, days):
        life = self.one_of(which, lambda life: life.back_home_on)
        day = days and life.ends_on + dt.timedelta(days=days)
        self.see("correct_return", life, by, day)

    def see(self, verb, life, by, day, *, wait=False):
        by = self.account(by, life)
        if wait:
            self.wait_until(day)
        ask = self.office.no_arrival if verb.endswith("arrival") else self.office.no_return
        done, _ = self.act(
            verb.replace("_", " "),
            ask(life, day, by, self.today, is_again=verb.startswith("correct")),
            [],
            WHY,
            lambda: getattr(actions, verb)(self.stored(life), on_day=day, by=self.world[by], at=self.at, on=self.today),
        )
        if done and verb.endswith("arrival"):
            life.arrived_on = day
        elif done:
            life.back_home_on = day
