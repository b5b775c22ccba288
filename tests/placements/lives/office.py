"""The office in plain Python: what the rules of the domain say, for tests to hold the software against.

Nothing here is imported from the software, nor copied from its rules: it was written from the
office's own words. Each question is answered by the list of all refusals that hold; an empty one
means that the act is done. Days are passed in.
"""

from tests.placements.lives.records import ONE_DAY, term_of

NOT_YOURS = "This is not your placement."
MAY_NOT = "You may not do this."
NOT_YOUR_DRAFT = "This is not your draft."
NOT_ONES_OWN = "You cannot decide your own request."
DECIDED = ("approved", "declined", "reversed")
A_MONTH = 30 * ONE_DAY


class Office:
    """All placements and requests, and who may do what to them on a day."""

    def __init__(self, rounds, people, seats, coordinators):
        self.rounds, self.people, self.seats = rounds, people, seats
        self.coordinators = coordinators
        self.lives = []
        self.departures = 0

    def others(self, *lives):
        return [other for other in self.lives if other.live and not any(other is life for life in lives)]

    def insist(self, by):
        return [] if by in self.coordinators else [MAY_NOT]

    def own_or_office(self, life, by):
        return [] if by in (life.person.account, *self.coordinators) else [NOT_YOURS]

    # Placing

    def not_placed(self, life, instead_of=None):
        no = ["The cycle is closed."] * life.round.closed
        if life.person.region == life.seat.region:
            no.append("The host post is in the home region")
        if life.original_ends_on < life.starts_on:
            no.append("The term ends before it starts.")
        elif life.original_ends_on < term_of(life.starts_on, 12) and not life.replaces:
            no.append("The term is under 12 months; the earliest end is")
        if life.replaces and not (life.replaces.seat is life.seat or life.replaces.person is life.person):
            no.append("is neither at this post nor of this official")
        if life.seat.retired_on and life.seat.retired_on <= life.original_ends_on:
            no.append("The post was retired on")
        for other in self.others(life, instead_of):
            if life.days_meet(other):
                no += [f"already has placement {other.number}"] * (other.person is life.person)
                no += [f"Shen Ruochuan, {other.number}, "] * (other.seat is life.seat)
        return no

    def warnings_of_placing(self, life, instead_of=None):
        direction = (life.person.region, life.seat.region)
        placed = [
            other
            for other in self.others(life, instead_of)
            if other.round is life.round and (other.person.region, other.seat.region) == direction
        ]
        warnings = ["Tier differs"] * life.seat.other_tier
        if len(placed) >= life.round.places.get(direction, 1000):
            warnings.append("The quota")
        if life.starts_on != life.round.starts_on:
            warnings.append("Start differs")
        return warnings

    def warnings_of_confirming(self, life):
        return ["The post needs a people’s congress decision"] * life.seat.needs_congress

    def not_confirmed(self, life, by):
        if life.state != "proposed":
            return [*self.insist(by), "Only a proposed placement can be confirmed."]
        return [*self.insist(by), *self.not_placed(life)]

    def not_cancelled(self, life, by, on):
        no = self.insist(by)
        if life.state != "confirmed":
            return [*no, "Only a confirmed placement can be cancelled."]
        no += ["The arrival is recorded already"] * (life.arrived_on is not None)
        return no + ["The placement has started"] * (on >= life.starts_on)

    def not_taken_back(self, life, by):
        return self.insist(by) + ["Only a proposed placement can be withdrawn."] * (life.state != "proposed")

    def not_corrected(self, life, anew, by):
        """Other days for a proposal; of a confirmed placement they no longer change."""
        no = self.insist(by)
        if not life.live:
            return [*no, "Somebody changed this placement meanwhile"]
        if life.state == "confirmed":
            return [*no, "no longer change"]
        return no + self.not_placed(anew, life)

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

    def is_closed(self, asked, by):
        """A draft is its writer's and the official's: nobody else reads it, or writes in it."""
        return asked.state == "draft" and by not in (asked.drafted_by, asked.life.person.account)

    def not_drafted(self, life, until, by, on):
        asked = life.open_request
        no = self.own_or_office(life, by) + ["An open request exists"] * life.waits
        no += ["Somebody else is writing a draft"] * (asked is not None and self.is_closed(asked, by))
        return no + self.no_asking(life, on) + self.no_such_end(life, until)

    def not_entered(self, life, until, content, by, on):
        """What came on paper, sent at once: it takes the place of a draft that somebody else is writing."""
        asked = life.open_request
        no = self.own_or_office(life, by) + ["An open request exists"] * life.waits
        if content and asked and asked.state != "submitted" and not self.is_closed(asked, by):
            no += self.no_room(asked, content)
        return no + self.no_asking(life, on) + self.no_such_end(life, until)

    def not_submitted(self, asked, by, on):
        no = self.own_or_office(asked.life, by) + [NOT_YOUR_DRAFT] * self.is_closed(asked, by)
        if asked.state not in ("draft", "returned"):
            no.append("An open request exists")
        return no + self.no_asking(asked.life, on) + self.no_such_end(asked.life, asked.until)

    def not_withdrawn(self, asked, by):
        no = self.own_or_office(asked.life, by)
        return no + ["not settled can be withdrawn"] * (asked.state not in ("submitted", "returned"))

    def not_discarded(self, asked, by):
        no = [] if by in (asked.drafted_by, asked.life.person.account) else [NOT_YOURS]
        return no + ["Only a draft can be discarded."] * (asked.state != "draft")

    def no_room(self, asked, content):
        no = ["This file is already attached."] * (content in asked.files)
        return no + ["At most 3 files"] * (len(asked.files) >= 3)

    def not_written(self, asked, by):
        no = self.own_or_office(asked.life, by) + [NOT_YOUR_DRAFT] * self.is_closed(asked, by)
        return no + ["while it is being written"] * (asked.state not in ("draft", "returned"))

    def not_attached(self, asked, content, by):
        return self.not_written(asked, by) + self.no_room(asked, content)

    def is_held_back(self, asked, paper, by):
        """A file that was not sent yet is read by whoever put it there, and by the official."""
        return not paper.is_sent and by not in (paper.by, asked.life.person.account)

    def not_removed(self, asked, content, by):
        paper = asked.files[content]
        no = self.not_written(asked, by) + ["The file was removed already."] * self.is_held_back(asked, paper, by)
        return no + ["A file that was sent is kept"] * paper.is_sent

    # Deciding

    def not_heard(self, asked, by):
        waits = asked.state in ("submitted", "returned")
        no = self.insist(by) + ["Nobody works on their own request."] * (by == asked.life.person.account)
        return no + ["Opinions are recorded while the request waits."] * (not waits)

    def not_assigned(self, asked, to, by):
        no = self.insist(by) + ["Only a request that waits"] * (asked.state not in ("submitted", "returned"))
        no += ["Choose from the list."] * (to is not None and to not in self.coordinators)
        return no + ["Nobody works on their own request."] * (to == asked.life.person.account)

    def no_paper(self, asked, by):
        no = self.insist(by) + [NOT_ONES_OWN] * (by == asked.life.person.account)
        return no + ["once the request is decided"] * (asked.state not in DECIDED)

    def not_decided(self, asked, by):
        no = self.insist(by)
        if by == asked.life.person.account:
            no.append(NOT_ONES_OWN)
        if asked.state in DECIDED:
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
        warnings = [f"The {side} opinion is missing" for side in ("host", "home") if not asked.covers(side, until)]
        return warnings + ["The official has been back"] * (asked.life.back_home_on is not None)

    def stands_in_the_way(self, life, asked, until):
        """Whether it holds the post or the official on a day that is asked for."""
        meant = asked.life
        is_theirs = life.seat is meant.seat or life.person is meant.person
        return (
            life.live and life is not meant and is_theirs and life.starts_on <= until and life.ends_on > meant.ends_on
        )

    def not_moved(self, asked, moved, anew, until, by, on):
        """Approve, the promise in the way taken back and given anew (or not): refusals, and warnings, of all steps."""
        no = self.not_decided(asked, by)
        if not self.stands_in_the_way(moved, asked, until):
            return [*no, f"{moved.number} does not stand in the way"], []
        if moved.state == "confirmed":
            no += self.not_cancelled(moved, by, on)
        state, moved.state = moved.state, "taken back"
        warnings = []
        if anew:
            no += self.not_placed(anew)
            warnings += self.warnings_of_placing(anew)
            warnings += self.warnings_of_confirming(anew) if state == "confirmed" else []
            self.lives.append(anew)
        no += self.not_approved(asked, until, by)
        warnings += self.warnings_of_approving(asked, until)
        if anew:
            self.lives.pop()
        moved.state = state
        return no, warnings

    def not_reversed(self, asked, by, on):
        life = asked.life
        no = self.insist(by)
        if by == life.person.account:
            no.append(NOT_ONES_OWN)
        if asked.state != "approved":
            return [*no, "Only an approved request can be reversed."]
        line = life.ledger[-1]
        if line.request is not asked:
            return [*no, "a later term record rests on it"]
        if line.before < on:
            no.append("the earlier end is already past")
        if life.open_request and life.open_request.state != "draft":
            no.append("rests on it")
        for other in self.others(life):
            is_theirs = other.seat is life.seat or other.person is life.person
            if is_theirs and other.tick >= line.tick and other.starts_on > line.before:
                no.append(f"{other.number} rests on it")
        return no

    # Going home early

    def not_returned_early(self, life, ends_on, by):
        no = self.insist(by)
        if life.state != "confirmed":
            return [*no, "Only a confirmed placement can end early."]
        first = max(life.starts_on, life.arrived_on or life.starts_on)
        no += ["The day must be between"] * (not first <= ends_on < life.ends_on)
        return no + ["waits; decide it first"] * life.waits

    def not_kept_longer(self, life, by, on):
        """The early return is not taken back: as with an extension; the days it freed may be somebody else's."""
        no = self.insist(by)
        if life.state != "confirmed" or life.ledger[-1].kind != "early_return":
            return [*no, "The latest term record is not an early return."]
        earlier = life.ledger[-1].before
        no += ["the earlier end is already past"] * (earlier < on)
        no += ["rests on it"] * (life.open_request is not None and life.open_request.state != "draft")
        return no + self.not_staying(life, earlier)

    # Reporting for duty, and being back home

    def no_arrival(self, life, day, by, on, is_again):
        """Another day takes the place of one that is recorded; None takes it away."""
        no = self.insist(by)
        if is_again and life.arrived_on is None:
            no.append("No arrival is recorded.")
        elif not is_again and life.arrived_on:
            no.append("is recorded already")
        if day is None:
            return no
        if life.state != "confirmed":
            return [*no, "for confirmed placements only"]
        no += ["It is too early to record an arrival"] * (on < life.starts_on - A_MONTH)
        last = min(on, life.ends_on, life.back_home_on or on)
        return no + ["The day must be between"] * (not life.starts_on - A_MONTH <= day <= last)

    def no_return(self, life, day, by, on, is_again):
        no = self.insist(by)
        if is_again and life.back_home_on is None:
            no.append("No return is recorded.")
        elif not is_again and life.back_home_on:
            no.append("is recorded already")
        if day is None:
            return no
        if life.state != "confirmed":
            return [*no, "for confirmed placements only"]
        first = max(life.arrived_on or life.starts_on, life.starts_on, life.ends_on - A_MONTH)
        no += ["The term runs until"] * (on < first)
        return no + ["The day must be between"] * (not first <= day <= on)
