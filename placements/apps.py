from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacementsConfig(AppConfig):
    name = "placements"
    verbose_name = _("The exchange")

    # What the role that serves the office may do to rows beside reading and adding (officials/rights.py).
    # Nothing of what is named here is ever deleted; the ledger does not even change.
    verbs_on_rows = {
        "termentry": (),
        "placement": ("update",),
        "opinion": ("update",),
        "notice": ("update",),
        "nomination": ("update",),
        "series": ("update",),
    }
