"""The reminder that a coordinator sends to somebody who has not said anything: when it may go, and whether it is so."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from placements import rules
from placements.models import Notice
from placements.models.endings import Arranged, endings
from placements.models.notices import NoticeKind, NoticeState
from placements.notices.owing import Telling, owe
from placements.wording import day

DAYS_BETWEEN = 7  # from one reminder of somebody to the next


def reminders_of(placements):
    """The latest reminder of each placement that has one, by its key."""
    notices = Notice.objects.filter(kind=NoticeKind.REMIND, placement__in=placements)
    notices = notices.exclude(state=NoticeState.DROPPED).order_by("owed_since", "pk")
    return {notice.placement_id: notice for notice in notices}


def arranged_of(placement):
    """What happens at the end of the term as it stands now; nothing where it is no term (any more)."""
    return endings().filter(pk=placement.pk).with_arrangement().values_list("arranged", flat=True).first()


def why_not_remind(placement, arranged, last, *, on):
    """The sentence that refuses to remind the official on the day, or nothing.

    `arranged` is what happens at the end of the term, `last` the latest reminder, if there was one.
    """
    if arranged is None:
        return _("The placement is not confirmed; nothing is written about it.")
    if arranged != Arranged.UNASKED:
        return _("There is nothing to remind of: {what}.").format(what=Arranged(arranged).label)
    if refusal := rules.why_not_ask(placement, on=on):
        return refusal
    if not placement.official.email:
        return _("No e-mail address is on record.")
    if last is not None:
        reminded_on = timezone.localdate(last.owed_since)
        again_on = reminded_on + dt.timedelta(days=DAYS_BETWEEN)
        if on < again_on:
            return _("Reminded on {date}; again from {again} on.").format(date=day(reminded_on), again=day(again_on))
    return None


def _fact_of(placement):
    return f"{placement.number}:{placement.ends_on}"


def tell_unasked(placement, *, at, on):
    """Owe the reminder: once a day, whoever asks for it."""
    fact = f"{_fact_of(placement)}:{on}"
    owe([Telling(kind=NoticeKind.REMIND, fact=fact, official=placement.official, placement=placement)], since=at)


def still_unasked(notice, *, on):
    """Whether the official has still not asked, still can, and the end is the one that was meant."""
    placement = notice.placement
    is_same_end = notice.key.startswith(f"{notice.kind}:{_fact_of(placement)}:")
    can_ask = rules.why_not_ask(placement, on=on) is None
    return is_same_end and can_ask and arranged_of(placement) == Arranged.UNASKED
