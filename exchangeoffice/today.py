"""The day it is. Doors ask here and pass it on; no rule reads the clock."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The office's day in Asia/Shanghai; a demo may stand still on ``OFFICE_TODAY``."""
    if settings.OFFICE_DEMO and settings.OFFICE_TODAY:
        standing: date = settings.OFFICE_TODAY
        return standing
    return timezone.localdate()
