"""A nomination: an official put forward for a cycle by the home organisation."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from officials.constraints import CheckedAtOnce, days_within_the_century, one_of
from officials.history import tracked
from officials.models import Official
from placements.models.cycles import Cycle
from placements.models.placements import Placement


class NominationState(models.TextChoices):
    """What somebody decided. Whether the official is placed follows from the placements and is not stored."""

    PUT_FORWARD = "put_forward", _("put forward")
    CHECKED = "checked", _("checked")
    WITHDRAWN = "withdrawn", _("withdrawn")


NOMINATION_MOVES = {
    NominationState.PUT_FORWARD: {NominationState.CHECKED, NominationState.WITHDRAWN},
    NominationState.CHECKED: {NominationState.WITHDRAWN},
    NominationState.WITHDRAWN: set(),
}


class NominationStanding(models.TextChoices):
    """Where a nomination stands: its state, and whether the official has a live placement of the cycle."""

    PUT_FORWARD = "put_forward", _("put forward")
    CHECKED = "checked", _("checked")
    PLACED = "placed", _("placed")
    NOT_PLACED = "not_placed", _("not placed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class NominationQuerySet(models.QuerySet):
    """Finishes the sentence "nominations that are …"."""

    def standing(self):
        """Put forward or checked: not withdrawn."""
        return self.exclude(state=NominationState.WITHDRAWN)

    def with_placed(self):
        """Each with `is_placed`: whether its official has a proposed or confirmed placement of its cycle."""
        there = Placement.objects.live().filter(cycle=OuterRef("cycle"), official=OuterRef("official"))
        return self.annotate(is_placed=Exists(there.order_by()))

    def with_planned(self):
        """Each with `is_planned`: whether a row of a plan is accepted with it."""
        rows = self.model._meta.get_field("plan_rows").related_model.objects  # its module imports this one
        return self.annotate(is_planned=Exists(rows.accepted().filter(nomination=OuterRef("pk")).order_by()))

    def that_stand(self, standing):
        """Of `with_placed()`, those of the standing."""
        if standing == NominationStanding.WITHDRAWN:
            return self.filter(state=NominationState.WITHDRAWN)
        if standing == NominationStanding.PLACED:
            return self.standing().filter(is_placed=True)
        if standing == NominationStanding.NOT_PLACED:
            return self.standing().filter(is_placed=False, cycle__closed_at__isnull=False)
        return self.that_wait().filter(state=standing)

    def that_wait(self):
        """Of `with_placed()`, those that can still be placed: their state is their standing."""
        return self.standing().filter(is_placed=False, cycle__closed_at__isnull=True)


@tracked()
class Nomination(CheckedAtOnce):
    """An official put forward for a cycle, with what the home organisation says of them.

    One that stands per cycle and official; who was withdrawn may be put forward again.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="nominations")
    official = models.ForeignKey(Official, models.PROTECT, verbose_name=_("official"), related_name="nominations")
    note = models.TextField(
        _("note of the home organisation"), max_length=2000, validators=[MaxLengthValidator(2000)], blank=True
    )
    nominated_on = models.DateField(_("put forward on"))
    state = models.CharField(
        _("state"), max_length=12, choices=NominationState, default=NominationState.PUT_FORWARD, editable=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("entered by"), related_name="+", editable=False
    )
    entered_at = models.DateTimeField(_("entered at"), editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("checked by"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("withdrawn by"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(
        _("why it was withdrawn"), max_length=1000, validators=[MaxLengthValidator(1000)], blank=True, editable=False
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-cycle__year", "official__pinyin_order", "pk"]
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        constraints = [
            one_of("state", NominationState, name="nomination_state_is_known"),
            days_within_the_century("nominated_on", name="nomination_day_is_of_this_century"),
            models.CheckConstraint(
                name="nomination_check_is_whole_or_absent",
                condition=Q(
                    state__in=[NominationState.CHECKED, NominationState.WITHDRAWN],
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                )
                | Q(
                    state__in=[NominationState.PUT_FORWARD, NominationState.WITHDRAWN],
                    checked_by__isnull=True,
                    checked_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="nomination_withdrawal_is_whole_or_absent",
                condition=(
                    Q(state=NominationState.WITHDRAWN, withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawal_reason="")
                )
                | Q(
                    state__in=[NominationState.PUT_FORWARD, NominationState.CHECKED],
                    withdrawn_by__isnull=True,
                    withdrawn_at__isnull=True,
                    withdrawal_reason="",
                ),
            ),
            models.UniqueConstraint(
                name="nomination_one_that_stands",
                fields=["cycle", "official"],
                condition=~Q(state=NominationState.WITHDRAWN),
                violation_error_message=_("The official is put forward for this cycle already."),
            ),
        ]
        indexes = [models.Index(name="nomination_cycle_state", fields=["cycle", "state"])]

    def __str__(self):
        return _("{name}, {cycle}").format(name=self.official, cycle=self.cycle)

    @property
    def stands(self):
        """Whether it was not withdrawn."""
        return self.state != NominationState.WITHDRAWN

    @property
    def is_in_plan(self):
        """Whether it waits, and a plan has it accepted already. Read from `with_planned()`, or asked for."""
        if self.standing not in {NominationStanding.PUT_FORWARD, NominationStanding.CHECKED}:
            return False
        return self.is_planned if "is_planned" in self.__dict__ else self.plan_rows.accepted().exists()

    @property
    def standing(self):
        """Where it stands, with the placement of the cycle. Read from `with_placed()`, or asked for."""
        if not self.stands:
            return NominationStanding.WITHDRAWN
        if self.placement_of_the_cycle_exists:
            return NominationStanding.PLACED
        if self.cycle.is_closed:
            return NominationStanding.NOT_PLACED
        return NominationStanding(self.state)

    @property
    def placement_of_the_cycle_exists(self):
        """Whether the official has a live placement of this cycle."""
        if "is_placed" in self.__dict__:
            return self.is_placed
        return Placement.objects.live().filter(cycle=self.cycle_id, official=self.official_id).exists()
