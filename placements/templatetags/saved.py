"""Saved filters above a list and on the desk. Nothing is shown, or asked for, to those who keep none."""

from django import template

from placements.reference import reference
from placements.views.saved_filters import rows_for
from placements.views.saved_lists import is_list

register = template.Library()

MAY_SAVE = "placements.add_savedfilter"


@register.inclusion_tag("placements/_saved_above.html", takes_context=True)
def saved_above(context):
    """Those of this list, and the way to keep the present filters as one more."""
    request = context.get("request")
    if request is None or not request.user.has_perm(MAY_SAVE) or not is_list(request.path):
        return {"may_save": False}
    kept = reference(request.user).saved_for(request.user, request.path)
    asked = request.GET.copy()
    asked.pop("page", None)
    return {
        "may_save": True,
        "request": request,
        "kept": [(one, one.asked == request.GET.urlencode()) for one in kept],
        "asked": asked.urlencode(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def saved_rows(context):
    """All that this person may use, for the desk."""
    request = context.get("request")
    if request is None or not request.user.has_perm(MAY_SAVE):
        return []
    return rows_for(request.user)
