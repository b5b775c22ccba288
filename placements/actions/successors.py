"""Approving an extension and moving, in the same transaction, the placement that stands in its way."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from placements import rules
from placements.actions import locks
from placements.actions.action import action
from placements.actions.decisions import approve_extension
from placements.actions.placements import cancel_placement, confirm_placement, propose_placement, withdraw_placement
from placements.links import completes
from placements.models import Placement
from placements.models.placements import State
from placements.refusals import NotAllowed, insist_on_permission
from placements.wording import day

# What goes with the person wherever they are placed, and what goes with the post.
KEPT = ["cycle", "official", "task", "home_contact", "note", "replaces"]
KEPT_WITH_THE_POST = [
    "host_title_en",
    "host_title_zh",
    "host_contact",
    "congress_decision_number",
    "congress_decision_on",
]


@dataclass(frozen=True)
class Step:
    """A consequence for somebody else. `key` says all that was agreed to: another day makes another key."""

    key: str
    sentence: str


class Unconfirmed(NotAllowed):
    """Everything is possible; these steps are still to be confirmed, each by itself."""

    def __init__(self, steps, agreed):
        self.steps = steps
        super().__init__({"agreed": [_("Confirm each step.")]})
        self.is_first_time = not set(agreed)


@action
def approve_and_move(
    request, *, moved, starts_on=None, ends_on=None, host_post=None, agreed=(), reason="", by, at, on, **decision
):
    """Approve as approve_extension does, after the promise that stands in the way was moved.

    `moved` is that placement as the person read it: the successor's, or the official's own next
    one. It is withdrawn (proposed) or cancelled (confirmed), and proposed anew from `starts_on` to
    `ends_on` in `host_post` (the same one, if none is given), confirmed again if it was; without
    `starts_on` the promise is only taken back. `agreed` holds the keys of the steps that were
    confirmed. All rules are asked again; `reason` answers what warns, of both.

    Raises NotAllowed, NeedsReason, ValidationError, and Unconfirmed where nothing else is in the
    way: then nothing is saved, and it tells the steps.
    """
    insist_on_permission(by, "placements.decide_extension")
    insist_on_permission(by, "placements.confirm_placement")
    new_post = host_post or moved.host_post
    locks.share_cycle(moved.cycle_id)
    placement = request.placement
    locks.hold_officials_and_posts(
        [placement.official_id, moved.official_id], [placement.host_post_id, moved.host_post_id, new_post.pk]
    )
    locks.hold_placements([placement.pk, moved.pk])
    request = locks.hold_request(request)
    rules.refuse_to_decide(request, by=by)
    held = locks.hold_placement(moved)
    if (held.state, held.starts_on, held.ends_on) != (moved.state, moved.starts_on, moved.ends_on):
        raise NotAllowed(_("Somebody changed this placement meanwhile; open it again."))
    if not _stands_in_the_way(held, request, decision.get("until") or request.asked_ends_on):
        raise NotAllowed(_("{number} does not stand in the way of this request.").format(number=held.number))
    if pair := held.paired_with or getattr(held, "pair_of", None):
        raise NotAllowed(_("This placement is one half of a paired exchange with {number}.").format(number=pair.number))
    why = _("Moved with the decision on request {number}.").format(number=request.number)
    steps = [_take_back(held, why, by=by, at=at, on=on)]
    if starts_on:
        steps += _place_anew(held, new_post, starts_on, ends_on, reason, by=by, at=at)
    done = approve_extension(request, reason=reason, by=by, at=at, **decision)
    if {step.key for step in steps} - set(agreed):
        raise Unconfirmed(steps, agreed)
    return done


def _stands_in_the_way(held, request, until):
    """Whether it holds the post or the official on a day that is asked for."""
    placement = request.placement
    is_theirs = held.host_post_id == placement.host_post_id or held.official_id == placement.official_id
    is_then = held.starts_on <= until and held.ends_on > placement.ends_on
    return held.is_live and held.pk != placement.pk and is_theirs and is_then


def _take_back(held, why, *, by, at, on):
    facts = {"name": held.official, "number": held.number, "date": day(held.starts_on)}
    if held.state == State.CONFIRMED:
        cancel_placement(held, reason=why, by=by, at=at, on=on)
        sentence = _("The confirmed placement {number} of {name} from {date} is cancelled.")
    else:
        withdraw_placement(held, reason=why, by=by, at=at)
        sentence = _("The proposal {number} of {name} from {date} is withdrawn.")
    return Step(f"back-{held.pk}-{held.state}-{held.starts_on}", sentence.format(**facts))


def _place_anew(held, post, starts_on, ends_on, reason, *, by, at):
    kept = KEPT + (KEPT_WITH_THE_POST if post.pk == held.host_post_id else [])
    anew = Placement(
        **{name: getattr(held, name) for name in kept},
        host_post=post,
        starts_on=starts_on,
        original_ends_on=ends_on,
    )
    if not completes(anew):
        anew.replaces = None  # what it was to complete is at the post that it leaves
    anew = propose_placement(anew, reason=reason, by=by, at=at)
    facts = {
        "name": held.official,
        "post": post.title,
        "organisation": post.organisation.name,
        "from": day(anew.starts_on),
        "to": day(anew.ends_on),
    }
    key = f"{held.pk}-{post.pk}-{anew.starts_on}-{anew.ends_on}"
    sentence = _("{name} is proposed anew: {post}, {organisation}, {from} to {to}.")
    steps = [Step(f"anew-{key}", sentence.format(**facts))]
    if held.state == State.CONFIRMED:
        confirm_placement(anew, reason=reason, by=by, at=at)
        steps.append(
            Step(f"confirm-{key}", _("The new placement of {name} is confirmed at once.").format(name=held.official))
        )
    return steps
