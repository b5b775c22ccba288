"""The rules that speak: what each asks, and the sentence it answers with.

They read and never write; the actions hold the locks under which the answers stay true. The
pages ask the same functions, so a button is grey for the reason that the door would give.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from officials.models import OfficialExpertise, PostExpertise, Tier
from placements.calendar import ONE_DAY, end_of_term, months_later
from placements.models import ExtensionRequest, GuideAge, Placement, Quota
from placements.models.extensions import RequestState
from placements.models.ledger import EntryKind
from placements.models.opinions import Side
from placements.models.placements import State
from placements.offering import refuse_closed, refuse_retired
from placements.refusals import Concern, NotAllowed
from placements.wording import day, moment

# Placing -------------------------------------------------------------------------------------


def refuse_to_place(placement):
    """Raise NotAllowed, at the field, where the placement may not be proposed or confirmed.

    Called with official and host post locked. The placement has been filled in.
    """
    cycle, post, official = placement.cycle, placement.host_post, placement.official
    if cycle.is_closed:
        raise NotAllowed({"cycle": _("The cycle is closed.")})
    if placement.home_region_id == placement.host_region_id:
        raise NotAllowed(
            {
                "host_post": _("The host post is in the home region ({region}).").format(
                    region=placement.host_region.name
                )
            }
        )
    if placement.starts_on > placement.original_ends_on:
        raise NotAllowed({"original_ends_on": _("The term ends before it starts.")})
    earliest = end_of_term(placement.starts_on, cycle.least_months)
    if placement.original_ends_on < earliest and not placement.replaces_id:
        raise NotAllowed(
            {
                "original_ends_on": _("The term is under {n} months; the earliest end is {date}.").format(
                    n=cycle.least_months, date=day(earliest)
                )
            }
        )
    refuse_retired(post, "host_post", on=placement.original_ends_on)
    refuse_closed(post, "host_post", on=placement.starts_on)
    if not official.is_active:
        raise NotAllowed({"official": _("The official is no longer in the register of active officials.")})
    _refuse_taken(placement)


def _refuse_taken(placement):
    """Refuse where official or post has another live placement in those days; one query asks for both."""
    others = list(
        Placement.objects.live()
        .sharing_a_day(placement.starts_on, placement.ends_on)
        .filter(Q(official=placement.official_id) | Q(host_post=placement.host_post_id))
        .exclude(pk=placement.pk)
        .select_related("official")
    )
    if other := next((other for other in others if other.official_id == placement.official_id), None):
        sentence = _("{name} already has placement {number}, {from} to {to}.")
        raise NotAllowed({"official": sentence.format(name=other.official, **_number_and_days(other))})
    if others:
        sentence = _("The post is held by {name}, {number}, {from} to {to}.")
        raise NotAllowed({"host_post": sentence.format(name=others[0].official, **_number_and_days(others[0]))})


def _number_and_days(placement):
    return {"number": placement.number, "from": day(placement.starts_on), "to": day(placement.ends_on)}


def concerns_of_placing(placement):
    """What warns about a placement; each fact that is missing stays silent."""
    cycle, official, post = placement.cycle, placement.official, placement.host_post
    concerns = []

    def warn(rule, sentence):
        concerns.append(Concern(rule, sentence))

    if official.tier and post.tier and official.tier != post.tier:
        warn(
            "tier_differs",
            _("Tier differs: {home} and {host}.").format(home=_tier_name(official.tier), host=post.get_tier_display()),
        )
    wanted = set(PostExpertise.objects.filter(post=post).values_list("expertise", flat=True))
    offered = set(OfficialExpertise.objects.filter(official=official).values_list("expertise", flat=True))
    if wanted and offered and not wanted & offered:
        warn("no_shared_expertise", _("No shared expertise."))
    age = official.age(on=placement.starts_on)
    guide = GuideAge.objects.filter(cycle=cycle, tier=official.tier).values_list("age", flat=True).first()
    if age is not None and guide is not None and age > guide:
        warn("age_over_guide", _("Age is over the guide of {n}.").format(n=guide))
    if full := full_quota(placement):
        warn("quota_reached", full)
    if placement.starts_on != cycle.starts_on:
        warn(
            "start_differs",
            _("Start differs from the cycle’s ({date}).").format(date=day(cycle.starts_on)),
        )
    return concerns


def _tier_name(tier):
    return Tier(tier).label


def full_quota(placement):
    """The sentence that the quota of the direction is reached without this placement, or nothing."""
    quota = (
        Quota.objects.filter(
            cycle=placement.cycle_id,
            home_region=placement.home_region_id,
            host_region=placement.host_region_id,
        )
        .select_related("home_region", "host_region")
        .first()
    )
    if quota is None:
        return None
    placed = (
        Placement.objects.live()
        .filter(
            cycle=quota.cycle_id,
            home_region=quota.home_region_id,
            host_region=quota.host_region_id,
        )
        .exclude(pk=placement.pk)
        .count()
    )
    if placed < quota.places:
        return None
    return _("The quota {direction} is reached ({n} of {m}).").format(
        direction=quota.direction, n=placed, m=quota.places
    )


def concerns_of_confirming(placement):
    """What warns when a proposal is confirmed: the appointment that is still to come."""
    if not placement.is_appointment_outstanding:
        return []
    return [
        Concern(
            "congress_decision_missing",
            _("The post needs a people’s congress decision; number and date are missing."),
        )
    ]


# Paired exchanges ----------------------------------------------------------------------------


def concerns_of_pairing(placement):
    """What warns where one half of a paired exchange is changed: the other half, while it is live."""
    halves = [placement.paired_with, getattr(placement, "pair_of", None)]  # it is named on one of the two
    sentence = _("This placement is one half of a paired exchange with {number}.")
    live = [half.number for half in halves if half and half.is_live]
    return [Concern("paired_exchange", sentence.format(number=number)) for number in live[:1]]


# Asking to extend ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Window:
    """When a placement's extension may be asked for, and how far it may go. All days are inclusive."""

    opens_on: dt.date
    on_time_until: dt.date
    closes_on: dt.date
    latest_end: dt.date
    limit: str  # which policy number makes it the latest: "extension", "months" or "programme"

    def is_late(self, *, on):
        return on > self.on_time_until


def window(placement):
    """The window of the placement, from its current end and its cycle's policy numbers."""
    cycle, end = placement.cycle, placement.ends_on
    latest, limit = min(
        (months_later(end, cycle.most_extension_months), "extension"),
        (end_of_term(placement.starts_on, cycle.most_months), "months"),
        (cycle.programme_ends_on, "programme"),
    )
    return Window(
        opens_on=end - dt.timedelta(days=cycle.window_opens_days),
        on_time_until=end - dt.timedelta(days=cycle.on_time_days),
        closes_on=end + dt.timedelta(days=cycle.late_days_after_end),
        latest_end=latest,
        limit=limit,
    )


def why_not_ask(placement, *, on):
    """The sentence that refuses to take a request on the day, or nothing. An open request is asked for apart."""
    if placement.state != State.CONFIRMED or on < placement.starts_on:
        return _("The placement has not started.")
    days = window(placement)
    if on < days.opens_on:
        return _("Requests open on {open}; it is not yet open.").format(open=day(days.opens_on))
    if on > days.closes_on:
        return _("Requests closed on {close}; late ones were taken until {late}.").format(
            close=day(days.on_time_until), late=day(days.closes_on)
        )
    if days.latest_end <= placement.ends_on:
        return refusal_of_end(placement, placement.ends_on + ONE_DAY)
    return None


def refusal_of_end(placement, ends_on):
    """The sentence that refuses this new end, or nothing. It names the latest possible day."""
    if ends_on <= placement.ends_on:
        return _("The new end must be after {date}.").format(date=day(placement.ends_on))
    days = window(placement)
    if ends_on <= days.latest_end:
        return None
    if days.limit == "programme":
        return _("The new end is past the programme’s last day; latest possible {date}.").format(
            date=day(days.latest_end)
        )
    if days.limit == "extension":
        return _("The new end is past the most months of one extension ({n}); latest possible {date}.").format(
            n=placement.cycle.most_extension_months, date=day(days.latest_end)
        )
    return _("The new end is past the most months ({n}); latest possible {date}.").format(
        n=placement.cycle.most_months, date=day(days.latest_end)
    )


def open_request(placement):
    """The placement's request that is not settled yet, or None."""
    return ExtensionRequest.objects.filter(placement=placement).open().first()


# Deciding ------------------------------------------------------------------------------------


def refuse_to_decide(request, *, by):
    """Raise NotAllowed where this person may not decide this request now."""
    if request.placement.official.account_id == by.pk:
        raise NotAllowed(_("You cannot decide your own request."))
    if request.state != RequestState.SUBMITTED:
        if request.is_decided:
            raise NotAllowed(
                _("{name} decided this request at {time}; this page is out of date.").format(
                    name=request.decided_by, time=moment(request.decided_at)
                )
            )
        raise NotAllowed(_("The request is not waiting for a decision."))


def successor(placement, until):
    """The live placement that somebody else holds of the host post between the current end and that day, or None."""
    return (
        Placement.objects.live()
        .filter(
            host_post=placement.host_post_id,
            starts_on__lte=until,
            ends_on__gt=placement.ends_on,
        )
        .exclude(pk=placement.pk)
        .select_related("official")
        .order_by("starts_on")
        .first()
    )


def next_placement(placement, until):
    """Another live placement of the same official in those days, or None."""
    return (
        Placement.objects.live()
        .filter(
            official=placement.official_id,
            starts_on__lte=until,
            ends_on__gt=placement.ends_on,
        )
        .exclude(pk=placement.pk)
        .order_by("starts_on")
        .first()
    )


def refusal_of_staying(placement, until):
    """The sentence that post or official is promised elsewhere in those days, or nothing. For coordinators."""
    if other := successor(placement, until):
        return _("The post is promised to a successor from {date} ({number}).").format(
            date=day(other.starts_on), number=other.number
        )
    if other := next_placement(placement, until):
        return _("{name} already has placement {number}, {from} to {to}.").format(
            **{
                "name": placement.official,
                "number": other.number,
                "from": day(other.starts_on),
                "to": day(other.ends_on),
            }
        )
    return None


def concerns_of_approving(request, until):
    """What warns about approving to that day: opinions that are missing or too short, a return, a paired exchange."""
    opinions = list(request.opinions.all())
    sentences = {
        Side.HOST: _("The host opinion is missing or objects."),
        Side.HOME: _("The home opinion is missing or objects."),
    }
    unheard = [
        Concern(f"{side}_opinion", sentence)
        for side, sentence in sentences.items()
        if not (given := [opinion for opinion in opinions if opinion.side == side])
        or not all(opinion.covers(until, asked=request.asked_ends_on) for opinion in given)
    ]
    back = request.placement.back_home_on
    sentence = _("The official has been back at the home organisation since {date}.")
    returned = [Concern("back_home", sentence.format(date=day(back)))] if back else []
    return [*unheard, *returned, *concerns_of_pairing(request.placement)]


def what_rests_on(entry):
    """What was built on the latest ledger entry, so that it can no longer be undone: a number, or nothing.

    A draft is its writer's secret and asks for nothing yet: sent later, it is asked from the end of that day.
    """
    placement = entry.placement
    request = open_request(placement)
    if request is not None and request.state != RequestState.DRAFT:
        return request.number
    if entry.kind == EntryKind.EARLY_RETURN:
        return None  # what was built on the days that it freed is in the way of staying: refusal_of_staying
    later = (
        Placement.objects.live()
        .filter(starts_on__gt=entry.previous_ends_on, proposed_at__gte=entry.entered_at)
        .exclude(pk=placement.pk)
    )
    built = (
        later.filter(host_post=placement.host_post_id).first() or later.filter(official=placement.official_id).first()
    )
    return built.number if built else None
