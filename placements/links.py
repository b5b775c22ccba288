"""What one placement may say of another: that it completes it, or is the other half of its swap. It never writes."""

from django.db.models import Q
from django.utils.translation import gettext as _

from placements.models import Placement
from placements.refusals import NotAllowed


def completes(placement):
    """Whether the placement that it replaces is of the same host post or the same official, or it replaces none."""
    before = placement.replaces
    return (
        before is None or before.host_post_id == placement.host_post_id or before.official_id == placement.official_id
    )


def refuse_links(placement):
    """Raise NotAllowed, at the field, where it names a placement that it cannot complete or be swapped with.

    A term may be under a year only where it completes another, so not any other will do.
    """
    if not completes(placement):
        raise NotAllowed(
            {
                "replaces": _(
                    "{number} is neither at this post nor of this official; it is not completed here."
                ).format(number=placement.replaces.number)
            }
        )
    if placement.paired_with is not None:
        _refuse_pair(placement, placement.paired_with)


def _refuse_pair(placement, other):
    if not other.is_live:
        raise NotAllowed({"paired_with": _("This placement was withdrawn or cancelled.")})
    if (other.home_region_id, other.host_region_id) != (placement.host_region_id, placement.home_region_id):
        raise NotAllowed(
            {
                "paired_with": _("{number} does not go the other way; the two halves of a swap do.").format(
                    number=other.number
                )
            }
        )
    theirs = _live_but(placement).filter(Q(paired_with=other.pk) | Q(pair_of=other.pk)).first()
    if theirs is not None:
        raise _paired_already(other, theirs)
    mine = _live_but(other).filter(paired_with=placement.pk).first() if placement.pk else None
    if mine is not None:
        raise _paired_already(placement, mine)


def _live_but(placement):
    return Placement.objects.live().exclude(pk=placement.pk)


def _paired_already(one, half):
    sentence = _("{number} is paired with {other} already.").format(number=one.number, other=half.number)
    return NotAllowed({"paired_with": sentence})
