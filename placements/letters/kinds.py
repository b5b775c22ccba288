"""The kinds of letters and forms, in the order in which a term needs them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from placements.letters import of_extensions, of_placements
from placements.models.opinions import Side


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its place in the address, its name, and who may print it.

    `refuse(subject, on=)` gives the sentence why it cannot be drawn up on the day, or nothing;
    `write(subject, wish)` gives the Letter or Form, in the language that is active.
    """

    slug: str
    name: Promise
    refuse: Callable[..., Any]
    write: Callable[..., Any]
    is_form: bool = False
    has_sides: bool = False  # it goes to one side, home or host
    usual_side: Callable[..., Any] = lambda _subject, _departments: Side.HOST
    is_carried: bool = False  # the official carries it, and may print it


def _by_slug(*kinds):
    return {kind.slug: kind for kind in kinds}


PLACEMENT_KINDS = _by_slug(
    Kind(
        "posting-notice",
        gettext_lazy("Notice of placement"),
        of_placements.refuse_posting,
        of_placements.write_posting,
    ),
    Kind(
        "arrival-receipt",
        gettext_lazy("Reporting-for-duty receipt"),
        of_placements.refuse_form,
        of_placements.write_receipt,
        is_form=True,
        is_carried=True,
    ),
    Kind("return-notice", gettext_lazy("Notice of return"), of_placements.refuse_return, of_placements.write_return),
    Kind(
        "early-end-notice",
        gettext_lazy("Notice of early end"),
        of_placements.refuse_early_end,
        of_placements.write_early_end,
    ),
    Kind(
        "handover-list",
        gettext_lazy("Handover list"),
        of_placements.refuse_form,
        of_placements.write_handover,
        is_form=True,
        is_carried=True,
    ),
    Kind(
        "return-receipt",
        gettext_lazy("Return receipt"),
        of_placements.refuse_form,
        of_placements.write_return_receipt,
        is_form=True,
        is_carried=True,
    ),
)

EXTENSION_KINDS = _by_slug(
    Kind(
        "opinion-letter",
        gettext_lazy("Letter asking for opinions"),
        of_extensions.refuse_opinion,
        of_extensions.write_opinion_letter,
        has_sides=True,
    ),
    Kind(
        "opinion-sheet",
        gettext_lazy("Opinion sheet"),
        of_extensions.refuse_opinion,
        of_extensions.write_opinion_sheet,
        is_form=True,
        has_sides=True,
    ),
    Kind("decision", gettext_lazy("Notice of extension"), of_extensions.refuse_notice, of_extensions.write_notice),
    Kind(
        "reply",
        gettext_lazy("Reply on an extension"),
        of_extensions.refuse_reply,
        of_extensions.write_reply,
        has_sides=True,
        usual_side=of_extensions.side_to_write_to,
    ),
    Kind(
        "reversal",
        gettext_lazy("Notice reversing an extension"),
        of_extensions.refuse_reversal,
        of_extensions.write_reversal,
    ),
)
