"""Reminding officials whose term ends and who have not said anything: each by itself, none undone by another."""

from django.utils import timezone
from django.utils.translation import gettext as _

from placements.actions import locks
from placements.actions.action import action
from placements.actions.each import do_each
from placements.notices.by_hand import arranged_of, reminders_of, tell_unasked, why_not_remind
from placements.refusals import NotAllowed, insist_on_permission


@action
def remind_official(placement, *, by, at, on):
    """Owe the official a reminder that nothing was asked yet. Raises NotAllowed."""
    insist_on_permission(by, "placements.handle_notice")
    if placement.official.account_id == by.pk:
        raise NotAllowed(_("Nobody reminds themselves."))
    placement = locks.hold_placement(placement)
    last = reminders_of([placement.pk]).get(placement.pk)
    if refusal := why_not_remind(placement, arranged_of(placement), last, on=on):
        raise NotAllowed(refusal)
    tell_unasked(placement, at=at, on=on)
    return placement


def remind_each(placements, *, by, at, on):
    """Remind each of them; see `do_each`."""

    def was_reminded_today(placement):
        last = reminders_of([placement.pk]).get(placement.pk)
        return last is not None and timezone.localdate(last.owed_since) == on

    return do_each(
        placements, lambda placement: remind_official(placement, by=by, at=at, on=on), was_done=was_reminded_today
    )
