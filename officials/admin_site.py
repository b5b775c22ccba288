"""The back office as a place: who may come in, what stands on its first page and in its side bar."""

from dataclasses import dataclass
from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Waiting:
    """Something that waits for this person: how many, and the list behind the number."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, order=True)
class Section:
    """A group of lists on the first page and in the side bar."""

    order: int
    title: str | Promise


class OfficeAutocomplete(AutocompleteJsonView):
    """Answers a few typed letters with rows that can be told apart: a name with its post, a post with its place."""

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": self.model_admin.label_in_select(obj)}


class OfficeAdminSite(AdminSite):
    site_header = _("Back office")
    site_title = _("Exchange Office")
    index_title = _("Back office")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._lists_of_waiting = []
        # What was used is kept; what was not is deleted one by one, looking at it.
        self.disable_action("delete_selected")

    def add_waiting(self, what_waits):
        """Let another app say what waits: `what_waits(request)` returns a list of Waiting."""
        self._lists_of_waiting.append(what_waits)

    def index(self, request, extra_context=None):
        """The first page: what waits, then the lists."""
        waiting = [item for what_waits in self._lists_of_waiting for item in what_waits(request)]
        return super().index(request, {"waiting": waiting, **(extra_context or {})})

    def autocomplete_view(self, request):
        return OfficeAutocomplete.as_view(admin_site=self)(request)

    def admin_view(self, view, cacheable=False):
        """Strangers are sent to sign in; somebody signed in who has no business here is told so."""
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def get_app_list(self, request, app_label=None):
        """The lists in the order of the work, in the sections that their admins name."""
        apps = super().get_app_list(request, app_label)
        models = sorted((model for app in apps for model in app["models"]), key=self._place)
        if app_label:
            return [app | {"models": models} for app in apps]
        sections = {}
        for model in models:
            sections.setdefault(self._registry[model["model"]].section, []).append(model)
        return [self._as_app(section, models) for section, models in sections.items()]

    def _place(self, model):
        model_admin = self._registry[model["model"]]
        return model_admin.section, model_admin.place, model["name"]

    def _as_app(self, section, models):
        """The section in the shape in which Django's templates know an app."""
        return {
            "name": section.title,
            "app_label": f"section-{section.order}",
            "app_url": models[0]["admin_url"],
            "has_module_perms": True,
            "models": models,
        }


class OfficeAdminConfig(AdminConfig):
    default_site = "officials.admin_site.OfficeAdminSite"
