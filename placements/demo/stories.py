"""What happened to the cast: requests in every state, early returns, a cancellation. All through the actions."""

import datetime as dt
import heapq

from placements import actions
from placements.calendar import months_later
from placements.demo import words
from placements.demo.desk import Desk, hour_of
from placements.demo.moments import moment, workday_before
from placements.models.extensions import Origin
from placements.models.opinions import Answer


def in_order_of_time(stories):
    """Run the stories side by side: each yields the moment of its next deed, and the earliest goes on.

    So the running numbers of the requests follow the moments at which they were sent.
    """
    waiting = [(next(story), index, story) for index, story in enumerate(stories)]
    heapq.heapify(waiting)
    while waiting:
        _at, index, story = heapq.heappop(waiting)
        for at in story:
            heapq.heappush(waiting, (at, index, story))
            break


class Stories(Desk):
    """Tells each story by its name; days are counted in working days before the day of loading."""

    def __init__(self, plans, *, on, office):
        super().__init__(office=office)
        self.placements = {plan.story: plan.placement for plan in plans if plan.story}
        self.on = on

    def back(self, days):
        return workday_before(self.on, days)

    # Before anybody asks

    def end_early(self):
        """Some of the present cycle went home; a successor completes the term of one, one stays after all."""
        for story, (days, reason, note) in words.WENT_EARLY.items():
            ends_on = self.on - dt.timedelta(days=days)
            by, at = self.office[0], moment(workday_before(ends_on, 5), 15, 10)
            placement = self.placements[story]
            actions.return_early(placement, ends_on=ends_on, reason=reason, note=note, by=by, at=at)

    # The present cycle, and what became of two plans for the next

    def tell(self):
        agrees, objects = Answer.AGREES, Answer.OBJECTS
        until_six_months = Answer.AGREES_UNTIL
        in_order_of_time(
            [
                self._draft(),
                self._plans_closed(),
                self._stays_after_all(),
                self._waits("no-opinion", 3),
                self._waits("conflict-too", 4),
                self._waits("sent-yesterday", 1),
                self._waits("late", 2),
                self._waits("ready", 9, 5, home=agrees, host=agrees, departments=True),
                self._waits("ready-too", 8, 4, home=agrees, host=agrees),
                self._waits("objection", 7, 3, home=objects, host=agrees),
                self._waits("on-paper", 6, 2, home=agrees, origin=Origin.HOST),
                self._waits("one-opinion", 5, 1, host=agrees),
                self._waits("conflict", 12, 8, home=until_six_months, host=agrees),
                self._approved("approved-for-a-year", 15, 11, 4, words.FOR_A_YEAR, paper=False),
                self._approved("extended-long-ago", 38, 34, 28, words.AS_ASKED, departments=True),
                self._approved(
                    "approved-to-another-day",
                    14,
                    10,
                    6,
                    words.FOR_SIX_MONTHS_ONLY,
                    home=until_six_months,
                    months=6,
                ),
                self._approved_at_the_second_go(),
                self._approved_and_reversed(),
                self._declined(),
                self._withdrawn(),
                self._returned(),
            ]
        )
        for story in ("ready-too", "on-paper"):
            post = self.placements[story].host_post
            post.created_for = self.placements[story].official
            post.save(update_fields=["created_for"])

    def _draft(self):
        placement, at = self.placements["draft"], moment(self.back(2), 17, 20)
        months, reason, explanation = words.ASKED["draft"]
        yield at
        actions.draft_extension(
            placement,
            asked_ends_on=months_later(placement.ends_on, months),
            reason=reason,
            explanation=explanation,
            by=placement.official.account,
            at=at,
            on=self.back(2),
        )

    def _plans_closed(self):
        by, colleague = self.office
        yield (at := moment(self.back(2), 11, 25))
        reason = words.NOMINATED_TWICE
        actions.withdraw_placement(self.placements["proposal-withdrawn"], reason=reason, by=by, at=at)
        yield (at := moment(self.back(1), 16, 45))
        reason = words.POST_ABOLISHED
        actions.cancel_placement(self.placements["cancelled"], reason=reason, by=colleague, at=at, on=self.back(1))

    def _stays_after_all(self):
        yield (at := moment(self.back(1), 10, 20))
        placement, by, reason = self.placements["early-taken-back"], self.office[1], words.STAYS_AFTER_ALL
        actions.reverse_early_return(placement, reason=reason, by=by, at=at, on=self.back(1))

    def _waits(self, story, sent, heard=None, *, home=None, host=None, departments=False, origin=Origin.OFFICIAL):
        """Sent, with the opinions that have come; nothing is decided. Returns the request."""
        yield self._hour_of(story, sent)
        request = self.ask(story, sent, origin=origin)
        if heard is not None:
            yield moment(self.back(heard), 14)
            self.opine_on(
                request,
                self.back(heard),
                home=home,
                host=host,
                note=words.SAID_AT_HOME.get(story, ""),
                departments=departments,
            )
        return request

    def _approved(self, story, sent, heard, decided, answer, *, home=Answer.AGREES, months=None, **more):
        paper = more.pop("paper", True)
        request = yield from self._waits(story, sent, heard, home=home, host=Answer.AGREES, **more)
        yield moment(self.back(decided), 15, 20)
        until = months_later(request.current_ends_on, months) if months else None
        return self.approve(request, self.back(decided), answer, until=until, paper=paper)

    def _approved_at_the_second_go(self):
        yield self._hour_of("approved", 16)
        request = self.ask("approved", 16, months=12)
        yield (at := moment(self.back(14), 10, 40))
        actions.return_extension(request, words=words.ASK_FOR_LESS, by=self.office[0], at=at)
        yield from self._approved("approved", 12, 9, 5, words.AT_THE_SECOND_GO, departments=True)

    def _approved_and_reversed(self):
        request = yield from self._approved("reversed", 16, 12, 8, words.FOR_HALF_A_YEAR)
        yield (at := moment(self.back(2), 9, 50))
        actions.reverse_extension(request, reason=words.WRONG_PERSON, by=self.office[1], at=at, on=self.back(2))

    def _declined(self):
        request = yield from self._waits("declined", 15, 11, home=Answer.OBJECTS, host=Answer.AGREES)
        yield moment(self.back(5), 16, 10)
        self.decline(request, self.back(5), words.NEEDED_AT_HOME, words.HAND_OVER)

    def _withdrawn(self):
        request = yield from self._waits("withdrawn", 9)
        yield (at := moment(self.back(4), 12, 5))
        actions.withdraw_extension(request, by=request.submitted_by, at=at)

    def _returned(self):
        request = yield from self._waits("returned", 10)
        yield (at := moment(self.back(6), 14, 30))
        actions.return_extension(request, words=words.SAY_WHICH, by=self.office[1], at=at)

    # Steps by story

    def ask(self, story, days, *, months=None, origin=Origin.OFFICIAL):
        """Ask as the story has it, so many working days ago; the person themself where they have an account."""
        usual, reason, explanation = words.ASKED[story]
        return self.send(self.placements[story], months or usual, reason, explanation, self.back(days), origin=origin)

    def _hour_of(self, story, days):
        return hour_of(self.placements[story], self.back(days))
