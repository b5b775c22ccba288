"""Lists that leave the house leave a row behind."""

from placements.actions.action import action
from placements.models.exports import ListKind
from placements.refusals import insist_on_permission


@action
def record_export(export, *, by, at):
    """Write down that a list leaves the house, before the first byte of it does. Raises NotAllowed.

    The unsaved export says which list, of where, as of which day, with what filters, how many rows.
    """
    is_trail = export.kind == ListKind.AUDIT
    insist_on_permission(by, "officials.view_auditevent" if is_trail else "placements.view_roster")
    export.exported_by, export.exported_at = by, at
    export.full_clean()
    export.save(force_insert=True)
    return export
