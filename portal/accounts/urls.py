"""Addresses under /th/account/. Each page of allauth's is named here: none is reachable that is not in our looks.

Left out on purpose: sign-up by passkey, links that confirm an address (codes do), telephone numbers, the list of
sessions.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.accounts import line, views


def with_line(view: Any) -> Any:
    """Decision 13: a page with LINE's button may send its form on to LINE."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        shown = csp_update({"form-action": [settings.LINE_HOST]})(view) if settings.LINE_SIGN_IN else view
        response: HttpResponseBase = shown(request, *args, **kwargs)
        return response

    return page


urlpatterns: list[URLPattern] = [
    path("", with_line(views.account_home), name="account_home"),
    path("login/", with_line(account.login), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", with_line(account.signup), name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in-again/", views.sign_in_again, name="account_sign_in_again"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("login/code/confirm/", views.ConfirmLoginCodeView.as_view(), name="account_confirm_login_code"),
    path("login/passkey/", views.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("passkeys/reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/rename/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("line/login/", with_line(line.line_login), name="line_login"),
    path("line/login/callback/", line.line_callback, name="line_callback"),
    path("line/", with_line(social.connections), name="socialaccount_connections"),
    path("line/signup/", social.signup, name="socialaccount_signup"),
    path("line/cancelled/", with_line(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("line/error/", with_line(social.login_error), name="socialaccount_login_error"),
]

if settings.MAIL_ARRIVES:
    urlpatterns += [
        path("login/code/", with_line(account.request_login_code), name="account_request_login_code"),
        path("email/", account.email, name="account_email"),
        path("confirm-email/", views.ConfirmAddressView.as_view(), name="account_email_verification_sent"),
        path("password/reset/", account.password_reset, name="account_reset_password"),
        path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
        re_path(
            r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            account.password_reset_from_key,
            name="account_reset_password_from_key",
        ),
        path(
            "password/reset/key/done/",
            account.password_reset_from_key_done,
            name="account_reset_password_from_key_done",
        ),
    ]

# Whatever allauth says of each: a page with a name or a token is kept nowhere.
decorate_urlpatterns(urlpatterns, never_cache)
