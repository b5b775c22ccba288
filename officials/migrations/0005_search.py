"""What search reads: the name from each syllable on, and indexes by which names and titles are found."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
import officials.finding
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from officials import names


def fill(apps, schema_editor):
    """Fold the names that are there. The trigger of the audit trail is off meanwhile: nothing of theirs changes."""
    officials = apps.get_model("officials", "Official").objects.using(schema_editor.connection.alias)
    known = list(officials.only("family_name", "given_name", "name_zh"))
    for official in known:
        official.search_key = names.search_key(official.family_name, official.given_name, official.name_zh)
    officials.bulk_update(known, ["search_key"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0004_name_order'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='official',
            name='update_update',
        ),
        migrations.RemoveIndex(
            model_name='official',
            name='official_pinyin_trgm',
        ),
        migrations.RemoveIndex(
            model_name='official',
            name='official_name_zh_trgm',
        ),
        migrations.AddField(
            model_name='official',
            name='search_key',
            field=models.CharField(default='', editable=False, max_length=600),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='official',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_key', 'gin_trgm_ops'), fastupdate=False, name='official_search_key_trgm'),
        ),
        migrations.AddIndex(
            model_name='official',
            index=django.contrib.postgres.indexes.GinIndex(officials.finding.Characters('name_zh'), fastupdate=False, name='official_name_zh_chars'),
        ),
        migrations.AddIndex(
            model_name='official',
            index=models.Index(django.db.models.functions.text.Upper('personnel_number'), name='official_personnel_number_up'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('code'), 'gin_trgm_ops'), fastupdate=False, name='organisation_code_trgm'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name_en'), 'gin_trgm_ops'), fastupdate=False, name='organisation_name_en_trgm'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(officials.finding.Characters('name_zh'), fastupdate=False, name='organisation_name_zh_chars'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('code'), 'gin_trgm_ops'), fastupdate=False, name='post_code_trgm'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('title_en'), 'gin_trgm_ops'), fastupdate=False, name='post_title_en_trgm'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=django.contrib.postgres.indexes.GinIndex(officials.finding.Characters('title_zh'), fastupdate=False, name='post_title_zh_chars'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='official',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."birth_month" IS DISTINCT FROM (NEW."birth_month") OR OLD."birth_year" IS DISTINCT FROM (NEW."birth_year") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."home_post_id" IS DISTINCT FROM (NEW."home_post_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."letter_language" IS DISTINCT FROM (NEW."letter_language") OR OLD."mobile" IS DISTINCT FROM (NEW."mobile") OR OLD."name_zh" IS DISTINCT FROM (NEW."name_zh") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."personnel_number" IS DISTINCT FROM (NEW."personnel_number") OR OLD."pinyin_key" IS DISTINCT FROM (NEW."pinyin_key") OR OLD."pinyin_order" IS DISTINCT FROM (NEW."pinyin_order") OR OLD."professional_title_id" IS DISTINCT FROM (NEW."professional_title_id") OR OLD."provenance" IS DISTINCT FROM (NEW."provenance") OR OLD."rank_id" IS DISTINCT FROM (NEW."rank_id") OR OLD."stroke_order" IS DISTINCT FROM (NEW."stroke_order") OR OLD."work_phone" IS DISTINCT FROM (NEW."work_phone"))', func='INSERT INTO "officials_officialevent" ("account_id", "birth_month", "birth_year", "email", "family_name", "given_name", "home_post_id", "id", "initials", "is_active", "letter_language", "mobile", "name_zh", "note", "personnel_number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "pinyin_order", "professional_title_id", "provenance", "rank_id", "stroke_order", "work_phone") VALUES (NEW."account_id", NEW."birth_month", NEW."birth_year", NEW."email", NEW."family_name", NEW."given_name", NEW."home_post_id", NEW."id", NEW."initials", NEW."is_active", NEW."letter_language", NEW."mobile", NEW."name_zh", NEW."note", NEW."personnel_number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pinyin_key", NEW."pinyin_order", NEW."professional_title_id", NEW."provenance", NEW."rank_id", NEW."stroke_order", NEW."work_phone"); RETURN NULL;', hash='5ae217d28ba7adc4421a24b19388a4de0cab2a07', operation='UPDATE', pgid='pgtrigger_update_update_4c65b', table='officials_official', when='AFTER')),
        ),
    ]
