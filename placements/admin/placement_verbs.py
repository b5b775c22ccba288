"""What is done to a placement in the back office: each verb with its button, when it stands there, and its form."""

from django.utils.translation import gettext_lazy as _

from placements import actions, arrivals, rules
from placements.actions.ledger import latest_entry
from placements.admin.verbs import Verb
from placements.forms import ConfirmForm, EarlyReturnForm, SeenAgainForm, SeenForm
from placements.models.ledger import EntryKind
from placements.models.placements import State

MAY_CONFIRM = "placements.confirm_placement"


def _can_stay_after_all(placement, *, on):
    """Whether it ends early by its latest term record, and the end before that is still to come."""
    latest = latest_entry(placement)
    return latest.kind == EntryKind.EARLY_RETURN and on <= latest.previous_ends_on


CONFIRM = Verb(
    "confirm",
    _("Confirm"),
    actions.confirm_placement,
    lambda placement, _on: placement.state == State.PROPOSED,
    MAY_CONFIRM,
    _("{name} is confirmed."),
    form=ConfirmForm,
    is_direct=True,
)
WITHDRAW = Verb(
    "withdraw",
    _("Withdraw…"),
    actions.withdraw_placement,
    lambda placement, _on: placement.state == State.PROPOSED,
    MAY_CONFIRM,
    _("{name} is withdrawn."),
    is_grave=True,
)
CANCEL = Verb(
    "cancel",
    _("Cancel the placement…"),
    actions.cancel_placement,
    lambda placement, on: placement.state == State.CONFIRMED and on < placement.starts_on,
    MAY_CONFIRM,
    _("{name} is cancelled."),
    needs_day=True,
    is_grave=True,
    warn=rules.concerns_of_pairing,
)
END_EARLY = Verb(
    "return-early",
    _("End early…"),
    actions.return_early,
    lambda placement, on: placement.state == State.CONFIRMED and placement.starts_on <= on < placement.ends_on,
    MAY_CONFIRM,
    _("The term of {name} ends early."),
    form=EarlyReturnForm,
    is_grave=True,
    warn=rules.concerns_of_pairing,
)
TAKE_BACK_EARLY_RETURN = Verb(
    "reverse-early-return",
    _("Take back the early return…"),
    actions.reverse_early_return,
    lambda placement, on: placement.state == State.CONFIRMED and _can_stay_after_all(placement, on=on),
    MAY_CONFIRM,
    _("The earlier end of {name} is taken back."),
    needs_day=True,
)
RECORD_ARRIVAL = Verb(
    "record-arrival",
    _("Record arrival"),
    actions.record_arrival,
    lambda placement, on: not placement.arrived_on and arrivals.why_not_record_arrival(placement, on=on) is None,
    MAY_CONFIRM,
    _("The arrival of {name} is recorded."),
    form=SeenForm,
    needs_day=True,
    initial=lambda placement: {"on_day": placement.starts_on},
)
CORRECT_ARRIVAL = Verb(
    "correct-arrival",
    _("Correct the arrival"),
    actions.correct_arrival,
    lambda placement, _on: placement.arrived_on is not None,
    MAY_CONFIRM,
    _("The arrival of {name} is corrected."),
    form=SeenAgainForm,
    needs_day=True,
    initial=lambda placement: {"on_day": placement.arrived_on},
)
RECORD_RETURN = Verb(
    "record-return",
    _("Record return"),
    actions.record_return,
    lambda placement, on: not placement.back_home_on and arrivals.why_not_record_return(placement, on=on) is None,
    MAY_CONFIRM,
    _("The return of {name} is recorded."),
    form=SeenForm,
    needs_day=True,
)
CORRECT_RETURN = Verb(
    "correct-return",
    _("Correct the return"),
    actions.correct_return,
    lambda placement, _on: placement.back_home_on is not None,
    MAY_CONFIRM,
    _("The return of {name} is corrected."),
    form=SeenAgainForm,
    needs_day=True,
    initial=lambda placement: {"on_day": placement.back_home_on},
)

VERBS = [
    *(CONFIRM, WITHDRAW, CANCEL, END_EARLY, TAKE_BACK_EARLY_RETURN),
    *(RECORD_ARRIVAL, CORRECT_ARRIVAL, RECORD_RETURN, CORRECT_RETURN),
]
