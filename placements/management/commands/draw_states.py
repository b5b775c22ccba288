from django.conf import settings
from django.core.management.base import BaseCommand

from placements.drawing import states_document


class Command(BaseCommand):
    help = "Draw the states and moves into docs/states.md (a test fails when it is stale)."
    requires_system_checks = []

    def handle(self, *args, **options):
        path = settings.BASE_DIR / "docs" / "states.md"
        path.write_text(states_document(), encoding="utf-8")
        self.stdout.write(f"Drawn: {path.name}")
