"""What of the audit trail a person may read: that something happened is not yet what happened."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

PERSONAL = {
    "officials_official": {"mobile", "birth_year", "birth_month", "note"},
    # For whom a post was created and why tells of a placement that may still be only proposed.
    "officials_post": {"created_for", "created_why", "created_at_request_of"},
}


class Reader:
    """A coordinator reads all of it; others who read the trail the registers and accounts, nothing personal."""

    open_kinds: frozenset[str] = frozenset()  # besides those of the registers

    def __init__(self, user):
        self.user = user
        self.is_office = user.has_perm("officials.view_official")

    def reads(self, kind):
        """Whether they read what changed in records of that kind."""
        return self.is_office or kind.model._meta.app_label == "officials" or kind.name in self.open_kinds

    def why_closed(self, step):
        """Why they do not read what changed in this step, in a sentence; nothing where they do."""
        return "" if self.reads(step.kind) else _("What changed is for coordinators.")

    def reads_value(self, kind, column):
        """Whether they read what stands in the field."""
        return self.is_office or column not in PERSONAL.get(kind.name, ())

    def label(self, thing):
        """What a record is called to them; groups are kept in English and said in the language of the page."""
        return _(thing.name) if isinstance(thing, Group) else str(thing)
