"""The invented crowd: who serves in which cycle, and where. What happens to the cast: stories.py."""

import datetime as dt
import random

from placements.calendar import ONE_DAY, end_of_term
from placements.demo import cast, cast_of_other_cycles, vacancies
from placements.demo.article import BEIJING, HEBEI, TIANJIN, YEAR
from placements.demo.cycles import (
    DAYS_SERVED,
    FIRST_SIZE,
    NEXT_SIZE,
    NOMINATED,
    PRESENT_SIZE,
    make_cycle,
    places_by_direction,
)
from placements.demo.fields import FIELDS
from placements.demo.moments import moment, within_hours, workday_before
from placements.demo.nominated import Nominated
from placements.demo.people import People
from placements.demo.plans import Batch, Plan, carry_out
from placements.demo.words import told
from placements.demo.workplaces import SPECIALIST, Workplaces
from placements.models import Placement

SEED = 20150724
SERIES = {BEIJING: "京组干通", TIANJIN: "津组干通", HEBEI: "冀组干通"}
CONFIRMED_ALREADY = 8  # of the next cycle, beside the cast
REFORM = dt.date(2018, 10, 31)  # when posts of the first cycle that nobody took over ceased to be


class Crowd:
    """Plans everybody, saves them, and knows afterwards the placement of each story."""

    def __init__(self, *, on, office, sizes=None):
        self.on, self.office = on, office
        self.sizes = sizes or (FIRST_SIZE, PRESENT_SIZE, NEXT_SIZE)
        self.chance = random.Random(SEED)  # noqa: S311 - the same crowd every time; no secret hangs on it
        self.workplaces = Workplaces(self.chance)
        self.people = People(self.chance)
        self.nominated = Nominated(on=on, office=office, workplaces=self.workplaces, people=self.people)
        others = cast_of_other_cycles
        for role in [*others.FIRST, *cast.PRESENT, cast.REPLACEMENT, *others.NEXT, *others.NEXT_CLOSED]:
            self.people.reserve(role.name_zh)
        self.plans: list[Plan] = []
        self.batches: dict[tuple[tuple[str, str], dt.date], Batch] = {}

    def load(self, first):
        """Fill all three cycles; `first` is the article's. Returns the plans, carried out."""
        first_size, present_size, next_size = self.sizes
        self._plan_first(first, first_size)
        present = make_cycle(self.on - dt.timedelta(days=DAYS_SERVED), present_size)
        self._plan_present(present, present_size)
        following = make_cycle(present.ends_on + ONE_DAY, next_size)
        self._plan_next(following, present, next_size)
        fields = [field for field in FIELDS.values() if field.weight > 1]
        vacant = vacancies.make_vacancies(self.workplaces, fields, on=self.on, next_starts_on=following.starts_on)
        self.nominated.draw(
            [plan for plan in self.plans if plan.cycle == following],
            vacant,
            starts_on=following.ends_on + ONE_DAY,
            size=NOMINATED * next_size // NEXT_SIZE,
            draw_field=self._field,
        )
        self.workplaces.save()
        self.people.save()
        # Who takes over in mid-term can only come once the other has gone: stories.py.
        carry_out([plan for plan in self.plans if not plan.replaces])
        self.nominated.enter(following, self.plans)
        return self.plans

    # Cycles

    def _plan_first(self, cycle, size):
        """Cycle 2015: between Beijing and Hebei, the article's three among them; over long ago."""
        there = list(Placement.objects.live().filter(cycle=cycle).values_list("home_region", "host_region"))
        for role in cast_of_other_cycles.FIRST:
            self._cast(cycle, role)
        self._fill(cycle, places_by_direction(size, trials=False), there=there)
        self.plans[len(self.plans) // 2].story = "ended"

    def _plan_present(self, cycle, size):
        """The cast, some who serve again, and a crowd of whom some sit where guests of the first cycle sat."""
        first, taking_over = list(self.plans), []
        for role in cast.PRESENT:
            self._cast(cycle, role)
        if cycle.year - YEAR in cast_of_other_cycles.YEARS_BETWEEN:
            taking_over = [plan for plan in first if not plan.story][::5]
            for role in cast_of_other_cycles.AGAIN:
                self._cast(cycle, role)
        # The replacement counts among the places as everybody does.
        self._cast(cycle, cast.REPLACEMENT)
        self._fill(cycle, places_by_direction(size), taking_over=taking_over)
        held = {plan.host_post.code for plan in self.plans if plan.cycle == cycle}
        for plan in first:
            if plan.host_post.code not in held:
                plan.host_post.retired_on = REFORM

    def _plan_next(self, cycle, present, size):
        """Most are proposals of the last weeks; about half take over a post that falls free."""
        for role in cast_of_other_cycles.NEXT:
            self._cast(cycle, role)
        ending = [plan for plan in self.plans if plan.cycle == present and not plan.story]
        made = self._fill(cycle, places_by_direction(size), taking_over=ending[::2])
        held = {plan.host_post.code for plan in made}
        without = [plan for plan in ending if plan.host_post.code not in held]
        vacancies.close_some(without, last_day=present.ends_on)
        self.chance.shuffle(made)
        confirmed = [plan for plan in made if not plan.opening.needs_congress_decision][:CONFIRMED_ALREADY]
        for plan in made:
            if plan not in confirmed:
                plan.batch = None
        for role in cast_of_other_cycles.NEXT_CLOSED:
            self._cast(cycle, role)

    def _fill(self, cycle, places_there, *, taking_over=(), there=()):
        """Those whose name no story calls, until the places of each direction are taken; `there` are so already."""
        made, free = [], list(taking_over)
        taken = [*there, *(plan.direction for plan in self.plans if plan.cycle == cycle)]
        for direction, places in places_there.items():
            spoken_for = taken.count(direction)
            if spoken_for > places:
                raise ValueError(f"{spoken_for} of the cast go from {direction[0]} to {direction[1]}: {places} places.")
            for _each in range(places - spoken_for):
                before = next((plan for plan in free if plan.direction[1] == direction[1]), None)
                if before:
                    free.remove(before)
                made.append(self._place(cycle, *self._anybody(direction, before=before)))
        return made

    # One placement

    def _anybody(self, direction, *, before=None):
        """Home opening, host opening and host post of somebody who fits; `before` is whose post it may be."""
        home_region, host_region = direction
        while True:
            tier = before.opening.tier if before else self.people.tier()
            field = before.opening.field if before else self._field(tier)
            host = before.opening if before else self.workplaces.opening(host_region, tier, field, host=True)
            home = host and self.workplaces.opening(home_region, tier, field, host=False)
            if home:
                return home, host, before.host_post if before else None
            before = None  # nobody of the field is left at home: another post, then

    def _field(self, tier):
        fields = [field for field in FIELDS.values() if tier != SPECIALIST or field.specialist[0]]
        return self.chance.choices(fields, [field.weight for field in fields])[0].code

    def _cast(self, cycle, role):
        """Somebody with a story."""
        home_tier = role.tier if role.home_tier is None else role.home_tier
        same = self._told_of(role.same_as)
        home = same.home if same else self.workplaces.seat(role.home, home_tier, role.home_field or role.field)
        before = self._told_of(role.post_of)
        host = before.opening if before else self.workplaces.seat(role.host, role.tier, role.field)
        plan = self._place(
            cycle,
            home,
            host,
            before.host_post if before else None,
            role=role,
            official=same.official if same else None,
            starts_on=cycle.starts_on + dt.timedelta(days=role.starts_after),
        )
        plan.paired_with = self._told_of(role.paired_with)
        if role.story == cast.REPLACEMENT.story:
            plan.replaces, plan.ends_on = before, cycle.ends_on
            plan.proposed_at = moment(workday_before(plan.starts_on, 6), 9, 25)
            dated_on = workday_before(plan.starts_on, 3)
            plan.batch = Batch(
                f"{SERIES[plan.direction[1]]}〔{dated_on.year}〕91号",
                dated_on,
                moment(dated_on, 16, 15),
                self.office[0],
            )
        if role.stays_proposed:
            plan.batch = None
        return plan

    def _told_of(self, story):
        """The plan that the story is about, or None."""
        return next((plan for plan in self.plans if story and plan.story == story), None)

    def _place(self, cycle, home, host, host_post=None, *, role=None, official=None, starts_on=None):
        """Plan the placement, with its posts and contacts, and its official where nobody is given."""
        starts_on = starts_on or cycle.starts_on
        official = official or self.people.official(
            home,
            self.workplaces.post(home),
            starts_on=starts_on,
            name_zh=role.name_zh if role else None,
            age=role.age if role else None,
            alone=bool(role),
        )
        if host_post is None:
            host_post = self.workplaces.post(host)
        if role and role.created_why:
            host_post.is_created_for_programme, host_post.created_why = True, role.created_why
            host_post.created_at_request_of = host.organisation.name_zh
        field = FIELDS[host.field]
        plan = Plan(
            cycle=cycle,
            official=official,
            host_post=host_post,
            home=home,
            opening=host,
            direction=(home.organisation.region_id, host.organisation.region_id),
            starts_on=starts_on,
            ends_on=end_of_term(starts_on, 12),
            proposed_at=within_hours(self.chance, self._proposed_on(starts_on)),
            by=self.office[len(self.plans) % 3 == 2],
            task=told(field.task_zh, field.task_en) if role else field.task_zh,
            home_contact=self.people.contact(home.organisation),
            host_contact=self.people.contact(host.organisation),
            story=role.story if role else "",
            reason=role.reason if role else "",
            confirm_reason=role.confirm_reason if role else "",
        )
        plan.batch = self._batch(plan)
        if host.needs_congress_decision and not plan.confirm_reason:
            # The standing committee of the place (人大常委会) decides; its decisions are numbered in the year.
            place, number = host.organisation.jurisdiction.name_zh[0], self.chance.randint(2, 29)
            plan.congress_decision_number = f"{place}人常〔{plan.batch.dated_on.year}〕{number}号"
        self.plans.append(plan)
        return plan

    def _proposed_on(self, starts_on):
        """Weeks before the start; in the last weeks where the start is still to come."""
        if starts_on > self.on:
            return workday_before(self.on, self.chance.randint(6, 24))
        return workday_before(starts_on, self.chance.randint(18, 32))

    def _batch(self, plan):
        """The document that appoints those of one direction who start on one day, and when it was entered."""
        key = (plan.direction, plan.starts_on)
        if key not in self.batches:
            # Those who are still to start were confirmed this week, the others before they started.
            dated_on = workday_before(self.on, 4)
            if plan.starts_on <= self.on:
                dated_on = workday_before(plan.starts_on, self.chance.randint(6, 12))
            entered_on = workday_before(dated_on + dt.timedelta(days=2), 1)
            self.batches[key] = Batch(
                number=f"{SERIES[plan.direction[1]]}〔{dated_on.year}〕{self.chance.randint(11, 88)}号",
                dated_on=dated_on,
                confirmed_at=moment(entered_on, self.chance.randint(9, 16), self.chance.randint(0, 59)),
                by=self.office[len(self.batches) % 2],
            )
        return self.batches[key]
