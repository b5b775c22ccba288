"""Entering a request for somebody who is writing a draft of their own."""

from placements import files, rules
from placements.actions import locks
from placements.actions.action import action
from placements.actions.attachments import attach_file
from placements.actions.requests import draft_extension, drop_unsent_files, insist_on_own_or_office, submit_extension


@action
def enter_extension(placement, *, document=None, by, at, on, **asked):
    """Send what came on paper in the place of a draft that somebody else is writing. Raises NotAllowed.

    What is sent is newer than what is not, and a placement has one open request: the draft goes,
    with its files and unread. It is all or nothing: where sending is refused, the draft stands.
    """
    insist_on_own_or_office(placement, by)
    placement = locks.hold_placement(placement)
    draft = rules.open_request(placement)
    if draft is not None and draft.is_draft_closed_to(by):
        drop_unsent_files(draft)
        draft.delete()
    request = draft_extension(placement, **asked, by=by, at=at, on=on)
    attachment = attach_file(request, document, by=by, at=at) if document else None
    try:
        return submit_extension(request, by=by, at=at, on=on)
    except BaseException:
        if attachment is not None:
            files.drop(attachment.stored_name)
        raise
