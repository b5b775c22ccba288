"""Lists that leave the house: as a workbook, as CSV, on paper.

A link fetches them, so what is safe to repeat stays a GET; the row it leaves in the audit trail is
about the asking, like a line of a log (ADR 0022). HEAD leaves no row and gets no list; nor does a
browser's guess at what will be clicked next.
"""

from functools import wraps
from urllib.parse import quote

import pghistory
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exchangeoffice.middleware import audit_context
from exchangeoffice.today import now, today
from placements import actions
from placements.exports import csv_file
from placements.exports import workbook as excel
from placements.exports.chunks import keys_of
from placements.exports.heading import Heading
from placements.exports.lists import LISTS
from placements.exports.paper import Paper
from placements.exports.rows import PlacementLines
from placements.gates import needs
from placements.models import Export
from placements.models.exports import Medium
from placements.reference import reference
from placements.views.roster_list import Roster
from placements.views.rosters import former_jurisdiction

CONTENT_TYPES = {Medium.WORKBOOK: excel.CONTENT_TYPE, Medium.CSV: csv_file.CONTENT_TYPE}


def of_a_roster(view):
    """Hand the view the roster that is asked for; what cannot be read is answered on the roster's own page."""

    @require_safe
    @needs("placements.view_roster")
    @wraps(view)
    def guarded(request, code, **kwargs):
        if "prefetch" in request.headers.get("Sec-Purpose", ""):
            return HttpResponse(status=503)  # the browser asks again once somebody clicks
        known = reference(request.user)
        jurisdiction = known.places.get(code)
        if jurisdiction is None:
            return former_jurisdiction(request, code)
        roster = Roster(jurisdiction, request.GET, today=today(), known=known)
        if roster.asked.mistakes:
            return redirect(f"{reverse('placements:roster', args=[code])}?{request.GET.urlencode()}")
        return view(request, roster, **kwargs)

    return guarded


def reads_birth(user):
    """Birth year and month are for coordinators (domain: who may)."""
    return user.has_perm("placements.view_placement")


def head_of(request, roster, kind, title, count):
    return Heading(
        name=str(kind.label),
        title=title,
        on=roster.on,
        filters=roster.filters_in_words,
        order=roster.order_in_words,
        count=count,
        by=str(request.user),
        at=now(),
    )


def record(request, roster, kind, medium, heading):
    """Leave the row before the list leaves the house."""
    record_taken(request, kind, medium, heading, jurisdiction=roster.jurisdiction)


def record_taken(request, kind, medium, heading, *, jurisdiction=None):
    """Leave the row of any list that is taken out; of what is of no place, without one."""
    export = Export(
        kind=kind,
        medium=medium,
        jurisdiction=jurisdiction,
        as_of_on=heading.on,
        filters=heading.filters,
        asked=request.GET.urlencode(),
        rows=heading.count,
    )
    with pghistory.context(**audit_context(request)):
        actions.record_export(export, by=request.user, at=heading.at)


# Files ---------------------------------------------------------------------------------------


@of_a_roster
def export_list(request, roster, kind, medium):
    """All that the filters select, on every page of the list, as a file."""
    listed = LISTS[kind]
    title = listed.titled(roster.jurisdiction)
    if request.method == "HEAD":
        return _named(HttpResponse(content_type=CONTENT_TYPES[medium]), roster, kind, medium, title)
    lines = PlacementLines(keys_of(roster.asked.rows), on=roster.on)
    heading = head_of(request, roster, kind, title, len(lines))
    columns = listed.columns(reads_birth(request.user))
    record(request, roster, kind, medium, heading)
    if medium == Medium.WORKBOOK:
        response = FileResponse(excel.workbook(heading, columns, lines), content_type=excel.CONTENT_TYPE)
    else:
        pieces = spoken(translation.get_language(), csv_file.pieces(heading, columns, lines))
        response = StreamingHttpResponse(pieces, content_type=csv_file.CONTENT_TYPE)
    return _named(response, roster, kind, medium, title)


def spoken(language, pieces):
    """The pieces, each made in the language of the page: a stream is written when its request is over."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _named(response, roster, kind, medium, title):
    """Under its title in the person's language (RFC 5987), and a plain name for what cannot read that."""
    plain = f"{kind}-{roster.jurisdiction.code}-{roster.on}.{medium}"
    named = quote(f"{title}_{roster.on}.{medium}".replace("/", "-"), safe="")
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"
    return response


# Paper ---------------------------------------------------------------------------------------


@of_a_roster
def print_list(request, roster, kind):
    """All that the filters select as one page to print, with room for who checks it."""
    listed = LISTS[kind]
    paper = Paper(listed.paper(reads_birth(request.user)), PlacementLines(keys_of(roster.asked.rows), on=roster.on))
    heading = head_of(request, roster, kind, listed.titled(roster.jurisdiction), len(paper))
    if request.method == "GET" and not paper.is_too_long:
        record(request, roster, kind, Medium.PAPER, heading)
    files = [
        (words, reverse(f"placements:{kind}_{medium}", args=[roster.jurisdiction.code]))
        for medium, words in ((Medium.WORKBOOK, _("Export Excel")), (Medium.CSV, _("Export CSV")))
    ]
    facts = {"roster": roster, "jurisdiction": roster.jurisdiction, "heading": heading, "paper": paper, "files": files}
    return render(request, "placements/printed_list.html", facts)
