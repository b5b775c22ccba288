"""Where each person begins."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from officials.models import Official


@require_safe
def first_page(request):
    """Lead each person to their first page."""
    user = request.user
    if Official.objects.filter(account=user.pk).exists():
        return redirect("placements:my_placement")
    if user.has_perm("placements.decide_extension"):
        return redirect("placements:overview")
    if user.has_perm("placements.view_roster"):
        return redirect("placements:roster_index")
    if user.is_staff:
        return redirect("admin:index")
    raise PermissionDenied(_("Your account has no role yet. Ask the office to give it one."))
