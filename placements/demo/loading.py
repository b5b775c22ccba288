"""Loading it all in one go: accounts, crowd and stories, or nothing."""

import datetime as dt
from dataclasses import dataclass

import pghistory
from django.db import connection, transaction
from django.utils import translation

from officials.models import Jurisdiction, Official
from officials.models.officials import Provenance
from placements import rules
from placements.demo import cast
from placements.demo.accounts import Accounts
from placements.demo.arrivals import record_days
from placements.demo.article import YEAR
from placements.demo.crowd import Crowd
from placements.demo.cycles import DAYS_SERVED
from placements.demo.first_cycle import remember
from placements.demo.notices import tell_notices
from placements.demo.planned import plan_a_direction
from placements.demo.plans import carry_out
from placements.demo.stories import Stories
from placements.models import Cycle, ExtensionRequest, Nomination, Placement, PostOffer

ADVISORY_LOCK = 5_100_247_002  # two loaders wait for each other
TABLES = [
    *("officials_organisation", "officials_contact", "officials_post", "officials_official"),
    *("placements_cycle", "placements_placement", "placements_termentry", "placements_extensionrequest"),
    *("placements_nomination", "placements_postoffer", "placements_postoffer_wanted"),
]


class CannotLoadError(ValueError):
    """The demonstration cannot be loaded; the message says why and what to do."""


@dataclass(frozen=True)
class Loaded:
    """What was made."""

    officials: int
    placements: dict[str, int]  # by cycle
    requests: int
    nominations: int
    offers: int

    def __str__(self):
        cycles = ", ".join(f"{count} in the {cycle}" for cycle, count in self.placements.items())
        return (
            f"Demonstration data: {self.officials} invented officials; placements: {cycles}; {self.requests} requests;"
            f" {self.nominations} nominations, {self.offers} offered posts."
        )


def is_loaded():
    return Official.objects.filter(provenance=Provenance.INVENTED).exists()


def load_demo(*, on, sizes=None):
    """Load accounts, crowd and stories as of that day. Returns Loaded, or None where they are loaded already.

    Raises CannotLoadError.
    """
    # In Chinese, as the office works: what a rule said stands with the reason for going on.
    with translation.override("zh-hans"), pghistory.context(command="load_demo"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        if is_loaded():
            return None
        _insist_on_ground(on)
        accounts = Accounts()
        office = accounts.make_office()
        crowd = Crowd(on=on, office=office, sizes=sizes)
        plans = crowd.load(Cycle.objects.get(year=YEAR))
        _count_rows()  # or the planner takes for empty what the stories are to happen in
        accounts.make_officials(plans)
        stories = Stories(plans, on=on, office=office)
        stories.end_early()
        carry_out([plan for plan in plans if plan.story == cast.REPLACEMENT.story])
        stories.tell()
        remember(stories, plans)
        record_days(on=on, office=office)
        tell_notices(on=on, unreachable=stories.placements["on-paper"].official)
        _count_rows()
        plan_a_direction(on=on, office=office)
        return Loaded(
            officials=Official.objects.filter(provenance=Provenance.INVENTED).count(),
            placements={
                cycle.name_en: Placement.objects.filter(cycle=cycle).count() for cycle in Cycle.objects.order_by("year")
            },
            requests=ExtensionRequest.objects.count(),
            nominations=Nomination.objects.count(),
            offers=PostOffer.objects.count(),
        )


def _count_rows():
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {', '.join(TABLES)}")


def _insist_on_ground(on):
    """Raise CannotLoadError where what the demonstration stands on is missing or taken."""
    if Jurisdiction.objects.count() < 200:
        raise CannotLoadError("The reference data are missing: run load_reference first.")
    if not Cycle.objects.filter(year=YEAR).exists():
        raise CannotLoadError("The cases of the news report are missing: run load_article first.")
    starts_on = on - dt.timedelta(days=DAYS_SERVED)
    if not YEAR < starts_on.year < 2090:
        raise CannotLoadError(
            f"The present cycle would start on {starts_on:%Y-%m-%d}: choose a day from {YEAR + 1}-09-27 to 2090-09-26."
        )
    if taken := Cycle.objects.filter(year__range=(starts_on.year, starts_on.year + 2)).first():
        raise CannotLoadError(
            f"There is a cycle of {taken.year} already; the demonstration wants that year for itself."
        )


def loaded_for():
    """The day the demonstration was loaded for, read from its cycles; None where its account is gone."""
    official = Official.objects.filter(account__username="official").first()
    placement = official and official.placements.confirmed().order_by("starts_on").first()
    return placement.cycle.starts_on + dt.timedelta(days=DAYS_SERVED) if placement else None


def may_ask(*, on):
    """Whether the account `official` can ask for an extension on the day, or has asked."""
    official = Official.objects.filter(account__username="official").first()
    placement = official and official.placements.confirmed().order_by("-starts_on").first()
    return bool(placement) and rules.why_not_ask(placement, on=on) is None
