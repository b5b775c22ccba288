"""Every offered post of the direction beside one official, best first: to choose by hand."""

from django.utils.functional import cached_property

from placements.models import Nomination, Plan, PlanRow, PostOffer
from placements.models.plans import PlanRowState
from placements.planning.fit import fit
from placements.planning.reading import read
from placements.planning.words import short_sentences
from placements.views.listing import Paged
from placements.views.plan_board import PAGE

OTHERS = 3  # the best ones, told apart from the rest


class Choice:
    """An offered post with the fit of the official, and who has got it in the plans so far."""

    def __init__(self, key, its_fit):
        self.key, self.fit = key, its_fit
        self.offer, self.row = None, None

    @property
    def why(self):
        return short_sentences([part.reason for part in self.fit])

    @property
    def is_taken(self):
        """Whether somebody is accepted for it; a suggestion alone gives way."""
        return self.row is not None and self.row.state == PlanRowState.ACCEPTED


class Choices:
    """The posts that the official could be given, in the order of the fit. The rules are asked when one is chosen."""

    def __init__(self, nomination, plan, params):
        self.nomination, self.plan = nomination, plan
        self.official = nomination.official
        known = read(plan.cycle)
        self.nominee = known.nominees.get(nomination.pk)
        openings = [o for o in known.free_openings.values() if o.region == plan.host_region_id]
        choices = [Choice(o.key, fit(self.nominee, o, known.weights)) for o in openings] if self.nominee else []
        choices.sort(key=lambda choice: (-choice.fit.total, choice.key))
        self.paged = Paged(choices, params, size=PAGE)

    @cached_property
    def rows(self):
        keys = [choice.key for choice in self.paged.rows]
        offers = PostOffer.objects.select_related("post__organisation__jurisdiction__parent").prefetch_related("wanted")
        offers = offers.in_bulk(keys)
        rows = PlanRow.objects.filter(offer__in=keys, plan__in=Plan.objects.filter(cycle=self.plan.cycle_id).current())
        held = {row.offer_id: row for row in rows.open().select_related("nomination__official")}
        for choice in self.paged.rows:
            choice.offer, choice.row = offers[choice.key], held.get(choice.key)
        return self.paged.rows

    @property
    def own(self):
        """The offered post that the official has got in this plan, by its key."""
        mine = [choice for choice in self.rows if choice.row and choice.row.nomination == self.nomination]
        return mine[0].key if mine else None


def nominations_in_full():
    """Nominations with what the page tells of the official."""
    nominations = Nomination.objects.select_related(
        "official__rank", "official__professional_title", "official__home_post__organisation", "cycle"
    )
    return nominations.prefetch_related("official__expertise")
