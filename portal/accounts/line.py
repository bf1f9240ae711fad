"""LINE Login v2.1: to LINE and back, with the signed identity token checked.

Sources: https://developers.line.biz/en/docs/line-login/integrate-line-login/ (addresses, PKCE, refused consent) and
https://developers.line.biz/en/docs/line-login/verify-id-token/ (what is checked of the token; web channels sign it with
HMAC-SHA256 and the channel secret).
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Any

import jwt
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import HttpRequest

ISSUER = "https://access.line.me"
LEEWAY_SECONDS = 60


def nonce_of(code_verifier: str) -> str:
    """What the token must repeat: it belongs to the sign-in that this browser began and to no other."""
    return sha256(b"nonce:" + code_verifier.encode()).hexdigest()


class LineAdapter(OAuth2Adapter):
    provider_id = "line"

    @property
    def authorize_url(self) -> str:
        return str(settings.LINE_AUTHORIZE_URL)

    @property
    def access_token_url(self) -> str:
        return str(settings.LINE_TOKEN_URL)

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: OAuth2Client, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        self._nonce = nonce_of(pkce_code_verifier or "")
        data: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return data

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """The person the token names.

        Raises OAuth2Error for a token that LINE did not sign, for another channel, too old, or of another sign-in.
        """
        try:
            claims = jwt.decode(
                kwargs["response"]["id_token"],
                key=app.secret,
                algorithms=["HS256"],
                audience=app.client_id,
                issuer=ISSUER,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "sub", "nonce"]},
            )
        except (KeyError, jwt.PyJWTError) as error:
            raise OAuth2Error("LINE's id_token is not valid") from error
        if not hmac.compare_digest(str(claims["nonce"]).encode(), self._nonce.encode()):
            raise OAuth2Error("LINE's id_token is of another sign-in")
        return self.get_provider().sociallogin_from_response(request, claims)


line_login = OAuth2LoginView.adapter_view(LineAdapter)
line_callback = OAuth2CallbackView.adapter_view(LineAdapter)
