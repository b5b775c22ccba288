"""The day and the moment it is. Doors ask here and pass them on; no rule reads the clock."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The office's day in Asia/Shanghai; a demo may stand still on ``OFFICE_TODAY``."""
    if settings.OFFICE_DEMO and settings.OFFICE_TODAY:
        standing: date = settings.OFFICE_TODAY
        return standing
    return timezone.localdate()


def now() -> datetime:
    """The moment, on the same day as `today`: what is done in a demo that stands still is done on its day."""
    moment = timezone.localtime()
    return moment.replace(year=(on := today()).year, month=on.month, day=on.day)
