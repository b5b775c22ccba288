"""Nominations, offered posts, renewals of created posts; which cycle a cycle was made from."""

from pathlib import Path

import datetime
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent.parent / "sql" / "0008_nominations.sql"

EVENTS = ["nomination", "postoffer", "postofferexpertise", "postrenewal"]


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0005_search'),
        ('placements', '0007_review'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(blank=True, max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='note of the home organisation')),
                ('nominated_on', models.DateField(verbose_name='put forward on')),
                ('state', models.CharField(choices=[('put_forward', 'put forward'), ('checked', 'checked'), ('withdrawn', 'withdrawn')], default='put_forward', editable=False, max_length=12, verbose_name='state')),
                ('entered_at', models.DateTimeField(editable=False, verbose_name='entered at')),
                ('checked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='checked at')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn at')),
                ('withdrawal_reason', models.TextField(blank=True, editable=False, max_length=1000, validators=[django.core.validators.MaxLengthValidator(1000)], verbose_name='why it was withdrawn')),
            ],
            options={
                'verbose_name': 'nomination',
                'verbose_name_plural': 'nominations',
                'ordering': ['-cycle__year', 'official__pinyin_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NominationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('note', models.TextField(blank=True, max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='note of the home organisation')),
                ('nominated_on', models.DateField(verbose_name='put forward on')),
                ('state', models.CharField(choices=[('put_forward', 'put forward'), ('checked', 'checked'), ('withdrawn', 'withdrawn')], default='put_forward', editable=False, max_length=12, verbose_name='state')),
                ('entered_at', models.DateTimeField(editable=False, verbose_name='entered at')),
                ('checked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='checked at')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn at')),
                ('withdrawal_reason', models.TextField(blank=True, editable=False, max_length=1000, validators=[django.core.validators.MaxLengthValidator(1000)], verbose_name='why it was withdrawn')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PostOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=12, unique=True, verbose_name='number')),
                ('need', models.TextField(blank=True, help_text='What the host wants somebody for.', max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='need')),
                ('offered_on', models.DateField(verbose_name='offered on')),
                ('state', models.CharField(choices=[('open', 'open'), ('withdrawn', 'withdrawn'), ('closed', 'closed')], default='open', editable=False, max_length=10, verbose_name='state')),
                ('entered_at', models.DateTimeField(editable=False, verbose_name='entered at')),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last changed at')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn or closed at')),
                ('closing_reason', models.TextField(blank=True, editable=False, max_length=1000, validators=[django.core.validators.MaxLengthValidator(1000)], verbose_name='why it was withdrawn or closed')),
            ],
            options={
                'verbose_name': 'offered post',
                'verbose_name_plural': 'offered posts',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='PostOfferEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(editable=False, max_length=12, verbose_name='number')),
                ('need', models.TextField(blank=True, help_text='What the host wants somebody for.', max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='need')),
                ('offered_on', models.DateField(verbose_name='offered on')),
                ('state', models.CharField(choices=[('open', 'open'), ('withdrawn', 'withdrawn'), ('closed', 'closed')], default='open', editable=False, max_length=10, verbose_name='state')),
                ('entered_at', models.DateTimeField(editable=False, verbose_name='entered at')),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last changed at')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn or closed at')),
                ('closing_reason', models.TextField(blank=True, editable=False, max_length=1000, validators=[django.core.validators.MaxLengthValidator(1000)], verbose_name='why it was withdrawn or closed')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PostOfferExpertiseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PostRenewal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=1000, verbose_name='why it goes on')),
                ('renewed_at', models.DateTimeField(verbose_name='renewed at')),
            ],
            options={
                'verbose_name': 'renewal of a created post',
                'verbose_name_plural': 'renewals of created posts',
                'ordering': ['renewed_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PostRenewalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('reason', models.CharField(max_length=1000, verbose_name='why it goes on')),
                ('renewed_at', models.DateTimeField(verbose_name='renewed at')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cycle',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cycle',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cycle',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='cycle',
            name='made_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='made from it at'),
        ),
        migrations.AddField(
            model_name='cycle',
            name='made_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made from it by'),
        ),
        migrations.AddField(
            model_name='cycle',
            name='made_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made_into', to='placements.cycle', verbose_name='made from'),
        ),
        migrations.AddField(
            model_name='cycleevent',
            name='made_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='made from it at'),
        ),
        migrations.AddField(
            model_name='cycleevent',
            name='made_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made from it by'),
        ),
        migrations.AddField(
            model_name='cycleevent',
            name='made_from',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.cycle', verbose_name='made from'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cycle',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_cycleevent" ("closed_at", "closed_by_id", "decision_days", "ending_soon_days", "ends_on", "fit_expertise", "fit_knowledge", "fit_tier", "id", "late_days_after_end", "least_months", "made_at", "made_by_id", "made_from_id", "most_extension_months", "most_months", "name_en", "name_zh", "on_time_days", "opinion_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_ends_on", "starts_on", "window_opens_days", "year") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."decision_days", NEW."ending_soon_days", NEW."ends_on", NEW."fit_expertise", NEW."fit_knowledge", NEW."fit_tier", NEW."id", NEW."late_days_after_end", NEW."least_months", NEW."made_at", NEW."made_by_id", NEW."made_from_id", NEW."most_extension_months", NEW."most_months", NEW."name_en", NEW."name_zh", NEW."on_time_days", NEW."opinion_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."programme_ends_on", NEW."starts_on", NEW."window_opens_days", NEW."year"); RETURN NULL;', hash='b628be2e71f5ceba2eda31c137d9107becfe780d', operation='INSERT', pgid='pgtrigger_insert_insert_0e573', table='placements_cycle', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cycle',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_cycleevent" ("closed_at", "closed_by_id", "decision_days", "ending_soon_days", "ends_on", "fit_expertise", "fit_knowledge", "fit_tier", "id", "late_days_after_end", "least_months", "made_at", "made_by_id", "made_from_id", "most_extension_months", "most_months", "name_en", "name_zh", "on_time_days", "opinion_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_ends_on", "starts_on", "window_opens_days", "year") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."decision_days", NEW."ending_soon_days", NEW."ends_on", NEW."fit_expertise", NEW."fit_knowledge", NEW."fit_tier", NEW."id", NEW."late_days_after_end", NEW."least_months", NEW."made_at", NEW."made_by_id", NEW."made_from_id", NEW."most_extension_months", NEW."most_months", NEW."name_en", NEW."name_zh", NEW."on_time_days", NEW."opinion_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_ends_on", NEW."starts_on", NEW."window_opens_days", NEW."year"); RETURN NULL;', hash='4ac7a76365e2bfd5097a78743f1094374a359bc9', operation='UPDATE', pgid='pgtrigger_update_update_4c684', table='placements_cycle', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cycle',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_cycleevent" ("closed_at", "closed_by_id", "decision_days", "ending_soon_days", "ends_on", "fit_expertise", "fit_knowledge", "fit_tier", "id", "late_days_after_end", "least_months", "made_at", "made_by_id", "made_from_id", "most_extension_months", "most_months", "name_en", "name_zh", "on_time_days", "opinion_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_ends_on", "starts_on", "window_opens_days", "year") VALUES (OLD."closed_at", OLD."closed_by_id", OLD."decision_days", OLD."ending_soon_days", OLD."ends_on", OLD."fit_expertise", OLD."fit_knowledge", OLD."fit_tier", OLD."id", OLD."late_days_after_end", OLD."least_months", OLD."made_at", OLD."made_by_id", OLD."made_from_id", OLD."most_extension_months", OLD."most_months", OLD."name_en", OLD."name_zh", OLD."on_time_days", OLD."opinion_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_ends_on", OLD."starts_on", OLD."window_opens_days", OLD."year"); RETURN NULL;', hash='e0db26c5447db24c5aaf16c6d93bc7057caab45f', operation='DELETE', pgid='pgtrigger_delete_delete_46b31', table='placements_cycle', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', False), ('made_by__isnull', False), ('made_from__isnull', False)), models.Q(('made_at__isnull', True), ('made_by__isnull', True), ('made_from__isnull', True)), _connector='OR'), name='cycle_making_is_whole_or_absent'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='checked_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='placements.cycle', verbose_name='cycle'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='entered_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='official',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='officials.official', verbose_name='official'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by'),
        ),
        migrations.AddField(
            model_name='nominationevent',
            name='checked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='nominationevent',
            name='cycle',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.cycle', verbose_name='cycle'),
        ),
        migrations.AddField(
            model_name='nominationevent',
            name='entered_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='nominationevent',
            name='official',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='officials.official', verbose_name='official'),
        ),
        migrations.AddField(
            model_name='nominationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.nomination'),
        ),
        migrations.AddField(
            model_name='nominationevent',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by'),
        ),
        migrations.AddField(
            model_name='postoffer',
            name='carried_from',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='placements.postoffer', verbose_name='carried over from'),
        ),
        migrations.AddField(
            model_name='postoffer',
            name='changed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last changed by'),
        ),
        migrations.AddField(
            model_name='postoffer',
            name='closed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn or closed by'),
        ),
        migrations.AddField(
            model_name='postoffer',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officials.contact', verbose_name='contact at the host organisation'),
        ),
        migrations.AddField(
            model_name='postoffer',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='placements.cycle', verbose_name='cycle'),
        ),
        migrations.AddField(
            model_name='postoffer',
            name='entered_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='postoffer',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='officials.post', verbose_name='post'),
        ),
        migrations.AddField(
            model_name='postoffer',
            name='wanted',
            field=models.ManyToManyField(blank=True, related_name='offers_wanting', to='officials.expertise', verbose_name='expertise wanted'),
        ),
        migrations.AddField(
            model_name='postofferevent',
            name='carried_from',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.postoffer', verbose_name='carried over from'),
        ),
        migrations.AddField(
            model_name='postofferevent',
            name='changed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last changed by'),
        ),
        migrations.AddField(
            model_name='postofferevent',
            name='closed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn or closed by'),
        ),
        migrations.AddField(
            model_name='postofferevent',
            name='contact',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='officials.contact', verbose_name='contact at the host organisation'),
        ),
        migrations.AddField(
            model_name='postofferevent',
            name='cycle',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.cycle', verbose_name='cycle'),
        ),
        migrations.AddField(
            model_name='postofferevent',
            name='entered_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='postofferevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.postoffer'),
        ),
        migrations.AddField(
            model_name='postofferevent',
            name='post',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='officials.post', verbose_name='post'),
        ),
        migrations.AddField(
            model_name='postofferexpertiseevent',
            name='expertise',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='officials.expertise'),
        ),
        migrations.AddField(
            model_name='postofferexpertiseevent',
            name='postoffer',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.postoffer'),
        ),
        migrations.AddField(
            model_name='postrenewal',
            name='placement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='renewal', to='placements.placement', verbose_name='placement that it outlives'),
        ),
        migrations.AddField(
            model_name='postrenewal',
            name='renewed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='renewed by'),
        ),
        migrations.AddField(
            model_name='postrenewalevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.postrenewal'),
        ),
        migrations.AddField(
            model_name='postrenewalevent',
            name='placement',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.placement', verbose_name='placement that it outlives'),
        ),
        migrations.AddField(
            model_name='postrenewalevent',
            name='renewed_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='renewed by'),
        ),
        migrations.AddIndex(
            model_name='nomination',
            index=models.Index(fields=['cycle', 'state'], name='nomination_cycle_state'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['put_forward', 'checked', 'withdrawn'])), name='nomination_state_is_known', violation_error_message='Choose from the list.'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(('nominated_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))), ('nominated_on__isnull', True), _connector='OR'), name='nomination_day_is_of_this_century', violation_error_message='The day must be between 2000-01-01 and 2100-01-01.'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), ('state__in', ['checked', 'withdrawn'])), models.Q(('checked_at__isnull', True), ('checked_by__isnull', True), ('state__in', ['put_forward', 'withdrawn'])), _connector='OR'), name='nomination_check_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), models.Q(('state__in', ['put_forward', 'checked']), ('withdrawal_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), _connector='OR'), name='nomination_withdrawal_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('cycle', 'official'), name='nomination_one_that_stands', violation_error_message='The official is put forward for this cycle already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_nominationevent" ("checked_at", "checked_by_id", "cycle_id", "entered_at", "entered_by_id", "id", "nominated_on", "note", "official_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "withdrawal_reason", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."checked_at", NEW."checked_by_id", NEW."cycle_id", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."nominated_on", NEW."note", NEW."official_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."state", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='1e7b1b8b535ee74b9026e555271ed6432e8d00b5', operation='INSERT', pgid='pgtrigger_insert_insert_784d2', table='placements_nomination', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_nominationevent" ("checked_at", "checked_by_id", "cycle_id", "entered_at", "entered_by_id", "id", "nominated_on", "note", "official_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "withdrawal_reason", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."checked_at", NEW."checked_by_id", NEW."cycle_id", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."nominated_on", NEW."note", NEW."official_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."state", NEW."withdrawal_reason", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='9ad8d11f8e80f53b719773847fc4a9ec32bc268c', operation='UPDATE', pgid='pgtrigger_update_update_9dc18', table='placements_nomination', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_nominationevent" ("checked_at", "checked_by_id", "cycle_id", "entered_at", "entered_by_id", "id", "nominated_on", "note", "official_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "withdrawal_reason", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."checked_at", OLD."checked_by_id", OLD."cycle_id", OLD."entered_at", OLD."entered_by_id", OLD."id", OLD."nominated_on", OLD."note", OLD."official_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."state", OLD."withdrawal_reason", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;', hash='9017d5a516682b28900d33c166a1960e84bde43b', operation='DELETE', pgid='pgtrigger_delete_delete_0a9b9', table='placements_nomination', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nominationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6c5ed6b649548cb8f490e97fb464baabd9cd0c74', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ec0c5', table='placements_nominationevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='postoffer',
            index=models.Index(fields=['cycle', 'state'], name='offer_cycle_state'),
        ),
        migrations.AddConstraint(
            model_name='postoffer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'withdrawn', 'closed'])), name='offer_state_is_known', violation_error_message='Choose from the list.'),
        ),
        migrations.AddConstraint(
            model_name='postoffer',
            constraint=models.CheckConstraint(condition=models.Q(('offered_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))), ('offered_on__isnull', True), _connector='OR'), name='offer_day_is_of_this_century', violation_error_message='The day must be between 2000-01-01 and 2100-01-01.'),
        ),
        migrations.AddConstraint(
            model_name='postoffer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('changed_at__isnull', False), ('changed_by__isnull', False)), models.Q(('changed_at__isnull', True), ('changed_by__isnull', True)), _connector='OR'), name='offer_change_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='postoffer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state__in', ['withdrawn', 'closed']), models.Q(('closing_reason', ''), _negated=True)), models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('closing_reason', ''), ('state', 'open')), _connector='OR'), name='offer_closing_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='postoffer',
            constraint=models.CheckConstraint(condition=models.Q(('carried_from', models.F('pk')), _negated=True), name='offer_is_not_carried_from_itself'),
        ),
        migrations.AddConstraint(
            model_name='postoffer',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('cycle', 'post'), name='offer_one_open_a_cycle_and_post', violation_error_message='The post is offered in this cycle already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postoffer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_postofferevent" ("carried_from_id", "changed_at", "changed_by_id", "closed_at", "closed_by_id", "closing_reason", "contact_id", "cycle_id", "entered_at", "entered_by_id", "id", "need", "number", "offered_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "state") VALUES (NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."closed_at", NEW."closed_by_id", NEW."closing_reason", NEW."contact_id", NEW."cycle_id", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."need", NEW."number", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."post_id", NEW."state"); RETURN NULL;', hash='38ab98c79ceb0cd473d0347d475d73d7b9f84bb8', operation='INSERT', pgid='pgtrigger_insert_insert_65fb0', table='placements_postoffer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postoffer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_postofferevent" ("carried_from_id", "changed_at", "changed_by_id", "closed_at", "closed_by_id", "closing_reason", "contact_id", "cycle_id", "entered_at", "entered_by_id", "id", "need", "number", "offered_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "state") VALUES (NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."closed_at", NEW."closed_by_id", NEW."closing_reason", NEW."contact_id", NEW."cycle_id", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."need", NEW."number", NEW."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."post_id", NEW."state"); RETURN NULL;', hash='5621ae804cc0f1c3d2391eda6a74679988b9bb2c', operation='UPDATE', pgid='pgtrigger_update_update_c7360', table='placements_postoffer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postoffer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_postofferevent" ("carried_from_id", "changed_at", "changed_by_id", "closed_at", "closed_by_id", "closing_reason", "contact_id", "cycle_id", "entered_at", "entered_by_id", "id", "need", "number", "offered_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "state") VALUES (OLD."carried_from_id", OLD."changed_at", OLD."changed_by_id", OLD."closed_at", OLD."closed_by_id", OLD."closing_reason", OLD."contact_id", OLD."cycle_id", OLD."entered_at", OLD."entered_by_id", OLD."id", OLD."need", OLD."number", OLD."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."post_id", OLD."state"); RETURN NULL;', hash='e41097b97b74fdbb158ffb24a4a8b3b1e3c172b9', operation='DELETE', pgid='pgtrigger_delete_delete_9cca1', table='placements_postoffer', when='AFTER')),
        ),
        migrations.CreateModel(
            name='PostOfferExpertise',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('placements.postoffer_wanted',),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postofferevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3222271d70d527803152fb7d217e038892a4a7eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0ab98', table='placements_postofferevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postofferexpertiseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1427a6a4dcd851be391a68e19b75c14b0180fa0c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3531c', table='placements_postofferexpertiseevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='postrenewal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='renewal_has_its_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postrenewal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_postrenewalevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "reason", "renewed_at", "renewed_by_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."reason", NEW."renewed_at", NEW."renewed_by_id"); RETURN NULL;', hash='09b482996fd845099bb82e8c190b9dea09be7521', operation='INSERT', pgid='pgtrigger_insert_insert_d3d71', table='placements_postrenewal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postrenewal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_postrenewalevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "reason", "renewed_at", "renewed_by_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."placement_id", NEW."reason", NEW."renewed_at", NEW."renewed_by_id"); RETURN NULL;', hash='51ff8eb632344bbe515835b3ee6cff9544a921f9', operation='UPDATE', pgid='pgtrigger_update_update_e1af7', table='placements_postrenewal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postrenewal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_postrenewalevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "reason", "renewed_at", "renewed_by_id") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."reason", OLD."renewed_at", OLD."renewed_by_id"); RETURN NULL;', hash='23b5aced8c15e86d067ae95e5b05d143cf4ee49c', operation='DELETE', pgid='pgtrigger_delete_delete_c65a3', table='placements_postrenewal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postrenewalevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4fccb3d88932c01eb09a607bfb9f455dd6357adb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b5234', table='placements_postrenewalevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postofferexpertise',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_postofferexpertiseevent" ("expertise_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "postoffer_id") VALUES (NEW."expertise_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."postoffer_id"); RETURN NULL;', hash='5001e9919b2985f2cee4008eef9d3587a284250a', operation='INSERT', pgid='pgtrigger_insert_insert_15d40', table='placements_postoffer_wanted', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postofferexpertise',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_postofferexpertiseevent" ("expertise_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "postoffer_id") VALUES (OLD."expertise_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."postoffer_id"); RETURN NULL;', hash='679a1e87d1644baa3d63f9cc4749d63e67f2bf03', operation='DELETE', pgid='pgtrigger_delete_delete_072bc', table='placements_postoffer_wanted', when='AFTER')),
        ),
        migrations.RunSQL(SQL.read_text()),
        *[migrations.RunSQL(f"select office_keep_for_ever('placements_{event}event')") for event in EVENTS],
    ]
