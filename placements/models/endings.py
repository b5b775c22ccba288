"""Terms that end: when, and what happens then. Each stands in exactly one group."""

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import TruncDate, TruncWeek
from django.utils.translation import gettext_lazy as _

from placements.models.extensions import ExtensionRequest, RequestState
from placements.models.placements import Placement, PlacementQuerySet


class Arranged(models.TextChoices):
    """What happens at the end of a term. The order is that of precedence: the first that is so, holds."""

    ASKED = "asked", _("Extension asked")
    CONFIRMED = "confirmed", _("Successor confirmed")
    PROPOSED = "proposed", _("Successor proposed")
    CLOSES = "closes", _("Post closes")
    DECLINED = "declined", _("Extension declined")
    UNASKED = "unasked", _("Nothing asked")


NAMED = [Arranged.CONFIRMED, Arranged.PROPOSED]
NOTHING = [Arranged.DECLINED, Arranged.UNASKED]


def _plus_days(day, days):
    return Func(day, days, arg_joiner=" + ", template="(%(expressions)s)", output_field=models.DateField())


class EndingQuerySet(PlacementQuerySet):
    """Finishes the sentence "terms that …". For coordinators only: requests and proposals show in it."""

    def end_between(self, first, last):
        """By their current end. Both days count."""
        return self.filter(ends_on__gte=first, ends_on__lte=last)

    def with_week(self):
        """Each with `week`, the Monday of the week in which it ends."""
        return self.annotate(week=TruncWeek("ends_on"))

    def with_arrangement(self):
        """Each with `arranged`, the one of `Arranged` that holds. This is the only place that says so.

        1. A request is sent or returned: its decision moves this end, whatever else is planned. A
           draft is the official's own, and nothing was asked yet.
        2. and 3. Somebody else's placement in the post starts after the end: confirmed, or proposed.
        4. Post or organisation is no more on the day after the end, so nobody is to follow. The
           list of vacancies leaves the same posts out.
        5. A request from this end was declined, and nothing of the above came of it.
        6. None of these: nobody has said anything. What was withdrawn, or approved and reversed,
           counts as not said.
        """
        requests = ExtensionRequest.objects.filter(placement=OuterRef("pk"))
        open_ones = requests.filter(state__in=[RequestState.SUBMITTED, RequestState.RETURNED])
        declined = requests.filter(state=RequestState.DECLINED, current_ends_on=OuterRef("ends_on"))
        followers = Placement.objects.filter(host_post=OuterRef("host_post"), starts_on__gt=OuterRef("ends_on"))
        after = _plus_days(F("ends_on"), Value(1))
        closes = Q(host_post__retired_on__lte=after) | Q(host_post__organisation__retired_on__lte=after)
        return self.annotate(
            arranged=Case(
                When(Exists(open_ones), then=Value(Arranged.ASKED)),
                When(Exists(followers.confirmed()), then=Value(Arranged.CONFIRMED)),
                When(Exists(followers.proposed()), then=Value(Arranged.PROPOSED)),
                When(closes, then=Value(Arranged.CLOSES)),
                When(Exists(declined), then=Value(Arranged.DECLINED)),
                default=Value(Arranged.UNASKED),
                output_field=models.CharField(),
            )
        )

    def with_decision_due(self, requests):
        """Those for which one of the requests waits, each with `due_on`: the day by which it is to be decided."""
        # Few wait, and of a placement one at most: it is found first, and then the day of each.
        waiting = ExtensionRequest.objects.waiting().filter(placement=OuterRef("pk")).order_by()
        due_on = _plus_days(TruncDate("submitted_at"), OuterRef("cycle__decision_days"))
        those = self.filter(pk__in=requests.waiting().order_by().values("placement"))
        return those.annotate(due_on=Subquery(waiting.values(due=due_on)))


def endings():
    """The confirmed placements, as terms that end."""
    return EndingQuerySet(Placement).confirmed()
