"""Writing a line of the term ledger; the database moves the placement's end with it."""

from placements.models import TermEntry


def latest_entry(placement):
    """The placement's latest ledger line. A confirmed placement always has one."""
    return TermEntry.objects.filter(placement=placement).order_by("-serial").first()


def enter(placement, *, kind, ends_on, by, at, **facts):
    """Add the next line and read back the end that the database moved. The placement is locked."""
    latest = latest_entry(placement)
    entry = TermEntry.objects.create(
        placement=placement,
        serial=latest.serial + 1,
        previous_ends_on=latest.ends_on,
        kind=kind,
        ends_on=ends_on,
        entered_by=by,
        entered_at=at,
        **facts,
    )
    placement.ends_on = ends_on
    return entry
