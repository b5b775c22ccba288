"""An invented crowd: three cycles with placements and requests in every state.

The present cycle started 270 days before the day it is loaded, so that somebody can ask for an
extension on any day; the next one starts the day after it ends. Everything goes through the
actions, at moments in the past, so the history reads as if it had been lived.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

from officials.models import Jurisdiction
from placements import actions
from placements.calendar import ONE_DAY, end_of_term, months_later
from placements.demo.article import BEIJING, HEBEI, TIANJIN, first_cycle, office_hour
from placements.demo.invention import FIELDS, Inventor
from placements.models import Cycle, Placement, Quota, SuggestedEnd

SEED = 20150724
DAYS_SERVED = 270

# The office's own size is about 200 a cycle.
SIZES = {"first": 60, "present": 60, "next": 60}

DIRECTIONS = [  # home, host, share of a hundred, whether a trial
    (BEIJING, HEBEI, 45, False),
    (HEBEI, BEIJING, 43, False),
    (TIANJIN, HEBEI, 4, True),
    (HEBEI, TIANJIN, 4, True),
    (BEIJING, TIANJIN, 2, True),
    (TIANJIN, BEIJING, 2, True),
]
FIRST_DIRECTIONS = [(BEIJING, HEBEI, 50, False), (HEBEI, BEIJING, 50, False)]

EXPLANATIONS = [
    "The project is under contract until the end of the year; the same person should see it through.",
    "The joint working group meets under my name on the host side, and its mandate runs for another half year.",
    "两地共建项目正在验收阶段，需要继续跟进至验收完成，确保资金和资料移交清楚，避免工作中断。",
    "The new service opens next term. Training for its staff has begun and would have to start again with a successor.",
]
TASKS = [
    "Coordinate the projects shared with the home region.",
    "Bring in investment from the home region and follow it until it lands.",
    "Help to align standards and procedures of both sides.",
    "Train the local team and hand over methods that work at home.",
]


@dataclass
class Crowd:
    """What was made: the people that accounts are made for, by what they show."""

    shown: dict = field(default_factory=dict)
    placements: int = 0
    requests: int = 0


class CrowdMaker:
    def __init__(self, *, on, by, colleague, sizes=None):
        self.on, self.by, self.colleague = on, by, colleague
        self.sizes = sizes or SIZES
        self.chance = random.Random(SEED)  # noqa: S311 - the same crowd every time, no secret
        self.inventor = Inventor(self.chance)
        self.crowd = Crowd()

    def make(self):
        """All three cycles; returns the Crowd."""
        first = first_cycle()
        present = self._present_cycle()
        if present != first:
            self._fill_first(first)
        serving = self._fill_present(present)
        self._requests(serving)
        self._fill_next(self._next_cycle(present), serving)
        self.crowd.placements = Placement.objects.filter(official__provenance="invented").count()
        return self.crowd

    # Cycles

    def _present_cycle(self):
        starts_on = self.on - dt.timedelta(days=DAYS_SERVED)
        return Cycle.objects.filter(year=starts_on.year).first() or self._cycle(
            starts_on, self.sizes["present"], self.on + dt.timedelta(days=5 * 365)
        )

    def _next_cycle(self, present):
        starts_on = present.ends_on + ONE_DAY
        return Cycle.objects.filter(year=starts_on.year).first() or self._cycle(
            starts_on, self.sizes["next"], present.programme_ends_on
        )

    def _cycle(self, starts_on, size, programme_ends_on):
        cycle = Cycle.objects.create(
            year=starts_on.year,
            name_en=f"{starts_on.year} cycle",
            name_zh=f"{starts_on.year}年批次",
            starts_on=starts_on,
            ends_on=end_of_term(starts_on, 12),
            programme_ends_on=programme_ends_on,
        )
        for home, host, share, is_trial in DIRECTIONS:
            places = max(2, round(size * share / 100)) + (2 if is_trial else max(2, size // 40))
            Quota.objects.create(
                cycle=cycle,
                home_region=Jurisdiction.objects.get(pk=home),
                host_region=Jurisdiction.objects.get(pk=host),
                places=places,
                is_trial=is_trial,
            )
        end = cycle.ends_on
        for day, en, zh in (
            (dt.date(end.year, 12, 31), "Year end", "年底"),
            (dt.date(end.year + 1, 7, 15), "End of the school year", "学年末"),
        ):
            if day > end:
                SuggestedEnd.objects.create(cycle=cycle, ends_on=day, label_en=en, label_zh=zh)
        return cycle

    # Placements

    def _propose(self, cycle, home, host, *, post=None, starts_on=None, reason="", at=None):
        tier, field_ = self.inventor.tier(), self.inventor.field()
        if post is not None:
            tier, field_ = post.tier, self._field_of(post)
        official = self.inventor.official(home, tier, field_, year=cycle.year)
        post = post or self.inventor.post(self.inventor.opening(host, tier, field_, host=True))
        starts_on = starts_on or cycle.starts_on
        placement = Placement(
            cycle=cycle,
            official=official,
            host_post=post,
            starts_on=starts_on,
            original_ends_on=end_of_term(starts_on, 12),
            task=self.chance.choice(TASKS),
            home_contact=self.inventor.contact(official.home_post.organisation),
            host_contact=self.inventor.contact(post.organisation),
        )
        at = at or self._moment(cycle.starts_on - dt.timedelta(days=self.chance.randint(20, 40)))
        return actions.propose_placement(placement, reason=reason, by=self.by, at=at)

    def _confirm(self, placement, *, outstanding=False):
        on = placement.cycle.starts_on - dt.timedelta(days=self.chance.randint(5, 15))
        placement.appointment_document_number = f"京冀组干〔{placement.cycle.year}〕{self.chance.randint(1, 90)}号"
        placement.appointment_document_on = on
        if placement.host_post.needs_congress_decision and not outstanding:
            placement.congress_decision_number = f"人常〔{placement.cycle.year}〕{self.chance.randint(1, 40)}号"
            placement.congress_decision_on = on
        placement = actions.correct_placement(placement, by=self.by, at=self._moment(on))
        reason = "The standing committee meets after the start; the office follows it up." if outstanding else ""
        return actions.confirm_placement(placement, reason=reason, by=self.by, at=self._moment(on, 16))

    def _field_of(self, post):
        code = post.expertise.values_list("pk", flat=True).first()
        return next(row for row in FIELDS if row[0] == code)

    def _moment(self, day, hour=None):
        return office_hour(day, hour or self.chance.randint(9, 16), self.chance.choice([5, 12, 20, 35, 48]))

    def _directions(self, directions, size):
        """The directions of so many placements, in mixed order."""
        drawn = [
            pair for home, host, share, _ in directions for pair in [(home, host)] * max(1, round(size * share / 100))
        ]
        self.chance.shuffle(drawn)
        return drawn[:size]

    def _fill_first(self, cycle):
        """Cycle 2015, all over: some extended, some home early, one approval taken back, one declined."""
        made = []
        for home, host in self._directions(FIRST_DIRECTIONS, self.sizes["first"] - cycle.placements.count()):
            made.append(self._confirm(self._propose(cycle, home, host)))
        asked_on = dt.date(2016, 5, 4)
        for index, placement in enumerate(made[: max(6, len(made) // 6)]):
            request = self._ask(placement, months=(3, 6, 12)[index % 3], on=asked_on)
            self._opinions(request, dt.date(2016, 5, 12))
            if index == 1:
                self._decline(request, dt.date(2016, 5, 18))
            else:
                request = self._approve(request, dt.date(2016, 5, 18))
            if index == 2:
                actions.reverse_extension(
                    request,
                    reason="Recorded for the wrong person; the paper names a colleague.",
                    by=self.colleague,
                    at=self._moment(dt.date(2016, 5, 20)),
                    on=dt.date(2016, 5, 20),
                )
        for placement, day, why in zip(
            made[-3:],
            (dt.date(2016, 1, 29), dt.date(2016, 3, 31), dt.date(2016, 6, 3)),
            ("home_needs", "home_post_changed", "completed"),
            strict=False,
        ):
            actions.return_early(
                placement, ends_on=day, reason=why, by=self.by, at=self._moment(day - dt.timedelta(days=10))
            )
        self.crowd.shown["ended"] = made[len(made) // 2]

    def _fill_present(self, cycle):
        """The present cycle, serving: a dozen started before the others, two went home early."""
        made = []
        drawn = self._directions(DIRECTIONS, self.sizes["present"] - cycle.placements.count())
        for index, (home, host) in enumerate(drawn):
            early = {0: 45, 1: 40}.get(index, 20 if index % 9 == 0 else 0)
            starts_on = cycle.starts_on - dt.timedelta(days=early) if early else None
            reason = "The project starts before the cycle does; both departments agreed." if early else ""
            at = self._moment(cycle.starts_on - dt.timedelta(days=early + 25))
            placement = self._propose(cycle, home, host, starts_on=starts_on, reason=reason, at=at)
            outstanding = placement.host_post.needs_congress_decision and index % 3 == 0
            made.append(self._confirm(placement, outstanding=outstanding))
        for post in [made[-3].host_post, made[-4].host_post]:
            post.is_created_for_programme = True
            post.created_why = "The host asked for somebody to lead the shared project."
            post.created_at_request_of = post.organisation.name_en[:200]
            post.save()
        for placement, days, why in ((made.pop(), 60, "own_request"), (made.pop(), 20, "home_needs")):
            day = self.on - dt.timedelta(days=days)
            actions.return_early(
                placement, ends_on=day, reason=why, by=self.by, at=self._moment(day - dt.timedelta(days=7))
            )
        return made

    # Requests

    def _requests(self, serving):
        """One or more in every state, the late one from those who started first."""
        on = self.on
        late, sooner, *others = serving
        queue = iter(others)

        def back(days):
            return on - dt.timedelta(days=days)

        self.crowd.shown["late"] = late
        self._ask(late, months=3, on=back(2))
        self._opinions(self._ask(sooner, months=6, on=back(12)), back(8))

        official = next(queue)
        self.crowd.shown["official"] = official

        draft = next(queue)
        self.crowd.shown["draft"] = draft
        actions.draft_extension(
            draft,
            asked_ends_on=months_later(draft.ends_on, 6),
            reason="project",
            explanation=EXPLANATIONS[0],
            by=self._own(draft),
            at=self._moment(back(1)),
            on=back(1),
        )
        for name, days in (("sent", 3), (None, 6), (None, 9)):
            placement = next(queue)
            self._ask(placement, months=(3, 6, 12)[days % 3], on=back(days))
            if name:
                self.crowd.shown[name] = placement
        for days, answer in ((14, "agrees"), (13, "agrees_until"), (11, "objects")):
            self._opinions(self._ask(next(queue), months=12, on=back(days)), back(days - 4), answer=answer)

        returned = next(queue)
        self.crowd.shown["returned"] = returned
        actions.return_extension(
            self._ask(returned, months=12, on=back(10)),
            words="Name the date on which the work will be done, and ask for no more than that.",
            by=self.by,
            at=self._moment(back(7)),
        )
        withdrawn = next(queue)
        actions.withdraw_extension(
            self._ask(withdrawn, months=6, on=back(9)), by=self._own(withdrawn), at=self._moment(back(5))
        )
        declined = next(queue)
        self.crowd.shown["declined"] = declined
        request = self._ask(declined, months=12, on=back(15))
        self._opinions(request, back(11), answer="objects")
        self._decline(request, back(6))
        for name, until_months in (("approved", None), (None, None), ("approved_other", 3)):
            placement = next(queue)
            request = self._ask(placement, months=6, on=back(16))
            self._opinions(request, back(12))
            until = months_later(placement.ends_on, until_months) if until_months else None
            self._approve(request, back(8), until=until)
            if name:
                self.crowd.shown[name] = placement
        request = self._ask(next(queue), months=6, on=back(17))
        self._opinions(request, back(13))
        actions.reverse_extension(
            self._approve(request, back(9)),
            reason="The host department has withdrawn its consent in writing.",
            by=self.colleague,
            at=self._moment(back(4)),
            on=back(4),
        )
        # The post of these two is promised to a successor of the next cycle.
        self.conflicts = [next(queue), next(queue)]
        self.crowd.shown["conflict"] = self.conflicts[0]
        for index, placement in enumerate(self.conflicts):
            self._opinions(self._ask(placement, months=12, on=back(12 + index)), back(6))
        self.free = list(queue)

    def _own(self, placement):
        """Requests of people without an account come on paper and are entered by a coordinator."""
        return placement.official.account or self.by

    def _ask(self, placement, *, months, on):
        self.crowd.requests += 1
        by, at = self._own(placement), self._moment(on)
        latest = months_later(placement.ends_on, months)
        request = actions.draft_extension(
            placement,
            asked_ends_on=latest,
            reason=self.chance.choice(["project", "no_successor", "host_asks"]),
            explanation=self.chance.choice(EXPLANATIONS),
            paper_dated_on=on,
            by=by,
            at=at,
            on=on,
        )
        return actions.submit_extension(request, by=by, at=at, on=on)

    def _opinions(self, request, day, *, answer="agrees"):
        """The host agrees; what the home organisation says is passed in."""
        for side, given in (("host", "agrees"), ("home", answer)):
            contact = getattr(request.placement, f"{side}_contact")
            actions.record_opinion(
                request,
                side=side,
                level="organisation",
                answer=given,
                until=months_later(request.current_ends_on, 6) if given == "agrees_until" else None,
                given_on=day,
                signer=str(contact),
                note="The home post cannot be covered any longer." if given == "objects" else "",
                is_paper_received=given == "agrees",
                by=self.by,
                at=self._moment(day),
            )

    def _approve(self, request, day, *, until=None):
        return actions.approve_extension(
            request,
            until=until,
            words="Agreed by both sides.",
            approving_body="Organisation departments of both sides",
            by=self.by,
            at=self._moment(day),
        )

    def _decline(self, request, day):
        return actions.decline_extension(
            request,
            words="The home organisation needs its post covered from the first day after the term.",
            next_step="A shorter extension may be asked for once the home organisation agrees.",
            by=self.by,
            at=self._moment(day),
        )

    # The next cycle

    def _fill_next(self, cycle, serving):
        """Proposed, most of them on posts that fall vacant; some confirmed, one withdrawn, one cancelled."""
        proposed_on = self.on - dt.timedelta(days=3)
        posts = [placement.host_post for placement in self.conflicts]
        posts += [placement.host_post for placement in self.free if placement.ends_on < cycle.starts_on]
        drawn = self._directions(DIRECTIONS, self.sizes["next"])
        made = []
        for home, host in drawn:
            post = next((post for post in posts if post.region_id == host), None)
            if post is not None:
                posts.remove(post)
            made.append(self._propose(cycle, home, host, post=post, at=self._moment(proposed_on)))
        fit = [placement for placement in made if not placement.host_post.needs_congress_decision]
        by, at = self.by, self._moment(self.on - dt.timedelta(days=1))
        confirmed = [actions.confirm_placement(placement, by=by, at=at) for placement in fit[4:12]]
        actions.withdraw_placement(fit[1], reason="The official was nominated twice.", by=by, at=at)
        actions.cancel_placement(
            confirmed.pop(), reason="The host organisation is being merged.", by=by, at=at, on=self.on
        )
        self.crowd.shown["upcoming"] = confirmed[0]
