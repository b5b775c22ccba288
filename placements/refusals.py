"""How a rule speaks: a refusal, or a concern that somebody may override with a reason that is kept."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NotAllowed(ValidationError):
    """A rule of the house refuses. A ValidationError, so that form, admin, import and page show it alike."""


@dataclass(frozen=True)
class Concern:
    """A rule that warns: which one, and the sentence that names the fact."""

    rule: str
    sentence: str


class NeedsReason(NotAllowed):
    """There are concerns, and no reason was given for going on all the same."""

    def __init__(self, concerns, field="reason"):
        self.concerns = concerns
        sentences = [concern.sentence for concern in concerns]
        super().__init__({field: [*sentences, _("To go on, write the reason; it is kept.")]})


def insist_on_reason(concerns, reason, field="reason"):
    """Raise NeedsReason, at the field, where something warns and nobody said why to go on."""
    if concerns and not reason.strip():
        raise NeedsReason(concerns, field)


def insist_on_permission(user, permission):
    """Raise NotAllowed where the person may not do this, whichever door they came through."""
    if not user.has_perm(permission):
        raise NotAllowed(_("You may not do this."))


def refuse_day(field, date, *, on):
    """Raise NotAllowed, at the field, where the day of what was said is still to come."""
    if date > on:
        raise NotAllowed({field: _("The day is still to come.")})
