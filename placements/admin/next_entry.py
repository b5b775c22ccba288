"""After "Save and add another": the next placement begins with what it has in common with the last one."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from officials.models import Organisation, Post

# In the address: the organisation whose posts the next placement chooses from.
KEPT = "host_organisation"
MOST_DIGITS = 18


class NextEntry:
    """An admin of placements in which a whole list is entered one after the other.

    Cycle, days and host organisation stay: they stand in the address of the empty form, so it works
    without script, and can be kept as a bookmark. The posts of the organisation are then a short list
    to choose from by keyboard, instead of a search among all.
    """

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" not in request.POST:
            return response
        kept = {
            "cycle": obj.cycle_id,
            "starts_on": obj.starts_on.isoformat(),
            "original_ends_on": obj.original_ends_on.isoformat(),
            KEPT: obj.host_post.organisation_id,
        }
        address = response["Location"]
        return HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}{urlencode(kept)}")

    def get_autocomplete_fields(self, request):
        fields = super().get_autocomplete_fields(request)
        return [name for name in fields if name != "host_post"] if organisation_kept(request) else fields

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        organisation = organisation_kept(request) if db_field.name == "host_post" else None
        if organisation is None:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        # With its organisation each: the label of a post names it.
        posts = Post.objects.filter(organisation=organisation, retired_on=None)
        kwargs["queryset"] = posts.select_related("organisation__jurisdiction__parent").order_by("code")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.help_text = format_html(
            '{} <a href="{}">{}</a>',
            _("Posts of {organisation}, as for the last one.").format(organisation=organisation.name),
            f"{reverse('admin:placements_placement_add')}?{_without_organisation(request)}",
            _("Choose from all posts"),
        )
        return field


def organisation_kept(request):
    """The organisation that the address of an empty form names; None where it names none that there is."""
    return _Kept.of(request).organisation


class _Kept:
    """What the address keeps, asked for once a request: several fields want to know."""

    def __init__(self, request):
        self._named = request.GET.get(KEPT, "") if request.resolver_match.url_name.endswith("_add") else ""

    @classmethod
    def of(cls, request):
        if not hasattr(request, "kept_for_the_next"):
            request.kept_for_the_next = cls(request)
        return request.kept_for_the_next

    @cached_property
    def organisation(self):
        if not (self._named.isdecimal() and len(self._named) <= MOST_DIGITS):
            return None
        return Organisation.objects.filter(pk=int(self._named)).first()


def _without_organisation(request):
    kept = request.GET.copy()
    kept.pop(KEPT, None)
    return kept.urlencode()
