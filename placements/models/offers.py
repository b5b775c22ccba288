"""An offered post: what a host needs in a cycle. And the renewal of a post that closes with its placement."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of, whole_or_absent
from officials.history import tracked, tracked_links
from officials.models import Contact, Expertise, Post
from placements.models.cycles import Cycle
from placements.models.placements import Placement, State


class OfferState(models.TextChoices):
    """What somebody decided. Whether the post is held or filled follows from the placements and is not stored."""

    OPEN = "open", pgettext_lazy("an offered post", "open")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CLOSED = "closed", pgettext_lazy("an offered post", "closed")


OFFER_MOVES = {
    OfferState.OPEN: {OfferState.WITHDRAWN, OfferState.CLOSED},
    OfferState.WITHDRAWN: set(),
    OfferState.CLOSED: set(),
}


class OfferStanding(models.TextChoices):
    """Where an offered post stands: its state, and what the placements of the cycle say of the post."""

    OPEN = "open", pgettext_lazy("an offered post", "open")
    HELD = "held", _("held for a nominee")
    FILLED = "filled", pgettext_lazy("an offered post", "filled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CLOSED = "closed", pgettext_lazy("an offered post", "closed")


class PostOfferQuerySet(models.QuerySet):
    """Finishes the sentence "offered posts that are …"."""

    def open(self):
        """Neither withdrawn nor closed; somebody may hold the post already."""
        return self.filter(state=OfferState.OPEN)

    def with_taken(self):
        """Each with `is_held` and `is_filled`: a proposed, a confirmed placement of its cycle at its post."""
        there = Placement.objects.filter(cycle=OuterRef("cycle"), host_post=OuterRef("post")).order_by()
        return self.annotate(is_held=Exists(there.proposed()), is_filled=Exists(there.confirmed()))

    def waiting(self):
        """Open, and no live placement of the cycle at the post."""
        return self.open().with_taken().filter(is_held=False, is_filled=False)

    def with_planned(self):
        """Each with `is_planned`: whether a row of a plan is accepted with it."""
        rows = self.model._meta.get_field("plan_rows").related_model.objects  # its module imports this one
        return self.annotate(is_planned=Exists(rows.accepted().filter(offer=OuterRef("pk")).order_by()))

    def that_stand(self, standing):
        """Of `with_taken()`, those of the standing."""
        if standing in {OfferStanding.WITHDRAWN, OfferStanding.CLOSED}:
            return self.filter(state=standing)
        if standing == OfferStanding.FILLED:
            return self.open().filter(is_filled=True)
        return self.open().filter(is_filled=False, is_held=standing == OfferStanding.HELD)


@tracked()
class PostOffer(CheckedAtOnce):
    """A post offered in a cycle, with the need in words and the expertise wanted. One open a cycle and post."""

    number = models.CharField(_("number"), max_length=12, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="offers")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("post"), related_name="offers")
    need = models.TextField(
        _("need"),
        max_length=2000,
        validators=[MaxLengthValidator(2000)],
        blank=True,
        help_text=_("What the host wants somebody for."),
    )
    wanted = models.ManyToManyField(
        Expertise, verbose_name=_("expertise wanted"), related_name="offers_wanting", blank=True
    )
    offered_on = models.DateField(_("offered on"))
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        verbose_name=_("contact at the host organisation"),
        related_name="+",
        null=True,
        blank=True,
    )
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("carried over from"),
        related_name="carried_to",
        null=True,
        blank=True,
        editable=False,
    )
    state = models.CharField(_("state"), max_length=10, choices=OfferState, default=OfferState.OPEN, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("entered by"), related_name="+", editable=False
    )
    entered_at = models.DateTimeField(_("entered at"), editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("last changed by"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    changed_at = models.DateTimeField(_("last changed at"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("withdrawn or closed by"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    closed_at = models.DateTimeField(_("withdrawn or closed at"), null=True, blank=True, editable=False)
    closing_reason = models.TextField(
        _("why it was withdrawn or closed"),
        max_length=1000,
        validators=[MaxLengthValidator(1000)],
        blank=True,
        editable=False,
    )

    objects = PostOfferQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("offered post")
        verbose_name_plural = _("offered posts")
        constraints = [
            one_of("state", OfferState, name="offer_state_is_known"),
            days_within_the_century("offered_on", name="offer_day_is_of_this_century"),
            whole_or_absent("changed_at", "changed_by", name="offer_change_is_whole_or_absent"),
            models.CheckConstraint(
                name="offer_closing_is_whole_or_absent",
                condition=(
                    Q(
                        state__in=[OfferState.WITHDRAWN, OfferState.CLOSED],
                        closed_by__isnull=False,
                        closed_at__isnull=False,
                    )
                    & ~Q(closing_reason="")
                )
                | Q(state=OfferState.OPEN, closed_by__isnull=True, closed_at__isnull=True, closing_reason=""),
            ),
            models.CheckConstraint(
                name="offer_is_not_carried_from_itself",
                condition=~Q(carried_from=models.F("pk")),
            ),
            models.UniqueConstraint(
                name="offer_one_open_a_cycle_and_post",
                fields=["cycle", "post"],
                condition=Q(state=OfferState.OPEN),
                violation_error_message=_("The post is offered in this cycle already."),
            ),
        ]
        indexes = [models.Index(name="offer_cycle_state", fields=["cycle", "state"])]

    def __str__(self):
        return self.number

    @property
    def is_open(self):
        """Whether it was neither withdrawn nor closed."""
        return self.state == OfferState.OPEN

    @property
    def is_in_plan(self):
        """Whether it reads open, and a plan has it accepted already. Read from `with_planned()`, or asked for."""
        if self.standing != OfferStanding.OPEN:
            return False
        return self.is_planned if "is_planned" in self.__dict__ else self.plan_rows.accepted().exists()

    @property
    def standing(self):
        """Where it stands, with the placements of the cycle. Read from `with_taken()`, or asked for."""
        if not self.is_open:
            return OfferStanding(self.state)
        if "is_filled" in self.__dict__:
            held, filled = self.is_held, self.is_filled
        else:
            there = Placement.objects.live().filter(cycle=self.cycle_id, host_post=self.post_id)
            states = set(there.order_by().values_list("state", flat=True))
            held, filled = State.PROPOSED in states, State.CONFIRMED in states
        if filled:
            return OfferStanding.FILLED
        return OfferStanding.HELD if held else OfferStanding.OPEN


@tracked_links()
class PostOfferExpertise(PostOffer.wanted.through):  # type: ignore[name-defined]
    """Which expertise an offered post wants (tracked)."""

    class Meta:
        proxy = True


@tracked()
class PostRenewal(CheckedAtOnce):
    """A post created for a person goes on after the placement with which it would have closed. Append-only."""

    placement = models.OneToOneField(
        Placement,
        models.PROTECT,
        verbose_name=_("placement that it outlives"),
        related_name="renewal",
    )
    reason = models.CharField(_("why it goes on"), max_length=1000)
    renewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("renewed by"), related_name="+"
    )
    renewed_at = models.DateTimeField(_("renewed at"))

    class Meta:
        ordering = ["renewed_at", "pk"]
        verbose_name = _("renewal of a created post")
        verbose_name_plural = _("renewals of created posts")
        constraints = [models.CheckConstraint(name="renewal_has_its_reason", condition=~Q(reason=""))]

    def __str__(self):
        return self.placement.number
