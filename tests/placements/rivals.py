"""What is done at once: each function makes a small world and answers with the jobs that race in it."""

import copy
import datetime as dt
import math
from functools import partial

from placements import actions
from placements.models import Cycle, ExtensionRequest, Placement
from tests.factories import (
    DAY,
    NOW,
    give_opinions,
    make_cycle,
    make_nomination,
    make_offer,
    make_official,
    make_placement,
    make_plan,
    make_plan_row,
    make_post,
    make_request,
    new_placement,
    office,
)
from tests.placements.racing import RACERS


def proposing(**facts):
    """A job that proposes that placement."""
    placement = new_placement(**facts)
    by = office()
    return lambda: actions.propose_placement(placement, by=by, at=NOW)


def same_official():
    official = make_official()
    return [proposing(official=official) for _ in range(RACERS)]


def same_post():
    post = make_post()
    return [proposing(host_post=post) for _ in range(RACERS)]


def crossed():
    """Two officials and two posts, each pair once: what deadlocks without one order of locks."""
    side = math.isqrt(RACERS)
    officials, posts = [make_official() for _ in range(side)], [make_post() for _ in range(side)]
    return [proposing(official=official, host_post=post) for official in officials for post in posts]


def two_reviewers():
    request = make_request()
    give_opinions(request)
    by = office()
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        lambda: actions.decline_extension(_fresh(request), words="Not now.", next_step="In autumn.", by=by, at=NOW),
    ]


def one_decision():
    """Everybody approves the same request."""
    request = make_request()
    give_opinions(request)
    by = office()
    return [lambda: actions.approve_extension(_fresh(request), by=by, at=NOW)] * RACERS


def one_early_return():
    placement = make_placement()
    return [_ending_early(placement)] * RACERS


def _ending_early(placement, ends_on=DAY):
    by = office()
    return lambda: actions.return_early(
        Placement.objects.get(pk=placement.pk), ends_on=ends_on, reason="home_needs", by=by, at=NOW
    )


def approve_and_withdraw():
    request = make_request()
    give_opinions(request)
    by = office()
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        lambda: actions.withdraw_extension(_fresh(request), by=request.submitted_by, at=NOW),
    ]


def approve_and_send_back():
    """The official would edit what is being approved."""
    request = make_request()
    give_opinions(request)
    by = office()
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        lambda: actions.return_extension(_fresh(request), words="Ask for less.", by=by, at=NOW),
    ]


def reverse_and_end_early():
    """The approval is taken back while the days it gave are cut short."""
    request = make_request(state="approved")
    by = office()
    return [
        lambda: actions.reverse_extension(_fresh(request), reason="Wrong person.", by=by, at=NOW, on=DAY),
        _ending_early(request.placement, dt.date(2016, 12, 1)),
    ]


def approve_and_successor():
    """The post is promised to somebody while an extension into those days is approved."""
    request = make_request()
    give_opinions(request)
    by = office()
    days = {"starts_on": dt.date(2016, 8, 1), "original_ends_on": dt.date(2017, 7, 31)}
    successor = new_placement(host_post=request.placement.host_post, **days)
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        lambda: actions.propose_placement(copy.copy(successor), reason="Follows.", by=by, at=NOW),
    ]


def moving_a_successor():
    """A request whose post is promised, the proposal, and a job that approves and moves it, all steps confirmed."""
    request = make_request()
    give_opinions(request)
    by = office()
    moved = make_placement(
        cycle=make_cycle(2016),
        host_post=request.placement.host_post,
        starts_on=dt.date(2016, 8, 1),
        original_ends_on=dt.date(2017, 7, 31),
        confirmed=False,
    )
    anew = {"starts_on": dt.date(2017, 1, 24), "ends_on": dt.date(2018, 1, 23)}

    def job():
        read = Placement.objects.get(pk=moved.pk)
        post = moved.host_post_id
        agreed = [
            f"back-{moved.pk}-proposed-{moved.starts_on}",
            f"anew-{moved.pk}-{post}-{anew['starts_on']}-{anew['ends_on']}",
        ]
        actions.approve_and_move(
            _fresh(request), moved=read, agreed=agreed, reason="Agreed.", by=by, at=NOW, on=DAY, **anew
        )

    return request, moved, job


def move_across():
    """Two requests, each of whose posts is promised to a successor who is moved to the same free post."""
    free, by = make_post(), office()
    jobs = []
    for _ in range(2):
        request, moved, _job = moving_a_successor()
        agreed = [
            f"back-{moved.pk}-proposed-{moved.starts_on}",
            f"anew-{moved.pk}-{free.pk}-{moved.starts_on}-{moved.ends_on}",
        ]
        anew = {"starts_on": moved.starts_on, "ends_on": moved.ends_on, "host_post": free}

        def job(request=request, moved=moved, agreed=agreed, anew=anew):
            read = Placement.objects.get(pk=moved.pk)
            actions.approve_and_move(
                _fresh(request), moved=read, agreed=agreed, reason="Agreed.", by=by, at=NOW, on=DAY, **anew
            )

        jobs.append(job)
    return jobs


def move_and_confirm():
    """The successor is confirmed while the decision moves them: one of the two, and the other is told."""
    _request, moved, job = moving_a_successor()
    by = office()
    return [job, lambda: actions.confirm_placement(Placement.objects.get(pk=moved.pk), by=by, at=NOW)]


def move_and_decline():
    request, _moved, job = moving_a_successor()
    by = office()
    decline = partial(actions.decline_extension, words="Not now.", next_step="In autumn.", by=by, at=NOW)
    return [job, lambda: decline(_fresh(request))]


def confirm_and_withdraw():
    placement = make_placement(confirmed=False)
    by = office()
    return [
        lambda: actions.confirm_placement(Placement.objects.get(pk=placement.pk), by=by, at=NOW),
        lambda: actions.withdraw_placement(Placement.objects.get(pk=placement.pk), reason="Twice.", by=by, at=NOW),
    ]


def same_nomination():
    official, cycle, by = make_official(), make_cycle(), office()
    return [lambda: actions.put_forward(official, cycle=cycle, by=by, at=NOW, on=DAY) for _ in range(RACERS)]


def same_offer():
    post, cycle, by = make_post(), make_cycle(), office()
    return [lambda: actions.offer_post(post, cycle=cycle, by=by, at=NOW, on=DAY) for _ in range(RACERS)]


def latest_cycle():
    """The cycle of the latest year there is; its programme runs on."""
    make_cycle()
    last = Cycle.objects.first()
    last.programme_ends_on = dt.date(2099, 12, 31)
    last.save()
    return last


def same_next_cycle():
    last, by = latest_cycle(), office()
    return [lambda: actions.make_cycle_from(last, by=by, at=NOW) for _ in range(RACERS)]


def undo_and_nominate():
    """The cycle is taken back while somebody is put forward for it: one of the two, and the other is told."""
    by, official = office(), make_official()
    made = actions.make_cycle_from(latest_cycle(), by=by, at=NOW)
    return [
        lambda: actions.unmake_cycle(made, by=by, at=NOW),
        lambda: actions.put_forward(official, cycle=made, by=by, at=NOW, on=DAY),
    ]


def cycle_and_proposal():
    """The last proposals come while the cycle is closed."""
    cycle = new_placement().cycle
    cycle.closed_at = cycle.closed_by = None
    cycle.save()
    for placement in Placement.objects.filter(state="proposed"):
        actions.withdraw_placement(placement, reason="Next round.", by=office(), at=NOW)
    return [partial(actions.close_cycle, cycle, by=office(), at=NOW), proposing(cycle=cycle)]


def approve_and_end_early():
    request = make_request()
    give_opinions(request)
    by = office()
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        _ending_early(request.placement),
    ]


def send_and_end_early():
    """A request is sent, and approved at once, while the end that it was written for is brought forward."""
    request = make_request(state="draft")
    by = office()

    def send_and_approve():
        actions.submit_extension(_fresh(request), by=request.drafted_by, at=NOW, on=DAY)
        actions.approve_extension(_fresh(request), reason="No opinion is needed.", by=by, at=NOW)

    return [send_and_approve, _ending_early(request.placement)]


def rivals_for_an_offered_post():
    """Several coordinators choose one post, each for somebody else."""
    cycle, by = make_cycle(), office()
    nominations = [make_nomination(cycle=cycle) for _ in range(RACERS)]
    offer = make_offer(cycle=cycle)
    plan = make_plan(cycle)
    return [partial(actions.choose_post, plan, nomination, offer, by=by, at=NOW) for nomination in nominations]


def accept_twice():
    """Several coordinators accept one row."""
    row, by = make_plan_row(), office()
    return [partial(actions.accept_row, row, by=by, at=NOW) for _ in range(RACERS)]


def accept_and_withdraw():
    """A nomination is withdrawn while it is accepted for a post."""
    row, by = make_plan_row(), office()
    return [
        partial(actions.accept_row, row, by=by, at=NOW),
        partial(actions.withdraw_nomination, row.nomination, reason="Fell ill.", by=by, at=NOW),
    ]


def approve_and_edit():
    """The form of a confirmed placement carries the end as it was when it was opened."""
    request = make_request()
    give_opinions(request)
    by = office()
    return [
        lambda: actions.approve_extension(_fresh(request), by=by, at=NOW),
        _editing(request.placement, task="Reservoir works."),
    ]


def confirm_and_edit():
    """The days of a proposal are changed while it is confirmed."""
    placement = make_placement(confirmed=False)
    by = office()
    return [
        lambda: actions.confirm_placement(Placement.objects.get(pk=placement.pk), reason="Agreed.", by=by, at=NOW),
        _editing(placement, original_ends_on=dt.date(2016, 7, 31)),
    ]


def _editing(placement, **facts):
    opened = Placement.objects.get(pk=placement.pk)
    for name, value in facts.items():
        setattr(opened, name, value)
    by = office()
    return lambda: actions.correct_placement(copy.copy(opened), reason="Agreed.", by=by, at=NOW)


def _fresh(request):
    return ExtensionRequest.objects.select_related("placement__official").get(pk=request.pk)
