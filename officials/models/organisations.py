"""Organisations and the people to turn to there."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from pghistory.models import Event

from officials.constraints import days_within_the_century, one_of, one_of_or_blank
from officials.history import tracked
from officials.models.geography import Jurisdiction
from officials.models.vocabulary import Expertise, Tier, TwoNames


class OrganisationKind(models.TextChoices):
    PARTY = "party organ", _("party organ")
    GOVERNMENT = "government", _("government")
    DEPARTMENT = "government department", _("government department")
    DISPATCHED = "dispatched body", _("dispatched body")
    INSTITUTION = "public institution", _("public institution")
    SCHOOL = "school", _("school")
    ENTERPRISE = "state-owned enterprise", _("state-owned enterprise")


def is_used(row):
    """Whether any other row points to this one, whichever app it belongs to; its audit rows do not count."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in row._meta.related_objects
        if not issubclass(relation.related_model, Event)
    )


@tracked()
class Organisation(TwoNames):
    """A body that sends or receives officials."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        verbose_name=_("jurisdiction"),
        related_name="organisations",
    )
    region = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        verbose_name=_("region"),
        related_name="+",
        editable=False,
    )
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind)
    tier = models.CharField(_("tier"), max_length=12, choices=Tier, blank=True)
    expertise = models.ForeignKey(
        Expertise,
        models.PROTECT,
        verbose_name=_("main field"),
        related_name="+",
        null=True,
        blank=True,
    )
    standing_order = models.PositiveIntegerField(
        _("standing order"),
        default=0,
        help_text=_("Its place among its peers in lists for people to sign."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        ordering = ["jurisdiction", "standing_order", "code"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            one_of("kind", OrganisationKind, name="organisation_kind_is_known"),
            one_of_or_blank("tier", Tier, name="organisation_tier_is_known"),
            days_within_the_century("retired_on", name="organisation_days_are_of_this_century"),
            models.UniqueConstraint(
                name="organisation_name_is_one_in_its_jurisdiction",
                fields=["jurisdiction", "name_zh"],
                violation_error_message=_("An organisation of this name exists in this jurisdiction."),
            ),
            models.UniqueConstraint(name="organisation_id_region", fields=["id", "region"]),
        ]

    def clean(self):
        """Refuse to move an organisation with posts to another region: its placements would cross nothing."""
        if self.pk and self.jurisdiction_id and self.jurisdiction.region_id != self.region_id and is_used(self):
            raise ValidationError({"jurisdiction": _("The region of an organisation in use cannot change.")})

    def save(self, *args, **kwargs):
        """Store the region, which follows from the jurisdiction."""
        self.region_id = self.jurisdiction.region_id
        super().save(*args, **kwargs)


@tracked()
class Contact(models.Model):
    """Somebody at an organisation to turn to. Work numbers only."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="contacts",
    )
    family_name = models.CharField(_("family name (pinyin)"), max_length=40)
    given_name = models.CharField(_("given name (pinyin)"), max_length=60, blank=True)
    name_zh = models.CharField(_("Chinese name"), max_length=30, blank=True)
    position = models.CharField(_("position"), max_length=120, blank=True)
    phone = models.CharField(_("work phone"), max_length=30, blank=True, help_text=_("With area code."))
    email = models.EmailField(_("email"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["organisation", "family_name", "given_name"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self):
        return " ".join(part for part in (self.name_zh, self.name_latin) if part)

    @property
    def name_latin(self):
        return f"{self.family_name} {self.given_name}".strip()
