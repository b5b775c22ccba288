"""What a coordinator does to a notice that failed, or of which nobody knows whether it arrived."""

from django.utils.translation import gettext as _

from placements.actions.action import action
from placements.models import Notice
from placements.models.notices import DropReason, NoticeState
from placements.notices.sending import nobody_sends
from placements.refusals import NotAllowed, insist_on_permission


def _hold(notice, by):
    """The notice as it is now, no postman on the way with it. Raises NotAllowed."""
    insist_on_permission(by, "placements.handle_notice")
    if not nobody_sends():
        raise NotAllowed(_("Notices are being sent at this moment; try again in a minute."))
    return Notice.objects.select_for_update(no_key=True, of=("self",)).get(pk=notice.pk)


@action
def resend_notice(notice, *, by, at):
    """Put it back into the queue; its attempts are counted anew. Raises NotAllowed."""
    notice = _hold(notice, by)
    if notice.state not in [NoticeState.FAILED, NoticeState.HANDED]:
        raise NotAllowed(_("Only a notice that failed, or that perhaps did not arrive, is sent again."))
    notice.state, notice.next_try, notice.attempts = NoticeState.OWED, at, 0
    notice.save(update_fields=["state", "next_try", "attempts"])
    return notice


@action
def settle_notice(notice, *, by, at):
    """Record that it did arrive, as the recipient or the mail server’s log says. Raises NotAllowed."""
    notice = _hold(notice, by)
    if notice.state != NoticeState.HANDED:
        raise NotAllowed(_("Only of a notice that was perhaps sent can it be recorded that it arrived."))
    notice.state, notice.settled = NoticeState.SENT, at
    notice.save(update_fields=["state", "settled"])
    return notice


@action
def drop_notice(notice, *, by, at):
    """Set a failed notice aside: it is not sent any more. Raises NotAllowed."""
    notice = _hold(notice, by)
    if notice.state != NoticeState.FAILED:
        raise NotAllowed(_("Only a notice that failed can be set aside."))
    notice.state, notice.drop_reason, notice.settled = NoticeState.DROPPED, DropReason.BY_HAND, at
    notice.save(update_fields=["state", "drop_reason", "settled"])
    return notice
