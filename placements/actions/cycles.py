"""Closing a cycle."""

from django.utils.translation import gettext as _

from placements.actions import locks
from placements.actions.action import action
from placements.refusals import NotAllowed, insist_on_permission


@action
def close_cycle(cycle, *, by, at):
    """Close the cycle: no placement is proposed or confirmed in it any more. Requests go on.

    Raises NotAllowed while proposals wait, or where it is closed already.
    """
    insist_on_permission(by, "placements.change_cycle")
    cycle = locks.hold_cycle(cycle.pk)
    if cycle.is_closed:
        raise NotAllowed(_("The cycle is closed."))
    open_proposals = cycle.placements.filter(state="proposed").count()
    if open_proposals:
        raise NotAllowed(
            _("{n} placements of this cycle are still proposed; confirm or withdraw them first.").format(
                n=open_proposals
            )
        )
    cycle.closed_at, cycle.closed_by = at, by
    cycle.save(update_fields=["closed_at", "closed_by"])
    return cycle
