"""What the registers may never get wrong, and the guard of their audit trail: plain SQL beside this app."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "0002_invariants.sql"

EVENTS = [
    "accountgroup",
    "accountpermission",
    "contact",
    "expertise",
    "formerjurisdiction",
    "formersuccessor",
    "group",
    "grouppermission",
    "jurisdiction",
    "official",
    "officialexpertise",
    "organisation",
    "post",
    "postexpertise",
    "professionaltitle",
    "rank",
    "user",
]


class Migration(migrations.Migration):
    dependencies = [("officials", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL.read_text()),
        *[migrations.RunSQL(f"select office_keep_for_ever('officials_{event}event')") for event in EVENTS],
    ]
