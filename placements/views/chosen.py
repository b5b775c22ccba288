"""Requests that are decided together: which were chosen, what is to be known of them, and what came of each."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from officials.models import Jurisdiction
from placements import actions, rules
from placements.actions.together import decide_each
from placements.ending_filter import EndingFilter
from placements.filters import RequestFilter, with_conflicts
from placements.forms import TogetherForm
from placements.models import Cycle, ExtensionRequest
from placements.models.extensions import RequestState
from placements.views.came_of import CameOf
from placements.views.extensions import Waiting, with_facts
from placements.views.one_go import Chosen, address_of
from placements.wording import day


def with_pairs(requests):
    """Each with the other half of its placement's paired exchange, on whichever of the two it is named."""
    return requests.select_related("placement__paired_with", "placement__pair_of")


class ChosenRequests(Chosen):
    """The requests that were ticked (`r`), or all that wait behind the filters of a list (`every`)."""

    page, told, title = "decide_together", "decided_together", gettext_lazy("Decide together")
    limit = gettext_lazy("At most {n} requests can be decided in one go. Choose fewer, or filter the list.")
    param = "r"
    form = TogetherForm

    def __init__(self, user, params, *, on):
        self.regions = list(Jurisdiction.objects.regions())
        super().__init__(user, params, on=on)

    def asked_for(self):
        return with_pairs(with_facts(self._behind_filters_or_ticked()))

    def _behind_filters_or_ticked(self):
        mine = ExtensionRequest.objects.reviewable_by(self.user)
        reviewable = with_conflicts(mine).longest_wait_first()
        every = self.params.get("every")
        if every == "requests":
            return RequestFilter(self.params, reviewable, regions=self.regions, user=self.user).rows.waiting()
        if every == "endings":
            cycles = list(Cycle.objects.all())
            endings = EndingFilter(self.params, requests=mine, today=self.on, cycles=cycles, regions=self.regions)
            return reviewable.waiting().filter(placement__in=endings.rows.order_by().values("pk"))
        return reviewable.filter(pk__in=self.ticked)

    def is_undone(self, row):
        return row.state == RequestState.SUBMITTED

    @cached_property
    def rows(self):
        regions = {region.pk: region for region in self.regions}
        return [Waiting(request, regions, on=self.on) for request in self.undone]

    @property
    def notes(self):
        """What is to be known before deciding, each with its number."""
        requests = self.undone
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
            for asked in self.undone
            for concerns in [rules.concerns_of_approving(asked, until or asked.asked_ends_on)]
            if any(not about or concern.rule in about for concern in concerns)
        ]

    def warned(self, form):
        return [] if form.declines else self.concerned(form.one_day)

    def asks_why(self, n):
        return ngettext(
            "{n} request has a warning. To go on, write the reason; it is kept.",
            "{n} requests have a warning. To go on, write the reason; it is kept.",
            n,
        )

    def do(self, form, *, by, at):
        typed, paper = form.cleaned_data, form.paper

        def decide(asked):
            if form.declines:
                words = {"words": typed["words"], "next_step": typed["next_step"]}
                return actions.decline_extension(asked, **words, **paper, by=by, at=at)
            words = {"words": typed["words"], "reason": typed["reason"]}
            return actions.approve_extension(asked, until=form.one_day, **words, **paper, by=by, at=at)

        return decide_each(self.found, decide)

    @property
    def back(self):
        return reverse("placements:extension_list")


class Decided(CameOf):
    """What came of the requests of the last go."""

    page, title = "decided_together", gettext_lazy("Decided together")
    leads_to = "extension"
    explained = ["bad", "warn"]

    def rows(self, user):
        requests = ExtensionRequest.objects.reviewable_by(user)
        return requests.select_related("placement__official").order_by("number")

    def words_of(self, row, tone):
        return _("Refused") if tone == "bad" else outcome(row)

    def done(self, n):
        return ngettext("{n} request decided.", "{n} requests decided.", n)

    def done_before(self, n):
        return ngettext("{n} had been decided before.", "{n} had been decided before.", n)

    def refused(self, n):
        return ngettext("{n} was refused.", "{n} were refused.", n)

    @property
    def again(self):
        """Where those that were refused can be decided anew, all together."""
        return address_of(ChosenRequests, self.undone) if self.undone else ""

    @property
    def back(self):
        return reverse("placements:extension_list")


def outcome(request):
    """What the request has come to, in a few words."""
    if request.state == RequestState.APPROVED:
        return _("Approved to {date}").format(date=day(request.approved_ends_on))
    return request.get_state_display().capitalize()
