"""The lists whose filters can be saved: each reads a query string by its own filter, and says what is kept of it."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import DataError, transaction
from django.http import Http404, QueryDict
from django.urls import resolve
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchangeoffice.today import today
from officials.models import Jurisdiction
from placements.arrival_filter import ArrivalFilter
from placements.filters import RequestFilter
from placements.models import Cycle, ExtensionRequest, Notice, Placement
from placements.notices.filter import NoticeFilter
from placements.views.cycle_page import CyclePage
from placements.views.ending_board import Board
from placements.views.ending_list import Endings
from placements.views.roster_list import Roster
from placements.views.vacancy_list import Vacancies

# Parameters of Django's own lists that say where in the list one is, not what is listed.
NOT_KEPT_IN_ADMIN = {"p", "e", "all", "_popup", "_to_field", "_changelist_filters", "_facets"}


@dataclass(frozen=True)
class Listed:
    """A list: what it is called, the permission that opens it, and its filter (request, key of the address, query)."""

    label: str | Promise
    permission: str
    asked: Callable


def _roster(request, match, params):
    jurisdiction = Jurisdiction.objects.select_related("parent", "region").filter(code=match["code"]).first()
    if jurisdiction is None:
        raise Http404
    return Roster(jurisdiction, params, today=today()).asked


def _cycle(request, match, params):
    cycle = Cycle.objects.filter(year=match["year"]).first()
    if cycle is None:
        raise Http404
    return CyclePage(cycle, request.user, params, today=today()).asked


def _requests(request, match, params):
    mine = ExtensionRequest.objects.reviewable_by(request.user)
    return RequestFilter(params, mine, regions=list(Jurisdiction.objects.regions()), user=request.user)


def _arrivals(request, match, params):
    regions, cycles = list(Jurisdiction.objects.regions()), list(Cycle.objects.all())
    return ArrivalFilter(params, Placement.objects.confirmed(), on=today(), regions=regions, cycles=cycles)


LISTS = {
    "placements:roster": Listed(gettext_lazy("Roster"), "placements.view_roster", _roster),
    "placements:cycle": Listed(gettext_lazy("Cycle"), "placements.view_roster", _cycle),
    "placements:vacancies": Listed(
        gettext_lazy("Vacancies"),
        "placements.view_roster",
        lambda request, _match, params: Vacancies(request.user, params, today=today()).asked,
    ),
    "placements:endings": Listed(
        gettext_lazy("Endings"),
        "placements.view_extensionrequest",
        lambda request, _match, params: Board(request.user, params, today=today()).asked,
    ),
    "placements:ending_list": Listed(
        gettext_lazy("List of endings"),
        "placements.view_extensionrequest",
        lambda request, _match, params: Endings(request.user, params, today=today()).asked,
    ),
    "placements:extension_list": Listed(gettext_lazy("Requests"), "placements.view_extensionrequest", _requests),
    "placements:arrival_list": Listed(gettext_lazy("Arrivals"), "placements.confirm_placement", _arrivals),
    "placements:notice_list": Listed(
        gettext_lazy("Notices"),
        "placements.handle_notice",
        lambda request, _match, params: NoticeFilter(params, Notice.objects.visible_to(request.user)),
    ),
}


def _find(path):
    """(match, list, admin) of the path: the list of ours, or the admin of a list of the back office. Else 404."""
    match = resolve(path)  # raises Http404
    if listed := LISTS.get(match.view_name):
        return match, listed, None
    model_admin = getattr(match.func, "model_admin", None)
    if model_admin is not None and match.app_name == "admin" and match.url_name.endswith("_changelist"):
        return match, None, model_admin
    raise Http404


def label_of(path):
    """What the list is called; nothing for a path that is no list any more."""
    try:
        _match, listed, model_admin = _find(path)
    except Http404:
        return ""
    return str(listed.label) if listed else capfirst(str(model_admin.opts.verbose_name_plural))


def is_list(path):
    return bool(label_of(path))


def kept_of(request, path, query):
    """The part of the query that is worth keeping, as the list's own filter reads it.

    Raises ValidationError, in words, where the path is none of our lists, where the person may not
    open it, or where the list cannot read the query.
    """
    params = QueryDict(query)
    try:
        match, listed, model_admin = _find(path)
        if listed:
            return _kept_by_filter(request, match, listed, params)
        return _kept_by_admin(request, model_admin, params)
    except Http404:
        raise ValidationError(_("This is none of the lists whose filters can be saved.")) from None


def _kept_by_filter(request, match, listed, params):
    if not request.user.has_perm(listed.permission):
        raise Http404
    asked = listed.asked(request, match.kwargs, params)
    if asked.mistakes:
        raise ValidationError(_("The list cannot read these filters. Correct them first."))
    # Of a value that is given twice the last one holds, as everywhere.
    return _encoded({name: params[name] for name in params if name in asked.filters and params[name]})


def _kept_by_admin(request, model_admin, params):
    if not model_admin.has_view_or_change_permission(request):
        raise Http404
    kept = {name: params[name] for name in params if name not in NOT_KEPT_IN_ADMIN and params[name]}
    tried = copy.copy(request)
    tried.GET = QueryDict(_encoded(kept))
    try:
        with transaction.atomic():
            model_admin.get_changelist_instance(tried)
    except (IncorrectLookupParameters, SuspiciousOperation, ValidationError, ValueError, OverflowError, DataError):
        raise ValidationError(_("The list cannot read these filters. Correct them first.")) from None
    return tried.GET.urlencode()


def _encoded(kept):
    query = QueryDict(mutable=True)
    query.update(kept)
    return query.urlencode()
