"""The one list of the audit trail: its table, and the triggers that write it from every event table."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "0006_audit.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0005_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('kind', models.CharField(max_length=63, verbose_name='kind of record')),
                ('record', models.CharField(max_length=60, verbose_name='record')),
                ('event', models.BigIntegerField()),
                ('deed', models.CharField(choices=[('insert', 'added'), ('update', 'changed'), ('delete', 'deleted')], max_length=6, verbose_name='kind of change')),
                ('command', models.CharField(max_length=60, verbose_name='command')),
                ('role', models.CharField(max_length=63, verbose_name='database role')),
                ('action', models.CharField(max_length=60, verbose_name='action')),
                ('address', models.CharField(max_length=45, verbose_name='address')),
                ('request', models.CharField(max_length=20, verbose_name='reference')),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'changes',
                'default_permissions': ['view'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'event'), name='audit_of_each_event_once')],
                'indexes': [models.Index(fields=['at', 'id'], name='audit_by_time'), models.Index(fields=['by', 'at', 'id'], name='audit_by_account'), models.Index(fields=['kind', 'record'], name='audit_by_record'), models.Index(condition=models.Q(('by', None)), fields=['at', 'id'], name='audit_without_account'), models.Index(condition=models.Q(('action', ''), _negated=True), fields=['action', 'at', 'id'], name='audit_by_action'), models.Index(condition=models.Q(('address', ''), _negated=True), fields=['address', 'at', 'id'], name='audit_by_address'), models.Index(condition=models.Q(('deed', 'delete')), fields=['kind', 'event'], name='audit_of_the_deleted'), models.Index(condition=models.Q(('request', ''), _negated=True), fields=['request'], name='audit_by_request')],
            },
        ),
        migrations.RunSQL(SQL.read_text()),
    ]
