"""LINE as a way to sign in. django-allauth finds a provider by this module's name.

allauth's own asks for the profile (name, picture) and takes LINE's word for it. Ours asks for an identifier alone
(scope `openid`) and checks the signed token that carries it.
"""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from django.http import HttpRequest

from portal.accounts.line import LineAdapter, nonce_of


class LineAccount(ProviderAccount):
    def to_str(self) -> str:
        return "LINE"


class LineProvider(OAuth2Provider):
    id = "line"
    name = "LINE"
    account_class = LineAccount
    oauth2_adapter_class = LineAdapter
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        return ["openid"]

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Nothing in a link may ask LINE for more."""
        scope: list[str] = self.get_scope()
        return scope

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        params: dict[str, str] = self.get_auth_params()
        return params

    def get_pkce_params(self) -> dict[str, str]:
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing is kept but the identifier."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}


provider_classes = [LineProvider]
