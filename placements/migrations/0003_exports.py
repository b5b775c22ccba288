"""Exports: which lists left the house. Kept as they were written (sql/0003_exports.sql)."""

from pathlib import Path

import datetime
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent.parent / "sql" / "0003_exports.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0002_invariants'),
        ('placements', '0002_invariants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('roster', 'roster'), ('contacts', 'contact list'), ('leaders', 'leaders’ list'), ('briefing', 'briefing')], max_length=10, verbose_name='list')),
                ('medium', models.CharField(choices=[('xlsx', 'Excel workbook'), ('csv', 'CSV file'), ('paper', 'page to print')], max_length=5, verbose_name='medium')),
                ('as_of_on', models.DateField(verbose_name='as of')),
                ('filters', models.TextField(help_text='In the words that the person read.', verbose_name='filters')),
                ('asked', models.TextField(blank=True, help_text='The part of the address behind the question mark.', verbose_name='query')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('exported_at', models.DateTimeField(verbose_name='at')),
                ('exported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officials.jurisdiction', verbose_name='jurisdiction')),
            ],
            options={
                'verbose_name': 'export',
                'verbose_name_plural': 'exports',
                'ordering': ['-exported_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('roster', 'roster'), ('contacts', 'contact list'), ('leaders', 'leaders’ list'), ('briefing', 'briefing')], max_length=10, verbose_name='list')),
                ('medium', models.CharField(choices=[('xlsx', 'Excel workbook'), ('csv', 'CSV file'), ('paper', 'page to print')], max_length=5, verbose_name='medium')),
                ('as_of_on', models.DateField(verbose_name='as of')),
                ('filters', models.TextField(help_text='In the words that the person read.', verbose_name='filters')),
                ('asked', models.TextField(blank=True, help_text='The part of the address behind the question mark.', verbose_name='query')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('exported_at', models.DateTimeField(verbose_name='at')),
                ('exported_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('jurisdiction', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='officials.jurisdiction', verbose_name='jurisdiction')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.export')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['roster', 'contacts', 'leaders', 'briefing'])), name='export_kind_is_known', violation_error_message='Choose from the list.'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.CheckConstraint(condition=models.Q(('medium__in', ['xlsx', 'csv', 'paper'])), name='export_medium_is_known', violation_error_message='Choose from the list.'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.CheckConstraint(condition=models.Q(('as_of_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))), ('as_of_on__isnull', True), _connector='OR'), name='export_day_is_of_this_century', violation_error_message='The day must be between 2000-01-01 and 2100-01-01.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='export',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_exportevent" ("as_of_on", "asked", "exported_at", "exported_by_id", "filters", "id", "jurisdiction_id", "kind", "medium", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows") VALUES (NEW."as_of_on", NEW."asked", NEW."exported_at", NEW."exported_by_id", NEW."filters", NEW."id", NEW."jurisdiction_id", NEW."kind", NEW."medium", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rows"); RETURN NULL;', hash='5f6677181a20853290dbe1dd21badfcfa1a94c3a', operation='INSERT', pgid='pgtrigger_insert_insert_a19b2', table='placements_export', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='export',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_exportevent" ("as_of_on", "asked", "exported_at", "exported_by_id", "filters", "id", "jurisdiction_id", "kind", "medium", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows") VALUES (NEW."as_of_on", NEW."asked", NEW."exported_at", NEW."exported_by_id", NEW."filters", NEW."id", NEW."jurisdiction_id", NEW."kind", NEW."medium", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rows"); RETURN NULL;', hash='bb033e7b728a6df7ead404c539910710dcb0c26c', operation='UPDATE', pgid='pgtrigger_update_update_d7e50', table='placements_export', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='export',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_exportevent" ("as_of_on", "asked", "exported_at", "exported_by_id", "filters", "id", "jurisdiction_id", "kind", "medium", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rows") VALUES (OLD."as_of_on", OLD."asked", OLD."exported_at", OLD."exported_by_id", OLD."filters", OLD."id", OLD."jurisdiction_id", OLD."kind", OLD."medium", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rows"); RETURN NULL;', hash='12eda7046f3d674da01d1325f23ad4f14f1a6957', operation='DELETE', pgid='pgtrigger_delete_delete_bf25f', table='placements_export', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ac0135b660739f0df793fe1a4a01920354df16d4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_18186', table='placements_exportevent', when='BEFORE')),
        ),
        migrations.RunSQL(SQL.read_text()),
        migrations.RunSQL("select office_keep_for_ever('placements_exportevent')"),
    ]
