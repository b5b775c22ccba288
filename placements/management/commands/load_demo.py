from datetime import date

from django.core.management.base import BaseCommand, CommandError

from exchangeoffice.today import today
from placements.demo.accounts import load_demo, may_ask, refuse_outside_a_demonstration


class Command(BaseCommand):
    help = "Load invented people, placements and requests, and the sign-ins to try the office with (OFFICE_DEMO=1)."

    def add_arguments(self, parser):
        parser.add_argument("--on", metavar="DAY", help="the day it is loaded as of, like 2016-05-09; default: today")

    def handle(self, *args, on=None, **options):
        refuse_outside_a_demonstration()
        day = _day(on) if on else today()
        crowd = load_demo(on=day)
        if crowd:
            self.stdout.write(f"Demonstration data: {crowd.placements} placements, {crowd.requests} requests.")
        elif may_ask(on=today()):
            self.stdout.write("Demonstration data are loaded already.")
        else:
            self.stderr.write(
                "Demonstration data were loaded long ago: the account `official` cannot ask for an extension today."
                " They stay as they are; for fresh ones run with DATABASE_URL naming an empty database."
            )


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError("DAY must be a day like 2016-05-09.") from error
