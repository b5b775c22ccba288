"""Proposals that are confirmed together: which were chosen, what is to be known of them, and what came of each."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext, pgettext_lazy

from officials.models import Post
from placements import rules
from placements.actions.together import confirm_each
from placements.forms import ConfirmTogetherForm
from placements.models import Cycle, Placement
from placements.models.placements import State
from placements.views.came_of import CameOf
from placements.views.cycle_page import CyclePage
from placements.views.one_go import Chosen, address_of


class ChosenProposals(Chosen):
    """The proposals that were ticked (`p`), or all of a cycle (`every`, its year) behind the filters of its page."""

    page, told, title = "confirm_together", "confirmed_together", gettext_lazy("Confirm together")
    limit = gettext_lazy("At most {n} proposals can be confirmed in one go. Choose fewer.")
    takes_the_first = True
    form = ConfirmTogetherForm

    def asked_for(self):
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

    def is_undone(self, row):
        return row.state == State.PROPOSED

    @property
    def can_go(self):
        return bool(self.undone)

    @cached_property
    def concerned(self):
        """Those that warn when they are confirmed, with the sentences."""
        found = {placement: rules.concerns_of_confirming(placement) for placement in self.undone}
        return {placement: [one.sentence for one in concerns] for placement, concerns in found.items() if concerns}

    @cached_property
    def rows(self):
        """(placement, what warns)."""
        return [(placement, self.concerned.get(placement, [])) for placement in self.undone]

    @property
    def notes(self):
        """What is to be known before confirming, each with its number."""
        left = max(len(self.ticked) - len(self.undone), 0)
        own = sum(placement.has_appointment_document for placement in self.undone)
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
                len(self.found) if self.is_more else 0,
                _("These are the first {n}. The others follow when these are confirmed."),
            ),
        ]
        return [sentence.format(n=n) for n, sentence in counted if n]

    def warned(self, form):
        return self.concerned

    def asks_why(self, n):
        return ngettext(
            "{n} placement has a warning. To go on, write the reason; it is kept.",
            "{n} placements have a warning. To go on, write the reason; it is kept.",
            n,
        )

    def do(self, form, *, by, at):
        return confirm_each(self.found, **form.answers, by=by, at=at)

    @property
    def back(self):
        return proposals_of(self.undone)


def proposals_of(placements):
    """Where the proposals of the cycle of the first of them are listed; without any, the cycles."""
    if not placements:
        return reverse("placements:cycle_list")
    return f"{reverse('placements:cycle', args=[placements[0].cycle.year])}?phase=proposed#list"


class Confirmed(CameOf):
    """What came of the proposals of the last go."""

    page, title = "confirmed_together", gettext_lazy("Confirmed together")
    leads_to = "placement"
    words = {
        "bad": pgettext_lazy("placements", "Refused"),
        "warn": gettext_lazy("Confirmed before"),
        "good": gettext_lazy("Confirmed"),
    }

    def rows(self, user):
        return Placement.objects.visible_to(user).select_related("official", "cycle").order_by("number")

    def done(self, n):
        return ngettext("{n} placement confirmed.", "{n} placements confirmed.", n)

    def done_before(self, n):
        return ngettext("{n} had been confirmed before.", "{n} had been confirmed before.", n)

    def refused(self, n):
        return npgettext("placements", "{n} was refused.", "{n} were refused.", n)

    @property
    def again(self):
        """Where those that were refused can be confirmed anew, all together."""
        return address_of(ChosenProposals, self.undone) if self.undone else ""

    @property
    def back(self):
        return proposals_of([line.row for line in self.lines])
