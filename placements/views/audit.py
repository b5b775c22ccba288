"""The audit trail to read: everything that was changed, by whom, from what to what; and as a file."""

from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exchangeoffice.today import now, today
from officials.models import AuditEvent
from officials.models.trail import Deed
from placements.audit_filter import AuditFilter, action_choices, kind_choices
from placements.exports import csv_file
from placements.exports import workbook as excel
from placements.exports.audit import AuditHeading, AuditLines, columns
from placements.exports.chunks import keys_of
from placements.gates import needs
from placements.models.exports import ListKind, Medium
from placements.trail import ExchangeReader
from placements.views.audit_rows import TrailPage, count_of, told
from placements.views.exports import record_taken, spoken
from placements.views.listing import options

MOST_EXPORTED = 100_000
CONTENT_TYPES = {Medium.WORKBOOK: excel.CONTENT_TYPE, Medium.CSV: csv_file.CONTENT_TYPE}
FOLDED = ("action", "address", "reference")


@require_safe
@needs("officials.view_auditevent")
def audit_trail(request):
    """The one list of the trail, newest first."""
    reader = ExchangeReader(request.user)
    asked = AuditFilter(request.GET, AuditEvent.objects.all(), reader=reader)
    rows = asked.rows
    page = TrailPage(rows, request.GET, reader)
    facts = {
        "page": page,
        "mistakes": asked.mistakes,
        "typed": request.GET,
        "is_unfolded": any(request.GET.get(name) for name in FOLDED),
        "is_filtered": any(request.GET.get(name) for name in asked.filters),
        "reader": reader,
        "selects": {
            "kind": options(kind_choices(), request.GET.get("kind", ""), _("All kinds")),
            "deed": options(Deed.choices, request.GET.get("deed", ""), _("All changes")),
            "action": options(action_choices(reader), request.GET.get("action", ""), _("All actions")),
        },
        "files": _files(request.GET),
    }
    return render(request, "placements/audit_trail.html", facts)


def _files(params):
    kept = params.copy()
    for name in ("before", "after"):
        kept.pop(name, None)
    query = f"?{kept.urlencode()}" if kept else ""
    return [
        (words, reverse(f"placements:audit_{medium}") + query)
        for medium, words in ((Medium.WORKBOOK, _("Export Excel")), (Medium.CSV, _("Export CSV")))
    ]


# Files ---------------------------------------------------------------------------------------


@require_safe
@needs("officials.view_auditevent")
def export_audit(request, medium):
    """All that the filters select, as a file; it leaves its own line in the trail first."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return HttpResponse(status=503)  # the browser asks again once somebody clicks
    reader = ExchangeReader(request.user)
    asked = AuditFilter(request.GET, AuditEvent.objects.all(), reader=reader)
    rows = asked.rows
    back = f"{reverse('placements:audit')}?{request.GET.urlencode()}"
    if asked.mistakes:
        return redirect(back)
    if request.method == "HEAD":
        return _named(HttpResponse(content_type=CONTENT_TYPES[medium]), medium)
    if count_of(rows, MOST_EXPORTED) > MOST_EXPORTED:
        words = _("More than {n} changes do not go into a file. Choose fewer days.")
        messages.error(request, words.format(n=localize(MOST_EXPORTED)))
        return redirect(back)
    lines = AuditLines(keys_of(rows.newest_first()), lambda events: told(events, reader))
    heading = AuditHeading(
        name=str(ListKind.AUDIT.label),
        title=_("Audit trail"),
        on=today(),
        filters=asked.in_words or _("none"),
        order=_("Order: newest first"),
        count=len(lines),
        by=str(request.user),
        at=now(),
    )
    record_taken(request, ListKind.AUDIT, medium, heading)
    if medium == Medium.WORKBOOK:
        response = FileResponse(excel.workbook(heading, columns(), lines), content_type=excel.CONTENT_TYPE)
    else:
        pieces = spoken(translation.get_language(), csv_file.pieces(heading, columns(), lines))
        response = StreamingHttpResponse(pieces, content_type=csv_file.CONTENT_TYPE)
    return _named(response, medium)


def _named(response, medium):
    named = quote(f"{_('Audit trail')}_{today()}.{medium}", safe="")
    plain = f"audit-{today()}.{medium}"
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"
    return response
