"""Requests that are decided together: which were chosen, what is to be known of them, and what came of each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models import Jurisdiction
from placements import rules
from placements.actions.each import MOST
from placements.ending_filter import EndingFilter
from placements.filters import RequestFilter, with_conflicts
from placements.models import Cycle, ExtensionRequest
from placements.models.extensions import RequestState
from placements.views.extensions import Waiting, with_facts
from placements.wording import day


def with_pairs(requests):
    """Each with the other half of its placement's paired exchange, on whichever of the two it is named."""
    return requests.select_related("placement__paired_with", "placement__pair_of")


class Chosen:
    """The requests that were ticked (`r`), or all that wait behind the filters of a list (`every`)."""

    def __init__(self, user, params, *, on):
        self.user, self.params, self.on = user, params, on
        self.regions = list(Jurisdiction.objects.regions())
        self.reviewable = with_conflicts(ExtensionRequest.objects.reviewable_by(user)).longest_wait_first()
        self.ticked = {int(key) for key in params.getlist("r") if key.isdecimal() and len(key) <= 18}
        found = [] if len(self.ticked) > MOST else list(with_pairs(with_facts(self._asked_for()))[: MOST + 1])
        self.is_too_many = max(len(found), len(self.ticked)) > MOST
        self.found = [] if self.is_too_many else found
        self.requests = [request for request in self.found if request.state == RequestState.SUBMITTED]

    def _asked_for(self):
        every = self.params.get("every")
        if every == "requests":
            return RequestFilter(self.params, self.reviewable, regions=self.regions, user=self.user).rows.waiting()
        if every == "endings":
            endings = EndingFilter(
                self.params,
                requests=ExtensionRequest.objects.reviewable_by(self.user),
                today=self.on,
                cycles=list(Cycle.objects.all()),
                regions=self.regions,
            )
            return self.reviewable.waiting().filter(placement__in=endings.rows.order_by().values("pk"))
        return self.reviewable.filter(pk__in=self.ticked)

    @cached_property
    def rows(self):
        regions = {region.pk: region for region in self.regions}
        return [Waiting(request, regions, on=self.on) for request in self.requests]

    @property
    def notes(self):
        """What is to be known before deciding, each with its number."""
        requests = self.requests
        left = max(len(self.ticked) - len(requests), 0)
        unheard = len(self.concerned(about=["home_opinion", "host_opinion"]))
        paired = len(self.concerned(about=["paired_exchange"]))
        back = len(self.concerned(about=["back_home"]))
        promised = sum(request.is_post_promised or request.is_official_promised for request in requests)
        late = sum(request.is_late for request in requests)
        counted = [
            (
                left,
                ngettext(
                    "{n} of those you chose does not wait for a decision and is left out.",
                    "{n} of those you chose do not wait for a decision and are left out.",
                    left,
                ),
            ),
            (
                unheard,
                ngettext(
                    "The opinions on {n} request are missing or do not reach as far as asked.",
                    "The opinions on {n} requests are missing or do not reach as far as asked.",
                    unheard,
                ),
            ),
            (
                paired,
                ngettext(
                    "{n} is one half of a paired exchange.", "{n} are each one half of a paired exchange.", paired
                ),
            ),
            (
                back,
                ngettext(
                    "{n} is of somebody who is back at the home organisation.",
                    "{n} are of people who are back at the home organisation.",
                    back,
                ),
            ),
            (
                promised,
                ngettext(
                    "{n} is in conflict with another placement and cannot be approved as asked.",
                    "{n} are in conflict with another placement and cannot be approved as asked.",
                    promised,
                ),
            ),
            (late, ngettext("{n} was sent late.", "{n} were sent late.", late)),
        ]
        return [sentence.format(n=n) for n, sentence in counted if n]

    def concerned(self, until=None, about=()):
        """Those that warn when they are approved to that day, or as asked; of some rules, or of any."""
        return [
            asked
            for asked in self.requests
            for concerns in [rules.concerns_of_approving(asked, until or asked.asked_ends_on)]
            if any(not about or concern.rule in about for concern in concerns)
        ]

    @property
    def too_many(self):
        return _("At most {n} requests can be decided in one go. Choose fewer, or filter the list.").format(n=MOST)

    @property
    def address(self):
        """The page with these requests, to come back to."""
        chosen = urlencode([("r", request.pk) for request in self.requests])
        return f"{reverse('placements:decide_together')}?{chosen}"


@dataclass(frozen=True)
class Line:
    """What came of one request."""

    request: ExtensionRequest
    tone: str  # good: decided now; warn: decided before; bad: refused
    sentence: str
    refusal: str = ""


class Results:
    """What came of the last go, from what the session kept: the keys, and the sentences that refused."""

    def __init__(self, user, kept):
        self.kept = kept
        refused = {int(key): (sentence, was_decided) for key, sentence, was_decided in kept.get("refused", [])}
        keys = [*refused, *kept.get("decided", [])]
        requests = ExtensionRequest.objects.reviewable_by(user).filter(pk__in=keys)
        requests = requests.select_related("placement__official").order_by("number")
        lines = [self._line(request, *refused.get(request.pk, ("", False))) for request in requests]
        # What needs somebody stands first.
        self.lines = sorted(lines, key=lambda line: ["bad", "warn", "good"].index(line.tone))

    @staticmethod
    def _line(request, refusal, was_decided):
        if refusal and not was_decided:
            return Line(request, "bad", _("Refused"), refusal)
        return Line(request, "warn" if was_decided else "good", outcome(request), refusal)

    @property
    def summary(self):
        n, before, refused = (sum(line.tone == tone for line in self.lines) for tone in ("good", "warn", "bad"))
        sentences = [ngettext("{n} request decided.", "{n} requests decided.", n).format(n=n)]
        if before:
            words = ngettext("{n} had been decided before.", "{n} had been decided before.", before)
            sentences.append(words.format(n=before))
        if refused:
            words = ngettext("{n} was refused.", "{n} were refused.", refused)
            sentences.append(words.format(n=refused))
        return sentences

    @property
    def again(self):
        """Where those that were refused can be decided anew, all together."""
        chosen = urlencode([("r", line.request.pk) for line in self.lines if line.tone == "bad"])
        return f"{reverse('placements:decide_together')}?{chosen}" if chosen else ""


def outcome(request):
    """What the request has come to, in a few words."""
    if request.state == RequestState.APPROVED:
        return _("Approved to {date}").format(date=day(request.approved_ends_on))
    return request.get_state_display().capitalize()
