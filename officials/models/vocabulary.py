"""Closed vocabularies: expertise, ranks and professional titles. Their codes are their keys."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce, one_of
from officials.history import tracked


class Tier(models.TextChoices):
    """Levels by which posts are compared ("same tier"), lowest first: Civil Servant Law 2018, articles 18 and 19."""

    STAFF = "STAFF", _("staff")
    SECTION_DEP = "SECTION-DEP", _("section level, deputy")
    SECTION = "SECTION", _("section level, principal")
    DIVISION_DEP = "DIVISION-DEP", _("division level, deputy")
    DIVISION = "DIVISION", _("division level, principal")
    BUREAU_DEP = "BUREAU-DEP", _("bureau level, deputy")
    BUREAU = "BUREAU", _("bureau level, principal")


class Track(models.TextChoices):
    """The two tracks of the rank ladder: Civil Servant Law 2018, articles 18 and 19."""

    POST = "post", _("leading post")
    GRADE = "grade", _("grade alongside post")


def chinese_first(chinese, english):
    return chinese or english


def english_first(chinese, english):
    return english or chinese


def namer():
    """What chooses of two names on this page: asked for once where there are many names."""
    return chinese_first if (get_language() or "").startswith("zh") else english_first


def in_language(chinese, english):
    """The name in the language of the page, or the other one where that is missing."""
    return namer()(chinese, english)


class TwoNames(CheckedAtOnce):
    """A thing with an English and a Chinese name."""

    name_en = models.CharField(_("English name"), max_length=200)
    name_zh = models.CharField(_("Chinese name"), max_length=100)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The name in the language of the page."""
        return in_language(self.name_zh, self.name_en)


@tracked()
class Expertise(TwoNames):
    """A field of work by which officials and posts are matched."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    group = models.CharField(_("group"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("field of expertise")
        verbose_name_plural = _("expertise")


@tracked()
class Rank(TwoNames):
    """A leading post's rank or a grade alongside it, with the tier by which levels are compared."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    track = models.CharField(_("track"), max_length=5, choices=Track)
    tier = models.CharField(_("tier"), max_length=12, choices=Tier)
    level_from = models.PositiveSmallIntegerField(_("lowest pay level"))
    level_to = models.PositiveSmallIntegerField(_("highest pay level"))
    former_name_zh = models.CharField(_("Chinese name before June 2019"), max_length=40, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("rank")
        verbose_name_plural = _("ranks")
        constraints = [
            one_of("track", Track, name="rank_track_is_known"),
            one_of("tier", Tier, name="rank_tier_is_known"),
        ]


@tracked()
class ProfessionalTitle(TwoNames):
    """The title of a participant without a civil-service rank; its order is not comparable with that of ranks."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("professional title")
        verbose_name_plural = _("professional titles")
