"""What search reads holds the family name as a word, and has an index of its words: by it slips are found."""

import django.contrib.postgres.indexes
import officials.finding
from django.db import migrations

from officials import names


def fill(apps, schema_editor):
    """Fold the names that are there anew; what search reads is not in the audit trail."""
    officials = apps.get_model("officials", "Official").objects.using(schema_editor.connection.alias)
    known = list(officials.only("family_name", "given_name", "name_zh"))
    for official in known:
        official.search_key = names.search_key(official.family_name, official.given_name, official.name_zh)
    officials.bulk_update(known, ["search_key"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0006_audit'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='official',
            index=django.contrib.postgres.indexes.GinIndex(officials.finding.Words('search_key'), fastupdate=False, name='official_search_key_words'),
        ),
    ]
