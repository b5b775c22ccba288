"""What an official reads about their own placement: the days, the extension, what comes up, whom to call."""

import datetime as dt
import math
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements import rules
from placements.models import ExtensionRequest
from placements.models.extensions import RequestState
from placements.models.placements import Phase
from placements.views.placement_facts import placements_in_full
from placements.views.standing import Standing, first_to_show, percent
from placements.wording import day


def own_placements(official, user, *, on):
    """The official's confirmed placements: first the one to show, then the others, newest first."""
    mine = list(placements_in_full(user).confirmed().filter(official=official).order_by("-starts_on"))
    shown = first_to_show(mine, on=on)
    return shown, [placement for placement in mine if placement is not shown]


@dataclass(frozen=True)
class Date:
    """A day that comes up, and what it is."""

    on: dt.date
    words: str
    is_due: bool = False  # something is to be done by then


class Asking:
    """Where the official stands with an extension of the placement, as the reader may know it."""

    def __init__(self, placement, *, on, reader):
        self.placement, self.on, self.reader = placement, on, reader
        self.window = rules.window(placement)
        self.read_again()
        self.refusal = rules.why_not_ask(placement, on=on)

    def read_again(self):
        """The latest request of the placement, as it stands now. A draft is its writer's and the official's alone."""
        requests = ExtensionRequest.objects.filter(placement=self.placement)
        if not self.is_own:
            requests = requests.visible_to(self.reader)
        self.request = requests.prefetch_related("opinions").order_by("-drafted_at", "-pk").first()
        if self.request is not None:
            self.request.placement = self.placement

    @property
    def is_own(self):
        return self.placement.official.account_id == self.reader.pk

    @property
    def waits(self):
        return self.request is not None and self.request.state == RequestState.SUBMITTED

    @property
    def is_editable(self):
        return self.request is not None and self.request.state in [RequestState.DRAFT, RequestState.RETURNED]

    @property
    def hides_a_draft(self):
        """Whether somebody else is writing one, of which the reader is told nothing."""
        open_one = rules.open_request(self.placement)
        return open_one is not None and open_one.is_draft_closed_to(self.reader)

    @property
    def attachments(self):
        """The files of the request that is being written, as far as they are the reader's to see."""
        return self.request.attachments.visible_to(self.reader) if self.is_editable else []

    @property
    def can_ask(self):
        return self.refusal is None and not self.waits

    @property
    def concerns_now(self):
        """Whether there is anything to say of an extension: not of a term that is over and was never to be longer."""
        return self.request is not None or self.can_ask or self.on <= self.placement.ends_on

    @property
    def is_late(self):
        return self.window.is_late(on=self.on)

    @property
    def sentence(self):
        """What the window means for the official today."""
        if self.refusal:
            return self.refusal if self.on >= self.window.opens_on else self._not_open
        if self.is_late:
            return _(
                "Requests in time were taken until {close}. A late one is taken until {late} (inclusive)"
                " and marked late."
            ).format(close=day(self.window.on_time_until), late=day(self.window.closes_on))
        days = (self.window.on_time_until - self.on).days
        return ngettext(
            "You can ask for an extension until {date} (inclusive), {n} day from today.",
            "You can ask for an extension until {date} (inclusive), {n} days from today.",
            days,
        ).format(date=day(self.window.on_time_until), n=days)

    @property
    def _not_open(self):
        return _("Requests open on {date}.").format(date=day(self.window.opens_on))

    @property
    def never_asked(self):
        return self.request is None or self.request.state == RequestState.WITHDRAWN

    @property
    def opinions(self):
        """(day, sentence) of each side that gave its opinion; never what it says."""
        if self.request is None:
            return []
        sides = {}
        for opinion in self.request.opinions.all():
            sides.setdefault(opinion.side, opinion.given_on)
        words = {"home": _("Home organisation gave its opinion"), "host": _("Host organisation gave its opinion")}
        return sorted((given_on, words[side]) for side, given_on in sides.items())

    # Drawn: from 30 days before the window opens to the end of the term.

    @cached_property
    def drawing(self):
        first, last = self.window.opens_on - dt.timedelta(days=30), self.placement.ends_on
        if not first <= self.on <= last:
            return None
        opens, closes = (percent(when, first, last) for when in (self.window.opens_on, self.window.on_time_until))
        today = percent(self.on, first, last)
        return {
            "opens": opens,
            "closes": closes,
            "width": f"{float(closes) - float(opens):.2f}",
            "done": f"{max(min(float(today), float(closes)) - float(opens), 0):.2f}",
            "today": today,
        }


class MyPlacement:
    """The official's page."""

    def __init__(self, official, user, *, on):
        self.official, self.on = official, on
        self.placement, others = own_placements(official, user, on=on)
        self.others = [Standing(placement, on, placement.cycle) for placement in others]
        if self.placement is not None:
            self.standing = Standing(self.placement, on, self.placement.cycle)
            self.asking = Asking(self.placement, on=on, reader=user)

    @property
    def number_of_days(self):
        """The number under the arch: days left, days until the start, days since the end."""
        if self.standing.phase == Phase.UPCOMING:
            return (self.placement.starts_on - self.on).days
        return abs(self.standing.days_left)

    @property
    def words_under_number(self):
        """What the number counts."""
        n = self.number_of_days
        if self.standing.phase == Phase.UPCOMING:
            return ngettext("day until you start", "days until you start", n)
        if not self.standing.is_serving:
            return ngettext("day since it ended", "days since it ended", n)
        return ngettext("day left", "days left", n) if n else _("days left, last day today")

    @property
    def arch(self):
        """How far the arch is drawn, and where the day stands on it."""
        share = min(float(self.standing.done), 100) / 100
        angle = math.pi * (1 - share)
        return {
            "done": f"{100 * share:.2f}",
            "x": f"{170 + 150 * math.cos(angle):.1f}",
            "y": f"{164 - 150 * math.sin(angle):.1f}",
        }

    @property
    def coming_up(self):
        placement, asking = self.placement, self.asking
        dates = [Date(placement.starts_on, _("First day of your placement"))]
        last = _("Last day of your placement")
        if asking.waits:
            dates.append(
                Date(asking.request.decision_due_on(), _("Decision on your request, at the latest"), is_due=True)
            )
            last = _("Last day, unless the extension is approved")
        elif asking.window.latest_end > placement.ends_on:
            dates.append(Date(asking.window.opens_on, _("First day to ask for an extension")))
            dates.append(Date(asking.window.on_time_until, _("Last day to ask for an extension in time"), is_due=True))
        dates.append(Date(placement.ends_on, last))
        return sorted((date for date in dates if date.on >= self.on), key=lambda date: date.on)
