"""Nominations and offered posts that leave the house: as a workbook, as CSV, on paper. For coordinators (ADR 0022)."""

from functools import wraps
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exchangeoffice.today import now, today
from placements.exports import csv_file
from placements.exports import workbook as excel
from placements.exports.chunks import keys_of
from placements.exports.offering import OFFERING_LISTS, OfferingLines
from placements.exports.paper import Paper
from placements.models.exports import ListKind, Medium
from placements.offering_filter import NominationFilter, OfferFilter
from placements.views.exports import CONTENT_TYPES, record_taken, spoken
from placements.views.nominations import nominations_in_full
from placements.views.offering import OfferingList
from placements.views.offers import in_order, offers_in_full

# For each list the filter of its page, its rows, and the page.
PAGES = {
    ListKind.NOMINATIONS: (NominationFilter, nominations_in_full, "placements:nomination_list"),
    ListKind.OFFERS: (OfferFilter, lambda: in_order(offers_in_full()), "placements:offer_list"),
}


def of_an_offering_list(view):
    """Hand the view the list that is asked for; what cannot be read is answered on the list's own page."""

    @require_safe
    @wraps(view)
    def guarded(request, kind, **kwargs):
        described = OFFERING_LISTS[kind]
        if not request.user.has_perm(described.permission):
            raise PermissionDenied
        if "prefetch" in request.headers.get("Sec-Purpose", ""):
            return HttpResponse(status=503)  # the browser asks again once somebody clicks
        filter_class, in_full, page = PAGES[kind]
        listed = OfferingList(filter_class, in_full(), request.GET)
        if listed.mistakes:
            return redirect(f"{reverse(page)}?{request.GET.urlencode()}")
        lines = OfferingLines(keys_of(listed.asked.rows), in_full())
        heading = described.heading(
            name=str(kind.label),
            title=str(described.title),
            on=today(),
            filters=listed.filters_in_words,
            order=_("Order: the newest cycle first"),
            count=len(lines),
            by=str(request.user),
            at=now(),
        )
        return view(request, described, lines, heading, **kwargs)

    return guarded


@of_an_offering_list
def export_offering(request, described, lines, heading, medium):
    """All that the filters select, on every page of the list, as a file."""
    if request.method == "HEAD":
        return _named(HttpResponse(content_type=CONTENT_TYPES[medium]), heading, described.kind, medium)
    record_taken(request, described.kind, medium, heading)
    columns = described.columns()
    if medium == Medium.WORKBOOK:
        response = FileResponse(excel.workbook(heading, columns, lines), content_type=excel.CONTENT_TYPE)
    else:
        pieces = spoken(translation.get_language(), csv_file.pieces(heading, columns, lines))
        response = StreamingHttpResponse(pieces, content_type=csv_file.CONTENT_TYPE)
    return _named(response, heading, described.kind, medium)


def _named(response, heading, kind, medium):
    named = quote(f"{heading.title}_{heading.on}.{medium}", safe="")
    plain = f"{kind}-{heading.on}.{medium}"
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"
    return response


@of_an_offering_list
def print_offering(request, described, lines, heading):
    """All that the filters select as one page to print, with room for who checks it."""
    paper = Paper(described.paper(), lines)
    if request.method == "GET" and not paper.is_too_long:
        record_taken(request, described.kind, Medium.PAPER, heading)
    page = reverse(PAGES[described.kind][2])
    files = [
        (words, reverse(f"placements:{described.kind}_{medium}"))
        for medium, words in ((Medium.WORKBOOK, _("Export Excel")), (Medium.CSV, _("Export CSV")))
    ]
    facts = {"heading": heading, "paper": paper, "files": files, "page": page}
    return render(request, "placements/printed_offering.html", facts)
