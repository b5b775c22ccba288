"""Whose request it is, as far as the network can tell."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The client's address, or None when there is none to believe.

    Each proxy adds the address it heard from at the right of ``X-Forwarded-For``.  So with one
    proxy of ours the rightmost is true, and whatever stands left of it the client may have made up.
    """
    heard: str = request.META.get("REMOTE_ADDR", "")
    if proxies := settings.OFFICE_PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= proxies:
            heard = forwarded[-proxies].strip()
    try:
        address = ip_address(heard)
    except ValueError:
        return None
    return None if "%" in heard else str(address)  # an interface's name is not for the database
