"""allauth's forms with the portal's words and fields; each is named in portal.settings.accounts."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.models import EmailAddress
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.sessions import limit_session
from portal.thai.numerals import to_arabic_digits


def said_by_its_label(form: forms.Form) -> None:
    """A field's words stand above it: a placeholder would vanish with the first letter typed."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class TypedCode(forms.Form):
    """A code as people type it: Thai digits, spaces and dashes are as good as any."""

    code: forms.CharField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("รหัสตัวเลข")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"inputmode": "numeric", "class": "code", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        self.cleaned_data["code"] = to_arabic_digits("".join(self.cleaned_data["code"].split()))
        code: str = super().clean_code()  # type: ignore[misc]
        return code


class SignInCodeForm(TypedCode, account_forms.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(TypedCode, account_forms.ConfirmEmailVerificationCodeForm):
    pass


class SecondFactorForm(TypedCode, mfa_forms.AuthenticateForm):
    pass


class SecondFactorAgainForm(TypedCode, mfa_forms.ReauthenticateForm):
    pass


class AddAppForm(TypedCode, ActivateTOTPForm):
    pass


class RequestCodeForm(account_forms.RequestLoginCodeForm):
    """The address a code is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said_by_its_label(self)


class PasswordSignInForm(account_forms.LoginForm):
    """E-mail and password, for those who have set one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said_by_its_label(self)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        # allauth has just given everybody the learners' length.
        limit_session(request, self.user)
        return response


class SignUpForm(account_forms.SignupForm):
    """An e-mail address and the question of age: no password, no name."""

    field_order = ("email", "whose", "relation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password1", None)
        said_by_its_label(self)


class LineSignUpForm(SocialSignupForm):
    """The question of age alone: LINE has said who it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("email", None)


class ResetPasswordForm(account_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said_by_its_label(self)


class DisconnectLineForm(DisconnectForm):
    """Takes LINE off the account, unless it is the only way in that is left.

    allauth's own rule asks for a password; here a confirmed e-mail address or a passkey will do.
    """

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = forms.Form.clean(self) or {}
        account = data.get("account")
        if account is not None and not other_way_in(account.user):
            raise forms.ValidationError(gettext("LINE เป็นทางเดียวที่คุณเข้าบัญชีนี้ได้ เพิ่มอีเมลหรือพาสคีย์ก่อน แล้วจึงยกเลิก LINE"))
        return data


def other_way_in(user: Any) -> bool:
    """Whether a person could sign in without LINE."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).exists()
    by_mail = confirmed and (settings.MAIL_ARRIVES or user.has_usable_password())
    return by_mail or Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that signs in by itself: the device asks for finger, face or PIN."""

    name = forms.CharField(
        label=_("ตั้งชื่อให้จำได้ว่าเป็นเครื่องไหน"), max_length=60, required=False, help_text=_("เช่น โทรศัพท์ของฉัน")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        # allauth then refuses a key that did not ask who is holding it.
        self.cleaned_data["passwordless"] = True
        data: dict[str, Any] = super().clean()
        return data


class RenamePasskeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_("ชื่อพาสคีย์"), max_length=60, required=True)
