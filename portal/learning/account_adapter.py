"""Whose address a sign-in comes from: counting knows which proxies to believe, and accounts lie below it."""

from __future__ import annotations

from django.http import HttpRequest

from portal.accounts.adapter import AccountAdapter
from portal.tracking.addresses import request_address


class AddressedAccountAdapter(AccountAdapter):
    """allauth limits tries by this address (TRUSTED_PROXIES)."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request_address(request))
