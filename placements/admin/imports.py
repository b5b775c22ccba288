"""Importing files: choosing one, reading what each row would do, then importing exactly that."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from exchangeoffice.today import now, today
from officials.admin.base import Choice
from placements.admin.base import ExchangeAdmin, ReadOnly, by
from placements.forms import OfficeForm, WordsField
from placements.imports.doing import MAY_IMPORT, check_file, import_kept, look_again
from placements.imports.limits import MOST_BYTES, MOST_ROWS
from placements.imports.outcome import Verdict
from placements.imports.template import CONTENT_TYPE, template
from placements.models import Import
from placements.models.imports import ImportKind
from placements.refusals import NotAllowed

CHECKED_BY, IMPORTED_BY = by(Import, "checked_by"), by(Import, "imported_by")
MOST_SHOWN = 500  # rows on the page; what must be read stands first
ORDER = [Verdict.REFUSED, Verdict.CHANGED, Verdict.NEW, Verdict.UNCHANGED]


class FileForm(OfficeForm):
    """Which file, of which rows, and why to go on where a rule warns."""

    kind = forms.ChoiceField(
        label=gettext_lazy("The rows are"),
        choices=ImportKind.choices,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy("Excel (.xlsx) or CSV, at most {n} MB and {m} rows."),
            n=MOST_BYTES // 1024 // 1024,
            m=MOST_ROWS,
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    reason = WordsField(
        label=gettext_lazy("Reason to go on"),
        rows=2,
        required=False,
        help_text=gettext_lazy("For placements where a rule warns and the row gives no reason of its own."),
    )


class ImportStateFilter(Choice):
    """What became of the files: those that wait are the ones that the first page counts."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        self.user = request.user
        return [
            ("mine", gettext_lazy("checked by you, not imported")),
            ("waiting", gettext_lazy("checked, not imported")),
            ("imported", pgettext_lazy("file", "imported")),
            ("refused", gettext_lazy("with refused rows")),
        ]

    def chosen(self, queryset, value):
        if value == "imported":
            return queryset.exclude(imported_at=None)
        if value == "refused":
            return queryset.filter(refused_rows__gt=0)
        waiting = queryset.waiting(at=now())
        return waiting.filter(checked_by=self.user) if value == "mine" else waiting


@admin.register(Import)
class ImportAdmin(ReadOnly, ExchangeAdmin):
    place = 60
    change_form_template = "admin/import_record.html"
    change_list_template = "admin/import_list.html"
    list_display = ["file_name", "kind", "counts", "checked_by", "checked_at", "imported_by", "imported_at"]
    list_filter = [ImportStateFilter, "kind"]
    list_select_related = ("checked_by", "imported_by")
    search_fields = ["file_name", "checked_by__username", "checked_by__name_zh", "sha256"]
    ordering = ["-checked_at", "-pk"]
    fields = [
        ("file_name", "kind"),
        ("new_rows", "changed_rows", "unchanged_rows", "refused_rows"),
        ("size", "sha256"),
        "reason",
        (CHECKED_BY, "checked_at"),
        (IMPORTED_BY, "imported_at"),
    ]
    readonly_fields = [CHECKED_BY, IMPORTED_BY]

    def get_queryset(self, request):
        return super().get_queryset(request).light()

    @admin.display(description=gettext_lazy("rows"))
    def counts(self, kept):
        return _("{n} new, {m} changed, {k} unchanged, {j} refused").format(
            n=kept.new_rows, m=kept.changed_rows, k=kept.unchanged_rows, j=kept.refused_rows
        )

    # Doors ----------------------------------------------------------------------------------------

    def get_urls(self):
        def page(view, name, address):
            return path(address, self.admin_site.admin_view(view), name=f"placements_import_{name}")

        return [
            page(self.start_view, "start", "start/"),
            page(self.template_view, "template", "template/<slug:kind>.xlsx"),
            page(self.check_view, "check", "<path:object_id>/check/"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        may_import = request.user.has_perm(MAY_IMPORT)
        return super().changelist_view(request, {"may_import": may_import, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The record; who checked the file goes on from here while it is kept."""
        kept = self.get_object(request, unquote(object_id))
        may = kept is not None and kept.checked_by_id == request.user.pk and request.user.has_perm(MAY_IMPORT)
        address = self._address(kept, "check") if may and not kept.is_forgotten(at=now()) else ""
        return super().change_view(request, object_id, form_url, {"rows_address": address, **(extra_context or {})})

    def _page(self, request, template_name, title, **context):
        page = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        return render(request, template_name, page)

    def start_view(self, request):
        """Choose a file (GET), or check it (POST): the page of what it would do follows."""
        insist_on_importing(request)
        is_sent = request.method == "POST"
        sent = (request.POST, request.FILES) if is_sent else ()
        form = FileForm(*sent, initial={"kind": request.GET.get("kind", "")})
        if is_sent and form.is_valid():
            # One byte more than is taken says that it is too much; the rest is never read.
            file = form.cleaned_data["file"]
            try:
                kept, _outcome = check_file(
                    form.cleaned_data["kind"],
                    file.name,
                    file.read(MOST_BYTES + 1),
                    reason=form.cleaned_data["reason"],
                    by=request.user,
                    at=now(),
                    on=today(),
                )
            except ValidationError as refusal:
                form.add_error("file", refusal.messages)
            else:
                return HttpResponseRedirect(reverse("admin:placements_import_check", args=[kept.pk]))
        kinds = [(kind.label, reverse("admin:placements_import_template", args=[kind.value])) for kind in ImportKind]
        return self._page(request, "admin/import_start.html", _("Import"), form=form, templates=kinds)

    def check_view(self, request, object_id):
        """What the file would do now (GET), or import it if it does what was seen (POST)."""
        insist_on_importing(request)
        kept = self.get_object(request, unquote(object_id))
        if kept is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        try:
            if request.method == "POST":
                return self._import(request, kept)
            afresh = "afresh" in request.GET
            outcome = look_again(kept, by=request.user, at=now(), on=today(), afresh=afresh)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(self._address(kept, "change"))
        rows = sorted(outcome.rows, key=lambda row: (ORDER.index(row.verdict), row.number))
        shown = {"rows": rows[:MOST_SHOWN], "hidden": max(len(rows) - MOST_SHOWN, 0)}
        return self._page(request, "admin/import_check.html", kept.file_name, kept=kept, outcome=outcome, **shown)

    def _import(self, request, kept):
        try:
            outcome = import_kept(kept, seen=request.POST.get("seen", ""), by=request.user, at=now(), on=today())
        except NotAllowed as refusal:
            kept.refresh_from_db()
            messages.error(request, " ".join(refusal.messages))
            address = self._address(kept, "change") if kept.is_imported else f"{self._address(kept, 'check')}?afresh=1"
            return HttpResponseRedirect(address)
        messages.success(request, _("Imported: {rows}.").format(rows=outcome.sentence))
        return HttpResponseRedirect(self._address(kept, "change"))

    def template_view(self, request, kind):
        """The workbook to fill in."""
        insist_on_importing(request)
        if kind not in ImportKind.values:
            raise Http404
        return FileResponse(template(kind), as_attachment=True, filename=f"{kind}.xlsx", content_type=CONTENT_TYPE)

    def _address(self, kept, page):
        return reverse(f"admin:placements_import_{page}", args=[kept.pk])


def insist_on_importing(request):
    """Raise PermissionDenied before any look-up."""
    if not request.user.has_perm(MAY_IMPORT):
        raise PermissionDenied
