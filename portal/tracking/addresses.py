"""Where a request comes from, past the proxies this installation believes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from portal.tracking.visitors import Address, client_address, parse_networks


def request_address(request: HttpRequest) -> Address | None:
    """The caller's address; X-Forwarded-For is believed only from TRUSTED_PROXIES. None when the server names none.

    Kept nowhere as it is: callers hash it. Raises BadNetwork when the setting is no list of networks.
    """
    return client_address(request.META, parse_networks("TRUSTED_PROXIES", settings.TRUSTED_PROXIES))
