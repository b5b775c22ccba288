"""Accounts and groups, for administrators. Accounts are deactivated, never deleted."""

from django.contrib import admin
from django.contrib.auth import models as auth
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from exchangeoffice.sessions import end_all_of
from officials.admin.base import ACCOUNTS, Choice, OfficeAdmin, OfficeModelForm
from officials.models import Group, User
from officials.roles import PERMISSIONS

admin.site.unregister(auth.Group)

VERBS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}


def group_in_words(group):
    """The groups of the roles in the language of the page; others as they were named."""
    return gettext(group.name)


def permission_in_words(permission):
    """What may be done with which record; Django keeps it as an English sentence."""
    kind = permission.content_type
    verb, _underscore, what = permission.codename.partition("_")
    words = VERBS[verb] if what == kind.model and verb in VERBS else gettext(permission.name)
    return f"{capfirst(kind.name)}{pgettext('after a label', ': ')}{words}"


class AccountForm(OfficeModelForm, UserChangeForm):
    """The account of somebody who signs in."""


class NewAccountForm(OfficeModelForm, AdminUserCreationForm):
    """An account that is opened, with its first password."""


class GroupForm(OfficeModelForm):
    """A group with its rights. That of a role is known by its name: under another it could be deleted after all."""

    def clean_name(self):
        before, name = self.initial.get("name"), self.cleaned_data["name"]
        if before in PERMISSIONS and name != before:
            raise ValidationError(_("The groups of the roles keep their names."))
        return name


class GroupFilter(Choice):
    title = _("group")
    parameter_name = "group"

    def lookups(self, request, model_admin):
        return [(group.pk, group_in_words(group)) for group in Group.objects.order_by("name")]

    def chosen(self, queryset, value):
        return queryset.filter(groups=value)


@admin.register(User)
class AccountAdmin(OfficeAdmin, DjangoUserAdmin):
    section = ACCOUNTS
    place = 10
    form = AccountForm
    add_form = NewAccountForm
    list_display = ["username", "full_name", "email", "in_groups", "is_active", "last_login"]
    list_filter = ["is_active", GroupFilter]
    search_fields = ["username", "name_zh", "last_name", "first_name", "email"]
    filter_horizontal = ["groups"]
    readonly_fields = ["last_login", "date_joined"]
    PERSON = (_("Person"), {"fields": ["name_zh", ("last_name", "first_name"), "email", "phone", "language"]})
    RIGHTS = (_("Rights"), {"fields": ["is_active", "is_staff", "groups"]})
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        PERSON,
        RIGHTS,
        (_("Dates"), {"fields": [("last_login", "date_joined")]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        PERSON,
        RIGHTS,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups":
            field.label_from_instance = group_in_words
        return field

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, account):
        name = account.get_full_name()
        return name if name != account.username else ""

    @admin.display(description=_("groups"))
    def in_groups(self, account):
        return pgettext("between items", ", ").join(group_in_words(group) for group in account.groups.all())

    def has_change_permission(self, request, obj=None):
        """Only a superuser (made on the server's command line) changes a superuser."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or request.user.is_superuser or not obj.is_superuser)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Whoever is deactivated is signed out everywhere at once, and stays so when activated again."""
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            end_all_of(obj)


@admin.register(Group)
class GroupAdmin(OfficeAdmin, DjangoGroupAdmin):
    section = ACCOUNTS
    place = 20
    form = GroupForm
    list_display = ["in_words", "members"]
    search_fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(members=Count("user"))

    @admin.display(description=_("group"), ordering="name")
    def in_words(self, group):
        return group_in_words(group)

    @admin.display(description=_("accounts"), ordering="members")
    def members(self, group):
        return group.members

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        """Permissions of our own records; nobody is given rights on the trail."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        ours = field.queryset.filter(content_type__app_label__in=["officials", "placements"])
        field.queryset = ours.exclude(content_type__model__endswith="event")
        field.label_from_instance = permission_in_words
        return field

    def has_delete_permission(self, request, obj=None):
        """The groups of the roles stay."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.name not in PERMISSIONS)
