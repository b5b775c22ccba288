"""Checking a file and importing it: the same rows through the same actions, undone or kept.

Not among the actions, because these call them; a door calls these in turn.
"""

import hashlib
import unicodedata

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from placements.actions.action import action
from placements.imports.headings import read_table
from placements.imports.kinds import RESOURCES
from placements.imports.outcome import Outcome
from placements.imports.reading import read_file
from placements.imports.resource import Deed
from placements.models import Import
from placements.models.imports import ImportKind
from placements.refusals import NotAllowed, insist_on_permission

MAY_IMPORT = "placements.add_import"


def preview(kind, content, *, reason="", by, at, on, progress=None):
    """What the file would do, row by row; nothing is written. Raises UnreadableFileError, NotAllowed."""
    return _rows(kind, content, dry_run=True, reason=reason, by=by, at=at, on=on, progress=progress)


@action
def check_file(kind, name, content, *, reason="", by, at, on):
    """Keep the file with what it would do, for its uploader to import. Returns the import and the outcome.

    Raises UnreadableFileError, NotAllowed.
    """
    insist_on_permission(by, MAY_IMPORT)
    outcome = preview(kind, content, reason=reason, by=by, at=at, on=on)
    Import.objects.forgotten(at=at).update(content=None, outcome=None)
    kept = Import(
        kind=kind,
        file_name=safe_name(name),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        reason=reason.strip(),
        checked_by=by,
        checked_at=at,
        content=content,
        outcome=outcome.as_json(),
    )
    _count(kept, outcome)
    kept.full_clean()
    kept.save(force_insert=True)
    return kept, outcome


def look_again(kept, *, by, at, on, afresh=False):
    """What the kept file would do: as it was checked, or afresh where asked, or where the language is another.

    Raises NotAllowed where it is not this person's, or is gone.
    """
    _insist_on_kept(kept, by=by, at=at)
    if not afresh and (outcome := Outcome.from_json(kept.outcome)):
        return outcome
    return preview(kept.kind, bytes(kept.content), reason=kept.reason, by=by, at=at, on=on)


@action
def import_kept(kept, *, seen, by, at, on):
    """Import the file that was checked, whole, if it does what was seen.

    `seen` is the fingerprint of the outcome that the person looked at. Where registers or placements
    have changed since, so that the file would do something else, nothing is written: raises NotAllowed.
    """
    insist_on_permission(by, MAY_IMPORT)
    kept = Import.objects.select_for_update(no_key=True, of=("self",)).get(pk=kept.pk)
    _insist_on_kept(kept, by=by, at=at)
    content = bytes(kept.content)
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise NotAllowed(_("The file is not the one that was checked."))
    pghistory.context(imported=kept.pk)
    outcome = _rows(kept.kind, content, dry_run=False, reason=kept.reason, by=by, at=at, on=on)
    if outcome.is_refused or outcome.fingerprint != seen:
        raise NotAllowed(_("What the file would do has changed since it was checked. Nothing was saved; look again."))
    _count(kept, outcome)
    kept.content, kept.outcome = None, None
    kept.imported_by, kept.imported_at = by, at
    pghistory.context(action="import_file")
    kept.save(force_update=True)
    return outcome


@action
def import_at_once(kind, name, content, *, reason="", by, at, on, progress=None):
    """Import the file whole, or nothing of it where a row is refused. Returns the outcome.

    Raises UnreadableFileError, NotAllowed.
    """
    insist_on_permission(by, MAY_IMPORT)
    with transaction.atomic():
        outcome = _rows(kind, content, dry_run=False, reason=reason, by=by, at=at, on=on, progress=progress)
        if outcome.is_refused:
            return outcome
        kept = Import(
            kind=kind,
            file_name=safe_name(name),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            reason=reason.strip(),
            checked_by=by,
            checked_at=at,
            imported_by=by,
            imported_at=at,
        )
        _count(kept, outcome)
        kept.full_clean()
        pghistory.context(action="import_file")
        kept.save(force_insert=True)
    return outcome


def _rows(kind, content, *, dry_run, reason, by, at, on, progress=None):
    resource = RESOURCES[ImportKind(kind)]
    table = read_table(read_file(content), resource.cells())
    deed = Deed(by=by, at=at, on=on, reason=reason.strip(), progress=(progress or _quietly)(len(table.lines)))
    return resource(deed).outcome(table, dry_run=dry_run)


def _quietly(_rows):
    return lambda: None


def _insist_on_kept(kept, *, by, at):
    """Who checked a file has read what it does, so nobody else imports it."""
    if kept.checked_by_id != by.pk:
        raise NotAllowed(_("Only who checked a file imports it; check it yourself."))
    if kept.is_imported:
        raise NotAllowed(_("The file was imported already."))
    if kept.is_forgotten(at=at) or kept.content is None:
        raise NotAllowed(_("The file is no longer kept; check it anew."))


def _count(kept, outcome):
    kept.new_rows, kept.changed_rows = outcome.new, outcome.changed
    kept.unchanged_rows, kept.refused_rows = outcome.unchanged, outcome.refused


def safe_name(name):
    """The file's name without folders and without what nobody sees."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    return name.strip()[-120:] or "–"
