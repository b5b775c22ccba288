"""``manage.py load_reference``: brings the registers in step with the reference data."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from officials import reference_data
from officials.reference_files import ReferenceFileError


class Command(BaseCommand):
    help = "Reads divisions, expertise, ranks, titles and organisations. Run again, it changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=reference_data.REFERENCE,
            metavar="DIR",
            help="a folder with the files, in place of officials/reference",
        )

    def handle(self, *, folder, verbosity, **_options):
        try:
            tallies = reference_data.load(folder)
        except ReferenceFileError as fault:
            raise CommandError(f"{fault} Nothing was loaded.") from fault
        for tally in tallies:
            if verbosity:
                self.stdout.write(str(tally))
            if verbosity or tally.counts["changed"]:
                for remark in tally.remarks:
                    self.stdout.write(f"  {remark}")
