"""The people of the exchange."""

from contextlib import contextmanager

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models, transaction
from django.db.models import Func, Q, Value
from django.db.models.functions import Concat, Upper
from django.utils.translation import gettext_lazy as _

from officials import name_order, names
from officials.constraints import CheckedAtOnce, one_of
from officials.finding import (
    Characters,
    Match,
    Wanted,
    Words,
    any_of,
    is_slip,
    least_likeness,
    one_slip_from,
    ranked,
    slips_allowed,
)
from officials.history import tracked, tracked_links
from officials.models.posts import Post
from officials.models.vocabulary import Expertise, ProfessionalTitle, Rank


class Provenance(models.TextChoices):
    """Where the record comes from; shown, so that nobody takes the invented for the real."""

    REGISTER = "register", _("entered by the office")
    ARTICLE = "article", _("public news report")
    INVENTED = "invented", _("invented for the demonstration")


class OfficialQuerySet(models.QuerySet):
    def named(self, text):
        """Officials whose name holds every word of the text.

        A word may be Chinese characters, pinyin with or without tones, or initials; ü may be
        written u, v or yu after l and n. The personnel number is found too.
        """
        officials = self
        for word in names.words(text):
            condition = Q(personnel_number__iexact=word.text)
            if not word.keys:
                condition |= Q(name_zh__holds=word.text)
            for key in word.keys:
                # One or two letters stand in almost every name somewhere: they are looked for where a syllable begins.
                part = key if len(key) > 2 else f" {key}"
                condition |= Q(search_key__contains=part) | Q(initials__startswith=key)
            officials = officials.filter(condition)
        return officials

    def of_tier(self, tier):
        """Officials of the tier: that of the rank, or that of the home post; see Official.tier."""
        return self.filter(Q(rank__tier=tier) | Q(rank=None, home_post__tier=tier))

    def best_first(self, text):
        """In the order in which somebody who typed the text would want them."""
        wanted = Wanted(text)
        pinyin, chinese = wanted.in_pinyin, wanted.in_characters
        match = ranked(
            (Match.NUMBER, Q(personnel_number__iexact=wanted.joined)),
            (Match.NAME, Q(name_zh=chinese or wanted.joined)),
            (Match.PINYIN, any_of(Q(search_key__startswith=f" {key} ") for key in pinyin)),
            (Match.PINYIN, any_of(Q(pinyin_key=key) for key in pinyin)),
            (Match.INITIALS, Q(initials__in=pinyin)),
            (Match.FAMILY, any_of(Q(pinyin_key=Concat(Value(key), _GIVEN)) for key in pinyin)),
            (Match.BEGINNING, any_of([Q(name_zh__startswith=chinese)] if chinese else [])),
            (Match.BEGINNING, any_of(Q(search_key__startswith=f" {key}") for key in pinyin)),
            (Match.BEGINNING, any_of(Q(initials__startswith=key) for key in pinyin)),
            (Match.PART, Q(pk__isnull=False)),
        )
        return self.annotate(match=match).order_by("match", "pinyin_key", "pk")

    def similar_to(self, text):
        """The keys of officials who were perhaps meant: pinyin with a slip in it, or two in a long name.

        Those who are `named` are left out. Two slips are believed only where nobody is nearer.
        """
        typed = [key for key in Wanted(text).in_pinyin if slips_allowed(len(key)) and key.isascii()]
        if not typed:
            return []
        with _by_indexes(least_likeness(typed[0])):
            spellings = set().union(*map(one_slip_from, typed))
            people = self.alias(words=Words("search_key")).filter(words__overlap=sorted(spellings))
            similar = self._meant(people, typed, text)
            if similar or slips_allowed(len(typed[0])) == 1 or self.named(text).exists():
                return similar
            near = any_of(Q(search_key__trigram_word_similar=key) for key in typed)
            return self._meant(self.filter(near), typed, text)

    def _meant(self, people, typed, text):
        """Of the people who come into question, the keys of those who were meant and are not named."""
        found = people.order_by("pinyin_key", "pk").values_list("pk", "family_name", "given_name")
        # Thousands may come into question, and most share their name with others.
        meant = {name: _is_meant(typed, *name) for name in {(family, given) for _pk, family, given in found}}
        keys = [pk for pk, family, given in found if meant[family, given]]
        named = set(self.filter(pk__in=keys).named(text).order_by().values_list("pk", flat=True)) if keys else ()
        return [pk for pk in keys if pk not in named]


@contextmanager
def _by_indexes(likeness):
    """Slips are looked for in indexes: each comparison costs more than the planner believes."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "set local enable_seqscan = off; set local pg_trgm.word_similarity_threshold = %s",
            [likeness],
        )
        yield
        # Taken back by hand: rolled back, the connection would forget what it has prepared (docs/adr/0073).
        cursor.execute("set local enable_seqscan to default; set local pg_trgm.word_similarity_threshold to default")


_GIVEN = Func("search_key", Value(" "), Value(3), function="split_part", output_field=models.TextField())


def _is_meant(typed, family, given):
    whole = names.pinyin_key(family, given).split()
    return any(is_slip(key, name) for key in typed for name in [*whole, names.fold(given), names.fold(family)])


# What search reads follows from the names, which are in the trail.
@tracked(exclude=["search_key"])
class Official(CheckedAtOnce):
    """An official or specialist who takes part. The home post is kept throughout.

    No identity-card number, health or family data: the office does not need them.
    """

    personnel_number = models.CharField(_("personnel number"), max_length=20, unique=True, null=True, blank=True)
    family_name = models.CharField(_("family name (pinyin)"), max_length=40)
    given_name = models.CharField(_("given name (pinyin)"), max_length=60)
    name_zh = models.CharField(
        _("Chinese name"),
        max_length=30,
        blank=True,
        help_text=_("Never guessed from the pinyin; empty if unknown."),
    )
    birth_year = models.PositiveSmallIntegerField(
        _("birth year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1930), MaxValueValidator(2020)],
    )
    birth_month = models.PositiveSmallIntegerField(
        _("birth month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    rank = models.ForeignKey(
        Rank,
        models.PROTECT,
        verbose_name=_("rank"),
        related_name="officials",
        null=True,
        blank=True,
    )
    professional_title = models.ForeignKey(
        ProfessionalTitle,
        models.PROTECT,
        verbose_name=_("professional title"),
        related_name="officials",
        null=True,
        blank=True,
    )
    home_post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("home post"), related_name="home_of")
    expertise = models.ManyToManyField(Expertise, verbose_name=_("expertise"), related_name="officials", blank=True)
    work_phone = models.CharField(_("work phone"), max_length=30, blank=True, help_text=_("With area code."))
    mobile = models.CharField(_("mobile"), max_length=30, blank=True)
    email = models.EmailField(_("email"), blank=True)
    letter_language = models.CharField(
        _("language of letters"),
        max_length=10,
        choices=settings.LANGUAGES,
        default="zh-hans",
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("account"),
        related_name="official",
        null=True,
        blank=True,
    )
    provenance = models.CharField(
        _("source of the record"),
        max_length=10,
        choices=Provenance,
        default=Provenance.REGISTER,
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    # What search reads: folded from the names by save(), never typed.
    pinyin_key = models.CharField(max_length=250, editable=False)
    initials = models.CharField(max_length=40, editable=False)
    search_key = models.CharField(max_length=600, editable=False, default="")
    # What lists are ordered by: made from the names by save(), never typed.
    pinyin_order = models.CharField(max_length=160, editable=False, default="")
    stroke_order = models.CharField(max_length=160, editable=False, default="")

    objects = OfficialQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        constraints = [
            one_of("provenance", Provenance, name="official_provenance_is_known"),
            models.CheckConstraint(
                name="official_letter_language_is_known",
                condition=Q(letter_language__in=[code for code, _name in settings.LANGUAGES]),
            ),
            models.CheckConstraint(
                name="official_birth_month_is_a_month",
                condition=Q(birth_month__isnull=True) | Q(birth_month__range=(1, 12), birth_year__isnull=False),
                violation_error_message=_("A birth month is 1 to 12, and goes with a birth year."),
            ),
        ]
        indexes = [
            GinIndex(OpClass("search_key", "gin_trgm_ops"), name="official_search_key_trgm", fastupdate=False),
            GinIndex(Words("search_key"), name="official_search_key_words", fastupdate=False),
            GinIndex(Characters("name_zh"), name="official_name_zh_chars", fastupdate=False),
            models.Index(Upper("personnel_number"), name="official_personnel_number_up"),
            models.Index(OpClass("initials", "text_pattern_ops"), name="official_initials_prefix"),
        ]

    def __str__(self):
        return " ".join(part for part in (self.name_zh, self.name_latin) if part)

    @property
    def name_latin(self):
        """Pinyin, family name first."""
        return f"{self.family_name} {self.given_name}"

    @property
    def tier(self):
        """The tier of the rank, or that of the home post; empty for a specialist without either."""
        return self.rank.tier if self.rank_id else self.home_post.tier

    def age(self, *, on):
        """Full years on the day, or None where birth year or month is missing. Counted from the month's first day."""
        if not (self.birth_year and self.birth_month):
            return None
        return on.year - self.birth_year - (on.month < self.birth_month)

    def save(self, *args, **kwargs):
        """Fold the names into what search reads and lists are ordered by."""
        self.personnel_number = self.personnel_number or None
        self.name_zh = names.tidy(self.name_zh).strip()
        self.pinyin_key = names.pinyin_key(self.family_name, self.given_name)
        self.initials = names.initials(self.family_name, self.given_name, self.name_zh)
        orders = name_order.order_keys(self.family_name, self.given_name, self.name_zh)
        self.pinyin_order, self.stroke_order = orders["pinyin_order"], orders["stroke_order"]
        self.search_key = names.search_key(self.family_name, self.given_name, self.name_zh)
        if (update_fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*update_fields, "pinyin_key", "initials", "search_key", *orders}
        super().save(*args, **kwargs)


@tracked_links()
class OfficialExpertise(Official.expertise.through):
    """Which expertise an official has (tracked)."""

    class Meta:
        proxy = True
