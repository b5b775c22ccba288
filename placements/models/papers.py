"""What lies beside a request: the files that were sent with it, and the paper that decided it."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of
from officials.history import tracked
from placements.models.extensions import ExtensionRequest


class DocumentKind(models.TextChoices):
    """What the content of a file is, whatever its name says."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    DOC = "doc", _("Word 97–2003")


class AttachmentQuerySet(models.QuerySet):
    """Finishes the sentence "attachments that are …"."""

    def visible_to(self, user):
        """Those of requests that the person may read; before they are sent, for the official and the sender alone."""
        theirs = Q(is_sent=True) | Q(uploaded_by=user.pk) | Q(request__placement__official__account=user.pk)
        return self.filter(theirs, request__in=ExtensionRequest.objects.visible_to(user))

    def sent(self):
        return self.filter(is_sent=True)

    def unsent(self):
        return self.filter(is_sent=False)


@tracked()
class Attachment(CheckedAtOnce):
    """A file of a request. Its content lies under OFFICE_FILES_ROOT by a name that nobody chose (files.py)."""

    request = models.ForeignKey(
        ExtensionRequest,
        models.PROTECT,
        verbose_name=_("request"),
        related_name="attachments",
    )
    name = models.CharField(_("file name"), max_length=120, help_text=_("As it was sent, made safe."))
    kind = models.CharField(_("kind"), max_length=4, choices=DocumentKind)
    size = models.PositiveIntegerField(_("size in bytes"), validators=[MinValueValidator(1)])
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    stored_name = models.CharField(_("stored as"), max_length=40, unique=True)
    is_sent = models.BooleanField(_("sent with the request"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("uploaded by"),
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["request", "pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.UniqueConstraint(name="attachment_one_a_name", fields=["request", "name"]),
            models.UniqueConstraint(name="attachment_one_a_content", fields=["request", "sha256"]),
            one_of("kind", DocumentKind, name="attachment_kind_is_known"),
            models.CheckConstraint(
                name="attachment_is_whole",
                condition=Q(size__gt=0, sha256__regex="^[0-9a-f]{64}$") & ~Q(name="") & ~Q(stored_name=""),
            ),
        ]

    def __str__(self):
        return self.name


@tracked()
class DecisionPaper(CheckedAtOnce):
    """The paper of a decision that came in, or was put right, after the decision was recorded.

    Append-only, because a decided request no longer changes. The latest one stands.
    """

    request = models.ForeignKey(
        ExtensionRequest,
        models.PROTECT,
        verbose_name=_("request"),
        related_name="papers",
    )
    approving_body = models.CharField(_("approving body"), max_length=200, blank=True)
    signed_off_by = models.CharField(_("signed off by"), max_length=100, blank=True)
    document_number = models.CharField(
        _("document number"),
        max_length=60,
        help_text=_("As its issuer wrote it; never made up here."),
    )
    document_on = models.DateField(_("date of the document"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("recorded by"),
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        ordering = ["request", "pk"]
        verbose_name = _("paper of a decision")
        verbose_name_plural = _("papers of decisions")
        constraints = [
            models.CheckConstraint(name="decision_paper_has_its_number", condition=~Q(document_number="")),
            days_within_the_century("document_on", name="decision_paper_day_is_of_this_century"),
        ]

    def __str__(self):
        return self.document_number
