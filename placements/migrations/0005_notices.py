"""Notices, their guard in the database, and the guard of their audit trail."""

from pathlib import Path

import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent.parent / "sql" / "0005_notices.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("officials", "0002_invariants"),
        ("placements", "0004_vacancy_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("window_opens", "requests open"),
                            ("window_closes", "requests close soon"),
                            ("received", "request received"),
                            ("returned", "request returned"),
                            ("decision", "request decided"),
                            ("starts", "start to come"),
                            ("ends", "end to come"),
                            ("dates_changed", "dates changed"),
                            ("new_request", "new request"),
                            ("waiting", "request waits"),
                            ("endings", "ends to come, for the office"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("owed", "to be sent"),
                            ("sending", "being sent"),
                            ("handed", "perhaps sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("dropped", "not sent any more"),
                        ],
                        default="owed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "Simplified Chinese")],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("owed_since", models.DateTimeField(verbose_name="to be sent from")),
                ("next_try", models.DateTimeField(verbose_name="next attempt")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("attempt", models.UUIDField(blank=True, editable=False, null=True, verbose_name="attempt")),
                ("last_tried", models.DateTimeField(blank=True, null=True, verbose_name="last attempt")),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_address", "no e-mail address"),
                            ("unreachable", "the mail server could not be reached"),
                            ("refused", "the mail server refused it"),
                            ("no_answer", "the mail server’s answer did not come"),
                            ("interrupted", "sending was interrupted"),
                            ("unwritten", "its text could not be written"),
                        ],
                        max_length=20,
                        verbose_name="what went wrong",
                    ),
                ),
                ("last_error", models.CharField(blank=True, max_length=500, verbose_name="the mail server’s words")),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_so", "it is no longer so"),
                            ("too_late", "it would come too late"),
                            ("by_hand", "set aside by a coordinator"),
                        ],
                        max_length=20,
                        verbose_name="why it is not sent",
                    ),
                ),
                ("settled", models.DateTimeField(blank=True, null=True, verbose_name="sent or set aside")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="address")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="officials.official",
                        verbose_name="to the official",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="placements.placement",
                        verbose_name="placement",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="placements.extensionrequest",
                        verbose_name="request",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to the account",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-owed_since", "-pk"],
                "permissions": [("handle_notice", "Can read notices and send failed ones again")],
            },
        ),
        migrations.CreateModel(
            name="NoticeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=120, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("window_opens", "requests open"),
                            ("window_closes", "requests close soon"),
                            ("received", "request received"),
                            ("returned", "request returned"),
                            ("decision", "request decided"),
                            ("starts", "start to come"),
                            ("ends", "end to come"),
                            ("dates_changed", "dates changed"),
                            ("new_request", "new request"),
                            ("waiting", "request waits"),
                            ("endings", "ends to come, for the office"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("owed", "to be sent"),
                            ("sending", "being sent"),
                            ("handed", "perhaps sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("dropped", "not sent any more"),
                        ],
                        default="owed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "Simplified Chinese")],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("owed_since", models.DateTimeField(verbose_name="to be sent from")),
                ("next_try", models.DateTimeField(verbose_name="next attempt")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("attempt", models.UUIDField(blank=True, editable=False, null=True, verbose_name="attempt")),
                ("last_tried", models.DateTimeField(blank=True, null=True, verbose_name="last attempt")),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_address", "no e-mail address"),
                            ("unreachable", "the mail server could not be reached"),
                            ("refused", "the mail server refused it"),
                            ("no_answer", "the mail server’s answer did not come"),
                            ("interrupted", "sending was interrupted"),
                            ("unwritten", "its text could not be written"),
                        ],
                        max_length=20,
                        verbose_name="what went wrong",
                    ),
                ),
                ("last_error", models.CharField(blank=True, max_length=500, verbose_name="the mail server’s words")),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_so", "it is no longer so"),
                            ("too_late", "it would come too late"),
                            ("by_hand", "set aside by a coordinator"),
                        ],
                        max_length=20,
                        verbose_name="why it is not sent",
                    ),
                ),
                ("settled", models.DateTimeField(blank=True, null=True, verbose_name="sent or set aside")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="address")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="officials.official",
                        verbose_name="to the official",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="placements.notice",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="placements.placement",
                        verbose_name="placement",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="placements.extensionrequest",
                        verbose_name="request",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to the account",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("state", "owed")), fields=["next_try"], name="notice_next_try"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["state", "-owed_since", "-id"], name="notice_by_state"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["-owed_since", "-id"], name="notice_by_day"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "dropped"), _negated=True), fields=("key",), name="notice_is_owed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("official__isnull", False), ("user__isnull", True)),
                    models.Q(("official__isnull", True), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="notice_has_one_recipient",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "window_opens",
                            "window_closes",
                            "received",
                            "returned",
                            "decision",
                            "starts",
                            "ends",
                            "dates_changed",
                            "new_request",
                            "waiting",
                            "endings",
                        ],
                    )
                ),
                name="notice_kind_is_known",
                violation_error_message="Choose from the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["owed", "sending", "handed", "sent", "failed", "dropped"])),
                name="notice_state_is_known",
                violation_error_message="Choose from the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "zh-hans"])), name="notice_language_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "trouble__in",
                        ["", "no_address", "unreachable", "refused", "no_answer", "interrupted", "unwritten"],
                    )
                ),
                name="notice_trouble_is_known",
                violation_error_message="Choose from the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("drop_reason__in", ["", "not_so", "too_late", "by_hand"])),
                name="notice_drop_reason_is_known",
                violation_error_message="Choose from the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sending", "handed", "sent"]), _negated=True),
                    models.Q(
                        ("attempt__isnull", False),
                        ("attempts__gt", 0),
                        ("last_tried__isnull", False),
                        models.Q(("address", ""), _negated=True),
                        models.Q(("subject", ""), _negated=True),
                        models.Q(("text", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="notice_is_sent_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled__isnull", False), ("state__in", ["sent", "dropped"])),
                    models.Q(models.Q(("state__in", ["sent", "dropped"]), _negated=True), ("settled__isnull", True)),
                    _connector="OR",
                ),
                name="notice_is_settled_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), models.Q(("drop_reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "dropped"), _negated=True), ("drop_reason", "")),
                    _connector="OR",
                ),
                name="notice_says_why_it_is_dropped",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("trouble", ""), _negated=True),
                    _connector="OR",
                ),
                name="notice_says_why_it_failed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "placements_noticeevent" ("address", "attempt", "attempts", "drop_reason", "id", "key", "kind", "language", "last_error", "last_tried", "next_try", "official_id", "owed_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "request_id", "settled", "state", "subject", "text", "trouble", "user_id") VALUES (NEW."address", NEW."attempt", NEW."attempts", NEW."drop_reason", NEW."id", NEW."key", NEW."kind", NEW."language", NEW."last_error", NEW."last_tried", NEW."next_try", NEW."official_id", NEW."owed_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."request_id", NEW."settled", NEW."state", NEW."subject", NEW."text", NEW."trouble", NEW."user_id"); RETURN NULL;',
                    hash="f4403171d44435bd8296138779ac0a65edd900f6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a3b8d",
                    table="placements_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "placements_noticeevent" ("address", "attempt", "attempts", "drop_reason", "id", "key", "kind", "language", "last_error", "last_tried", "next_try", "official_id", "owed_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "request_id", "settled", "state", "subject", "text", "trouble", "user_id") VALUES (NEW."address", NEW."attempt", NEW."attempts", NEW."drop_reason", NEW."id", NEW."key", NEW."kind", NEW."language", NEW."last_error", NEW."last_tried", NEW."next_try", NEW."official_id", NEW."owed_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."placement_id", NEW."request_id", NEW."settled", NEW."state", NEW."subject", NEW."text", NEW."trouble", NEW."user_id"); RETURN NULL;',
                    hash="046757bde260cdc8a26c9b51982ac45665588568",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cee07",
                    table="placements_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "placements_noticeevent" ("address", "attempt", "attempts", "drop_reason", "id", "key", "kind", "language", "last_error", "last_tried", "next_try", "official_id", "owed_since", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "request_id", "settled", "state", "subject", "text", "trouble", "user_id") VALUES (OLD."address", OLD."attempt", OLD."attempts", OLD."drop_reason", OLD."id", OLD."key", OLD."kind", OLD."language", OLD."last_error", OLD."last_tried", OLD."next_try", OLD."official_id", OLD."owed_since", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."placement_id", OLD."request_id", OLD."settled", OLD."state", OLD."subject", OLD."text", OLD."trouble", OLD."user_id"); RETURN NULL;',
                    hash="d4cd270bc2c84802cf979612748ccfb392f670ad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84221",
                    table="placements_notice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9a32258d930249d2ba480d744aad4a77e37a5384",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_dc964",
                    table="placements_noticeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AlterField(
            model_name="cycle",
            name="opinion_days",
            field=models.PositiveSmallIntegerField(
                default=7,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(365),
                ],
                verbose_name="working days for an opinion",
            ),
        ),
        migrations.AlterField(
            model_name="cycleevent",
            name="opinion_days",
            field=models.PositiveSmallIntegerField(
                default=7,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(365),
                ],
                verbose_name="working days for an opinion",
            ),
        ),
        migrations.RunSQL(SQL.read_text()),
        migrations.RunSQL("select office_keep_for_ever('placements_noticeevent')"),
    ]
