"""What a cycle made from last year's would be, and what keeps it from being undone. Reads, never writes."""

import re
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from pghistory.models import Event

from officials.models.vocabulary import in_language
from placements.calendar import add_months, end_of_term, whole_months
from placements.models import Cycle, GuideAge, PostOffer, Quota, SuggestedEnd
from placements.models.offers import OfferState
from placements.wording import day

# What a cycle is made with: it goes with the cycle where making it is undone.
PIECES = [Quota, SuggestedEnd, GuideAge]

IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")


def a_year_on(date):
    """The same day of the next year; 28 February where that is a 29th and the next year has none."""
    return add_months(date, 12)


@dataclass(frozen=True)
class NextCycle:
    """The cycle that would follow the last one."""

    last: Cycle

    @property
    def year(self):
        return self.last.year + 1

    @property
    def names(self):
        """English and Chinese: those of the last cycle with the new year, without what stood in brackets ("first")."""
        before, after = str(self.last.year), str(self.year)
        bare = [IN_BRACKETS.sub("", name).strip() for name in (self.last.name_en, self.last.name_zh)]
        plain = [f"{after} cycle", f"{after}年批次"]
        return [name.replace(before, after) if before in name else new for name, new in zip(bare, plain, strict=True)]

    @property
    def name(self):
        """The one in the language of the page."""
        return in_language(*reversed(self.names))

    @property
    def starts_on(self):
        return a_year_on(self.last.starts_on)

    @property
    def ends_on(self):
        """As many whole months after the first day as the last cycle had; else its last day a year on.

        So a cycle of twelve months stays one where a 29 February lies between.
        """
        months = whole_months(self.last.starts_on, self.last.ends_on)
        if end_of_term(self.last.starts_on, months) == self.last.ends_on:
            return end_of_term(self.starts_on, months)
        return a_year_on(self.last.ends_on)

    @property
    def suggested_ends(self):
        """Each suggested end a year on, by its day, with the one it comes from."""
        return {a_year_on(end.ends_on): end for end in self.last.suggested_ends.all()}

    @property
    def offers(self):
        """The offers that are carried over: nobody was placed on them, and their post exists on the new first day."""
        return carried(self.last.offers.all(), starts_on=self.starts_on)

    @property
    def why_not(self):
        """The sentence that refuses to make it, or nothing."""
        if there := Cycle.objects.filter(year=self.year).first():
            return _("There is a cycle of {year} already: {name}.").format(year=self.year, name=there.name)
        if self.ends_on > self.last.programme_ends_on:
            return _(
                "The cycle would end on {date}, after the programme’s last day ({last}); change that day first."
            ).format(date=day(self.ends_on), last=day(self.last.programme_ends_on))
        return None


def carried(offers, *, starts_on):
    """Of the offers those that wait, whose post and organisation are there on that day."""
    there = Q(post__retired_on=None) | Q(post__retired_on__gt=starts_on)
    lives_on = Q(post__organisation__retired_on=None) | Q(post__organisation__retired_on__gt=starts_on)
    return offers.waiting().filter(there, lives_on)


def why_not_undo(cycle):
    """The sentence that refuses to undo the making of the cycle, or nothing. It names what rests on it."""
    if cycle.made_from_id is None:
        return _("{cycle} was not made from another cycle.").format(cycle=cycle.name)
    if cycle.is_closed:
        return _("The cycle is closed.")
    if worked_on := _worked_on(cycle).first():
        return _("The offered post {number} was added or changed since; the cycle stays.").format(
            number=worked_on.number
        )
    for relation in _pointers(Cycle, besides=[*PIECES, PostOffer]):
        if sentence := _rests(relation, [cycle.pk]):
            return sentence
    carried_over = list(cycle.offers.values_list("pk", flat=True))
    for relation in _pointers(PostOffer, besides=[PostOffer.wanted.through]):
        if sentence := _rests(relation, carried_over):
            return sentence
    return None


def _worked_on(cycle):
    untouched = Q(carried_from__isnull=False, changed_at=None, state=OfferState.OPEN)
    return cycle.offers.exclude(untouched).order_by("number")


def _pointers(model, *, besides):
    """The relations by which rows of other tables rest on rows of the model; audit rows do not count."""
    return [
        relation
        for relation in model._meta.related_objects
        if not issubclass(relation.related_model, Event) and relation.related_model not in besides
    ]


def _rests(relation, keys):
    """The sentence that rows rest on these by the relation, or nothing."""
    model = relation.related_model
    count = model._base_manager.filter(**{f"{relation.field.name}__in": keys}).count()
    if not count:
        return None
    words = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    return _("The cycle is used already: {n} {what}.").format(n=count, what=words)
