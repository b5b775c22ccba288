"""Plans: who is suggested for which offered post, and what was decided."""

from pathlib import Path

import datetime
import django.db.models.deletion
import django.db.models.expressions
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "0013_planning.sql"

EVENTS = ["plan", "planrow"]


class Migration(migrations.Migration):

    dependencies = [
        ('officials', '0005_search'),
        ('placements', '0012_speed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('fit_expertise', models.PositiveSmallIntegerField(verbose_name='weight of expertise in the fit')),
                ('fit_tier', models.PositiveSmallIntegerField(verbose_name='weight of the tier in the fit')),
                ('fit_knowledge', models.PositiveSmallIntegerField(verbose_name='weight of field and place known in the fit')),
                ('total', models.PositiveIntegerField(help_text='Of the pairs that were suggested or kept.', verbose_name='total fit')),
                ('is_best', models.BooleanField(verbose_name='proven to be the best')),
                ('made_at', models.DateTimeField(verbose_name='suggested at')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed on')),
                ('agreeing_body', models.CharField(blank=True, max_length=200, verbose_name='meeting that agreed')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreement recorded at')),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreement recorded by')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='placements.cycle', verbose_name='cycle')),
                ('home_region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officials.jurisdiction', verbose_name='home region')),
                ('host_region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officials.jurisdiction', verbose_name='host region')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='suggested at the request of')),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plans',
                'ordering': ['cycle', 'home_region', 'host_region', '-version'],
            },
        ),
        migrations.CreateModel(
            name='PlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('fit_expertise', models.PositiveSmallIntegerField(verbose_name='weight of expertise in the fit')),
                ('fit_tier', models.PositiveSmallIntegerField(verbose_name='weight of the tier in the fit')),
                ('fit_knowledge', models.PositiveSmallIntegerField(verbose_name='weight of field and place known in the fit')),
                ('total', models.PositiveIntegerField(help_text='Of the pairs that were suggested or kept.', verbose_name='total fit')),
                ('is_best', models.BooleanField(verbose_name='proven to be the best')),
                ('made_at', models.DateTimeField(verbose_name='suggested at')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed on')),
                ('agreeing_body', models.CharField(blank=True, max_length=200, verbose_name='meeting that agreed')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreement recorded at')),
                ('agreed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreement recorded by')),
                ('cycle', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.cycle', verbose_name='cycle')),
                ('home_region', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='officials.jurisdiction', verbose_name='home region')),
                ('host_region', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='officials.jurisdiction', verbose_name='host region')),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='suggested at the request of')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expertise_points', models.PositiveSmallIntegerField(verbose_name='points for expertise')),
                ('tier_points', models.PositiveSmallIntegerField(verbose_name='points for the tier')),
                ('knowledge_points', models.PositiveSmallIntegerField(verbose_name='points for field and place known')),
                ('reasons', models.JSONField(help_text='Codes with their numbers; told in either language.', verbose_name='reasons')),
                ('by_hand', models.BooleanField(default=False, verbose_name='chosen by hand')),
                ('is_fixed', models.BooleanField(default=False, verbose_name='kept in the next suggestion')),
                ('state', models.CharField(choices=[('suggested', 'suggested'), ('accepted', 'accepted'), ('skipped', 'skipped'), ('proposed', 'proposed as a placement'), ('set_aside', 'set aside')], default='suggested', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_rows', to='placements.nomination', verbose_name='nomination')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_rows', to='placements.postoffer', verbose_name='offered post')),
                ('placement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_row', to='placements.placement', verbose_name='placement')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='placements.plan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'row of a plan',
                'verbose_name_plural': 'rows of plans',
                'ordering': ['plan', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanRowEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('expertise_points', models.PositiveSmallIntegerField(verbose_name='points for expertise')),
                ('tier_points', models.PositiveSmallIntegerField(verbose_name='points for the tier')),
                ('knowledge_points', models.PositiveSmallIntegerField(verbose_name='points for field and place known')),
                ('reasons', models.JSONField(help_text='Codes with their numbers; told in either language.', verbose_name='reasons')),
                ('by_hand', models.BooleanField(default=False, verbose_name='chosen by hand')),
                ('is_fixed', models.BooleanField(default=False, verbose_name='kept in the next suggestion')),
                ('state', models.CharField(choices=[('suggested', 'suggested'), ('accepted', 'accepted'), ('skipped', 'skipped'), ('proposed', 'proposed as a placement'), ('set_aside', 'set aside')], default='suggested', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('nomination', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.nomination', verbose_name='nomination')),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.postoffer', verbose_name='offered post')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='placements.planrow')),
                ('placement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.placement', verbose_name='placement')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='placements.plan', verbose_name='plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(fields=('cycle', 'home_region', 'host_region', 'version'), name='plan_version_once_a_direction', violation_error_message='Somebody else asked for a suggestion at the same moment; look at theirs.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('home_region', models.F('host_region')), _negated=True), name='plan_regions_differ', violation_error_message='The home region and the host region differ.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='plan_versions_begin_at_one'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('fit_expertise', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('fit_tier')), '-', models.F('fit_knowledge')))), name='plan_weights_make_100'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))), ('agreed_on__isnull', True), _connector='OR'), name='plan_day_is_of_this_century', violation_error_message='The day must be between 2000-01-01 and 2100-01-01.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False), ('agreed_on__isnull', False), models.Q(('agreeing_body', ''), _negated=True)), models.Q(('agreed_at__isnull', True), ('agreed_by__isnull', True), ('agreed_on__isnull', True), ('agreeing_body', '')), _connector='OR'), name='plan_agreement_is_whole_or_absent'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_planevent" ("agreed_at", "agreed_by_id", "agreed_on", "agreeing_body", "cycle_id", "fit_expertise", "fit_knowledge", "fit_tier", "home_region_id", "host_region_id", "id", "is_best", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "total", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."agreed_on", NEW."agreeing_body", NEW."cycle_id", NEW."fit_expertise", NEW."fit_knowledge", NEW."fit_tier", NEW."home_region_id", NEW."host_region_id", NEW."id", NEW."is_best", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."total", NEW."version"); RETURN NULL;', hash='2be7c82788a5e0f4e4083ffe270d40c4dd35ceea', operation='INSERT', pgid='pgtrigger_insert_insert_aff48', table='placements_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_planevent" ("agreed_at", "agreed_by_id", "agreed_on", "agreeing_body", "cycle_id", "fit_expertise", "fit_knowledge", "fit_tier", "home_region_id", "host_region_id", "id", "is_best", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "total", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."agreed_on", NEW."agreeing_body", NEW."cycle_id", NEW."fit_expertise", NEW."fit_knowledge", NEW."fit_tier", NEW."home_region_id", NEW."host_region_id", NEW."id", NEW."is_best", NEW."made_at", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."total", NEW."version"); RETURN NULL;', hash='2b664d0a4d893993a3fe17080ea563de29404710', operation='UPDATE', pgid='pgtrigger_update_update_3c406', table='placements_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_planevent" ("agreed_at", "agreed_by_id", "agreed_on", "agreeing_body", "cycle_id", "fit_expertise", "fit_knowledge", "fit_tier", "home_region_id", "host_region_id", "id", "is_best", "made_at", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "total", "version") VALUES (OLD."agreed_at", OLD."agreed_by_id", OLD."agreed_on", OLD."agreeing_body", OLD."cycle_id", OLD."fit_expertise", OLD."fit_knowledge", OLD."fit_tier", OLD."home_region_id", OLD."host_region_id", OLD."id", OLD."is_best", OLD."made_at", OLD."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."total", OLD."version"); RETURN NULL;', hash='f510ae73e5e9803470f1149ffe15fc06408c92f9', operation='DELETE', pgid='pgtrigger_delete_delete_6b3d2', table='placements_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7e5c0fc76fa007a4fa6bdb404b0d8035261ce06d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_04a78', table='placements_planevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'accepted', 'skipped', 'proposed', 'set_aside'])), name='plan_row_state_is_known', violation_error_message='Choose from the list.'),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.UniqueConstraint(fields=('plan', 'nomination', 'offer'), name='plan_row_pair_once_a_plan'),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['suggested', 'accepted'])), fields=('plan', 'nomination'), name='plan_row_official_once_a_plan', violation_error_message='The official has another post in this plan.'),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['suggested', 'accepted'])), fields=('plan', 'offer'), name='plan_row_post_once_a_plan', violation_error_message='The post is given to somebody else in this plan.'),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'accepted')), fields=('nomination',), name='plan_row_official_accepted_once', violation_error_message='The official is accepted for another post.'),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'accepted')), fields=('offer',), name='plan_row_post_accepted_once', violation_error_message='Somebody else is accepted for this post.'),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.CheckConstraint(condition=models.Q(('expertise_points__lte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('tier_points')), '-', models.F('knowledge_points')))), name='plan_row_points_are_of_a_hundred'),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['accepted', 'skipped', 'proposed', 'set_aside'])), models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state__in', ['suggested', 'set_aside'])), _connector='OR'), name='plan_row_decision_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='planrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('placement__isnull', False), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('placement__isnull', True)), _connector='OR'), name='plan_row_has_its_placement'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planrow',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_planrowevent" ("by_hand", "decided_at", "decided_by_id", "expertise_points", "id", "is_fixed", "knowledge_points", "nomination_id", "offer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "plan_id", "reasons", "state", "tier_points") VALUES (NEW."by_hand", NEW."decided_at", NEW."decided_by_id", NEW."expertise_points", NEW."id", NEW."is_fixed", NEW."knowledge_points", NEW."nomination_id", NEW."offer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."plan_id", NEW."reasons", NEW."state", NEW."tier_points"); RETURN NULL;', hash='72a19b5e5fa4e6ee21538f0b240e133a06d14e52', operation='INSERT', pgid='pgtrigger_insert_insert_8e91a', table='placements_planrow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planrow',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "placements_planrowevent" ("by_hand", "decided_at", "decided_by_id", "expertise_points", "id", "is_fixed", "knowledge_points", "nomination_id", "offer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "plan_id", "reasons", "state", "tier_points") VALUES (NEW."by_hand", NEW."decided_at", NEW."decided_by_id", NEW."expertise_points", NEW."id", NEW."is_fixed", NEW."knowledge_points", NEW."nomination_id", NEW."offer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."placement_id", NEW."plan_id", NEW."reasons", NEW."state", NEW."tier_points"); RETURN NULL;', hash='9516df2b1ae417c20612ea64612f3f3d68ce1655', operation='UPDATE', pgid='pgtrigger_update_update_1d6af', table='placements_planrow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planrow',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "placements_planrowevent" ("by_hand", "decided_at", "decided_by_id", "expertise_points", "id", "is_fixed", "knowledge_points", "nomination_id", "offer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "plan_id", "reasons", "state", "tier_points") VALUES (OLD."by_hand", OLD."decided_at", OLD."decided_by_id", OLD."expertise_points", OLD."id", OLD."is_fixed", OLD."knowledge_points", OLD."nomination_id", OLD."offer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."plan_id", OLD."reasons", OLD."state", OLD."tier_points"); RETURN NULL;', hash='326b25cb061d0fbab4ddb68a474eafab425b5c79', operation='DELETE', pgid='pgtrigger_delete_delete_e21da', table='placements_planrow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planrowevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='474ae10756c8d758cde337700cfe0f43a0204a25', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9d772', table='placements_planrowevent', when='BEFORE')),
        ),
        migrations.RemoveConstraint(
            model_name='export',
            name='export_kind_is_known',
        ),
        migrations.AlterField(
            model_name='export',
            name='kind',
            field=models.CharField(choices=[('roster', 'roster'), ('contacts', 'contact list'), ('leaders', 'leaders’ list'), ('briefing', 'briefing'), ('audit', 'audit trail'), ('proposals', 'list of proposed matches')], max_length=10, verbose_name='list'),
        ),
        migrations.AlterField(
            model_name='exportevent',
            name='kind',
            field=models.CharField(choices=[('roster', 'roster'), ('contacts', 'contact list'), ('leaders', 'leaders’ list'), ('briefing', 'briefing'), ('audit', 'audit trail'), ('proposals', 'list of proposed matches')], max_length=10, verbose_name='list'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['roster', 'contacts', 'leaders', 'briefing', 'audit', 'proposals'])), name='export_kind_is_known', violation_error_message='Choose from the list.'),
        ),
        migrations.RunSQL(SQL.read_text()),
        *[migrations.RunSQL(f"select office_keep_for_ever('placements_{event}event')") for event in EVENTS],
    ]
