"""Who holds a host post on a day, who held it, who comes: as far as the placements handed in tell.

It says of one post what `HostPostQuerySet.with_vacancy` says of many, and a test holds the two
together.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from placements.calendar import ONE_DAY
from placements.models.placements import State


class Holders:
    """The guests of a post, on a day. The placements are those that this person may know of."""

    def __init__(self, placements, *, on):
        self.on = on
        self.placements = sorted(placements, key=lambda placement: placement.starts_on)
        self.confirmed = [placement for placement in self.placements if placement.state == State.CONFIRMED]

    @cached_property
    def now(self):
        """Who holds the post on the day, or None."""
        return next((term for term in self.confirmed if term.starts_on <= self.on <= term.ends_on), None)

    @property
    def before(self):
        """Whose confirmed term is over, newest first."""
        return [term for term in reversed(self.confirmed) if term.ends_on < self.on]

    @property
    def to_come(self):
        """Whose confirmed term is still to begin."""
        return [term for term in self.confirmed if term.starts_on > self.on]

    @property
    def proposed(self):
        """Who is proposed and not over by the day; empty for staff, to whom no proposal is handed."""
        return [term for term in self.placements if term.state == State.PROPOSED and term.ends_on >= self.on]

    @property
    def closed(self):
        """What was withdrawn or cancelled; empty for staff."""
        return [term for term in self.placements if not term.is_live]

    @cached_property
    def vacant_from(self):
        """The first day without a holder: since when, or from when; None where nobody held it by the day."""
        if self.now is None:
            return self.before[0].ends_on + ONE_DAY if self.before else None
        last = self.now
        for term in self.to_come:
            if term.starts_on == last.ends_on + ONE_DAY:
                last = term
        return last.ends_on + ONE_DAY

    @cached_property
    def next(self):
        """Who is confirmed to take the post after it falls vacant, or None."""
        gap = self.vacant_from or self.on
        return next((term for term in self.to_come if term.starts_on >= gap), None)

    @property
    def last(self):
        """Who held the post last before it is vacant, or None."""
        held = [term for term in self.confirmed if self.vacant_from and term.ends_on < self.vacant_from]
        return held[-1] if held else None

    @property
    def is_vacant(self):
        return self.now is None

    @property
    def days_words(self):
        """98 days, in 77 days: how long it has been vacant, or when it will be."""
        return words_for_vacancy(self.vacant_from, on=self.on)


def words_for_vacancy(vacant_from, *, on):
    """How long a post has been vacant on the day, or in how many days it will be."""
    if vacant_from is None:
        return _("not held yet")
    days = (on - vacant_from).days
    if days < 0:
        return npgettext("until it is vacant", "in {n} day", "in {n} days", -days).format(n=-days)
    return ngettext("{n} day", "{n} days", days).format(n=days) if days else _("from today")
