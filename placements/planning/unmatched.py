"""Why an official is left without a post, in one sentence."""

from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.planning.fit import steps_up, why_not


class Lack(NamedTuple):
    """A reason as its code and number: kept and compared as such, told by `sentence`."""

    code: str
    n: int = 0

    @property
    def sentence(self):
        return _SENTENCES[self.code](self.n)


def why_unmatched(nominee, openings, *, held, forbidden, is_full):
    """Why nobody suggests a post for the official.

    `openings` are the offered posts of the direction, `held` the keys of those that are taken or
    suggested to others, `forbidden` the keys that a person skipped for this official, `is_full`
    whether all places of the direction are used. What stands nearest to a post is told: the quota
    only where a fitting post is free, the tier only where the expertise is asked for.
    """
    reasons = {opening.key: why_not(nominee, opening) for opening in openings}
    fitting = [key for key, reason in reasons.items() if reason is None]
    if not fitting:
        return _none_fits(nominee, openings, Counter(reasons.values()))
    left = [key for key in fitting if key not in forbidden]
    free = [key for key in left if key not in held]
    if not left:
        return Lack("all_skipped", len(fitting))
    if not free:
        return Lack("all_taken", len(left))
    return Lack("quota_reached") if is_full else Lack("not_asked_yet", len(free))


def _none_fits(nominee, openings, reasons):
    if not openings or set(reasons) <= {"same_region"}:
        return Lack("no_post_offered")
    if reasons["no_shared_expertise"] and not (reasons["rank_too_low"] or reasons["rank_too_high"]):
        return Lack("nobody_asks")
    steps = [
        steps_up(nominee.tier, opening.tier)
        for opening in openings
        if why_not(nominee, opening) in {"rank_too_low", "rank_too_high"}
    ]
    nearest = min(steps, key=abs)
    return Lack("rank_above", -nearest) if nearest < 0 else Lack("rank_below", nearest)


def _taken(n):
    return ngettext("{n} post asks for it; it is taken", "{n} posts ask for it; all are taken", n).format(n=n)


def _skipped(n):
    return ngettext("{n} post asks for it; it was skipped", "{n} posts ask for it; all were skipped", n).format(n=n)


def _above(n):
    sentence = ngettext(
        "Rank {n} step above every post that asks for it", "Rank {n} steps above every post that asks for it", n
    )
    return sentence.format(n=n)


def _below(n):
    sentence = ngettext(
        "Rank {n} step below every post that asks for it", "Rank {n} steps below every post that asks for it", n
    )
    return sentence.format(n=n)


def _not_asked(n):
    return ngettext("{n} post would fit; suggest again", "{n} posts would fit; suggest again", n).format(n=n)


_SENTENCES = {
    "no_post_offered": lambda _n: _("No post is offered in this direction"),
    "official_taken": lambda _n: _("Has a placement in those days already"),
    "nobody_asks": lambda _n: _("No post asks for it"),
    "rank_above": _above,
    "rank_below": _below,
    "all_taken": _taken,
    "all_skipped": _skipped,
    "quota_reached": lambda _n: _("The quota of the direction is reached"),
    "not_asked_yet": _not_asked,
}
