"""The audit trail of the exchange: what belongs to what, who reads what of it, and what records are called there."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from officials.models import Official, Organisation, Post
from officials.trail.history import history, link_events, own_events
from officials.trail.kinds import kind_of
from officials.trail.readers import Reader
from officials.trail.steps import Some
from placements.action_names import ACTION_NAMES
from placements.models import (
    Attachment,
    Cycle,
    DecisionPaper,
    Departure,
    Export,
    ExtensionRequest,
    GuideAge,
    Nomination,
    Notice,
    Opinion,
    Placement,
    PlanRow,
    PostRenewal,
    Quota,
    SuggestedEnd,
    TermEntry,
)
from placements.models.extensions import RequestState

# The foreign key to the record that a person would look for.
OWNERS = {
    kind_of(model).name: columns
    for model, columns in {
        TermEntry: ["placement"],
        Departure: ["request", "placement"],
        Opinion: ["request"],
        Attachment: ["request"],
        DecisionPaper: ["request"],
        Notice: ["request", "placement"],
        PostRenewal: ["placement"],
        Quota: ["cycle"],
        SuggestedEnd: ["cycle"],
        GuideAge: ["cycle"],
    }.items()
}
# What a record's name is made of.
JOINS = {
    Placement: ["official"],
    ExtensionRequest: ["placement__official"],
    Nomination: ["official", "cycle"],
    PlanRow: ["nomination__official", "offer"],
    Post: ["organisation"],
    TermEntry: ["placement"],
}
OF_A_REQUEST = [Opinion, Attachment, DecisionPaper, Departure]
OF_A_PLACEMENT = [TermEntry, Departure, PostRenewal]
PAGES = {Placement: "placement", ExtensionRequest: "extension", Official: "official", Post: "post"} | {
    Organisation: "organisation"
}


class ExchangeReader(Reader):
    """Coordinators read the exchange; an administrator that something happened to a number, by whom and when.

    What stands in a draft is the official's own until it is sent.
    """

    open_kinds = frozenset(kind_of(model).name for model in (Cycle, Quota, SuggestedEnd, GuideAge, Export))

    def why_closed(self, step):
        if closed := super().why_closed(step):
            return closed
        if _is_draft(step):
            return _("What stands in a draft is the official’s own.")
        return _("Nobody reads the opinions on their own request.") if self._is_of_own_request(step) else ""

    def _is_of_own_request(self, step):
        """Nobody reads what is thought of their own request."""
        return step.kind.model in (Opinion, Departure) and step.after["request_id"] in self._own_requests

    @cached_property
    def _own_requests(self):
        own = ExtensionRequest.objects.filter(placement__official__account=self.user.pk)
        return set(own.values_list("pk", flat=True))

    def label(self, thing):
        kind = kind_of(type(thing))
        if kind is not None and not self.reads(kind):
            return getattr(thing, "number", None) or str(thing.pk)  # a name may already be what is not told
        if isinstance(thing, Placement):
            return f"{thing.number} {thing.official}"
        if isinstance(thing, ExtensionRequest):
            return f"{thing} {thing.placement.official}"
        return super().label(thing)

    def address(self, owner):
        """Where the record is read, for those who may; what a link leads to may be gone."""
        model, key = owner
        name = PAGES.get(model) if self.is_office else None
        return reverse(f"placements:{name}", args=[key]) if name else ""


def _is_draft(step):
    if step.kind.model is ExtensionRequest:
        return step.after["state"] == RequestState.DRAFT
    return step.kind.model is Attachment and not step.after["is_sent"]


# One record ----------------------------------------------------------------------------------


def history_of(record, reader):
    """What happened to the record and to all that belongs to it."""
    wanted = [own_events(record), *link_events(record), *_belongings(record)]
    return history(wanted, reader, action_names=ACTION_NAMES, owners=OWNERS, joins=JOINS)


def _belongings(record):
    if isinstance(record, ExtensionRequest):
        return [Some(kind_of(model), "request_id", (record.pk,)) for model in OF_A_REQUEST]
    if isinstance(record, Placement):
        return _of_placement(record)
    if isinstance(record, Cycle):
        return [Some(kind_of(model), "cycle_id", (record.pk,)) for model in (Quota, SuggestedEnd, GuideAge)]
    return []


def _of_placement(placement):
    """The ledger, the requests and all of theirs, what was overridden, and the contacts."""
    requests = tuple(ExtensionRequest.objects.filter(placement=placement).values_list("pk", flat=True))
    contacts = tuple({placement.home_contact_id, placement.host_contact_id} - {None})
    return [
        *(Some(kind_of(model), "placement_id", (placement.pk,)) for model in [*OF_A_PLACEMENT, ExtensionRequest]),
        *(Some(kind_of(model), "request_id", requests) for model in OF_A_REQUEST),
        Some(kind_of(type(placement)._meta.get_field("home_contact").related_model), "pgh_obj_id", contacts),
    ]
