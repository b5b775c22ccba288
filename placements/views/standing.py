"""How a placement stands on a day: what the pages say and draw of it. It reads and never asks the database."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officials.models.vocabulary import Tier
from placements.models import Cycle, Placement
from placements.models.placements import Phase, State


@dataclass(frozen=True)
class Mark:
    """An icon with its word."""

    icon: str
    word: str


def percent(day, first, last):
    """Where the day lies between first and last, in percent for a drawing, never off the paper."""
    span = (last - first).days
    share = 100 * (day - first).days / span if span else 100
    return f"{min(max(share, 0), 100):.2f}"


def words_for_days(days):
    """So many days left, or none."""
    if days == 0:
        return _("0 days left, last day today")
    return ngettext("{n} day left", "{n} days left", days).format(n=days)


def anchor(share, *, edge):
    """Which end of a text stands at that share of the width (in percent), so that none of it leaves the paper."""
    return "start" if float(share) < edge else "end" if float(share) > 100 - edge else "middle"


def first_to_show(placements, *, on):
    """Of an official's confirmed placements the one under way, else the next, else the last; None of none."""

    def rank(placement):
        phase = placement.phase(on=on)
        if phase == Phase.SERVING:
            return 0, 0
        return (1, (placement.starts_on - on).days) if phase == Phase.UPCOMING else (2, (on - placement.ends_on).days)

    return min(placements, key=rank, default=None)


@dataclass(frozen=True)
class Standing:
    """A placement on a day."""

    placement: Placement
    on: object
    cycle: Cycle

    @property
    def phase(self):
        return self.placement.phase(on=self.on)

    @property
    def is_upcoming(self):
        return self.phase == Phase.UPCOMING

    @property
    def is_serving(self):
        return self.phase == Phase.SERVING

    @property
    def tier_words(self):
        """The tier of the official, where the list was asked for it."""
        return Tier(self.placement.tier).label

    @property
    def marks(self):
        """The phase as icon and word, and beside it that the term was extended."""
        placement = self.placement
        if placement.state != State.CONFIRMED:
            return [Mark("ended" if not placement.is_live else "upcoming", placement.get_state_display().capitalize())]
        marks = [self._phase_mark()]
        if placement.is_extended:
            marks.append(Mark("extended", _("Extended")))
        return marks

    def _phase_mark(self):
        if self.is_serving and self.days_left <= self.cycle.ending_soon_days:
            return Mark("ending", _("Ending soon"))
        return {
            Phase.UPCOMING: Mark("upcoming", _("Upcoming")),
            Phase.SERVING: Mark("serving", _("Serving")),
            Phase.ENDED: Mark("completed", _("Ended")),
            Phase.ENDED_EARLY: Mark("ended", _("Ended early")),
        }[self.phase]

    @property
    def days_left(self):
        return self.placement.days_left(on=self.on)

    @property
    def days_served(self):
        """Days of the term up to this one, both ends counted."""
        last = min(self.on, self.placement.ends_on)
        return max((last - self.placement.starts_on).days + 1, 0)

    @property
    def days_words(self):
        """75 days left, in 77 days, ended 3 days ago."""
        if self.is_upcoming:
            days = (self.placement.starts_on - self.on).days
            return ngettext("in {n} day", "in {n} days", days).format(n=days)
        if self.is_serving:
            return words_for_days(self.days_left)
        return ngettext("ended {n} day ago", "ended {n} days ago", -self.days_left).format(n=-self.days_left)

    # Drawn: a bar from the first day to the last that the term ever had.

    @property
    def last_drawn(self):
        return max(self.placement.ends_on, self.placement.original_ends_on)

    def _at(self, day):
        return percent(day, self.placement.starts_on, self.last_drawn)

    @property
    def done(self):
        return self._at(min(self.on, self.placement.ends_on))

    @property
    def today(self):
        """Where the day lies, or nothing where it lies outside the term."""
        return self._at(self.on) if self.placement.starts_on <= self.on <= self.last_drawn else ""

    @property
    def today_anchor(self):
        """So that the word beside today's line stays on the paper."""
        return anchor(self.today, edge=5)

    @property
    def hatch_from(self):
        """Where the extension begins, or the part that is not served after an early end; nothing where neither is."""
        placement = self.placement
        if placement.ends_on == placement.original_ends_on:
            return ""
        return self._at(min(placement.ends_on, placement.original_ends_on))

    @property
    def hatch_anchor(self):
        """So that the day below that line stays on the paper of a phone."""
        return anchor(self.hatch_from, edge=25)

    @property
    def hatch_width(self):
        return f"{100 - float(self.hatch_from):.2f}"
