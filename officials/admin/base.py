"""What every list and form of the back office does alike."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.forms import DateField, ModelForm
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officials.admin.history import history_of
from officials.admin_site import Section
from officials.trail.readers import Reader

REGISTERS = Section(2, gettext_lazy("Registers"))
ACCOUNTS = Section(3, gettext_lazy("Accounts and groups"))


def add_refusal(form, refusal):
    """Put a refusal where it belongs: at the field it names, or over the form where the form has no such field."""
    errors = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
    for field, sentences in errors.items():
        form.add_error(field if field in form.fields else None, sentences)


def speak_as_the_house_does(field):
    """The form's own refusals in our words, and days as we write them: 07/08/2016 is two days."""
    field.error_messages["required"] = _("Fill this in.")
    if isinstance(field, DateField):
        field.input_formats = ["%Y-%m-%d"]
        field.error_messages["invalid"] = _("Write a day like 2016-07-23.")


class OfficeModelForm(ModelForm):
    """A form that shows what was refused while it was being saved (see OfficeAdmin.changeform_view)."""

    refusal = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_as_the_house_does(field)

    def _post_clean(self):
        super()._post_clean()
        if self.refusal is not None:
            add_refusal(self, self.refusal)


class OfficeAdmin(admin.ModelAdmin):
    form = OfficeModelForm
    section = REGISTERS
    place = 50  # among the lists of its section
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    history_includes = ()  # tracked models whose rows belong to the object: their changes are its history too
    trail_reader = Reader  # what of the audit trail a person may read
    action_names: dict[str, Any] = {}  # what the audit trail calls a deed, and how a person says it
    empty_value_display = "–"

    # Choosing -----------------------------------------------------------------------------------

    def label_in_select(self, obj):
        """How a row is told apart from others where one is chosen."""
        return str(obj)

    def is_choosing(self, request):
        """Whether the rows are asked for to choose one of them, not to read the list."""
        return request.resolver_match.url_name == "autocomplete"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a choice: a new row and a look at the chosen one, no more."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_change_related = False
            # The button that takes all away would stand inside the list of choices, where only choices may.
            if isinstance(field.widget.widget, AutocompleteSelectMultiple):
                field.widget.widget.is_required = True
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if field and isinstance(related, OfficeAdmin):
            field.label_from_instance = related.label_in_select
        return field

    # Titles -------------------------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def render_change_form(self, request, context, *args, **kwargs):
        if kwargs.get("obj") is not None:
            context["subtitle"] = self.label_in_select(kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)

    # Refusals -----------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save, or show at the field why not.

        `save_model` calls an action, and the action refuses by a ValidationError. Django's admin
        would let that through as a 500. Here the transaction has been rolled back; the same form
        is shown once more with what was typed and with the sentence.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            request.refusal = refusal
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except (ProtectedError, IntegrityError):  # used since the page asked
            messages.error(request, _("Records that are part of history cannot be deleted."))
            return HttpResponseRedirect("..")

    # History ------------------------------------------------------------------------------------

    def history_view(self, request, object_id, extra_context=None):
        """Who changed what and when, from the audit trail that the database writes."""
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of {name}").format(name=obj),
            "opts": self.opts,
            "object": obj,
            "module_name": self.opts.verbose_name_plural,
            "history": history_of(
                obj,
                reader=self.trail_reader(request.user),
                includes=self.history_includes,
                action_names=self.action_names,
            ),
        }
        return render(request, "admin/object_history.html", context)


class ReadOnly:
    """Rows that are made and changed elsewhere, or never."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Choice(admin.SimpleListFilter):
    """A filter by one value of a short list; anything else is a look-up that makes no sense."""

    def queryset(self, request, queryset):
        value = self.value()
        if value is None:
            return queryset
        if value not in {str(key) for key, _label in self.lookup_choices}:
            raise IncorrectLookupParameters
        return self.chosen(queryset, value)

    def chosen(self, queryset, value):
        """The rows for this value of the list."""
        raise NotImplementedError
