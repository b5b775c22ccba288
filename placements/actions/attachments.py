"""Putting files to a request while it is being written, and taking them away again."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from placements import files
from placements.actions import locks
from placements.actions.action import action
from placements.actions.requests import EDITABLE, insist_on_own_or_office
from placements.models import Attachment
from placements.refusals import NotAllowed

MOST_FILES = 3


@action
def attach_file(request, document, *, by, at):
    """Put the document (documents.Document) to a draft or a returned request. Raises NotAllowed at `attachment`."""
    insist_on_own_or_office(request.placement, by)
    request = locks.hold_request(request)
    _insist_on_editable(request, by)
    there = list(request.attachments.all())
    if any(attachment.sha256 == document.sha256 for attachment in there):
        raise NotAllowed({"attachment": _("This file is already attached.")})
    if len(there) >= MOST_FILES:
        raise NotAllowed({"attachment": _("At most {n} files; remove one first.").format(n=MOST_FILES)})
    stored_name = files.keep(document.content)
    try:
        attachment = Attachment(
            request=request,
            name=_free_name(document, {attachment.name for attachment in there}),
            kind=document.kind,
            size=len(document.content),
            sha256=document.sha256,
            stored_name=stored_name,
            uploaded_by=by,
            uploaded_at=at,
        )
        attachment.full_clean()
        attachment.save()
    except BaseException:
        files.drop(stored_name)
        raise
    return attachment


def _free_name(document, taken):
    """The name, numbered where another file of the request has it."""
    stem, dot, ending = document.name.rpartition(".")
    names = (document.name, *(f"{stem} ({n}){dot}{ending}" for n in range(2, MOST_FILES + 2)))
    return next(name for name in names if name not in taken)


@action
def remove_attachment(attachment, *, by, at):
    """Take a file away that was not sent yet; its content goes once that is certain. Raises NotAllowed."""
    insist_on_own_or_office(attachment.request.placement, by)
    request = locks.hold_request(attachment.request)
    _insist_on_editable(request, by)
    held = request.attachments.visible_to(by).filter(pk=attachment.pk).first()
    if held is None:
        raise NotAllowed({"attachment": _("The file was removed already.")})
    if held.is_sent:
        raise NotAllowed({"attachment": _("A file that was sent is kept with the request.")})
    held.delete()
    transaction.on_commit(partial(files.drop, held.stored_name))


def _insist_on_editable(request, by):
    if request.is_draft_closed_to(by):
        raise NotAllowed(_("This is not your draft."))
    if request.state not in EDITABLE:
        raise NotAllowed(_("Files are put to a request while it is being written."))
