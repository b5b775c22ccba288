"""The list of proposed matches that a meeting is given: reasons in words, never points."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.models import PlanRow
from placements.models.plans import PlanRowState
from placements.planning.words import every_sentence
from placements.views.plan_board import rows_in_full
from placements.wording import day, moment

LISTED = [PlanRowState.ACCEPTED, PlanRowState.PROPOSED]

# What the list need not tell: it is no reason for the proposal.
UNTOLD = {"other_field"}


@dataclass(frozen=True)
class ListHeading:
    """What the paper carries: which list, of which version, how many, printed when and by whom."""

    title: str
    count_sentence: str
    printed_sentence: str
    by: str
    mark: str


class Listed:
    """A line of the list."""

    def __init__(self, row):
        self.row, self.official, self.post = row, row.nomination.official, row.offer.post

    @property
    def reasons(self):
        told = every_sentence(reason for reason in self.row.reasons if reason[0] not in UNTOLD)
        return [*told, _("Chosen by hand")] if self.row.by_hand else told


class ProposalList:
    """The accepted pairs of one version, in the order of the posts' places and numbers."""

    def __init__(self, directions, *, by, at):
        self.directions, self.plan, self.by, self.at = directions, directions.plan, by, at

    @cached_property
    def rows(self):
        if self.plan is None:
            return []
        rows = PlanRow.objects.filter(plan=self.plan, state__in=LISTED)
        by_place = rows_in_full(rows).order_by("offer__post__organisation__jurisdiction_id", "offer__number")
        return [Listed(row) for row in by_place]

    @property
    def waiting(self):
        """Rows that can become placements."""
        return [line.row for line in self.rows if line.row.state == PlanRowState.ACCEPTED]

    @property
    def heading(self):
        n = len(self.rows)
        count = ngettext("{n} official", "{n} officials", n).format(n=n)
        return ListHeading(
            title=_("List of proposed matches"),
            count_sentence=_("{cycle}, {direction}, version {v}: {count}").format(
                cycle=self.directions.cycle.name,
                direction=self.directions.quota.direction,
                v=self.plan.version if self.plan else "–",
                count=count,
            ),
            printed_sentence=_("Printed {date} by {name}.").format(date=moment(self.at), name=self.by),
            by=str(self.by),
            mark=_("Internal. Keep safely."),
        )

    @property
    def agreement(self):
        """That a meeting agreed, or that it is still a draft."""
        if not self.plan.is_agreed:
            return _("Draft for discussion; no meeting has agreed to it yet.")
        return _("Agreed by the meeting of {body} on {date}.").format(
            body=self.plan.agreeing_body, date=day(self.plan.agreed_on)
        )
