"""The account page, and allauth's pages where elders need another word or another way on."""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account import views as account_views
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
    EmailVerificationProcess,
)
from allauth.account.internal.flows.logout import logout
from allauth.account.models import EmailAddress
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import second_factor
from portal.accounts.forms import other_way_in
from portal.accounts.models import User


@login_required
@require_safe
def account_home(request: HttpRequest) -> HttpResponse:
    """What this account is and how it is entered.

    Template context: addresses (allauth's EmailAddress), passkeys, has_password, line, may_leave_line,
    second_factor_needed, has_second_factor.
    """
    user = cast(User, request.user)
    keys = list(Authenticator.objects.filter(user=user).order_by("pk"))
    passkeys = [key.wrap() for key in keys if key.type == Authenticator.Type.WEBAUTHN]
    has_app = any(key.type == Authenticator.Type.TOTP for key in keys)
    needed = second_factor.needed_by(user)
    line = SocialAccount.objects.filter(user=user, provider="line").first()
    context = {
        "addresses": EmailAddress.objects.filter(user=user).order_by("-primary", "pk"),
        "passkeys": passkeys,
        "has_password": user.has_usable_password(),
        "line": line,
        "may_leave_line": line is not None and other_way_in(user),
        "second_factor_needed": needed,
        # A learner's passkey is a way in, not a lock (portal.accounts.stages).
        "has_second_factor": has_app or (needed and bool(passkeys)),
    }
    return render(request, "account/home.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Before a sensitive act of somebody with neither password nor key: POST signs out and asks who it is, anew."""
    following = get_next_redirect_url(request) or reverse("account_home")
    if request.method != "POST":
        return render(request, "account/sign_in_again.html", {"next": following})
    logout(request)
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: following})}")


def _code_is_over(request: HttpRequest) -> None:
    """Says why the page of the code is gone; allauth would lead back without a word."""
    get_adapter().add_message(
        request, messages.INFO, message=gettext("รหัสหมดเวลาหรือใช้ไม่ได้แล้ว ขอรหัสใหม่ได้เลย ไม่ต้องสมัครใหม่")
    )


class ConfirmLoginCodeView(account_views.ConfirmLoginCodeView):
    """Signing in with the code. "Send again" gives the new code its whole time."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begun = None if request.user.is_authenticated else LoginStageController.enter(request, LoginByCodeStage.key)
        state = begun.state if begun else {}
        too_late = _is_over(state.get("at"), settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if too_late:
            _code_is_over(request)
        return response

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        self._process.state["at"] = time.time()
        response: HttpResponse = super()._resend_form_valid(form)
        return response


class ConfirmAddressView(account_views.ConfirmEmailVerificationCodeView):
    """Confirming an address with the code, at sign-up or when it changes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        state = request.session.get(EMAIL_VERIFICATION_CODE_SESSION_KEY) or {}
        too_late = _is_over(state.get("at"), settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if too_late:
            _code_is_over(request)
        return response

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        process: EmailVerificationProcess = self._process
        process.state["at"] = time.time()
        response: HttpResponse = super()._resend_form_valid(form)
        return response


def _is_over(began: float | None, seconds: int) -> bool:
    return began is not None and time.time() - began > seconds


class AddPasskeyView(AddWebAuthnView):
    """A passkey that signs in by itself. Recovery codes are shown to those who need them: not to learners."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": webauthn.begin_registration(self.request.user, True)}
        return context

    def get_success_url(self) -> str:
        if self.did_generate_recovery_codes and second_factor.needed_by(self.request.user):
            return reverse("mfa_view_recovery_codes")
        return reverse("account_home")


class PasskeySignInView(LoginWebAuthnView):
    """Signing in with a passkey, and on to where the person wanted to go."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        following = get_next_redirect_url(self.request)
        if following and self.request.user.is_authenticated:
            return HttpResponseRedirect(following)
        return response
