"""Placements in the back office: entered, corrected, confirmed, withdrawn, cancelled, ended early."""

from django.contrib import admin, messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from exchangeoffice.today import now, today
from officials.models import Official
from placements import actions
from placements.admin import filters
from placements.admin.base import ExchangeAdmin, by
from placements.admin.inlines import DepartureInline, RequestInline, TermEntryInline
from placements.admin.next_entry import NextEntry
from placements.admin.placement_form import PlacementForm
from placements.admin.placement_verbs import CANCEL, CONFIRM, MAY_CONFIRM, VERBS, WITHDRAW
from placements.admin.verbs import MOST_AT_ONCE, VerbAdmin
from placements.models import Cycle, Departure, Placement, TermEntry
from placements.models.placements import Phase, State
from placements.refusals import NeedsReason
from placements.wording import short_day

MOST_NAMES = 500

WHO_AND_WHERE = ["official", "host_post", "cycle"]
WHEN = ("starts_on", "original_ends_on")
DETAILS = [
    (_("Title and task"), {"fields": ["host_title_en", "host_title_zh", "task"]}),
    (
        _("Appointment"),
        {
            "fields": [
                ("appointment_document_number", "appointment_document_on"),
                ("congress_decision_number", "congress_decision_on"),
            ]
        },
    ),
    (_("Contacts and remarks"), {"fields": ["home_contact", "host_contact", "note"]}),
]
LINKS = ["replaces", "paired_with"]
DEEDS = [
    (by(Placement, "proposed_by"), "proposed_at"),
    (by(Placement, "confirmed_by"), "confirmed_at"),
    (by(Placement, "closed_by"), "closed_at"),
    "closing_reason",
    ("arrived_on", by(Placement, "arrival_recorded_by"), "arrival_recorded_at"),
    ("back_home_on", by(Placement, "return_recorded_by"), "return_recorded_at"),
]


@admin.register(Placement)
class PlacementAdmin(NextEntry, VerbAdmin, ExchangeAdmin):
    form = PlacementForm
    place = 10
    verbs = VERBS
    history_includes = [TermEntry, Departure]
    list_display = ["number", "name", "direction", "host", "term", "phase", "state_shown"]
    list_display_links = ["number", "name"]
    list_filter = [
        filters.StateFilter,
        filters.PhaseFilter,
        filters.EndingFilter,
        filters.CycleFilter,
        filters.HomeRegionFilter,
        filters.HostRegionFilter,
        filters.AppointmentFilter,
        filters.CreatedPostFilter,
    ]
    list_select_related = ("official", "host_post__organisation", "cycle", "home_region", "host_region")
    search_fields = ["number"]  # opens the box; what is searched says get_search_results
    search_help_text = _("Number, or the official’s name in Chinese, pinyin or initials")
    autocomplete_fields = ["official", "host_post", "home_contact", "host_contact", "replaces", "paired_with"]
    inlines = [TermEntryInline, RequestInline, DepartureInline]
    actions = ["confirm_selected", "confirm_under_one_document", "withdraw_selected", "cancel_selected"]

    # The list -----------------------------------------------------------------------------------

    @admin.display(description=_("official"), ordering="official__family_name")
    def name(self, placement):
        return placement.official

    @admin.display(description=_("direction"))
    def direction(self, placement):
        return f"{placement.home_region.name} → {placement.host_region.name}"

    @admin.display(description=_("host post"))
    def host(self, placement):
        return placement.host_post

    @admin.display(description=_("term"), ordering="starts_on")
    def term(self, placement):
        days = [short_day(day).replace(" ", "\u00a0") for day in (placement.starts_on, placement.ends_on)]
        return _("{a} to {b}").format(a=days[0], b=days[1])

    @admin.display(description=_("phase today"))
    def phase(self, placement):
        """Only confirmed placements have a phase; ending soon and extended show beside it."""
        on = today()
        if placement.state != State.CONFIRMED:
            return "–"
        marks = [placement.phase(on=on).label]
        if placement.is_ending_soon(on=on):
            marks.append(_("ending soon"))
        if placement.is_extended and placement.phase(on=on) == Phase.SERVING:
            marks.append(_("extended"))
        return pgettext("between items", ", ").join(str(mark) for mark in marks)

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, placement):
        return format_html('<span class="state state-{}">{}</span>', placement.state, placement.get_state_display())

    def get_search_results(self, request, queryset, search_term):
        """By number, or by the official's name: the people first, then their placements."""
        if not search_term.strip():
            return queryset, False
        people = Official.objects.named(search_term).values_list("pk", flat=True)[:MOST_NAMES]
        found = queryset.filter(Q(number__icontains=search_term.strip()) | Q(official__in=list(people)))
        return (found.select_related("official") if self.is_choosing(request) else found), False

    def label_in_select(self, obj):
        return f"{obj.number}, {obj.official}"

    # The form -----------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        asked = [(None, {"fields": self._asked_first(request, obj)})]
        rare = [(_("Replaces or is paired with"), {"fields": LINKS, "classes": ["collapse"]})]
        if obj is None:
            folded = [(name, options | {"classes": ["collapse"]}) for name, options in DETAILS]
            return [*asked, *folded, *rare]
        return [*asked, *DETAILS, *rare, (_("Who and when"), {"fields": DEEDS, "classes": ["collapse"]})]

    def _asked_first(self, request, obj):
        reason = ["reason"] if self._is_reason_asked(request) else []
        if obj is None:
            return [*WHO_AND_WHERE, WHEN, *reason]
        end = ["current_end"] if obj.state == State.CONFIRMED else []
        standing = [("number", "state_shown", "phase"), *WHO_AND_WHERE, "home_post_kept", WHEN, *end]
        return [*standing, "official_placements", *reason]

    def _is_reason_asked(self, request):
        return "reason" in request.POST or isinstance(getattr(request, "refusal", None), NeedsReason)

    def get_readonly_fields(self, request, obj=None):
        """State is never typed; confirmed, who, where and when are fixed."""
        if obj is None:
            return []
        deeds = [name for row in DEEDS for name in (row if isinstance(row, tuple) else [row])]
        shown = ["number", "state_shown", "phase", "home_post_kept", "cycle", "current_end", "official_placements"]
        fixed = [] if obj.state == State.PROPOSED else ["official", "host_post", *WHEN, "replaces"]
        return [*shown, *deeds, *fixed]

    @admin.display(description=_("home post, kept"))
    def home_post_kept(self, placement):
        return f"{placement.home_post} ({placement.home_region})"

    @admin.display(description=_("current end"))
    def current_end(self, placement):
        left = placement.days_left(on=today())
        words = _("{n} days left").format(n=left) if left >= 0 else _("ended {n} days ago").format(n=-left)
        return f"{short_day(placement.ends_on)} ({words})"

    @admin.display(description=_("all placements of the official"))
    def official_placements(self, placement):
        address = reverse("admin:placements_placement_changelist")
        label = _("Placements of {name}").format(name=placement.official)
        return format_html('<a href="{}?official__id__exact={}">{}</a>', address, placement.official_id, label)

    def get_changeform_initial_data(self, request):
        return {"cycle": cycle_to_fill(on=today()), **super().get_changeform_initial_data(request)}

    def get_inlines(self, request, obj):
        """The ledger and requests begin with confirmation."""
        if obj is None:
            return []
        return [DepartureInline] if obj.state == State.PROPOSED else self.inlines

    def save_model(self, request, obj, form, change):
        act = actions.correct_placement if change else actions.propose_placement
        act(obj, reason=form.cleaned_data["reason"], by=request.user, at=now())

    # Who may ------------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        """What was withdrawn or cancelled is read."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_live)

    def has_delete_permission(self, request, obj=None):
        return False

    def has_confirm_permission(self, request):
        return request.user.has_perm(MAY_CONFIRM)

    # Deeds --------------------------------------------------------------------------------------

    def facts(self, obj):
        return [
            (_("official"), obj.official),
            (_("home post, kept"), obj.home_post),
            (_("host post"), obj.host_post),
            (_("term"), self.term(obj)),
            (_("state"), obj.get_state_display()),
        ]

    @admin.action(description=_("Confirm selected placements"), permissions=["confirm"])
    def confirm_selected(self, request, queryset):
        return self.do_to_many(request, queryset, CONFIRM, counted=_("{n} confirmed, {m} refused"))

    @admin.action(description=_("Confirm selected placements under one document…"), permissions=["confirm"])
    def confirm_under_one_document(self, request, queryset):
        """To the page that asks for the document, shows what warns and tells what came of each."""
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(keys) > MOST_AT_ONCE:
            messages.error(request, gettext("Choose at most {n} at once.").format(n=MOST_AT_ONCE))
            return None
        return redirect(f"{reverse('placements:confirm_together')}?{urlencode([('p', key) for key in keys])}")

    @admin.action(description=_("Withdraw selected placements"), permissions=["confirm"])
    def withdraw_selected(self, request, queryset):
        return self.do_to_many(request, queryset, WITHDRAW, counted=_("{n} withdrawn, {m} refused"))

    @admin.action(description=_("Cancel selected placements"), permissions=["confirm"])
    def cancel_selected(self, request, queryset):
        return self.do_to_many(request, queryset, CANCEL, counted=_("{n} cancelled, {m} refused"))


def cycle_to_fill(*, on):
    """The open cycle that somebody enters placements for on the day: the next to start, else the latest."""
    still_open = Cycle.objects.filter(closed_at=None)
    return still_open.filter(starts_on__gt=on).order_by("starts_on").first() or still_open.first()
