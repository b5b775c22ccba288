"""Accounts: our own User, and the audit trail of who is in which group with which permission."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import Group as AuthGroup
from django.db import models
from django.utils.translation import gettext_lazy as _

from officials.history import tracked, tracked_links


# Neither the password nor the moment of the last sign-in belongs in the trail.
@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """Somebody who signs in. Their groups say what they may do; an official's own pages come from Official.account."""

    name_zh = models.CharField(_("Chinese name"), max_length=30, blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Pages are shown in this language after signing in; empty means the browser's."),
    )
    phone = models.CharField(
        _("office phone"),
        max_length=30,
        blank=True,
        help_text=_("With area code. Shown to officials to call."),
    )

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                name="user_language_is_known",
                condition=models.Q(language__in=["", *(code for code, _name in settings.LANGUAGES)]),
                violation_error_message=_("Choose from the list."),
            ),
        ]

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self):
        """Family name first, as everywhere; the account name where no name is known."""
        latin = f"{self.last_name} {self.first_name}".strip()
        return " ".join(part for part in (self.name_zh, latin) if part) or self.username


@tracked_links()
class AccountGroup(User.groups.through):
    """Which account is in which group (tracked)."""

    class Meta:
        proxy = True


@tracked_links()
class AccountPermission(User.user_permissions.through):
    """Which permission an account holds by itself (tracked)."""

    class Meta:
        proxy = True


@tracked(obj_field=None)
class Group(AuthGroup):
    """Django's groups (tracked)."""

    class Meta:
        proxy = True
        verbose_name = _("group")
        verbose_name_plural = _("groups")


@tracked_links()
class GroupPermission(AuthGroup.permissions.through):
    """Which permission a group holds (tracked)."""

    class Meta:
        proxy = True
