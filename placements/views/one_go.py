"""Doing the same to many rows in one go: they are chosen and shown, then it is done to each; see `came_of`."""

import uuid
from typing import Any

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from exchangeoffice.today import now, today
from placements.actions.each import MOST
from placements.views.came_of import kept


class Chosen:
    """The rows that were ticked, or all behind the filters of a list. A kind of rows says what differs."""

    page: str  # the name of its address and of its template
    told: str  # the same of the page that says what came of it, and where the session keeps that
    title: Any
    limit: Any  # what is said of more than `n` rows
    param = "p"  # the name of the boxes
    takes_the_first = False  # of all behind the filters where they are too many; else it takes none
    form: Any = None  # what is asked beside the rows
    notes: list[str] = []  # what is to be known before

    def __init__(self, user, params, *, on):
        self.user, self.params, self.on = user, params, on
        self.ticked = {int(key) for key in params.getlist(self.param) if key.isdecimal() and len(key) <= 18}
        found = [] if len(self.ticked) > MOST else list(self.asked_for()[: MOST + 1])
        self.is_more = len(found) > MOST
        self.is_too_many = len(self.ticked) > MOST or (self.is_more and not self.takes_the_first)
        self.found = [] if self.is_too_many else found[:MOST]
        self.undone = [row for row in self.found if self.is_undone(row)]

    def asked_for(self):
        """The rows, as a queryset with all that is shown of them."""
        raise NotImplementedError

    def is_undone(self, row):
        return True

    @property
    def can_go(self):
        return bool(self.found)

    def warned(self, form):
        """Those that want a reason before the form's answers are done to them."""
        raise NotImplementedError

    def asks_why(self, n):
        """The sentence that asks for the reason of those that warn."""
        raise NotImplementedError

    def do(self, form, *, by, at):
        """Do it to each that was found; what came of it, as of `do_each`."""
        raise NotImplementedError

    @property
    def too_many(self):
        return self.limit.format(n=MOST)

    @property
    def address(self):
        """The page with these rows, to come back to."""
        return address_of(self, self.undone)


def address_of(chosen, rows):
    """The page where those rows are chosen."""
    return f"{reverse(f'placements:{chosen.page}')}?{urlencode([(chosen.param, row.pk) for row in rows])}"


def go(request, kind):
    """The chosen rows of that kind; once they are sent, it is done to each, and the other page says what came of it."""
    is_sent = request.method == "POST"
    if is_sent and request.POST.get("go") == request.session.get(kind.told, {}).get("go", ""):
        return redirect(f"placements:{kind.told}")  # the same page sent twice
    chosen = kind(request.user, request.POST if is_sent else request.GET, on=today())
    form = kind.form(request.POST if is_sent else None) if kind.form else None
    if is_sent and chosen.can_go and _is_answered(form, chosen):
        results = chosen.do(form, by=request.user, at=now())
        request.session[kind.told] = kept(request.POST.get("go", ""), results)
        return redirect(f"placements:{kind.told}")
    facts = {"chosen": chosen, "form": form, "page_address": chosen.address, "go": uuid.uuid4().hex}
    return render(request, f"placements/{kind.page}.html", facts)


def _is_answered(form, chosen):
    """Ask for the reason before anything is done; each of the rows asks again for itself."""
    if form is None:
        return True
    if not form.is_valid():
        return False
    n = len(chosen.warned(form))
    if not n or form.cleaned_data["reason"].strip():
        return True
    form.add_error("reason", chosen.asks_why(n).format(n=n))
    return False
