from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from officials.roles import make_groups


def keep_the_trail_on(using, **_options):
    """Let no session switch the audit triggers off.

    pgtrigger makes its triggers ask this function, which obeys a setting that any session may
    set (`pgtrigger.ignore()`); here nothing is ever ignored. It is made anew with the triggers,
    so it is replaced after each migration.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("select 1 from pg_proc where proname = '_pgtrigger_should_ignore'")
        if cursor.fetchone():
            cursor.execute(
                "create or replace function _pgtrigger_should_ignore(trigger_name name)"
                " returns boolean language sql as 'select false'"
            )


class OfficialsConfig(AppConfig):
    name = "officials"
    verbose_name = _("Registers")

    # What the role that serves the office may do to rows beside reading and adding (rights.py).
    verbs_on_rows = {"user": ("update",)}

    def ready(self):
        post_migrate.connect(make_groups, dispatch_uid="officials.make_groups")
        post_migrate.connect(keep_the_trail_on, sender=self, dispatch_uid="officials.keep_the_trail_on")
