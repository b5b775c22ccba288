"""What the two sides say to a request: one opinion for each side and level."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of
from officials.history import tracked
from placements.models.extensions import ExtensionRequest


class Side(models.TextChoices):
    HOME = "home", _("home")
    HOST = "host", _("host")


class OpinionLevel(models.TextChoices):
    ORGANISATION = "organisation", _("organisation")
    DEPARTMENT = "department", _("organisation department")


class Answer(models.TextChoices):
    AGREES = "agrees", _("agrees")
    AGREES_UNTIL = "agrees_until", _("agrees until another day")
    OBJECTS = "objects", _("objects")


@tracked()
class Opinion(CheckedAtOnce):
    """What one side says to a request, at one level: its organisation, or its organisation department."""

    request = models.ForeignKey(
        ExtensionRequest,
        models.PROTECT,
        verbose_name=_("request"),
        related_name="opinions",
    )
    side = models.CharField(_("side"), max_length=4, choices=Side)
    level = models.CharField(_("level"), max_length=12, choices=OpinionLevel)
    answer = models.CharField(_("opinion"), max_length=12, choices=Answer)
    until = models.DateField(_("agrees until"), null=True, blank=True)
    given_on = models.DateField(_("given on"))
    signer = models.CharField(_("signer"), max_length=100, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    is_paper_received = models.BooleanField(_("paper original received"), default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("recorded by"),
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        ordering = ["request", "side", "level"]
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.UniqueConstraint(name="opinion_one_a_side_and_level", fields=["request", "side", "level"]),
            one_of("side", Side, name="opinion_side_is_known"),
            one_of("level", OpinionLevel, name="opinion_level_is_known"),
            one_of("answer", Answer, name="opinion_answer_is_known"),
            models.CheckConstraint(
                name="opinion_until_goes_with_its_answer",
                condition=Q(answer=Answer.AGREES_UNTIL, until__isnull=False)
                | (~Q(answer=Answer.AGREES_UNTIL) & Q(until__isnull=True)),
                violation_error_message=_("Give the day where the opinion agrees until another day, and only then."),
            ),
            models.CheckConstraint(
                name="opinion_objection_has_its_note",
                condition=~Q(answer=Answer.OBJECTS) | ~Q(note=""),
                violation_error_message=_("Give the reason of the objection."),
            ),
            days_within_the_century("until", "given_on", name="opinion_days_are_of_this_century"),
        ]

    def __str__(self):
        return f"{self.request}: {self.get_side_display()}, {self.get_level_display()}"

    def covers(self, ends_on, *, asked):
        """Whether the opinion agrees to an end on that day: "agrees" goes as far as is asked, and no further."""
        reaches = {Answer.AGREES: asked, Answer.AGREES_UNTIL: self.until}.get(self.answer)
        return reaches is not None and ends_on <= reaches
