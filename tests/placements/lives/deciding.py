"""The verbs of those who decide."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from placements import actions
from placements.actions.successors import Unconfirmed
from tests.placements.lives.machine import (
    WHY,
    D,
    Machine,
    asked_in,
    has_requests,
    latest,
    reason,
    sometimes,
    which,
    who,
)
from tests.placements.lives.office import DECIDED
from tests.placements.lives.records import ONE_DAY, Life, Line, term_of

AGREE = "Confirm each step."


def promised(self):
    """Requests that wait, each with a placement that is promised the post or the person in those days."""
    waiting = [asked for life in self.office.lives for asked in life.asked if asked.state == "submitted"]
    return [
        (asked, other)
        for asked in waiting
        for other in self.office.lives
        if self.office.stands_in_the_way(other, asked, asked.until)
    ]


def is_promised(self):
    return bool(promised(self))


class Deciding(Machine):
    """Opinions, decisions, their papers, and taking them back."""

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
        self.hear(asked, side, level, answer, self.account(by, asked.life))

    def hear(self, asked, side, level, answer, by):
        until = asked.until - ONE_DAY
        done, _ = self.act(
            "record opinion",
            self.office.not_heard(asked, by),
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
    @rule(which=latest, by=who, days=st.sampled_from([None, None, None, -1, -1, -20, 1, 1000]), reason=reason)
    def approve(self, which, by, days, reason):
        asked = self.request(which, "submitted")
        self.grant(asked, days, self.account(by, asked.life), reason)

    def grant(self, asked, days, by, reason):
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
        self.give_back(asked, self.account(by, asked.life))

    def give_back(self, asked, by):
        done, _ = self.act(
            "return",
            self.office.not_decided(asked, by),
            [],
            WHY,
            lambda: actions.return_extension(self.stored_request(asked), words=WHY, by=self.world[by], at=self.at),
        )
        if done:
            asked.state = "returned"

    def all_approved(self):
        return [asked for life in self.office.lives for asked in life.asked if asked.state == "approved"]

    @precondition(has_requests)
    @sometimes(9, asked_in("approved"))
    @rule(which=latest, by=who, days=st.sampled_from([None] * 8 + [0, 1]))
    def reverse(self, which, by, days):
        approved = self.all_approved()
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

    # Who works on it, and its paper

    @precondition(has_requests)
    @sometimes(9, asked_in("submitted", "returned"))
    @rule(which=latest, by=who, to=st.sampled_from(["office", "office", "twin", "staff", "self", None]))
    def assign(self, which, by, to):
        asked = self.request(which)
        by, to = self.account(by, asked.life), self.account(to, asked.life)
        done, _ = self.act(
            "assign",
            self.office.not_assigned(asked, to, by),
            [],
            WHY,
            lambda: actions.assign_extension(
                self.stored_request(asked), to=self.world.get(to), by=self.world[by], at=self.at
            ),
        )
        if done:
            asked.assigned_to = to

    @precondition(has_requests)
    @sometimes(5)
    @rule(which=which, by=who)
    def record_paper(self, which, by):
        decided = [asked for life in self.office.lives for asked in life.asked if asked.state in DECIDED]
        asked = decided[which % len(decided)] if decided and which < 8 else self.request(which)
        by = self.account(by, asked.life)
        done, _ = self.act(
            "record paper",
            self.office.no_paper(asked, by),
            [],
            WHY,
            lambda: actions.record_paper(
                self.stored_request(asked),
                document_number="京组干函〔2016〕21号",
                document_on=self.today,
                by=self.world[by],
                at=self.at,
            ),
        )
        asked.papers += done

    # The successor, moved inside the decision

    @precondition(has_requests)
    @sometimes(9, is_promised)
    @rule(
        which=which,
        by=who,
        starts=st.sampled_from(["after"] * 4 + ["at once", None]),
        reason=reason,
        agrees=st.sampled_from(["all", "all", "all", "all but one"]),
    )
    def approve_and_move(self, which, by, starts, reason, agrees):
        """Asked first without a word said to the steps, then again with what was agreed to."""
        pairs = promised(self) or [(self.request(which), self.life(which))]
        asked, moved = pairs[which % len(pairs)]
        by = self.account(by, asked.life)
        until, anew = asked.until, None
        if starts:
            starts_on = until + ONE_DAY if starts == "after" else moved.starts_on
            anew = Life(moved.round, moved.person, moved.seat, starts_on, term_of(starts_on, 12), moved.replaces)
            anew.number = f"P-{moved.round.year % 100}-{self.numbers['P', moved.round.year] + 1:04d}"
        no, warnings = self.office.not_moved(asked, moved, anew, until, by, self.today)

        def move(agreed=()):
            return actions.approve_and_move(
                self.stored_request(asked),
                moved=self.stored(moved),
                starts_on=anew and anew.starts_on,
                ends_on=anew and anew.original_ends_on,
                reason=reason,
                agreed=agreed,
                by=self.world[by],
                at=self.at,
                on=self.today,
            )

        unasked = (no or ([] if reason else warnings)) or [AGREE]
        _, refused = self.act("approve and move", unasked + warnings * (not reason), [], reason, move)
        if not isinstance(refused, Unconfirmed):
            return
        keys = [step.key for step in refused.steps]
        done, _ = self.act(
            "approve and move",
            [AGREE] * (agrees != "all"),
            warnings,
            reason,
            lambda: move(keys if agrees == "all" else keys[1:]),
        )
        if done:
            was, moved.state = moved.state, "withdrawn" if moved.state == "proposed" else "cancelled"
            if anew:
                anew.state = was
                self.enrol(anew)
                if was == "confirmed":
                    anew.ledger.append(Line("original", anew.original_ends_on, tick=self.tick))
            asked.life.ledger.append(Line("extension", until, asked.life.ends_on, asked, self.tick))
            asked.state, asked.approved = "approved", until
