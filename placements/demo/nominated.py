"""Who is put forward and which posts are offered, in the next cycle and in the one after it.

In the next cycle most are placed already. The one after it was made from it the other week and
waits to be planned: a whole assignment can be suggested from its nominations and offers. Most
find their like there; some do not, on purpose.
"""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

from officials.models.vocabulary import Tier
from placements import actions
from placements.demo.article import BEIJING, HEBEI, TIANJIN
from placements.demo.cycles import places_by_direction
from placements.demo.fields import FIELDS
from placements.demo.moments import moment, workday_before
from placements.demo.words import ILL, NOTES, TWICE_ASKED, WORKS_DONE, told
from placements.models import Nomination, PostOffer
from placements.models.cycles import next_number
from placements.models.nominations import NominationState

SEED = 20150725
# What waits to be planned: nominations of Tianjin beyond its places, and offers for one nomination.
MORE_FROM_TIANJIN = 4
OFFERS_FOR_ONE = 1.3
# Of a hundred nominations: for how many a post is offered that fits, and how many the office has checked.
FITTING, CHECKED = 84, 70
# Of a hundred offers: how many are of a post that somebody of the next cycle holds, and how many want a second field.
HELD_BEFORE, SECOND_FIELD = 45, 20
# Every so many of the notes and needs has its gist in English behind it.
WITH_GIST = 10


@dataclass(eq=False)
class Candidate:
    """Somebody to be put forward for the cycle to be planned."""

    official: Any
    home_region: str
    tier: str
    field: str


@dataclass(eq=False)
class Wish:
    """A post to be offered."""

    post: Any
    organisation: Any
    fields: list[str]


class Nominated:
    """Draws both while the crowd is drawn, and enters them once it is there."""

    def __init__(self, *, on, office, workplaces, people):
        self.on, self.office = on, office
        self.workplaces, self.people = workplaces, people
        self.chance = random.Random(SEED)  # noqa: S311 - the same every time; no secret hangs on it
        self.candidates: list[Candidate] = []
        self.wishes: list[Wish] = []

    # Drawing

    def draw(self, held, vacant, *, starts_on, size, draw_field):
        """Candidates for the cycle from that day on, and posts for them.

        `held` are the plans of the cycle before it, `vacant` the posts that wait from then on, as pairs of
        post and field; those are offered in both cycles.
        """
        self.vacant = [Wish(post, post.organisation, [code]) for post, code in vacant]
        for (home, _host), places in places_by_direction(size).items():
            for _each in range(places + (MORE_FROM_TIANJIN // 2 if home == TIANJIN else 0)):
                self.candidates.append(self._candidate(home, starts_on, draw_field))
        free = [plan for plan in held if not plan.host_post.retired_on]
        self.chance.shuffle(free)
        room = Counter(dict.fromkeys((BEIJING, TIANJIN, HEBEI), 0))
        for (_home, host), places in places_by_direction(size).items():
            room[host] += round(places * OFFERS_FOR_ONE)
        room.subtract(wish.post.region_id for wish in self.vacant)
        for candidate in self.chance.sample(self.candidates, len(self.candidates) * FITTING // 100):
            hosts = [HEBEI] if candidate.home_region == BEIJING else [BEIJING, TIANJIN]
            hosts = [HEBEI, BEIJING] if candidate.home_region == TIANJIN else hosts
            host = next((region for region in hosts if room[region] > 0), None)
            if host and self._wish(host, candidate.tier, candidate.field, free):
                room[host] -= 1
        for host, places in room.items():
            for _each in range(max(0, places)):
                tier = self.people.tier()
                self._wish(host, tier, draw_field(tier), free)

    def _candidate(self, home_region, starts_on, draw_field):
        while True:
            tier = self.people.tier()
            code = draw_field(tier)
            if opening := self.workplaces.opening(home_region, tier, code, host=False):
                post = self.workplaces.post(opening)
                official = self.people.official(opening, post, starts_on=starts_on)
                return Candidate(official, home_region, tier, code)

    def _wish(self, region, tier, code, free):
        """A post of the tier and field to be offered: one that falls free, or a new one; None where there is none."""
        before = None
        if self.chance.randrange(100) < HELD_BEFORE:
            wanted = (region, tier, code)
            before = next((p for p in free if (p.direction[1], p.opening.tier, p.opening.field) == wanted), None)
        if before:
            free.remove(before)
            post, organisation = before.host_post, before.opening.organisation
        else:
            opening = self.workplaces.opening(region, tier, code, host=True)
            if opening is None:
                return None
            post, organisation = self.workplaces.post(opening), opening.organisation
        fields = [code]
        if self.chance.randrange(100) < SECOND_FIELD:
            group = self.people.fields[code].group
            fields.append(self.chance.choice([other for other in FIELDS if self.people.fields[other].group == group]))
        wish = Wish(post, organisation, list(dict.fromkeys(fields)))
        self.wishes.append(wish)
        return wish

    # Entering

    def enter(self, following, plans):
        """Nominations and offers of both cycles; what was drawn is saved by now, and `plans` are carried out."""
        self._enter_placed(following, [plan for plan in plans if plan.cycle == following])
        planned = actions.make_cycle_from(following, by=self.office[0], at=moment(workday_before(self.on, 14), 9, 40))
        people = [(candidate.official, self._note(candidate.tier, candidate.field)) for candidate in self.candidates]
        nominations = self._put_forward(planned, people, days=(2, 12))
        self.chance.shuffle(nominations)
        self._check(nominations[: len(nominations) * CHECKED // 100], days=(1, 1))
        self._offer(planned, self.wishes, days=(2, 12))
        by, at = self.office[1], moment(workday_before(self.on, 1), 16, 35)
        actions.withdraw_nomination(nominations[-1], reason=ILL, by=by, at=at)
        actions.withdraw_nomination(nominations[0], reason=TWICE_ASKED, by=by, at=at + dt.timedelta(minutes=4))
        offers = list(planned.offers.filter(carried_from=None).order_by("number"))
        actions.withdraw_offer(offers[7], reason=WORKS_DONE, by=by, at=at + dt.timedelta(minutes=9))
        return planned

    def _enter_placed(self, cycle, plans):
        """Everybody who is placed, or was, in the next cycle was put forward for it, and the post was offered."""
        people = {plan.official: self._note(plan.opening.tier, plan.opening.field) for plan in plans}
        nominations = self._put_forward(cycle, list(people.items()), days=(34, 44))
        self._check(nominations, days=(28, 33))
        there = {
            plan.host_post: Wish(plan.host_post, plan.opening.organisation, [plan.opening.field]) for plan in plans
        }
        self._offer(cycle, [*there.values(), *self.vacant], days=(30, 44))

    def _put_forward(self, cycle, people, *, days):
        nominations = []
        for (official, note), at in zip(people, self._moments(len(people), days), strict=True):
            nominations.append(
                Nomination(
                    cycle=cycle,
                    official=official,
                    note=note,
                    nominated_on=workday_before(at.date(), self.chance.randint(1, 6)),
                    entered_by=self.office[len(nominations) % 2],
                    entered_at=at,
                )
            )
        return Nomination.objects.bulk_create(nominations)

    def _check(self, nominations, *, days):
        """Mark them as checked, by the other coordinator, on a few days."""
        sittings = 4
        for turn, at in enumerate(self._moments(sittings, days)):
            keys = [nomination.pk for nomination in nominations[turn::sittings]]
            Nomination.objects.filter(pk__in=keys).update(
                state=NominationState.CHECKED, checked_by=self.office[turn % 2], checked_at=at
            )

    def _offer(self, cycle, wishes, *, days):
        offers = []
        for wish, at in zip(wishes, self._moments(len(wishes), days), strict=True):
            offers.append(
                PostOffer(
                    number=next_number("V", cycle.year),
                    cycle=cycle,
                    post=wish.post,
                    need=self._need(wish.fields[0]),
                    offered_on=workday_before(at.date(), self.chance.randint(1, 6)),
                    contact=self.people.contact(wish.organisation),
                    entered_by=self.office[len(offers) % 2],
                    entered_at=at,
                )
            )
        self.people.save()  # the contacts that are new with them
        PostOffer.objects.bulk_create(offers)
        link = PostOffer.wanted.through
        link.objects.bulk_create(
            link(postoffer=offer, expertise_id=code)
            for offer, wish in zip(offers, wishes, strict=True)
            for code in wish.fields
        )

    def _moments(self, count, days):
        """So many moments, one after the other, in office hours between so many working days ago and so many."""
        last, first = days
        drawn = [(-self.chance.randint(last, first), self.chance.randrange(9 * 60, 17 * 60)) for _each in range(count)]
        return [moment(workday_before(self.on, -day), *divmod(minute, 60)) for day, minute in sorted(drawn)]

    # Words

    def _note(self, tier, code):
        name = self.people.fields[code]
        zh, en = self.chance.choice(NOTES[tier in {Tier.BUREAU_DEP, Tier.DIVISION}])
        zh = zh.format(field=name.name_zh, n=self.chance.randint(4, 18))
        return self._sometimes_told(zh, en)

    def _need(self, code):
        plan = FIELDS[code]
        return self._sometimes_told(f"拟请挂职干部承担：{plan.task_zh}", plan.task_en)

    def _sometimes_told(self, zh, en):
        return zh if self.chance.randrange(WITH_GIST) else told(zh, en)
