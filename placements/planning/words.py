"""The reasons of a fit in sentences, in the language of the page. A reason is kept as its code and its numbers."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def sentence(code, *numbers):
    """The sentence of one reason; nothing for a code that is no longer known."""
    say = _SENTENCES.get(code)
    return say(*numbers) if say else ""


def _some(had, wanted):
    return ngettext("{n} of {m} field wanted", "{n} of {m} fields wanted", wanted).format(n=had, m=wanted)


def _above(steps):
    sentences = ngettext(
        "Post is {n} step above the official’s rank", "Post is {n} steps above the official’s rank", steps
    )
    return sentences.format(n=steps)


def _below(steps):
    sentences = ngettext(
        "Post is {n} step below the official’s rank", "Post is {n} steps below the official’s rank", steps
    )
    return sentences.format(n=steps)


_SENTENCES = {
    "exact_expertise": lambda: _("Expertise as wanted"),
    "some_expertise": _some,
    "related_expertise": lambda: _("Related expertise only"),
    "no_shared_expertise": lambda: _("No shared expertise"),
    "nothing_wanted": lambda: _("The post asks for no field"),
    "no_expertise_recorded": lambda: _("The official’s expertise is not recorded"),
    "same_tier": lambda: _("Same tier"),
    "tier_above": _above,
    "tier_below": _below,
    "tier_unknown": lambda: _("No rank to compare"),
    "same_field": lambda: _("Home and host work in the same field"),
    "other_field": lambda: _("Home and host work in different fields"),
    "same_field_and_place": lambda: _("Home and host work in the same field, and has served in the host city before"),
    "place_known": lambda: _("Works in a different field, but has served in the host city before"),
}

# What a reader expects and need not be told in a short line.
_AS_WANTED = {"exact_expertise", "same_tier", "same_field", "same_field_and_place"}


def every_sentence(reasons):
    """All parts, each in a sentence."""
    return [words for reason in reasons if (words := sentence(*reason))]


def short_sentences(reasons):
    """What a coordinator has to know: the parts that are not as wanted; where all are, that in one sentence."""
    told = [reason for reason in reasons if reason[0] not in _AS_WANTED]
    return every_sentence(told) if told else [_("Exact on all three")]
