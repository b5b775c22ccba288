"""What must never be false of the exchange, and the guard of its audit trail: plain SQL beside this app."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "0002_invariants.sql"

EVENTS = [
    "cycle",
    "departure",
    "extensionrequest",
    "guideage",
    "opinion",
    "placement",
    "quota",
    "suggestedend",
    "termentry",
]


class Migration(migrations.Migration):
    dependencies = [("placements", "0001_initial"), ("officials", "0002_invariants")]

    operations = [
        migrations.RunSQL(SQL.read_text()),
        *[migrations.RunSQL(f"select office_keep_for_ever('placements_{event}event')") for event in EVENTS],
    ]
