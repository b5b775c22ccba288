"""What an end that is tried would mean for others: the successor, the home post, the next cycle. It only reads."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from placements.calendar import ONE_DAY
from placements.models import Cycle, Placement, Quota
from placements.wording import day, short_day


@dataclass(frozen=True)
class Consequence:
    """Whom it concerns, what it means for them, and where to read on; `is_bad` where it cannot stay so."""

    name: str
    words: str
    is_bad: bool = False
    url: str = ""
    link: str = ""


def consequences(placement, end, *, successor, conflict):
    """All that follows from staying until that day. `placement` ends as it did when the request was made."""
    return [
        _the_successor(successor, conflict),
        _the_home_post(placement, end),
        *_the_next_cycle(placement, end),
        *_the_tier(placement),
    ]


def _the_successor(other, conflict):
    name = _("Successor")
    if other is None:
        return Consequence(name, _("Nobody is promised the post in those days."))
    since = _("promised from {date}").format(date=short_day(other.starts_on))
    words = _("{name}, {since}, {overlap}").format(name=other.official, since=since, overlap=conflict(other))
    return Consequence(name, words, True, reverse("placements:placement", args=[other.pk]), other.number)


def _the_home_post(placement, end):
    words = _("{name} keeps it; it stays uncovered until {date}.").format(name=placement.official, date=day(end))
    name = _("Home post")
    post = placement.home_post_id
    others = (
        Placement.objects.live()
        .sharing_a_day(placement.ends_on + ONE_DAY, end)
        .filter(Q(host_post=post) | Q(home_post=post))
        .exclude(official=placement.official_id)
    )
    other = others.select_related("official").order_by("starts_on").first()
    if other is None:
        return Consequence(name, words)
    sentence = _("A guest holds it, {name}.") if other.host_post_id == post else _("{name} is placed from it too.")
    words = pgettext("between sentences", "{a} {b}").format(a=words, b=sentence.format(name=other.official))
    return Consequence(name, words, False, reverse("placements:placement", args=[other.pk]), other.number)


def _the_next_cycle(placement, end):
    """The quota of the next cycle in both directions, and how long the post is kept from it."""
    cycle = Cycle.objects.filter(year__gt=placement.cycle.year).order_by("year").first()
    if cycle is None:
        return [Consequence(_("Next cycle"), _("No next cycle is entered yet."))]
    there, back = _there_and_back(placement)
    placed = (
        Placement.objects.live()
        .filter(cycle=cycle)
        .aggregate(there=Count("pk", filter=there), back=Count("pk", filter=back))
    )
    places = Quota.objects.filter(cycle=cycle).values_list("home_region", "host_region", "places")
    places = {(home, host): n for home, host, n in places}
    home, host = placement.home_region, placement.host_region
    rows = [(home, host, placed["there"]), (host, home, placed["back"])]
    sentences = [_taken(first, second, n, places.get((first.pk, second.pk))) for first, second, n in rows]
    days = max((min(end, cycle.ends_on) - max(placement.ends_on + ONE_DAY, cycle.starts_on)).days + 1, 0)
    held = ngettext(
        "The post is not free for {n} day of it; staying takes no place of its quota.",
        "The post is not free for {n} days of it; staying takes no place of its quota.",
        days,
    )
    return [
        Consequence(cycle.name, _("{a}; {b}").format(a=sentences[0], b=sentences[1])),
        Consequence(_("Host post"), held.format(n=days)),
    ]


def _taken(home, host, n, places):
    direction = _("{home} to {host}").format(home=home.name, host=host.name)
    if places is None:
        return _("{direction}: {n} placed, no quota").format(direction=direction, n=n)
    return _("{direction}: {n} of {m} places taken").format(direction=direction, n=n, m=places)


def _there_and_back(placement):
    """The direction of the placement and the other one, as conditions for counting."""
    home, host = placement.home_region_id, placement.host_region_id
    return Q(home_region=home, host_region=host), Q(home_region=host, host_region=home)


def _the_tier(placement):
    """How many of the post's tier are placed each way on the day after the current end."""
    tier = placement.host_post.tier
    if not tier:
        return []
    on = placement.ends_on + ONE_DAY
    there, back = _there_and_back(placement)
    same = Placement.objects.live().serving(on=on).filter(host_post__tier=tier).exclude(pk=placement.pk)
    n = same.aggregate(there=Count("pk", filter=there), back=Count("pk", filter=back))
    words = _("On {date}: {home} to {host} {n}, {m} if this one stays; the other way {k}.").format(
        date=day(on),
        home=placement.home_region.name,
        host=placement.host_region.name,
        n=n["there"],
        m=n["there"] + 1,
        k=n["back"],
    )
    return [Consequence(placement.host_post.get_tier_display().capitalize(), words)]
