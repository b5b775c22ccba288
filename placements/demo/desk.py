"""The office's desk in the demonstration: the steps of a request, each on a day, all through the actions."""

import datetime as dt

from placements import actions
from placements.calendar import months_later
from placements.demo.moments import moment, workday_before
from placements.demo.words import BODY, SERIES, SIGNERS
from placements.models.extensions import Origin
from placements.models.opinions import Answer, OpinionLevel, Side


def hour_of(placement, day):
    """When on that day its request is sent: another hour for everybody."""
    number = int(placement.number[-4:])
    return moment(day, 10 + number % 7, number * 7 % 60)


class Desk:
    """Takes requests, opinions and decisions; documents are numbered as they come."""

    def __init__(self, *, office):
        self.office = office
        self.documents = 20

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
