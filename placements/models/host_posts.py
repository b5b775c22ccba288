"""Host posts: which posts guests are to hold, and from which day nobody holds one. See ADR 0021."""

from django.db.models import Case, DateField, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Greatest, Least
from django.db.models.lookups import IsNull, LessThan

from officials.models import Post
from officials.models.posts import PostQuerySet
from placements.calendar import ONE_DAY
from placements.models.placements import Placement


def _next_day(day):
    return Func(day, template="(%(expressions)s + 1)", output_field=DateField())


def _day_before(day):
    return Func(day, template="(%(expressions)s - 1)", output_field=DateField())


def _has_any(placements):
    """Exists(placements), looked up for each post that it is asked of.

    Beside an "or" PostgreSQL would answer EXISTS from a list of the posts of all placements there ever were.
    """
    return Q(IsNull(Subquery(placements.order_by().values("pk")[:1]), False))


def _last_at_not_renewed():
    """Of the post outside: its last confirmed placement, where no renewal outlives it."""
    confirmed = Placement.objects.confirmed().order_by()
    later = confirmed.filter(host_post=OuterRef("host_post"), starts_on__gt=OuterRef("starts_on"))
    return confirmed.filter(~Exists(later), host_post=OuterRef("pk"), renewal=None)


class HostPostQuerySet(PostQuerySet):
    """Finishes the sentence "host posts that are …". Days are passed in.

    Only confirmed placements hold a post here, whoever asks: a proposal moves neither a row nor a
    day nor a number, so that staff cannot read one from what they see.
    """

    def used(self):
        """Posts created for the programme, and those for which a placement was once confirmed.

        Cancelled before its start counts too: the host wanted somebody there, and nobody came.
        """
        once_confirmed = Placement.objects.filter(host_post=OuterRef("pk"), confirmed_at__isnull=False)
        return self.filter(Q(is_created_for_programme=True) | _has_any(once_confirmed))

    def with_vacancy(self, *, on):
        """Each with `vacant_from` and `taken_again_on`, as they stand on the day.

        `vacant_from` is the day after the last term that ran without a gap up to the day, or runs
        on it; empty where nobody held the post by then. `taken_again_on` is the start of the next
        confirmed term after the gap; empty where nobody is confirmed to follow. Terms of one post
        share no day (invariant 4), so a term follows at once exactly if it starts the day after.
        """
        terms = Placement.objects.confirmed().order_by()
        here = terms.filter(host_post=OuterRef("pk"))
        follows_at_once = terms.filter(host_post=OuterRef("host_post"), starts_on=_next_day(OuterRef("ends_on")))
        starts_at_once = terms.filter(host_post=OuterRef("host_post"), ends_on=_day_before(OuterRef("starts_on")))
        runs_out = here.filter(~Exists(follows_at_once), ends_on__gte=on).order_by("ends_on")
        ran_out = here.filter(ends_on__lt=on).order_by("-ends_on")
        comes = here.filter(~Exists(starts_at_once), starts_on__gt=on).order_by("starts_on")
        return self.annotate(
            vacant_from=Case(
                When(Exists(here.serving(on=on)), then=Subquery(runs_out.values(day=_next_day(F("ends_on")))[:1])),
                default=Subquery(ran_out.values(day=_next_day(F("ends_on")))[:1]),
            ),
            taken_again_on=Subquery(comes.values("starts_on")[:1]),
        )

    def that_stay(self):
        """Without those that close with their guest, because nobody is sought for them.

        Created for a person, and nobody renewed them after the last confirmed placement: ADR 0050.
        """
        return self.filter(Q(created_for__isnull=True) | ~_has_any(_last_at_not_renewed()))

    def closed_with_their_placement(self, *, on):
        """Those that close with their guest, and the guest has gone by the day."""
        over = _last_at_not_renewed().filter(ends_on__lt=on)
        return self.filter(Exists(over), created_for__isnull=False)

    def existing(self, *, on):
        """Neither they nor their organisations are retired on the day."""
        exists = Q(retired_on__isnull=True) | Q(retired_on__gt=on)
        lives_on = Q(organisation__retired_on__isnull=True) | Q(organisation__retired_on__gt=on)
        return self.filter(exists, lives_on)

    def vacant(self, *, on):
        """Nobody holds them on the day, and they exist on it: `vacant_by(on, on=on)` without the days, for counting."""
        held = Placement.objects.confirmed().serving(on=on).values("host_post")
        # Which are held is read once, and all else asked of the few that are not.
        return self.that_stay().existing(on=on).exclude(pk__in=held)

    def vacant_by(self, last_day, *, on):
        """Vacant on the day, or falling vacant up to the last day; and not retired by then."""
        # PostgreSQL's greatest() and least() pass over what is empty. The first day without a holder is dear:
        # one comparison names it once.
        first_day = Greatest(F("vacant_from"), Value(on, output_field=DateField()))
        first_too_late = Value(last_day + ONE_DAY, output_field=DateField())
        too_late = Least(first_too_late, F("retired_on"), F("organisation__retired_on"))
        return self.that_stay().existing(on=on).with_vacancy(on=on).filter(LessThan(first_day, too_late))

    def without_successor(self):
        """Nobody is confirmed to follow. A successor who is only proposed does not count."""
        return self.filter(taken_again_on__isnull=True)

    def promised(self, *, on):
        """A proposal waits to take the post. For coordinators only."""
        return self.filter(Exists(_proposals(on)))

    def not_promised(self, *, on):
        """Nobody is proposed. For coordinators only."""
        return self.filter(~Exists(_proposals(on)))


def _proposals(on):
    return Placement.objects.proposed().filter(host_post=OuterRef("pk"), ends_on__gte=on)


def host_posts():
    """The posts that guests hold or are to hold."""
    return HostPostQuerySet(Post).used()
