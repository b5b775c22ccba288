"""``manage.py load_article``: the three cases of a public news report."""

from django.core.management.base import BaseCommand, CommandError

from exchangeoffice.today import now
from placements.demo.article import SOURCE, CannotLoadError, load_article


class Command(BaseCommand):
    help = f"Loads the three cases of the news report ({SOURCE}). Run again, it changes nothing."

    def handle(self, *, verbosity=1, **_options):
        try:
            new = load_article(at=now())
        except CannotLoadError as refusal:
            raise CommandError(f"{refusal} Nothing was loaded.") from refusal
        if verbosity:
            self.stdout.write(f"News report ({SOURCE}): {new} placements new, {3 - new} unchanged.")
