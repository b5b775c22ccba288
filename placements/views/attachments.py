"""Handing out the files of requests, to those who may read the request and to nobody else."""

import logging

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from placements import files
from placements.models import Attachment
from placements.models.papers import DocumentKind

logger = logging.getLogger("office.files")

TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.DOC: "application/msword",
}


@require_safe
def attachment(request, pk):
    """The file, to be saved and never shown in the page; 404 for whoever may not read its request."""
    found = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    try:
        content = files.opened(found.stored_name)
    except FileNotFoundError as error:
        logger.exception("the content of attachment %s is gone", found.pk)  # a backup has it
        raise Http404 from error
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=TYPES[found.kind])
    # Should a browser show it all the same, it may do nothing there.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "no-store"
    return answer
