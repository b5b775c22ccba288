from django.core.management.base import BaseCommand

from placements.demo.article import SOURCE, load_article


class Command(BaseCommand):
    help = f"Load the three cases of the news report ({SOURCE}). Run again it changes nothing."

    def handle(self, *args, **options):
        new = load_article()
        self.stdout.write(f"Placements of the news report: {new} new.")
