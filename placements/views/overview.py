"""How the exchange stands today, on one page: what serves, ends, waits and is open, each with the list behind it."""

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from exchangeoffice.today import now, today
from placements.balance import summaries
from placements.context import requests_waiting
from placements.filters import with_conflicts
from placements.gates import needs
from placements.models import ExtensionRequest, Opinion
from placements.models.opinions import OpinionLevel, Side
from placements.reference import reference
from placements.views.cycle_numbers import CycleNumbers, Places
from placements.views.ending_board import Board
from placements.views.extensions import Waiting as WaitingRequest
from placements.views.extensions import in_rows
from placements.views.flow import Flow
from placements.views.host_cities import HostCities
from placements.waiting import SOON, soon_day, what_waits
from placements.wording import day

MOST_READY = 5


class Overview:
    """The day's numbers. A fixed number of queries; requests and endings are asked for only where they may be read."""

    def __init__(self, user, *, today, now):
        self.user, self.today, self.now = user, today, now
        self.reads_requests = user.has_perm("placements.view_extensionrequest")
        known = reference(user)
        self.places = Places(known)
        self.cities = HostCities(on=today, known=known)
        self.flow = Flow(self.cities)
        self.cycle = present_cycle(known.cycles.values(), on=today)

    # Figures

    @property
    def serving(self):
        return self.cities.total.serving

    @property
    def hosting(self):
        return self.cities.hosting

    @property
    def ending_url(self):
        return self.board.address(week=None) if self.reads_requests else reverse("placements:roster_index")

    @property
    def ending(self):
        return self.board.n if self.reads_requests else self.cities.total.ending

    @property
    def soon(self):
        return soon_day(self.today)

    @cached_property
    def board(self):
        """The endings of the next days, as the board of endings counts them."""
        return Board(self.user, _asked(until=self.soon.isoformat()), today=self.today)

    @property
    def nothing(self):
        """(how many, the list) of the terms for which nothing is arranged yet."""
        number = next(number for kind, number in self.board.key if kind == "note")
        return number.n, number.url

    @property
    def lede(self):
        """(words, address) in their order; the words between them have none."""
        n = self.serving
        serving = ngettext("{n} official is serving", "{n} officials are serving", n).format(n=n)
        k = self.hosting
        cities = ngettext("in {n} city", "in {n} cities", k).format(n=k)
        m = self.ending
        ending = ngettext("{n} term ends within {days} days", "{n} terms end within {days} days", m)
        index = reverse("placements:roster_index")
        said = [(serving, index), (cities, f"{index}#map-h"), (ending.format(n=m, days=SOON), self.ending_url)]
        if self.reads_requests:
            n, url = self.nothing
            said.append(
                (ngettext("nothing arranged for {n} of them", "nothing arranged for {n} of them", n).format(n=n), url)
            )
        return said

    @property
    def figures(self):
        """(number, label, note, address) of each."""
        index = reverse("placements:roster_index")
        total = self.cities.total
        figures = [
            (total.serving, _("Serving now"), self._to_come, index),
            (
                self.ending,
                _("Ending in {n} days").format(n=SOON),
                _("by {date}").format(date=day(self.soon)),
                self.ending_url,
            ),
        ]
        if self.reads_requests:
            requests = reverse("placements:extension_list")
            figures.append((self.requests, _("Extension requests waiting"), self._oldest, requests))
        vacant = f"{reverse('placements:vacancies')}?within=0&successor=any"
        return [*figures, (total.vacant, _("Posts vacant"), _("nobody confirmed holds them"), vacant)]

    @property
    def _to_come(self):
        n = self.cities.total.arriving
        return ngettext("{n} to arrive", "{n} to arrive", n).format(n=n)

    @property
    def _oldest(self):
        first = self._waiting_requests.order_by("submitted_at").only("submitted_at").first()
        if first is None:
            return _("none waits")
        days = first.days_waiting(on=self.today)
        return ngettext("oldest: {n} day", "oldest: {n} days", days).format(n=days)

    # Quota

    @cached_property
    def numbers(self):
        if self.cycle is None:
            return None
        balance = summaries([self.cycle], user=self.user)[self.cycle.pk]
        reads_proposals = self.user.has_perm("placements.view_placement")
        return CycleNumbers(self.cycle, balance, self.places, reads_proposals=reads_proposals)

    # Requests

    @property
    def _waiting_requests(self):
        return ExtensionRequest.objects.reviewable_by(self.user).waiting()

    @cached_property
    def requests(self):
        """How many wait."""
        return requests_waiting(self.user)

    @cached_property
    def ready(self):
        """The first of those that have the opinions of both organisations."""
        given = Opinion.objects.filter(request=OuterRef("pk"), level=OpinionLevel.ORGANISATION)
        both = with_conflicts(self._waiting_requests).filter(
            Exists(given.filter(side=Side.HOME)), Exists(given.filter(side=Side.HOST))
        )
        regions = {region.pk: region for region in self.places.regions}
        found = in_rows(both.longest_wait_first())[:MOST_READY]
        return [WaitingRequest(request, regions, on=self.today) for request in found]

    # What waits

    @cached_property
    def waiting(self):
        unarranged = self.board.nothing if self.reads_requests else None
        return what_waits(self.user, on=self.today, at=self.now, unarranged=unarranged)


def present_cycle(cycles, *, on):
    """The cycle whose days these are: the latest that has begun, else the next to begin; None without any."""
    in_order = sorted(cycles, key=lambda cycle: (cycle.starts_on, cycle.year))
    begun = [cycle for cycle in in_order if cycle.starts_on <= on]
    return begun[-1] if begun else next(iter(in_order), None)


def _asked(**chosen):
    asked = QueryDict(mutable=True)
    asked.update(chosen)
    return asked


@require_safe
@needs("placements.view_roster")
def overview(request):
    """How the exchange stands today."""
    return render(request, "placements/overview.html", {"overview": Overview(request.user, today=today(), now=now())})
