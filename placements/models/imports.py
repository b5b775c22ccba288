"""Files whose rows were checked or imported."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from officials.constraints import CheckedAtOnce, one_of, whole_or_absent
from officials.history import tracked

# How long a checked file waits to be imported. After that its content is gone.
WAITS = dt.timedelta(hours=24)


class ImportKind(models.TextChoices):
    """What the rows of a file are."""

    OFFICIALS = "officials", _("officials")
    POSTS = "posts", _("posts")
    NOMINATIONS = "nominations", _("nominations")
    OFFERS = "offers", _("offered posts")
    PLACEMENTS = "placements", _("placements")


class ImportQuerySet(models.QuerySet):
    """Finishes the sentence "imports that are …"."""

    def light(self):
        """Without the content of the files and what was said of it, which may be 2 MB each."""
        return self.defer("content", "outcome")

    def waiting(self, *, at):
        """Checked, without a refused row, and not imported yet; the file is still there."""
        return self.filter(imported_at=None, refused_rows=0, content__isnull=False, checked_at__gt=at - WAITS)

    def forgotten(self, *, at):
        """Never imported, and checked so long ago that the file is not kept any more."""
        return self.filter(content__isnull=False, checked_at__lte=at - WAITS)


@tracked(exclude=["content", "outcome"])  # what became of the rows stands in the trail of each; the file is not kept
class Import(CheckedAtOnce):
    """A file that somebody checked and perhaps imported: which, by its fingerprint, and what its rows did.

    The content waits here between check and import, where every host of the office finds it, and is
    gone afterwards.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=ImportKind)
    file_name = models.CharField(_("file name"), max_length=120)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    reason = models.TextField(_("Reason to go on"), max_length=1000, blank=True)
    new_rows = models.PositiveIntegerField(pgettext_lazy("row of a file", "new"), default=0)
    changed_rows = models.PositiveIntegerField(pgettext_lazy("row of a file", "changed"), default=0)
    unchanged_rows = models.PositiveIntegerField(pgettext_lazy("row of a file", "unchanged"), default=0)
    refused_rows = models.PositiveIntegerField(pgettext_lazy("row of a file", "refused"), default=0)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=pgettext_lazy("file", "checked by"), related_name="+"
    )
    checked_at = models.DateTimeField(pgettext_lazy("file", "checked at"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("imported by"),
        related_name="+",
        null=True,
        blank=True,
    )
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    content = models.BinaryField(null=True, editable=False)
    outcome = models.JSONField(null=True, editable=False)  # what the check said, in the language of who asked

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-pk"]
        verbose_name = pgettext_lazy("record", "import")
        verbose_name_plural = _("imports")
        constraints = [
            one_of("kind", ImportKind, name="import_kind_is_known"),
            whole_or_absent("imported_at", "imported_by", name="import_is_whole_or_absent"),
            models.CheckConstraint(
                name="import_is_all_or_nothing",
                condition=Q(imported_at__isnull=True) | Q(refused_rows=0, content__isnull=True, outcome__isnull=True),
            ),
            models.CheckConstraint(name="import_has_its_fingerprint", condition=Q(sha256__regex="^[0-9a-f]{64}$")),
        ]

    def __str__(self):
        return self.file_name

    @property
    def is_imported(self):
        return self.imported_at is not None

    def is_forgotten(self, *, at):
        """Whether the file is no longer kept: imported, or checked too long ago."""
        return self.is_imported or at - self.checked_at >= WAITS
