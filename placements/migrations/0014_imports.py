"""Imports: which files were checked and imported, and what their rows did."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('placements', '0013_planning'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('officials', 'officials'), ('posts', 'posts'), ('nominations', 'nominations'), ('offers', 'offered posts'), ('placements', 'placements')], max_length=12, verbose_name='kind')),
                ('file_name', models.CharField(max_length=120, verbose_name='file name')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='fingerprint')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='Reason to go on')),
                ('new_rows', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('changed_rows', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('unchanged_rows', models.PositiveIntegerField(default=0, verbose_name='unchanged')),
                ('refused_rows', models.PositiveIntegerField(default=0, verbose_name='refused')),
                ('checked_at', models.DateTimeField(verbose_name='checked at')),
                ('imported_at', models.DateTimeField(blank=True, null=True, verbose_name='imported at')),
                ('content', models.BinaryField(null=True)),
                ('outcome', models.JSONField(editable=False, null=True)),
                ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('imported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='imported by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-checked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('officials', 'officials'), ('posts', 'posts'), ('nominations', 'nominations'), ('offers', 'offered posts'), ('placements', 'placements')], max_length=12, verbose_name='kind')),
                ('file_name', models.CharField(max_length=120, verbose_name='file name')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='fingerprint')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='Reason to go on')),
                ('new_rows', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('changed_rows', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('unchanged_rows', models.PositiveIntegerField(default=0, verbose_name='unchanged')),
                ('refused_rows', models.PositiveIntegerField(default=0, verbose_name='refused')),
                ('checked_at', models.DateTimeField(verbose_name='checked at')),
                ('imported_at', models.DateTimeField(blank=True, null=True, verbose_name='imported at')),
                ('checked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('imported_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='imported by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.import')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['officials', 'posts', 'nominations', 'offers', 'placements'])), name='import_kind_is_known', violation_error_message='Choose from the list.'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('imported_at__isnull', False), ('imported_by__isnull', False)), models.Q(('imported_at__isnull', True), ('imported_by__isnull', True)), _connector='OR'), name='import_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('imported_at__isnull', True), models.Q(('content__isnull', True), ('outcome__isnull', True), ('refused_rows', 0)), _connector='OR'), name='import_is_all_or_nothing'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='import_has_its_fingerprint'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='import',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_importevent" ("changed_rows", "checked_at", "checked_by_id", "file_name", "id", "imported_at", "imported_by_id", "kind", "new_rows", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_rows", "sha256", "size", "unchanged_rows") VALUES (NEW."changed_rows", NEW."checked_at", NEW."checked_by_id", NEW."file_name", NEW."id", NEW."imported_at", NEW."imported_by_id", NEW."kind", NEW."new_rows", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."refused_rows", NEW."sha256", NEW."size", NEW."unchanged_rows"); RETURN NULL;', hash='87195f45924ed27653c36313ee416557bf5921e6', operation='INSERT', pgid='pgtrigger_insert_insert_c3c7d', table='placements_import', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='import',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."changed_rows" IS DISTINCT FROM (NEW."changed_rows") OR OLD."checked_at" IS DISTINCT FROM (NEW."checked_at") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."imported_at" IS DISTINCT FROM (NEW."imported_at") OR OLD."imported_by_id" IS DISTINCT FROM (NEW."imported_by_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."new_rows" IS DISTINCT FROM (NEW."new_rows") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."refused_rows" IS DISTINCT FROM (NEW."refused_rows") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."unchanged_rows" IS DISTINCT FROM (NEW."unchanged_rows"))', func='INSERT INTO "placements_importevent" ("changed_rows", "checked_at", "checked_by_id", "file_name", "id", "imported_at", "imported_by_id", "kind", "new_rows", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_rows", "sha256", "size", "unchanged_rows") VALUES (NEW."changed_rows", NEW."checked_at", NEW."checked_by_id", NEW."file_name", NEW."id", NEW."imported_at", NEW."imported_by_id", NEW."kind", NEW."new_rows", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."refused_rows", NEW."sha256", NEW."size", NEW."unchanged_rows"); RETURN NULL;', hash='0d25d80b199482c11fa42f23a7f431aa0e3c922b', operation='UPDATE', pgid='pgtrigger_update_update_0d13e', table='placements_import', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='import',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_importevent" ("changed_rows", "checked_at", "checked_by_id", "file_name", "id", "imported_at", "imported_by_id", "kind", "new_rows", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_rows", "sha256", "size", "unchanged_rows") VALUES (OLD."changed_rows", OLD."checked_at", OLD."checked_by_id", OLD."file_name", OLD."id", OLD."imported_at", OLD."imported_by_id", OLD."kind", OLD."new_rows", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."refused_rows", OLD."sha256", OLD."size", OLD."unchanged_rows"); RETURN NULL;', hash='03eb7ffc98443ed895c8eaaba95afbc5e2cb6d5f', operation='DELETE', pgid='pgtrigger_delete_delete_1a57a', table='placements_import', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8bbcde9d69573c2a8f06e0ce7358333d4aa7b91d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a96ea', table='placements_importevent', when='BEFORE')),
        ),
        migrations.RunSQL("select office_keep_for_ever('placements_importevent')"),
    ]
