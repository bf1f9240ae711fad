"""What allauth asks of the portal: words, mail, limits, secrets. Named in portal.settings.accounts."""

from __future__ import annotations

import logging
import uuid
from io import BytesIO
from smtplib import SMTPException
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import Login
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts import secrets
from portal.accounts.models import User
from portal.accounts.sessions import is_fresh

logger = logging.getLogger(__name__)

WRONG_CODE = _("รหัสไม่ตรง ดูตัวเลขในอีเมลฉบับล่าสุดอีกครั้ง")
# What a page says after it has done something; what is not here would only repeat the page, or stand where no page
# shows it.
SAID = {
    "account/messages/password_changed.txt": _("เปลี่ยนรหัสผ่านแล้ว"),
    "account/messages/password_set.txt": _("ตั้งรหัสผ่านแล้ว"),
    "account/messages/email_confirmation_failed.txt": _("อีเมลนี้ใช้กับบัญชีอื่นอยู่ จึงยังใช้กับบัญชีนี้ไม่ได้"),
    "account/messages/cannot_delete_primary_email.txt": _("ลบอีเมลหลักไม่ได้ เปลี่ยนเป็นอีเมลอื่นแทน"),
    "mfa/messages/totp_activated.txt": _("ตั้งแอปยืนยันตัวตนแล้ว"),
    "mfa/messages/totp_deactivated.txt": _("ยกเลิกแอปยืนยันตัวตนแล้ว"),
    "mfa/messages/webauthn_added.txt": _("เพิ่มพาสคีย์แล้ว ครั้งหน้าเข้าสู่ระบบด้วยเครื่องนี้ได้เลย"),
    "mfa/messages/webauthn_removed.txt": _("ลบพาสคีย์แล้ว"),
    "socialaccount/messages/account_connected.txt": _("เชื่อมกับ LINE แล้ว"),
    "socialaccount/messages/account_connected_other.txt": _("LINE นี้เชื่อมกับบัญชีอื่นอยู่แล้ว"),
    "socialaccount/messages/account_disconnected.txt": _("ยกเลิกการเชื่อมกับ LINE แล้ว"),
}
STAGES = {
    "allauth.account.stages.EmailVerificationStage": "portal.accounts.stages.AddressStage",
    "allauth.mfa.stages.AuthenticateStage": "portal.accounts.stages.SecondFactorStage",
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and up. `portal.learning.account_adapter` adds whose address a request comes from."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("อีเมลหรือรหัสผ่านไม่ตรงกัน ตรวจแล้วลองใหม่ หรือขอรหัสทางอีเมลแทน"),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("รหัสผ่านไม่ถูกต้อง ลองใหม่อีกครั้ง"),
        "enter_current_password": _("รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        "too_many_login_attempts": _("ลองหลายครั้งเกินไปแล้ว รออีกสักครู่ แล้วขอรหัสใหม่หรือลองใหม่ได้"),
        "rate_limited": _("กดบ่อยเกินไป รอสัก 1 นาที แล้วลองใหม่"),
        "email_taken": _("อีเมลนี้ใช้กับบัญชีอื่นอยู่"),
        "duplicate_email": _("อีเมลนี้เป็นของบัญชีนี้อยู่แล้ว"),
        "account_inactive": _("บัญชีนี้ถูกระงับ โปรดติดต่อเรา"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Without mail nobody could confirm an address; LINE's way stays open (LineAccountAdapter)."""
        return bool(settings.MAIL_ARRIVES)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """A random name: one made from the e-mail address would tell who it is."""
        user.username = user.username or f"u-{uuid.uuid4().hex[:16]}"

    def get_login_stages(self) -> list[str]:
        return [STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def is_login_by_code_required(self, login: Login) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends; a mail server that does not answer ends the request with a page that says so (503).

        Known and unknown addresses both get a mail, so the page tells nothing of either.
        """
        try:
            super().send_mail(template_prefix, email, {**context, "minutes": settings.CODE_SECONDS // 60})
        except (SMTPException, OSError) as error:
            logger.exception("mail %s not sent", template_prefix)
            page = render(self.request, "account/mail_not_sent.html", status=503)
            raise ImmediateHttpResponse(page) from error

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tells the owner, and nobody else, that the address has an account."""
        where = self.request.build_absolute_uri(reverse("account_login"))
        self.send_mail("account/email/account_already_exists", email, {"login_url": where})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: Any = None,
    ) -> None:
        said = message or SAID.get(message_template or "")
        if said:
            super().add_message(request, level, extra_tags=extra_tags, message=str(said))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted per address and account: whoever guesses at an account stops only themselves."""
        return f"{self.get_client_ip(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Sensitive acts ask again who it is, but not in the minutes after signing in.

        Who has neither password nor key signs in anew (by code or LINE) and comes back.
        """
        request = context.request
        if is_fresh(request):
            return False
        if not self.get_reauthentication_methods(request.user):
            raise ImmediateHttpResponse(sign_in_again(request))
        return True

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("ใช้รหัสผ่าน"),
            "mfa_reauthenticate": _("ใช้แอปยืนยันตัวตนหรือรหัสสำรอง"),
            "mfa_reauthenticate:webauthn": _("ใช้พาสคีย์"),
        }
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": words.get(way["id"], way["description"])} for way in ways]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account_home" if self.request.user.is_authenticated else "account_login")


def sign_in_again(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that asks to sign in anew and leads back; a form that was sent leads back to its page."""
    query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('account_sign_in_again')}?{query}")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys, the authenticator app and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("รหัสไม่ถูกต้อง ตรวจแล้วลองใหม่อีกครั้ง"),
        "unverified_email": _("ยืนยันอีเมลของบัญชีก่อน แล้วจึงตั้งการยืนยันตัวตนสองชั้น"),
        "cannot_delete_authenticator": _("ปิดการยืนยันตัวตนสองชั้นไม่ได้ เพราะงานของคุณต้องใช้"),
    }

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The QR code, dark on white in every theme: cameras do not read it the other way round."""
        image = BytesIO()
        segno.make(url, error="m").save(image, kind="svg", scale=6, border=4, light="#fff")
        return image.getvalue().decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("พาสคีย์ที่ %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": gettext("รู้ทัน")}


class LineAccountAdapter(DefaultSocialAccountAdapter):
    """Accounts that come by LINE; LINE is set up by the environment alone."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        apps = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for found in apps.values() for app in found]

    def get_app(self, request: HttpRequest | None, provider: str, client_id: str | None = None) -> SocialApp:
        """Raises Http404 where LINE is not set up."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as error:
            raise Http404 from error

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("account_home")
