"""The cycles of the demonstration: how many places, which way, and by which day."""

import datetime as dt

from officials.models import Jurisdiction
from placements.calendar import end_of_term
from placements.demo.article import BEIJING, HEBEI, TIANJIN
from placements.demo.people import GUIDE_AGES
from placements.models import Cycle, GuideAge, Quota, SuggestedEnd

DAYS_SERVED = 270  # by the day the demonstration is loaded

# Places taken in each cycle, the article's three included: as many as the programme itself had.
FIRST_SIZE = 200
PRESENT_SIZE = 220
NEXT_SIZE = 220
# Put forward for the cycle after the next one, in which nobody is placed yet.
NOMINATED = 200

# One place in so many, by way of trial: many between Tianjin and Hebei, few between Tianjin and Beijing.
TRIALS = {(TIANJIN, HEBEI): 22, (HEBEI, TIANJIN): 22, (BEIJING, TIANJIN): 73, (TIANJIN, BEIJING): 73}
# Places that are still open when the cycle is filled.
SPARE, SPARE_ON_TRIAL = 3, 1


def places_by_direction(size, *, trials=True):
    """How many go which way: evenly between Beijing and Hebei, a few by way of trial with Tianjin."""
    trial = {direction: max(1, size // share) for direction, share in TRIALS.items()} if trials else {}
    rest = size - sum(trial.values())
    return {(BEIJING, HEBEI): rest - rest // 2, (HEBEI, BEIJING): rest // 2, **trial}


def make_cycle(starts_on, size):
    """A cycle of twelve months with its quotas, guide ages and suggested ends.

    Some places are left open, for somebody who tries to enter a placement.
    """
    cycle = Cycle.objects.create(
        year=starts_on.year,
        name_en=f"{starts_on.year} cycle",
        name_zh=f"{starts_on.year}年批次",
        starts_on=starts_on,
        ends_on=end_of_term(starts_on, 12),
        programme_ends_on=dt.date(starts_on.year + 4, 12, 31),
    )
    regions = Jurisdiction.objects.in_bulk([BEIJING, TIANJIN, HEBEI])
    for (home, host), places in places_by_direction(size).items():
        is_trial = (home, host) in TRIALS
        Quota.objects.create(
            cycle=cycle,
            home_region=regions[home],
            host_region=regions[host],
            places=places + (SPARE_ON_TRIAL if is_trial else SPARE),
            is_trial=is_trial,
        )
    for tier, age in GUIDE_AGES.items():
        GuideAge.objects.create(cycle=cycle, tier=tier, age=age)
    for month, day, label_en, label_zh in [(7, 15, "End of the school year", "学年末"), (12, 31, "Year end", "年底")]:
        end = dt.date(cycle.ends_on.year, month, day)
        if end <= cycle.ends_on:
            end = end.replace(year=end.year + 1)
        SuggestedEnd.objects.create(cycle=cycle, ends_on=end, label_en=label_en, label_zh=label_zh)
    return cycle
