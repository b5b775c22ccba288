"""What happened in the first cycle: requests on paper, decided long ago, and some who went home early."""

import datetime as dt

from placements import actions
from placements.calendar import months_later
from placements.demo.article import YEAR
from placements.demo.moments import moment, workday_before
from placements.demo.words import (
    ASKED_IN_2016,
    EXPLAINED_IN_2016,
    HOME_EARLY_IN_2016,
    IN_2016,
)
from placements.models.opinions import Answer


def remember(desk, plans):
    """Tell it of those who neither serve again nor gave up their post to somebody of the present cycle."""
    later = {plan.host_post.code for plan in plans if plan.cycle.year != YEAR}
    those = [
        plan.placement
        for plan in plans
        if plan.cycle.year == YEAR and plan.story in ("", "ended") and plan.host_post.code not in later
    ]
    asking, leaving = those[:: max(1, len(those) // 20)], those[3 :: max(1, len(those) // 8)]
    leaving = [placement for placement in leaving if placement not in asking]
    for index, (placement, asked) in enumerate(zip(asking, ASKED_IN_2016, strict=False)):
        _remember(desk, placement, *asked, EXPLAINED_IN_2016[index % len(EXPLAINED_IN_2016)])
    for placement, (day, reason) in zip(leaving, HOME_EARLY_IN_2016, strict=False):
        ends_on = dt.date(*day)
        at = moment(workday_before(ends_on, 6), 10, 15)
        actions.return_early(placement, ends_on=ends_on, reason=reason, by=desk.office[0], at=at)


def _remember(desk, placement, months, day, origin, reason, outcome, explanation):
    sent_on = dt.date(2016, *day)
    request = desk.send(placement, months, reason, explanation, sent_on, origin=origin)
    heard_on, decided_on, reversed_on = (workday_before(sent_on + dt.timedelta(days=days), 1) for days in (9, 16, 25))
    if outcome == "withdrawn":
        actions.withdraw_extension(request, by=request.submitted_by, at=moment(heard_on, 15, 35))
        return
    home = Answer.OBJECTS if outcome == "declined" else Answer.AGREES
    desk.opine_on(request, heard_on, home=home, host=Answer.AGREES, note=IN_2016["no_other_deputy"])
    if outcome == "declined":
        desk.decline(request, decided_on, IN_2016["not_covered"], IN_2016["next_step"])
        return
    until = months_later(request.current_ends_on, 6) if outcome == "approved for six months" else None
    request = desk.approve(request, decided_on, IN_2016["agreed"], until=until)
    if outcome == "reversed":
        why, at = IN_2016["consent_withdrawn"], moment(reversed_on, 11)
        actions.reverse_extension(request, reason=why, by=desk.office[1], at=at, on=reversed_on)
