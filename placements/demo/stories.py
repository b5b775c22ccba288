"""What happened to the cast: requests in every state, early returns, a cancellation. All through the actions."""

import datetime as dt
import heapq

from placements import actions
from placements.calendar import months_later
from placements.demo.article import YEAR
from placements.demo.moments import moment, workday_before
from placements.demo.words import (
    ASKED,
    ASKED_IN_2016,
    BODY,
    EXPLAINED_IN_2016,
    HOME_EARLY_IN_2016,
    PROJECT,
    SAID_AT_HOME,
    SERIES,
    SIGNERS,
)
from placements.models.extensions import Origin
from placements.models.ledger import EarlyReturnReason
from placements.models.opinions import Answer, OpinionLevel, Side


def hour_of(placement, day):
    """When on that day its request is sent: another hour for everybody."""
    number = int(placement.number[-4:])
    return moment(day, 10 + number % 7, number * 7 % 60)


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


class Stories:
    """Tells each story by its name; days are counted in working days before the day of loading."""

    def __init__(self, plans, *, on, office):
        self.placements = {plan.story: plan.placement for plan in plans if plan.story}
        self.plans, self.on, self.office = plans, on, office
        self.documents = 20

    def back(self, days):
        return workday_before(self.on, days)

    # Before anybody asks

    def end_early(self):
        """Two of the present cycle went home; a successor completes the term of the first."""
        for story, days, reason, note in [
            ("early", 60, EarlyReturnReason.HOME_POST_CHANGED, "Appointed director of the district’s own commission."),
            ("early-too", 21, EarlyReturnReason.COMPLETED, "两地食品安全追溯平台已验收移交。"),
        ]:
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
                self._approved("approved-for-a-year", 15, 11, 4, "同意延期一年。", paper=False),
                self._approved("extended-long-ago", 38, 34, 28, "Approved as asked.", departments=True),
                self._approved(
                    "approved-to-another-day",
                    14,
                    10,
                    6,
                    "Approved for six months, as the home organisation can cover them.",
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
        months, reason, explanation = ASKED["draft"]
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
        reason = "Nominated twice: once by the bureau, once by the district."
        actions.withdraw_placement(self.placements["proposal-withdrawn"], reason=reason, by=by, at=at)
        yield (at := moment(self.back(1), 16, 45))
        reason = "通州区卫生健康委员会内设机构调整，该岗位撤销。"
        actions.cancel_placement(self.placements["cancelled"], reason=reason, by=colleague, at=at, on=self.back(1))

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
                note=SAID_AT_HOME.get(story, ""),
                departments=departments,
            )
        return request

    def _approved(self, story, sent, heard, decided, words, *, home=Answer.AGREES, months=None, **more):
        paper = more.pop("paper", True)
        request = yield from self._waits(story, sent, heard, home=home, host=Answer.AGREES, **more)
        yield moment(self.back(decided), 15, 20)
        until = months_later(request.current_ends_on, months) if months else None
        return self.approve(request, self.back(decided), words, until=until, paper=paper)

    def _approved_at_the_second_go(self):
        yield self._hour_of("approved", 16)
        request = self.ask("approved", 16, months=12)
        yield (at := moment(self.back(14), 10, 40))
        words = "The works end in December; please ask for that, not for a year."
        actions.return_extension(request, words=words, by=self.office[0], at=at)
        words = "Approved as asked. Please send the acceptance record when the works are done."
        yield from self._approved("approved", 12, 9, 5, words, departments=True)

    def _approved_and_reversed(self):
        request = yield from self._approved("reversed", 16, 12, 8, "同意延期半年。")
        yield (at := moment(self.back(2), 9, 50))
        reason = "Recorded for the wrong person: the document names a colleague of the same bureau."
        actions.reverse_extension(request, reason=reason, by=self.office[1], at=at, on=self.back(2))

    def _declined(self):
        request = yield from self._waits("declined", 15, 11, home=Answer.OBJECTS, host=Answer.AGREES)
        yield moment(self.back(5), 16, 10)
        self.decline(
            request,
            self.back(5),
            "Your home organisation needs you back for the winter plan.",
            "The stations can be handed over in the last month of the term; the office will ask both sides for a plan.",
        )

    def _withdrawn(self):
        request = yield from self._waits("withdrawn", 9)
        yield (at := moment(self.back(4), 12, 5))
        actions.withdraw_extension(request, by=request.submitted_by, at=at)

    def _returned(self):
        request = yield from self._waits("returned", 10)
        yield (at := moment(self.back(6), 14, 30))
        words = "请写明哪些小区、何时完工，并按完工时间申请期限。Please say which estates, and by when."
        actions.return_extension(request, words=words, by=self.office[1], at=at)

    # The first cycle

    def remember(self):
        """Cycle 2015: requests on paper, decided long ago, and some who went home early."""
        those = [plan.placement for plan in self.plans if plan.cycle.year == YEAR]
        asking, leaving = those[:: max(1, len(those) // 20)], those[3 :: max(1, len(those) // 8)]
        leaving = [placement for placement in leaving if placement not in asking]
        for index, (placement, (months, day, outcome)) in enumerate(zip(asking, ASKED_IN_2016, strict=False)):
            explanation = EXPLAINED_IN_2016[index % len(EXPLAINED_IN_2016)]
            self._remember(placement, months, dt.date(2016, *day), outcome, explanation)
        for placement, (day, reason) in zip(leaving, HOME_EARLY_IN_2016, strict=False):
            ends_on = dt.date(*day)
            at = moment(workday_before(ends_on, 6), 10, 15)
            actions.return_early(placement, ends_on=ends_on, reason=reason, by=self.office[0], at=at)

    def _remember(self, placement, months, sent_on, outcome, explanation):
        request = self.send(placement, months, PROJECT, explanation, sent_on)
        heard_on, decided_on, reversed_on = (
            workday_before(sent_on + dt.timedelta(days=days), 1) for days in (9, 16, 25)
        )
        if outcome == "withdrawn":
            actions.withdraw_extension(request, by=request.submitted_by, at=moment(heard_on, 15, 35))
            return
        home = Answer.OBJECTS if outcome == "declined" else Answer.AGREES
        self.opine_on(request, heard_on, home=home, host=Answer.AGREES, note="The division has no other deputy head.")
        if outcome == "declined":
            next_step = "The term ends as planned; the host may ask for somebody else in the next cycle."
            self.decline(request, decided_on, "The home organisation cannot cover the post.", next_step)
            return
        until = months_later(request.current_ends_on, 6) if outcome == "approved for six months" else None
        request = self.approve(request, decided_on, "Agreed by both sides.", until=until)
        if outcome == "reversed":
            reason, at = "The home organisation withdrew its consent in writing.", moment(reversed_on, 11)
            actions.reverse_extension(request, reason=reason, by=self.office[1], at=at, on=reversed_on)

    # The steps of a request

    def ask(self, story, days, *, months=None, origin=Origin.OFFICIAL):
        """Ask as the story has it, so many working days ago; the person themself where they have an account."""
        usual, reason, explanation = ASKED[story]
        return self.send(self.placements[story], months or usual, reason, explanation, self.back(days), origin=origin)

    def send(self, placement, months, reason, explanation, sent_on, *, origin=Origin.OFFICIAL):
        account = placement.official.account if origin == Origin.OFFICIAL else None
        by, at = account or self.office[0], hour_of(placement, sent_on)
        request = actions.draft_extension(
            placement,
            asked_ends_on=months_later(placement.ends_on, months),
            reason=reason,
            explanation=explanation,
            origin=origin,
            paper_dated_on=None if account else workday_before(sent_on, 2),
            by=by,
            at=at - dt.timedelta(minutes=12),
            on=sent_on,
        )
        return actions.submit_extension(request, by=by, at=at, on=sent_on)

    def _hour_of(self, story, days):
        return hour_of(self.placements[story], self.back(days))

    def opine_on(self, request, day, *, home=None, host=None, note="", departments=False):
        """Record what the organisations say, on one day; and, where asked, their organisation departments."""
        for side, answer in ((Side.HOME, home), (Side.HOST, host)):
            levels = [OpinionLevel.ORGANISATION, *([OpinionLevel.DEPARTMENT] if departments else [])]
            for level in levels if answer else []:
                self._opinion(request, day, side, level, answer, note)

    def _opinion(self, request, day, side, level, answer, note):
        placement = request.placement
        region = placement.home_region_id if side == Side.HOME else placement.host_region_id
        contact = placement.home_contact if side == Side.HOME else placement.host_contact
        actions.record_opinion(
            request,
            side=side,
            level=level,
            answer=answer,
            until=months_later(request.current_ends_on, 6) if answer == Answer.AGREES_UNTIL else None,
            given_on=workday_before(day, 1),
            signer=str(contact) if level == OpinionLevel.ORGANISATION else SIGNERS[region],
            note=note if answer != Answer.AGREES else "",
            is_paper_received=side == Side.HOST or level == OpinionLevel.DEPARTMENT,
            by=self.office[0],
            at=moment(day, 14 if side == Side.HOME else 15, 5 + int(request.number[-4:]) * 11 % 50),
        )

    def approve(self, request, day, words, *, until=None, paper=True):
        at = moment(day, 15, 20)
        return actions.approve_extension(
            request, until=until, words=words, by=self.office[0], at=at, **self._paper(request, day, numbered=paper)
        )

    def decline(self, request, day, words, next_step):
        at = moment(day, 16, 10)
        return actions.decline_extension(
            request, words=words, next_step=next_step, by=self.office[0], at=at, **self._paper(request, day)
        )

    def _paper(self, request, day, *, numbered=True):
        """Who decided; and the document, where it is here already."""
        region = request.placement.host_region_id
        who = {"approving_body": BODY[region], "signed_off_by": SIGNERS[region]}
        if not numbered:
            return who
        self.documents += 1
        dated_on = workday_before(day, 1)
        number = f"{SERIES[region]}〔{dated_on.year}〕{self.documents}号"
        return {**who, "decision_document_number": number, "decision_document_on": dated_on}
