"""How a world begins: some placements are confirmed, and of each something is told already.

Chance alone rarely comes to the sixth chapter; from here any verb is one step away.
"""

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from tests.placements.lives.asking import Asking
from tests.placements.lives.deciding import Deciding
from tests.placements.lives.machine import PAIRS, WHY
from tests.placements.lives.placing import Placing
from tests.placements.lives.records import ONE_DAY
from tests.placements.lives.serving import Serving

STORIES = [
    "nothing",
    "drafted",
    "drafted_for",
    "asked",
    "returned",
    "heard",
    "approved",
    "promised",
    "promised",
    "promised",
    "succeeded",
    "early",
    "seen",
    "back",
    "back",
]


class Stories(Placing, Asking, Deciding, Serving):
    """All verbs, and where they begin."""

    @initialize(
        pairs=st.lists(st.sampled_from(PAIRS), min_size=1, max_size=3, unique=True),
        stories=st.lists(st.sampled_from(STORIES), min_size=3, max_size=3),
        has_begun=st.sampled_from([True, True, True, False]),
    )
    def begin(self, pairs, stories, has_begun):
        for (person, seat), story in zip(pairs, stories, strict=False):
            if life := self.new_life(0, person, seat, 0, "cycle", None, WHY):
                self.settle(life, "office", WHY)
                if has_begun and life.ledger:
                    getattr(self, story)(life)

    def nothing(self, life):
        """It is confirmed, and that is all."""

    def drafted(self, life):
        self.wait_until(life.opens_on)
        self.ask(life, life.latest_end, life.person.account, None)
        if request := life.open_request:
            self.put(request, "A", life.person.account)

    def drafted_for(self, life):
        """By the office, with a paper of the office and one of the official."""
        self.wait_until(life.opens_on)
        self.ask(life, life.latest_end, "office", None)
        if request := life.open_request:
            self.put(request, "A", "office")
            self.put(request, "B", life.person.account)

    def asked(self, life):
        self.wait_until(life.opens_on)
        self.ask(life, life.latest_end, life.person.account, life.person.account)

    def heard(self, life):
        self.asked(life)
        for side in ("home", "host") if life.open_request else ():
            self.hear(life.open_request, side, "organisation", "agrees", "office")

    def returned(self, life):
        self.drafted(life)
        if request := life.open_request:
            self.send(request, life.person.account)
            self.give_back(request, "office")

    def approved(self, life):
        self.asked(life)
        if request := life.open_request:
            self.grant(request, None, "office", WHY)

    def promised(self, life):
        """A successor for the same post, while its holder asks to stay."""
        self.asked(life)
        self.succeed(life, is_settled=life.person is self.office.people[0])

    def succeeded(self, life):
        """A successor is confirmed, and time has not come to it yet."""
        self.succeed(life, is_settled=True)

    def succeed(self, life, *, is_settled):
        person = next(n for n, person in enumerate(self.office.people) if person is not life.person)
        successor = self.promise(life, person, WHY)
        if successor and is_settled:
            self.settle(successor, "office", WHY)

    def early(self, life):
        self.wait_until(life.starts_on)
        self.leave(life, life.ends_on - ONE_DAY, "office")

    def seen(self, life):
        self.see("record_arrival", life, "office", life.starts_on, wait=True)

    def back(self, life):
        self.seen(life)
        self.see("record_return", life, "office", life.ends_on, wait=True)
