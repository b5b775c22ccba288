"""``manage.py load_demo``: invented accounts, people, placements and requests to try the office with."""

import argparse
import datetime as dt

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchangeoffice.today import today
from placements.demo.loading import CannotLoadError, load_demo, loaded_for, may_ask


class Command(BaseCommand):
    help = "Loads invented people, placements and requests, and the sign-ins to try the office with (OFFICE_DEMO=1)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", type=_day, metavar="DAY", help="the day it is loaded for, like 2026-05-09; default: today"
        )

    def handle(self, *, on=None, verbosity=1, **_options):
        if not settings.OFFICE_DEMO:
            raise CommandError("Demonstration data load only where OFFICE_DEMO=1 is set. Nothing was loaded.")
        try:
            loaded = load_demo(on=on or today())
        except CannotLoadError as refusal:
            raise CommandError(f"{refusal} Nothing was loaded.") from refusal
        if loaded is None and not may_ask(on=today()):
            self.stdout.write(_how_to_renew(loaded_for()))
        elif verbosity:
            self.stdout.write(str(loaded or "The demonstration is loaded already; nothing was changed."))


def _day(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"it must be a day like 2026-05-09, not {text[:40]!r}.") from None


def _how_to_renew(day):
    told = "The demonstration is loaded already; nothing was changed. "
    if day is None:
        return f"{told}Its account `official` is gone; for a fresh one, let DATABASE_URL name an empty database."
    return (
        f"{told}It was loaded for {day:%Y-%m-%d}, and the account `official` can no longer ask for an extension today."
        f" To see it as on that day, start with OFFICE_TODAY={day:%Y-%m-%d}; for a fresh one, let DATABASE_URL name"
        " an empty database. Neither loses anything."
    )
