"""Keeping the filters of a list under a name."""

from placements.actions.action import action
from placements.models import SavedFilter
from placements.refusals import insist_on_permission


@action
def save_filter(*, name, path, asked, is_shared, by, at):
    """Keep what the list was asked for. Path and query have been read by the list's own filter.

    Raises NotAllowed, ValidationError.
    """
    insist_on_permission(by, "placements.add_savedfilter")
    kept = SavedFilter(name=name.strip(), path=path, asked=asked, is_shared=is_shared, saved_by=by, saved_at=at)
    kept.full_clean()
    kept.save(force_insert=True)
    return kept


@action
def change_filter(kept, *, name, is_shared, by):
    """Give it another name, share it or keep it to oneself. Raises NotAllowed, ValidationError."""
    kept = _hold_own(kept, by, "placements.change_savedfilter")
    kept.name, kept.is_shared = name.strip(), is_shared
    kept.full_clean()
    kept.save(update_fields=["name", "is_shared"])
    return kept


@action
def delete_filter(kept, *, by):
    """Take it away. Raises NotAllowed."""
    _hold_own(kept, by, "placements.delete_savedfilter").delete()


def _hold_own(kept, by, permission):
    insist_on_permission(by, permission)
    return SavedFilter.objects.select_for_update().get(pk=kept.pk, saved_by=by)
