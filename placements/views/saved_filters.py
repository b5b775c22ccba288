"""Saved filters: keeping one, and renaming, sharing and deleting one's own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exchangeoffice.today import now
from placements import actions
from placements.forms import FilterNameForm, SaveFilterForm
from placements.gates import needs
from placements.models import SavedFilter
from placements.views.saved_lists import kept_of, label_of


class Row:
    """A saved filter in a list of them."""

    def __init__(self, kept, user):
        self.kept, self.label, self.is_own = kept, label_of(kept.path), kept.saved_by_id == user.pk


def rows_for(user):
    """All that this person may use, list by list; what leads to no list any more is left out."""
    found = SavedFilter.objects.visible_to(user).select_related("saved_by").order_by("path", "name", "pk")
    return [row for row in (Row(kept, user) for kept in found) if row.label]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.add_savedfilter")
def saved_filters(request):
    """Those there are; a POST keeps the filters of a list."""
    if request.method != "POST":
        return render(request, "placements/saved_filters.html", {"rows": rows_for(request.user)})
    form = SaveFilterForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            asked = kept_of(request, told["path"], told["asked"])
            kept = actions.save_filter(**(told | {"asked": asked}), by=request.user, at=now())
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The filter is saved: {name}.").format(name=kept.name))
            return HttpResponseRedirect(kept.address)
    return render(request, "placements/saved_filter.html", {"form": form, "kept": None})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placements.change_savedfilter")
def saved_filter(request, pk):
    """Rename one's own, share it, or keep it to oneself."""
    kept = get_object_or_404(SavedFilter, pk=pk, saved_by=request.user)
    told = request.POST if request.method == "POST" else None
    form = FilterNameForm(told, initial={"name": kept.name, "is_shared": kept.is_shared})
    if form.is_bound and form.is_valid():
        try:
            actions.change_filter(kept, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("placements:saved_filters")
    return render(request, "placements/saved_filter.html", {"form": form, "kept": kept, "label": label_of(kept.path)})


@require_POST
@needs("placements.delete_savedfilter")
def delete_filter(request, pk):
    """Delete one's own."""
    kept = get_object_or_404(SavedFilter, pk=pk, saved_by=request.user)
    actions.delete_filter(kept, by=request.user)
    messages.success(request, _("The filter is deleted: {name}.").format(name=kept.name))
    return redirect("placements:saved_filters")
