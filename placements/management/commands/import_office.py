"""``manage.py import_office FILE --kind posts --by USER``: checks a file, or imports it whole."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from exchangeoffice.today import now, today
from officials.models import User
from placements.imports.doing import MAY_IMPORT, import_at_once, preview
from placements.imports.limits import MOST_BYTES
from placements.imports.outcome import Verdict
from placements.models.imports import ImportKind

REFUSED = 2  # the code with which the command ends when rows are refused


class Command(BaseCommand):
    help = (
        "Imports a workbook (.xlsx) or CSV file, all of its rows or none. "
        f"Ends with 0 when all was well, {REFUSED} when a row was refused, 1 when the file could not be read at all."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--kind", required=True, choices=ImportKind.values, help="what the rows are")
        parser.add_argument("--by", required=True, metavar="USER", help="the account of the coordinator who imports")
        parser.add_argument("--dry-run", action="store_true", help="check only; nothing is written")
        parser.add_argument("--reason", default="", help="why to go on where a rule warns; it is kept")

    def handle(self, *, file, kind, by, dry_run=False, reason="", verbosity=1, **_options):
        person, content = _person(by), _content(file)
        facts = {"reason": reason, "by": person, "at": now(), "on": today(), "progress": self._progress(verbosity)}
        try:
            outcome = preview(kind, content, **facts) if dry_run else import_at_once(kind, file.name, content, **facts)
        except ValidationError as refusal:
            raise CommandError(f"{' '.join(refusal.messages)} Nothing was saved.") from refusal
        for note in outcome.notes:
            self.stdout.write(note)
        for row in outcome.rows:
            self._tell(row, verbosity)
        self.stdout.write(outcome.sentence)
        if outcome.is_refused:
            raise CommandError("Nothing was saved.", returncode=REFUSED)
        if dry_run and verbosity:
            self.stdout.write("Checked only; nothing was saved.")

    def _progress(self, verbosity):
        """A bar on a terminal; nothing in a log."""

        def begin(rows):
            bar = tqdm(total=rows, unit="row", leave=False, file=self.stderr, disable=None if verbosity else True)
            return bar.update

        return begin

    def _tell(self, row, verbosity):
        for sentence in row.sentences:
            self.stdout.write(sentence)
        if row.verdict is Verdict.CHANGED and verbosity:
            changes = "; ".join(
                f"{change.heading}: {change.before or '–'} → {change.after or '–'}" for change in row.changes
            )
            self.stdout.write(f"Row {row.number}, {row.name}: {changes}")


def _person(username):
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(f"No active account has the name {username[:40]!r}.")
    if not person.has_perm(MAY_IMPORT):
        raise CommandError(f"{username} may not import; coordinators may.")
    return person


def _content(file):
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
