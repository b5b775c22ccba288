"""Administrative divisions, with the codes of GB/T 2260, and the codes they once had."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from officials.constraints import one_of
from officials.history import tracked, tracked_links
from officials.models.vocabulary import TwoNames


class Level(models.TextChoices):
    PROVINCE = "province", _("province level")
    PREFECTURE = "prefecture", _("prefecture level")
    COUNTY = "county", _("county level")


class Kind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    PROVINCE = "province", _("province")
    PREFECTURE_CITY = "prefecture-level city", _("prefecture-level city")
    DISTRICT = "district", _("district")
    COUNTY_CITY = "county-level city", _("county-level city")
    COUNTY = "county", _("county")
    AUTONOMOUS_COUNTY = "autonomous county", _("autonomous county")


class JurisdictionQuerySet(models.QuerySet):
    def regions(self):
        """The province-level divisions between which officials are exchanged."""
        return self.filter(level=Level.PROVINCE)

    def host_cities(self):
        """What the index of host cities lists: municipalities, and the cities of a province."""
        return self.filter(Q(kind=Kind.MUNICIPALITY) | Q(level=Level.PREFECTURE))


@tracked()
class Jurisdiction(TwoNames):
    """An administrative division at county level or above. Names repeat across parents: show the parent too."""

    code = models.CharField(_("GB/T 2260 code"), max_length=6, primary_key=True)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="parts",
    )
    region = models.ForeignKey("self", models.PROTECT, verbose_name=_("region"), related_name="+")
    city = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("city"),
        related_name="+",
        help_text=_("The division whose roster it belongs to: itself, or the city that a county is part of."),
    )
    latitude = models.DecimalField(_("latitude (WGS-84)"), max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(_("longitude (WGS-84)"), max_digits=7, decimal_places=4, null=True, blank=True)

    objects = JurisdictionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        constraints = [
            one_of("level", Level, name="jurisdiction_level_is_known"),
            one_of("kind", Kind, name="jurisdiction_kind_is_known"),
            models.CheckConstraint(
                name="jurisdiction_code_has_six_digits",
                condition=Q(code__regex=r"^[0-9]{6}$"),
                violation_error_message=_("A GB/T 2260 code has six digits."),
            ),
            models.CheckConstraint(
                name="jurisdiction_province_is_its_own_region",
                condition=Q(level=Level.PROVINCE, parent__isnull=True, region=F("code"))
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False) & ~Q(region=F("code"))),
            ),
            # The target of the composite keys that carry the region down to organisations.
            models.UniqueConstraint(name="jurisdiction_code_region", fields=["code", "region"]),
        ]

    def save(self, *args, **kwargs):
        """Store the region and the city, which follow from the parent."""
        self.region_id = self.parent.region_id if self.parent_id else self.code
        self.city_id = self.parent.city_id if self.level == Level.COUNTY else self.code
        super().save(*args, **kwargs)

    @property
    def is_region(self):
        return self.level == Level.PROVINCE

    @property
    def is_city(self):
        """A city of a province; Beijing and Tianjin are regions."""
        return self.level == Level.PREFECTURE

    @property
    def is_county(self):
        return self.level == Level.COUNTY

    @property
    def is_sending(self):
        """Whether filters name it: regions, cities of a province, districts of a municipality send officials."""
        return not self.is_county or (self.parent is not None and self.parent.kind == Kind.MUNICIPALITY)

    @property
    def full_name(self):
        """The name with its parent's where the name alone may be another's (two Qiaoxi, two Wei County)."""
        if not self.is_county:
            return self.name
        return gettext("{name} ({parent})").format(name=self.name, parent=self.parent.name)

    @property
    def name_beside_region(self):
        """The full name, for where the region is named as well: a district of Beijing is not of Beijing twice."""
        return self.name if self.is_county and self.parent.is_region else self.full_name


@tracked()
class FormerJurisdiction(TwoNames):
    """A code or name that was valid once and has changed, with what came after it."""

    code = models.CharField(_("former code"), max_length=6)
    changed_in = models.PositiveSmallIntegerField(_("changed in"))
    level = models.CharField(_("level"), max_length=10, choices=Level)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    parent = models.ForeignKey(Jurisdiction, models.PROTECT, verbose_name=_("part of"), related_name="+")
    successors = models.ManyToManyField(Jurisdiction, verbose_name=_("successors"), related_name="predecessors")

    class Meta:
        ordering = ["code", "changed_in"]
        verbose_name = _("former jurisdiction")
        verbose_name_plural = _("former jurisdictions")
        constraints = [
            models.UniqueConstraint(
                name="former_jurisdiction_changes_once_a_year",
                fields=["code", "changed_in"],
            ),
            one_of("level", Level, name="former_jurisdiction_level_is_known"),
            one_of("kind", Kind, name="former_jurisdiction_kind_is_known"),
        ]


@tracked_links()
class FormerSuccessor(FormerJurisdiction.successors.through):
    """Which division came after a former one (tracked)."""

    class Meta:
        proxy = True
