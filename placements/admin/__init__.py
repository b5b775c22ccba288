"""The exchange in the back office."""

from django.contrib import admin

from placements.admin import cycles, exports, imports, ledger, offering, placements, requests
from placements.admin.waiting import what_waits

__all__ = ["cycles", "exports", "imports", "ledger", "offering", "placements", "requests"]

admin.site.add_waiting(what_waits)
