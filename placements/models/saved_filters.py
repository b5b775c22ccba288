"""Filters of a list that somebody keeps under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce
from officials.history import tracked


class SavedFilterQuerySet(models.QuerySet):
    """Finishes the sentence "saved filters that are …"."""

    def visible_to(self, user):
        """Their own, and those that the office shares."""
        return self.filter(Q(saved_by=user) | Q(is_shared=True))


@tracked()
class SavedFilter(CheckedAtOnce):
    """What a list was asked for, under a name. It belongs to whoever saved it and may be deleted by them.

    It is read by the list's own filter when it is saved (views/saved_lists.py), and followed as a
    link: nothing of it is ever a place to be sent to.
    """

    name = models.CharField(_("name"), max_length=60)
    path = models.CharField(_("list"), max_length=120)
    asked = models.CharField(
        _("query"), max_length=1000, blank=True, help_text=_("The part of the address behind the question mark.")
    )
    is_shared = models.BooleanField(_("shared by the office"), default=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    saved_at = models.DateTimeField(_("at"))

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [
            models.UniqueConstraint(
                name="saved_filter_name_once_a_list",
                fields=["saved_by", "path", "name"],
                violation_error_message=_("You have a filter of this name on this list."),
            ),
            models.CheckConstraint(name="saved_filter_has_a_name", condition=~Q(name="")),
            # Two slashes, or a scheme, would lead to another house.
            models.CheckConstraint(name="saved_filter_leads_within", condition=Q(path__regex=r"^/[a-z][a-z0-9/_-]*/$")),
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        return f"{self.path}?{self.asked}" if self.asked else self.path
