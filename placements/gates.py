"""Who comes through which door. A gate answers before anything is looked up, so that it tells nothing."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from officials.models import Official


def needs(*permissions):
    """Open the view to those who hold all the permissions; everybody else gets 403."""

    def gate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perms(permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return gate


def officials_only(view):
    """Open the view to participating officials, and hand it the official whose account this is."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        official = Official.objects.filter(account=request.user.pk).first()
        if official is None:
            raise PermissionDenied(_("This page is for participating officials. Your account is not one of theirs."))
        return view(request, official, *args, **kwargs)

    return guarded
