"""What every full page knows of the office itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, Any]:
    return {"office_demo": settings.OFFICE_DEMO, "office_phone": settings.OFFICE_PHONE}
