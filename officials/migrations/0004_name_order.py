"""The keys by which lists of people are ordered: strokes or pinyin of the surname."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from officials.name_order import order_keys


def fill_in(apps, schema_editor):
    """The keys of the officials there are; each leaves its audit row, as every change does."""
    Official = apps.get_model("officials", "Official")
    officials = list(Official.objects.only("family_name", "given_name", "name_zh"))
    for official in officials:
        keys = order_keys(official.family_name, official.given_name, official.name_zh)
        official.pinyin_order, official.stroke_order = keys["pinyin_order"], keys["stroke_order"]
    Official.objects.bulk_update(officials, ["pinyin_order", "stroke_order"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0002_invariants'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='official',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='official',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='official',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='official',
            name='pinyin_order',
            field=models.CharField(default='', editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='official',
            name='stroke_order',
            field=models.CharField(default='', editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='officialevent',
            name='pinyin_order',
            field=models.CharField(default='', editable=False, max_length=160),
        ),
        migrations.AddField(
            model_name='officialevent',
            name='stroke_order',
            field=models.CharField(default='', editable=False, max_length=160),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='official',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "officials_officialevent" ("account_id", "birth_month", "birth_year", "email", "family_name", "given_name", "home_post_id", "id", "initials", "is_active", "letter_language", "mobile", "name_zh", "note", "personnel_number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "pinyin_order", "professional_title_id", "provenance", "rank_id", "stroke_order", "work_phone") VALUES (NEW."account_id", NEW."birth_month", NEW."birth_year", NEW."email", NEW."family_name", NEW."given_name", NEW."home_post_id", NEW."id", NEW."initials", NEW."is_active", NEW."letter_language", NEW."mobile", NEW."name_zh", NEW."note", NEW."personnel_number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pinyin_key", NEW."pinyin_order", NEW."professional_title_id", NEW."provenance", NEW."rank_id", NEW."stroke_order", NEW."work_phone"); RETURN NULL;', hash='b77d5d39269dafff6063b107de5b46a194588a83', operation='INSERT', pgid='pgtrigger_insert_insert_80e73', table='officials_official', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='official',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "officials_officialevent" ("account_id", "birth_month", "birth_year", "email", "family_name", "given_name", "home_post_id", "id", "initials", "is_active", "letter_language", "mobile", "name_zh", "note", "personnel_number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "pinyin_order", "professional_title_id", "provenance", "rank_id", "stroke_order", "work_phone") VALUES (NEW."account_id", NEW."birth_month", NEW."birth_year", NEW."email", NEW."family_name", NEW."given_name", NEW."home_post_id", NEW."id", NEW."initials", NEW."is_active", NEW."letter_language", NEW."mobile", NEW."name_zh", NEW."note", NEW."personnel_number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pinyin_key", NEW."pinyin_order", NEW."professional_title_id", NEW."provenance", NEW."rank_id", NEW."stroke_order", NEW."work_phone"); RETURN NULL;', hash='d618808ac16d2c3708427a5cdd00bc5928a4cd11', operation='UPDATE', pgid='pgtrigger_update_update_4c65b', table='officials_official', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='official',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "officials_officialevent" ("account_id", "birth_month", "birth_year", "email", "family_name", "given_name", "home_post_id", "id", "initials", "is_active", "letter_language", "mobile", "name_zh", "note", "personnel_number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin_key", "pinyin_order", "professional_title_id", "provenance", "rank_id", "stroke_order", "work_phone") VALUES (OLD."account_id", OLD."birth_month", OLD."birth_year", OLD."email", OLD."family_name", OLD."given_name", OLD."home_post_id", OLD."id", OLD."initials", OLD."is_active", OLD."letter_language", OLD."mobile", OLD."name_zh", OLD."note", OLD."personnel_number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pinyin_key", OLD."pinyin_order", OLD."professional_title_id", OLD."provenance", OLD."rank_id", OLD."stroke_order", OLD."work_phone"); RETURN NULL;', hash='297ab94db21764b90902e1a66ac87f7ddfe7b57e', operation='DELETE', pgid='pgtrigger_delete_delete_b584a', table='officials_official', when='AFTER')),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
