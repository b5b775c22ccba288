"""Proposals that are confirmed together: which were chosen, what is to be known of them, and what came of each."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from officials.models import Post
from placements import rules
from placements.actions.each import MOST
from placements.models import Cycle, Placement
from placements.models.placements import State
from placements.views import came_of
from placements.views.cycle_page import CyclePage


class ChosenProposals:
    """The proposals that were ticked (`p`), or all of a cycle (`every`, its year) behind the filters of its page."""

    def __init__(self, user, params, *, on):
        self.user, self.params, self.on = user, params, on
        self.ticked = {int(key) for key in params.getlist("p") if key.isdecimal() and len(key) <= 18}
        self.is_too_many = len(self.ticked) > MOST
        found = [] if self.is_too_many else list(self._asked_for()[: MOST + 1])
        self.is_more = len(found) > MOST
        self.found = found[:MOST]
        self.proposals = [placement for placement in self.found if placement.state == State.PROPOSED]

    def _asked_for(self):
        every = self.params.get("every", "")
        if every:
            placements = self._of_cycle(every)
        else:
            placements = Placement.objects.visible_to(self.user).filter(pk__in=self.ticked)
        posts = Post.objects.select_related("organisation")
        facts = placements.select_related("official", "cycle", "home_region", "host_region")
        return facts.prefetch_related(Prefetch("host_post", posts)).order_by("number")

    def _of_cycle(self, year):
        is_year = year.isascii() and year.isdecimal() and len(year) <= 4
        cycle = Cycle.objects.filter(year=int(year)).first() if is_year else None
        if cycle is None:
            return Placement.objects.none()
        return CyclePage(cycle, self.user, self.params, today=self.on).asked.rows.proposed()

    @cached_property
    def concerned(self):
        """Those that warn when they are confirmed, with the sentences."""
        found = {placement: rules.concerns_of_confirming(placement) for placement in self.proposals}
        return {placement: [one.sentence for one in concerns] for placement, concerns in found.items() if concerns}

    @property
    def rows(self):
        """(placement, what warns)."""
        return [(placement, self.concerned.get(placement, [])) for placement in self.proposals]

    @property
    def notes(self):
        """What is to be known before confirming, each with its number."""
        left = max(len(self.ticked) - len(self.proposals), 0)
        own = sum(placement.has_appointment_document for placement in self.proposals)
        counted = [
            (
                left,
                ngettext(
                    "{n} of those you chose is not a proposal and is left out.",
                    "{n} of those you chose are not proposals and are left out.",
                    left,
                ),
            ),
            (
                own,
                ngettext(
                    "{n} has an appointment document of its own already and keeps it.",
                    "{n} have an appointment document of their own already and keep it.",
                    own,
                ),
            ),
            (
                MOST if self.is_more else 0,
                _("These are the first {n}. The others follow when these are confirmed."),
            ),
        ]
        return [sentence.format(n=n) for n, sentence in counted if n]

    @property
    def too_many(self):
        return _("At most {n} proposals can be confirmed in one go. Choose fewer.").format(n=MOST)

    @property
    def back(self):
        return proposals_of(self.proposals)

    @property
    def address(self):
        """The page with these proposals, to come back to."""
        return _address(self.proposals)


def _address(placements):
    chosen = urlencode([("p", placement.pk) for placement in placements])
    return f"{reverse('placements:confirm_together')}?{chosen}"


def proposals_of(placements):
    """Where the proposals of the cycle of the first of them are listed; without any, the cycles."""
    if not placements:
        return reverse("placements:cycle_list")
    return f"{reverse('placements:cycle', args=[placements[0].cycle.year])}?phase=proposed#list"


class Confirmed:
    """What came of the last go, from what the session kept: the keys, and the sentences that refused."""

    def __init__(self, user, kept):
        placements = Placement.objects.visible_to(user).select_related("official", "cycle").order_by("number")
        self.lines = came_of.lines(placements, kept)

    @property
    def summary(self):
        n, before, refused = came_of.count(self.lines)
        sentences = [ngettext("{n} placement confirmed.", "{n} placements confirmed.", n).format(n=n)]
        if before:
            words = ngettext("{n} had been confirmed before.", "{n} had been confirmed before.", before)
            sentences.append(words.format(n=before))
        if refused:
            words = npgettext("placements", "{n} was refused.", "{n} were refused.", refused)
            sentences.append(words.format(n=refused))
        return sentences

    @property
    def again(self):
        """Where those that were refused can be confirmed anew, all together."""
        refused = [line.placement for line in self.lines if line.tone == "bad"]
        return _address(refused) if refused else ""

    @property
    def back(self):
        return proposals_of([line.placement for line in self.lines])
