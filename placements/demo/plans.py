"""Carrying out planned placements: in bulk where no rule has anything to say, through the actions where one warns."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from officials.models import Official, Post
from placements import actions
from placements.models import Cycle, Placement, TermEntry
from placements.models.cycles import next_number
from placements.models.ledger import EntryKind
from placements.models.placements import State


@dataclass(eq=False)
class Batch:
    """Placements that one appointment document confirms, at one go."""

    number: str
    dated_on: dt.date
    confirmed_at: dt.datetime
    by: Any


@dataclass(eq=False)
class Plan:
    """A placement as it is to become."""

    cycle: Cycle
    official: Official
    host_post: Post
    home: Any  # what the home post was made from
    opening: Any  # what the host post was made from
    direction: tuple[str, str]  # home region, host region
    starts_on: dt.date
    ends_on: dt.date
    proposed_at: dt.datetime
    by: Any
    batch: Batch | None = None  # none: it stays a proposal
    story: str = ""
    task: str = ""
    home_contact: Any = None
    host_contact: Any = None
    reason: str = ""  # answers a warning of proposing it
    confirm_reason: str = ""  # answers the warning that the congress decision is missing
    congress_decision_number: str = ""
    replaces: "Plan | None" = None
    paired_with: "Plan | None" = None
    placement: Any = None

    def unsaved(self):
        """The placement, all filled in but its number. What it points to has been saved meanwhile."""
        placement = Placement(
            cycle=self.cycle,
            official=self.official,
            host_post=self.host_post,
            starts_on=self.starts_on,
            original_ends_on=self.ends_on,
            task=self.task,
            home_contact=self.home_contact,
            host_contact=self.host_contact,
            replaces=self.replaces.placement if self.replaces else None,
            proposed_by=self.by,
            proposed_at=self.proposed_at,
        )
        placement.fill_in()
        return placement

    @property
    def paper(self):
        """What is known once it is confirmed."""
        facts: dict[str, Any] = {
            "appointment_document_number": self.batch.number,
            "appointment_document_on": self.batch.dated_on,
        }
        if self.congress_decision_number:
            facts["congress_decision_number"] = self.congress_decision_number
            facts["congress_decision_on"] = self.batch.dated_on
        return facts


def carry_out(plans):
    """Propose all, in the order of their moments, so that the numbers run with time; then confirm their batches.

    To do each by its action in one transaction takes minutes for six hundred: every savepoint
    that locks the cycle makes the next one slower. The database holds its rules either way, and a
    test asks the rules of each placement whether they would have warned.
    """
    waiting = []
    for plan in sorted(plans, key=lambda plan: plan.proposed_at):
        if plan.reason:
            _propose(waiting)
            waiting = []
            plan.placement = actions.propose_placement(
                plan.unsaved(), reason=plan.reason, by=plan.by, at=plan.proposed_at
            )
        else:
            waiting.append(plan)
    _propose(waiting)
    for plan in plans:
        if plan.paired_with:
            plan.placement.paired_with = plan.paired_with.placement
            plan.placement.save(update_fields=["paired_with"])
    _confirm([plan for plan in plans if plan.batch and not plan.confirm_reason])
    for plan in plans:
        if plan.batch and plan.confirm_reason:
            _confirm_by_action(plan)


def _propose(plans):
    for plan in plans:
        plan.placement = plan.unsaved()
        plan.placement.number = next_number("P", plan.cycle.year)
    Placement.objects.bulk_create(plan.placement for plan in plans)


def _confirm(plans):
    TermEntry.objects.bulk_create(
        TermEntry(
            placement=plan.placement,
            serial=1,
            kind=EntryKind.ORIGINAL,
            ends_on=plan.ends_on,
            entered_by=plan.batch.by,
            entered_at=plan.batch.confirmed_at,
        )
        for plan in plans
    )
    alike: dict[tuple[Batch, str], list[int]] = {}
    for plan in plans:
        alike.setdefault((plan.batch, plan.congress_decision_number), []).append(plan.placement.pk)
    paper = {(plan.batch, plan.congress_decision_number): plan.paper for plan in plans}
    for key, placements in alike.items():
        batch, _decision = key
        Placement.objects.filter(pk__in=placements).update(
            state=State.CONFIRMED, confirmed_by=batch.by, confirmed_at=batch.confirmed_at, **paper[key]
        )
    confirmed = Placement.objects.in_bulk([plan.placement.pk for plan in plans])
    for plan in plans:
        plan.placement = confirmed[plan.placement.pk]


def _confirm_by_action(plan):
    for name, value in plan.paper.items():
        setattr(plan.placement, name, value)
    by, at = plan.batch.by, plan.batch.confirmed_at
    placement = actions.correct_placement(plan.placement, by=by, at=at)
    plan.placement = actions.confirm_placement(placement, reason=plan.confirm_reason, by=by, at=at)
