"""Organisations and the people to turn to there."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from pghistory.models import Event

from officials import names
from officials.constraints import CheckedAtOnce, days_within_the_century, one_of, one_of_or_blank
from officials.finding import Characters, plain, rank_by_names
from officials.history import tracked
from officials.models.geography import Jurisdiction
from officials.models.vocabulary import Expertise, Tier, TwoNames
from officials.places import Places


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


class OrganisationQuerySet(models.QuerySet):
    def holding(self, word):
        """Organisations whose code or name holds the word, in either language."""
        return self.filter(Q(code__icontains=word) | Q(name_en__icontains=plain(word)) | Q(name_zh__holds=word))

    def matching(self, text, *, places=None):
        """Organisations whose code, name or place holds every word of the text, in either language.

        The place alone is not enough: a city's name does not ask for all organisations in the city.
        """
        words = names.words(text)
        places = places or Places()
        organisations, named = self, Organisation.objects.none().values("pk")
        for word in words:
            own = Organisation.objects.holding(word.text).values("pk")
            if len(words) == 1:
                return organisations.filter(pk__in=own)
            there = Organisation.objects.filter(jurisdiction__in=places.holding(word)).values("pk")
            organisations = organisations.filter(pk__in=own.union(there))
            named = named.union(own)
        return organisations.filter(pk__in=named) if words else organisations

    def best_first(self, text):
        """In the order in which somebody who typed the text would want them."""
        match = rank_by_names(text, "name_en", "name_zh")
        return self.annotate(match=match).order_by("match", "jurisdiction", "standing_order", "code")


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

    objects = OrganisationQuerySet.as_manager()

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
        indexes = [
            GinIndex(OpClass(Upper("code"), "gin_trgm_ops"), name="organisation_code_trgm", fastupdate=False),
            GinIndex(OpClass(Upper("name_en"), "gin_trgm_ops"), name="organisation_name_en_trgm", fastupdate=False),
            GinIndex(Characters("name_zh"), name="organisation_name_zh_chars", fastupdate=False),
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
class Contact(CheckedAtOnce):
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
