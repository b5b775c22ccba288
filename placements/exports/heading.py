"""The head that every list carries out of the house: what it is, of which day, filtered how, how many, by whom."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.wording import day, is_chinese, moment


@dataclass(frozen=True)
class Heading:
    name: str  # of the kind of list: roster, contact list
    title: str
    on: dt.date
    filters: str
    order: str
    count: int
    by: str
    at: dt.datetime

    @property
    def count_sentence(self):
        sentence = ngettext("{n} placement · as of {date}", "{n} placements · as of {date}", self.count)
        return sentence.format(n=self.count, date=day(self.on))

    @property
    def filter_sentence(self):
        return self._told(_("Filters: {filters}. Exported {date} by {name}."))

    @property
    def printed_sentence(self):
        return self._told(_("Filters: {filters}. Printed {date} by {name}."))

    def _told(self, sentence):
        """The sentence, and in which order the list stands."""
        said = sentence.format(filters=self.filters, date=moment(self.at), name=self.by)
        between, end = ("", "。") if is_chinese() else (" ", ".")
        return f"{said}{between}{self.order}{end}"

    @property
    def mark(self):
        return _("Internal. Keep safely.")

    @property
    def lines(self):
        """What stands above the columns of a file."""
        return [self.title, self.count_sentence, self.filter_sentence, self.mark]
