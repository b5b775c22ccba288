"""Posts: what an official keeps at home and holds at the host."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from officials import names
from officials.constraints import CheckedAtOnce, days_within_the_century, one_of_or_blank
from officials.finding import Characters, plain, rank_by_names
from officials.history import tracked, tracked_links
from officials.models.geography import Jurisdiction
from officials.models.organisations import Organisation, is_used
from officials.models.vocabulary import Expertise, Rank, Tier, in_language
from officials.places import Places


class PostQuerySet(models.QuerySet):
    def matching(self, text, *, places=None):
        """Posts whose code, title, organisation or place holds every word of the text, in either language.

        The place alone is not enough: a city's name does not ask for all posts in the city.
        """
        words = names.words(text)
        places = places or Places()
        posts, named = self, Post.objects.none().values("pk")
        for word in words:
            own = Post.objects.filter(
                Q(code__icontains=word.text) | Q(title_en__icontains=plain(word.text)) | Q(title_zh__holds=word.text)
            )
            of_one = Post.objects.filter(organisation__in=Organisation.objects.holding(word.text))
            found = own.values("pk").union(of_one.values("pk"))
            if len(words) == 1:
                return posts.filter(pk__in=found)
            there = Post.objects.filter(organisation__jurisdiction__in=places.holding(word))
            posts = posts.filter(pk__in=found.union(there.values("pk")))
            named = named.union(found)
        return posts.filter(pk__in=named) if words else posts

    def best_first(self, text):
        """In the order in which somebody who typed the text would want them."""
        return self.annotate(match=rank_by_names(text, "title_en", "title_zh")).order_by("match", "code")


@tracked()
class Post(CheckedAtOnce):
    """A post in an organisation. At most one guest holds it at a time."""

    code = models.CharField(
        _("code"),
        max_length=60,
        unique=True,
        blank=True,
        help_text=_("Empty: the next number of the organisation."),
    )
    title_en = models.CharField(_("English title"), max_length=200)
    title_zh = models.CharField(_("Chinese title"), max_length=100, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="posts",
    )
    region = models.ForeignKey(
        Jurisdiction,
        models.PROTECT,
        verbose_name=_("region"),
        related_name="+",
        editable=False,
    )
    rank = models.ForeignKey(
        Rank,
        models.PROTECT,
        verbose_name=_("rank"),
        related_name="+",
        null=True,
        blank=True,
    )
    tier = models.CharField(
        _("tier"),
        max_length=12,
        choices=Tier,
        blank=True,
        help_text=_("Empty: that of the rank."),
    )
    expertise = models.ManyToManyField(Expertise, verbose_name=_("expertise wanted"), related_name="posts", blank=True)
    duties = models.TextField(_("duties"), max_length=2000, blank=True)
    needs_congress_decision = models.BooleanField(
        _("needs a people’s congress decision"),
        default=False,
        help_text=_("Vice mayors, deputy county and district heads."),
    )
    is_created_for_programme = models.BooleanField(_("created for the programme"), default=False)
    created_for = models.ForeignKey(
        "officials.Official",
        models.PROTECT,
        verbose_name=_("created for"),
        related_name="posts_created",
        null=True,
        blank=True,
    )
    created_why = models.CharField(_("why it was created"), max_length=300, blank=True)
    created_at_request_of = models.CharField(_("who asked for it"), max_length=200, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            one_of_or_blank("tier", Tier, name="post_tier_is_known"),
            days_within_the_century("retired_on", name="post_days_are_of_this_century"),
            models.CheckConstraint(
                name="post_created_facts_are_of_a_created_post",
                condition=Q(is_created_for_programme=True)
                | Q(created_for__isnull=True, created_why="", created_at_request_of=""),
                violation_error_message=_(
                    "For whom, why and who asked belong to a post created for the programme; tick that first."
                ),
            ),
            models.UniqueConstraint(name="post_id_region", fields=["id", "region"]),
        ]
        indexes = [
            GinIndex(OpClass(Upper("code"), "gin_trgm_ops"), name="post_code_trgm", fastupdate=False),
            GinIndex(OpClass(Upper("title_en"), "gin_trgm_ops"), name="post_title_en_trgm", fastupdate=False),
            GinIndex(Characters("title_zh"), name="post_title_zh_chars", fastupdate=False),
        ]

    def __str__(self):
        return pgettext("a post", "{title}, {organisation}").format(title=self.title, organisation=self.organisation)

    @property
    def title(self):
        """The title in the language of the page."""
        return in_language(self.title_zh, self.title_en)

    def is_retired(self, *, on):
        """Whether the post no longer exists on the day. The day of retirement itself is the first without it."""
        return self.retired_on is not None and self.retired_on <= on

    def clean(self):
        """Refuse to move a used post to another region (domain: regions of a placement are those of its posts)."""
        if self.pk and self.organisation_id and self.organisation.region_id != self.region_id and is_used(self):
            raise ValidationError({"organisation": _("The region of a post in use cannot change.")})

    def save(self, *args, **kwargs):
        """Store what follows from the organisation and the rank: region, tier, and a code where none was given."""
        self.region_id = self.organisation.region_id
        if self.rank_id and not self.tier:
            self.tier = self.rank.tier
        if not self.code:
            self.code = self._next_code()
        super().save(*args, **kwargs)

    def _next_code(self):
        taken = Post.objects.filter(code__startswith=f"{self.organisation.code}-").values_list("code", flat=True)
        numbers = [int(end) for code in taken if (end := code.rpartition("-")[2]).isdigit() and len(end) < 6]
        return f"{self.organisation.code}-{max(numbers, default=0) + 1:02d}"


@tracked_links()
class PostExpertise(Post.expertise.through):
    """Which expertise a post wants (tracked)."""

    class Meta:
        proxy = True
