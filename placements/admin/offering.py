"""Nominations and offered posts in the back office, through the same actions as on the pages."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchangeoffice.today import now, today
from officials.models import Official, Post
from placements import actions
from placements.admin.base import ExchangeAdmin, by
from placements.admin.filters import CycleFilter, StateFilter
from placements.admin.placements import MOST_NAMES
from placements.admin.verbs import Verb, VerbAdmin
from placements.forms import SureForm
from placements.models import Nomination, PostOffer, PostOfferExpertise
from placements.models.nominations import NominationState
from placements.models.offers import OfferState

CHECK = Verb(
    "check",
    _("Check the nomination"),
    actions.check_nomination,
    lambda nomination, _on: nomination.state == NominationState.PUT_FORWARD,
    "placements.change_nomination",
    _("{name} is checked."),
    form=SureForm,
    is_direct=True,
)
WITHDRAW_NOMINATION = Verb(
    "withdraw",
    _("Withdraw the nomination…"),
    actions.withdraw_nomination,
    lambda nomination, _on: nomination.stands,
    "placements.change_nomination",
    _("{name} is withdrawn."),
    is_grave=True,
)
WITHDRAW_OFFER = Verb(
    "withdraw",
    _("Withdraw the offer…"),
    actions.withdraw_offer,
    lambda offer, _on: offer.is_open,
    "placements.change_postoffer",
    _("{name} is withdrawn."),
    is_grave=True,
)
CLOSE_OFFER = Verb(
    "close",
    _("Close the offer…"),
    actions.close_offer,
    lambda offer, _on: offer.is_open,
    "placements.change_postoffer",
    _("{name} is closed."),
    needs_day=True,
    is_grave=True,
)


class NominationStateFilter(StateFilter):
    def lookups(self, request, model_admin):
        return NominationState.choices


class OfferStateFilter(StateFilter):
    def lookups(self, request, model_admin):
        return OfferState.choices


class OfferingAdmin(VerbAdmin, ExchangeAdmin):
    """What both have in common: never deleted, and fixed once they are over."""

    fixed: list[str] = []  # who and what for: chosen once

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or self.still_changes(obj))

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(self.fixed if obj else [])]

    def save_model(self, request, obj, form, change):
        """Through the action; what it made or changed takes the place of the form's row."""
        who = {"by": request.user, "at": now(), "on": today()}
        done = self.change(obj, form.cleaned_data, who) if change else self.add(obj, form.cleaned_data, who)
        obj.__dict__.update(done.__dict__)

    def save_related(self, request, form, formsets, change):
        """The action has written what belongs to the row."""


@admin.register(Nomination)
class NominationAdmin(OfferingAdmin):
    place = 30
    verbs = [CHECK, WITHDRAW_NOMINATION]
    list_display = ["official", "cycle", "nominated_on", "state"]
    list_filter = [NominationStateFilter, CycleFilter]
    list_select_related = ("official", "cycle")
    search_fields = ["official__name_zh"]  # opens the box; what is searched says get_search_results
    search_help_text = _("The official’s name in Chinese, pinyin or initials")
    autocomplete_fields = ["official"]
    fixed = ["cycle", "official"]
    fields = ["cycle", "official", "nominated_on", "note"]
    readonly_fields = [
        "state",
        by(Nomination, "entered_by"),
        "entered_at",
        by(Nomination, "checked_by"),
        "checked_at",
        by(Nomination, "withdrawn_by"),
        "withdrawn_at",
        "withdrawal_reason",
    ]

    def get_fields(self, request, obj=None):
        return [*self.fields, *(self.readonly_fields if obj else [])]

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        people = Official.objects.named(search_term).values_list("pk", flat=True)[:MOST_NAMES]
        return queryset.filter(official__in=list(people)), False

    def still_changes(self, nomination):
        return nomination.stands and not nomination.cycle.is_closed

    def add(self, obj, typed, who):
        return actions.put_forward(
            obj.official, cycle=obj.cycle, note=typed["note"], nominated_on=typed["nominated_on"], **who
        )

    def change(self, obj, typed, who):
        return actions.change_nomination(obj, note=typed["note"], nominated_on=typed["nominated_on"], **who)

    def view_on_site(self, obj):
        return reverse("placements:nomination", args=[obj.pk])


@admin.register(PostOffer)
class PostOfferAdmin(OfferingAdmin):
    place = 31
    verbs = [WITHDRAW_OFFER, CLOSE_OFFER]
    history_includes = [PostOfferExpertise]
    list_display = ["number", "post", "cycle", "offered_on", "state"]
    list_filter = [OfferStateFilter, CycleFilter]
    list_select_related = ("post__organisation", "cycle")
    search_fields = ["number"]  # opens the box; what is searched says get_search_results
    search_help_text = _("Number, post or organisation")
    autocomplete_fields = ["post", "wanted", "contact"]
    fixed = ["cycle", "post"]
    fields = ["cycle", "post", "need", "wanted", "offered_on", "contact"]
    readonly_fields = [
        "number",
        "state",
        "carried_from",
        by(PostOffer, "entered_by"),
        "entered_at",
        by(PostOffer, "changed_by"),
        "changed_at",
        by(PostOffer, "closed_by"),
        "closed_at",
        "closing_reason",
    ]

    def get_fields(self, request, obj=None):
        return [*self.fields, *(self.readonly_fields if obj else [])]

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        posts = Post.objects.matching(search_term).values("pk")
        return queryset.filter(Q(number__icontains=search_term.strip()) | Q(post__in=posts)), False

    def still_changes(self, offer):
        return offer.is_open and not offer.cycle.is_closed

    def add(self, obj, typed, who):
        said = {name: typed[name] for name in ("need", "offered_on", "contact")}
        return actions.offer_post(obj.post, cycle=obj.cycle, wanted=list(typed["wanted"]) or None, **said, **who)

    def change(self, obj, typed, who):
        said = {name: typed[name] for name in ("need", "offered_on", "contact", "wanted")}
        return actions.change_offer(obj, **said, **who)

    def view_on_site(self, obj):
        return reverse("placements:offer", args=[obj.pk])
