"""``manage.py grant_rights ROLE``: what the role that serves the office may do. Run by the owner after each migrate."""

from django.core.management.base import BaseCommand, CommandError

from officials import rights


class Command(BaseCommand):
    help = "Gives the database role that serves the office what it needs, and no more. Run it after each migrate."

    def add_arguments(self, parser):
        parser.add_argument("role", help="the role in the DATABASE_URL of the served office")

    def handle(self, *, role, verbosity, **_options):
        try:
            tables = rights.grant(role)
        except rights.UnfitRole as fault:
            raise CommandError(f"{fault} Nothing was changed.") from fault
        if verbosity:
            self.stdout.write(f"{role} may work with {tables} tables, and change nothing that is kept.")
