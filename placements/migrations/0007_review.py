"""Files of requests, the paper of a decision that comes in late, and who works on a request."""

from pathlib import Path

import datetime
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent.parent / "sql" / "0007_review.sql"

EVENTS = ["attachment", "decisionpaper"]


class Migration(migrations.Migration):

    dependencies = [
        ('placements', '0006_arrival_and_return'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As it was sent, made safe.', max_length=120, verbose_name='file name')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('doc', 'Word 97–2003')], max_length=4, verbose_name='kind')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='fingerprint')),
                ('stored_name', models.CharField(max_length=40, unique=True, verbose_name='stored as')),
                ('is_sent', models.BooleanField(default=False, verbose_name='sent with the request')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['request', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AttachmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(help_text='As it was sent, made safe.', max_length=120, verbose_name='file name')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('doc', 'Word 97–2003')], max_length=4, verbose_name='kind')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='fingerprint')),
                ('stored_name', models.CharField(max_length=40, verbose_name='stored as')),
                ('is_sent', models.BooleanField(default=False, verbose_name='sent with the request')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DecisionPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approving_body', models.CharField(blank=True, max_length=200, verbose_name='approving body')),
                ('signed_off_by', models.CharField(blank=True, max_length=100, verbose_name='signed off by')),
                ('document_number', models.CharField(help_text='As its issuer wrote it; never made up here.', max_length=60, verbose_name='document number')),
                ('document_on', models.DateField(verbose_name='date of the document')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
            ],
            options={
                'verbose_name': 'paper of a decision',
                'verbose_name_plural': 'papers of decisions',
                'ordering': ['request', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DecisionPaperEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('approving_body', models.CharField(blank=True, max_length=200, verbose_name='approving body')),
                ('signed_off_by', models.CharField(blank=True, max_length=100, verbose_name='signed off by')),
                ('document_number', models.CharField(help_text='As its issuer wrote it; never made up here.', max_length=60, verbose_name='document number')),
                ('document_on', models.DateField(verbose_name='date of the document')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='extensionrequest',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='extensionrequest',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='extensionrequest',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='extensionrequest',
            name='assigned_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assignee'),
        ),
        migrations.AddField(
            model_name='extensionrequestevent',
            name='assigned_to',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assignee'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extensionrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_extensionrequestevent" ("approved_ends_on", "approving_body", "asked_ends_on", "assigned_to_id", "current_ends_on", "decided_at", "decided_by_id", "decision_document_number", "decision_document_on", "decision_words", "drafted_at", "drafted_by_id", "explanation", "id", "is_late", "next_step", "number", "origin", "paper_dated_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "reason", "return_words", "returned_at", "returned_by_id", "reversal_reason", "reversed_at", "reversed_by_id", "signed_off_by", "state", "submitted_at", "submitted_by_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."approved_ends_on", NEW."approving_body", NEW."asked_ends_on", NEW."assigned_to_id", NEW."current_ends_on", NEW."decided_at", NEW."decided_by_id", NEW."decision_document_number", NEW."decision_document_on", NEW."decision_words", NEW."drafted_at", NEW."drafted_by_id", NEW."explanation", NEW."id", NEW."is_late", NEW."next_step", NEW."number", NEW."origin", NEW."paper_dated_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."reason", NEW."return_words", NEW."returned_at", NEW."returned_by_id", NEW."reversal_reason", NEW."reversed_at", NEW."reversed_by_id", NEW."signed_off_by", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='0fc7229bd8300c6fc0bb4ebc88a0d5dda126d1e5', operation='INSERT', pgid='pgtrigger_insert_insert_84b95', table='placements_extensionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extensionrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_extensionrequestevent" ("approved_ends_on", "approving_body", "asked_ends_on", "assigned_to_id", "current_ends_on", "decided_at", "decided_by_id", "decision_document_number", "decision_document_on", "decision_words", "drafted_at", "drafted_by_id", "explanation", "id", "is_late", "next_step", "number", "origin", "paper_dated_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "reason", "return_words", "returned_at", "returned_by_id", "reversal_reason", "reversed_at", "reversed_by_id", "signed_off_by", "state", "submitted_at", "submitted_by_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."approved_ends_on", NEW."approving_body", NEW."asked_ends_on", NEW."assigned_to_id", NEW."current_ends_on", NEW."decided_at", NEW."decided_by_id", NEW."decision_document_number", NEW."decision_document_on", NEW."decision_words", NEW."drafted_at", NEW."drafted_by_id", NEW."explanation", NEW."id", NEW."is_late", NEW."next_step", NEW."number", NEW."origin", NEW."paper_dated_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."placement_id", NEW."reason", NEW."return_words", NEW."returned_at", NEW."returned_by_id", NEW."reversal_reason", NEW."reversed_at", NEW."reversed_by_id", NEW."signed_off_by", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='c4454ec0cbf25954bdfc72375437305a3b446ca8', operation='UPDATE', pgid='pgtrigger_update_update_8c302', table='placements_extensionrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extensionrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_extensionrequestevent" ("approved_ends_on", "approving_body", "asked_ends_on", "assigned_to_id", "current_ends_on", "decided_at", "decided_by_id", "decision_document_number", "decision_document_on", "decision_words", "drafted_at", "drafted_by_id", "explanation", "id", "is_late", "next_step", "number", "origin", "paper_dated_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "reason", "return_words", "returned_at", "returned_by_id", "reversal_reason", "reversed_at", "reversed_by_id", "signed_off_by", "state", "submitted_at", "submitted_by_id", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."approved_ends_on", OLD."approving_body", OLD."asked_ends_on", OLD."assigned_to_id", OLD."current_ends_on", OLD."decided_at", OLD."decided_by_id", OLD."decision_document_number", OLD."decision_document_on", OLD."decision_words", OLD."drafted_at", OLD."drafted_by_id", OLD."explanation", OLD."id", OLD."is_late", OLD."next_step", OLD."number", OLD."origin", OLD."paper_dated_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."reason", OLD."return_words", OLD."returned_at", OLD."returned_by_id", OLD."reversal_reason", OLD."reversed_at", OLD."reversed_by_id", OLD."signed_off_by", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;', hash='dd2aad37ca6f0d02e165154044802fe7626bf851', operation='DELETE', pgid='pgtrigger_delete_delete_f37e0', table='placements_extensionrequest', when='AFTER')),
        ),
        migrations.AddField(
            model_name='attachment',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='placements.extensionrequest', verbose_name='request'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by'),
        ),
        migrations.AddField(
            model_name='attachmentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.attachment'),
        ),
        migrations.AddField(
            model_name='attachmentevent',
            name='request',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.extensionrequest', verbose_name='request'),
        ),
        migrations.AddField(
            model_name='attachmentevent',
            name='uploaded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by'),
        ),
        migrations.AddField(
            model_name='decisionpaper',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddField(
            model_name='decisionpaper',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='placements.extensionrequest', verbose_name='request'),
        ),
        migrations.AddField(
            model_name='decisionpaperevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.decisionpaper'),
        ),
        migrations.AddField(
            model_name='decisionpaperevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddField(
            model_name='decisionpaperevent',
            name='request',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.extensionrequest', verbose_name='request'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('request', 'name'), name='attachment_one_a_name'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('request', 'sha256'), name='attachment_one_a_content'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'doc'])), name='attachment_kind_is_known', violation_error_message='Choose from the list.'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$'), ('size__gt', 0), models.Q(('name', ''), _negated=True), models.Q(('stored_name', ''), _negated=True)), name='attachment_is_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_attachmentevent" ("id", "is_sent", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "sha256", "size", "stored_name", "uploaded_at", "uploaded_by_id") VALUES (NEW."id", NEW."is_sent", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request_id", NEW."sha256", NEW."size", NEW."stored_name", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='a66c8f84c944c321e0cb5404dd05337b70f17f8f', operation='INSERT', pgid='pgtrigger_insert_insert_76589', table='placements_attachment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_attachmentevent" ("id", "is_sent", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "sha256", "size", "stored_name", "uploaded_at", "uploaded_by_id") VALUES (NEW."id", NEW."is_sent", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request_id", NEW."sha256", NEW."size", NEW."stored_name", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='56ae8c58e44ba7b6fbb37169b7982e5cefbf1881', operation='UPDATE', pgid='pgtrigger_update_update_e77cb', table='placements_attachment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_attachmentevent" ("id", "is_sent", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "sha256", "size", "stored_name", "uploaded_at", "uploaded_by_id") VALUES (OLD."id", OLD."is_sent", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request_id", OLD."sha256", OLD."size", OLD."stored_name", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='0f77168ef5f6964cd0c55224e1dc55c1f6114f42', operation='DELETE', pgid='pgtrigger_delete_delete_4656a', table='placements_attachment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f1eff411d29c7d6c1d7d515e884cc1706cc3b338', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_11d42', table='placements_attachmentevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='decisionpaper',
            constraint=models.CheckConstraint(condition=models.Q(('document_number', ''), _negated=True), name='decision_paper_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='decisionpaper',
            constraint=models.CheckConstraint(condition=models.Q(('document_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))), ('document_on__isnull', True), _connector='OR'), name='decision_paper_day_is_of_this_century', violation_error_message='The day must be between 2000-01-01 and 2100-01-01.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionpaper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_decisionpaperevent" ("approving_body", "document_number", "document_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "request_id", "signed_off_by") VALUES (NEW."approving_body", NEW."document_number", NEW."document_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."request_id", NEW."signed_off_by"); RETURN NULL;', hash='dff420c3fca5884d953fc288007391d1fd79b898', operation='INSERT', pgid='pgtrigger_insert_insert_c1b3b', table='placements_decisionpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionpaper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_decisionpaperevent" ("approving_body", "document_number", "document_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "request_id", "signed_off_by") VALUES (NEW."approving_body", NEW."document_number", NEW."document_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."request_id", NEW."signed_off_by"); RETURN NULL;', hash='3d0c9fc5412280df166155ff91ccaacc612622dd', operation='UPDATE', pgid='pgtrigger_update_update_7a4fd', table='placements_decisionpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionpaper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_decisionpaperevent" ("approving_body", "document_number", "document_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "request_id", "signed_off_by") VALUES (OLD."approving_body", OLD."document_number", OLD."document_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."request_id", OLD."signed_off_by"); RETURN NULL;', hash='e6e58efc5dc4a8fdde67d4a74040de85c723e84d', operation='DELETE', pgid='pgtrigger_delete_delete_a91bb', table='placements_decisionpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionpaperevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5672b704fd96cd1a4d50f38bd88c295e5d4e7df0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_85136', table='placements_decisionpaperevent', when='BEFORE')),
        ),
        migrations.RunSQL(SQL.read_text()),
        *[migrations.RunSQL(f"select office_keep_for_ever('placements_{event}event')") for event in EVENTS],
    ]
