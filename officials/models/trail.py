"""The one list of everything that was changed: a line for each event of each record, written by the database."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officials.models.accounts import User


class Deed(models.TextChoices):
    INSERT = "insert", _("added")
    UPDATE = "update", _("changed")
    DELETE = "delete", _("deleted")


class AuditEventQuerySet(models.QuerySet):
    """Finishes the sentence "events that are …"."""

    def newest_first(self):
        return self.order_by("-at", "-pk")

    def before(self, event):
        """Older than this one. The first condition alone says where the index begins."""
        return self.filter(Q(at__lt=event.at) | Q(pk__lt=event.pk), at__lte=event.at)

    def after(self, event):
        return self.filter(Q(at__gt=event.at) | Q(pk__gt=event.pk), at__gte=event.at)


class AuditEvent(models.Model):
    """Which event table holds it, and what it is searched by; from what to what stands there.

    A trigger on every event table writes these lines (sql/0006_audit.sql); nothing else does, and
    nobody changes or deletes one. So the account is a number without a constraint: a trail must
    not be refused because of what it tells.
    """

    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("kind of record"), max_length=63)  # the record's table, as the event table names it
    record = models.CharField(_("record"), max_length=60)  # its key
    event = models.BigIntegerField()  # pgh_id in the event table
    deed = models.CharField(_("kind of change"), max_length=6, choices=Deed)
    by = models.ForeignKey(
        User, models.DO_NOTHING, verbose_name=_("by"), null=True, db_constraint=False, db_index=False, related_name="+"
    )
    command = models.CharField(_("command"), max_length=60)
    role = models.CharField(_("database role"), max_length=63)
    action = models.CharField(_("action"), max_length=60)
    address = models.CharField(_("address"), max_length=45)
    request = models.CharField(_("reference"), max_length=20)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        default_permissions = ["view"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [models.UniqueConstraint(fields=["kind", "event"], name="audit_of_each_event_once")]
        indexes = [
            models.Index(fields=["at", "id"], name="audit_by_time"),
            models.Index(fields=["by", "at", "id"], name="audit_by_account"),
            models.Index(fields=["kind", "record"], name="audit_by_record"),
            models.Index(fields=["at", "id"], name="audit_without_account", condition=Q(by=None)),
            models.Index(fields=["action", "at", "id"], name="audit_by_action", condition=~Q(action="")),
            models.Index(fields=["address", "at", "id"], name="audit_by_address", condition=~Q(address="")),
            models.Index(fields=["kind", "event"], name="audit_of_the_deleted", condition=Q(deed="delete")),
            models.Index(fields=["request"], name="audit_by_request", condition=~Q(request="")),
        ]

    def __str__(self):
        return f"{self.kind} {self.record}: {self.get_deed_display()}"
