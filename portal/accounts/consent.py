"""The one question of sign-up: is the account your own, or a young child's whose guardian you are?

Nobody is asked for a name. The form is django-allauth's ACCOUNT_SIGNUP_FORM_CLASS: it stands in both ways of opening an
account, by e-mail and by LINE. It may import no form of allauth's, which are built upon it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Consent, User

WORDING = {
    Consent.Kind.SELF: _("เปิดให้ตัวฉันเอง ฉันอายุ 10 ปีขึ้นไป"),
    Consent.Kind.GUARDIAN: _("เปิดให้เด็กอายุต่ำกว่า 10 ปี ฉันเป็นผู้ปกครองของเด็ก และยินยอมให้เก็บความก้าวหน้าในการเรียนของเด็กไว้กับบัญชีนี้"),
}


class AgeForm(forms.Form):
    """Whose account it is. Both answers leave a dated row with the words that were shown."""

    whose = forms.ChoiceField(
        label=_("เปิดบัญชีให้ใคร"),
        choices=list(WORDING.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("เลือกหนึ่งข้อ ว่าเปิดบัญชีให้ใคร")},
    )
    relation = forms.ChoiceField(
        label=_("ถ้าเปิดให้เด็ก คุณเป็นอะไรกับเด็ก"),
        choices=[("", _("ไม่ได้เปิดให้เด็ก")), *Consent.Relation.choices],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("whose") == Consent.Kind.GUARDIAN and not data.get("relation"):
            self.add_error("relation", gettext("เลือกว่าคุณเป็นอะไรกับเด็ก"))
        return data

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth once the account is saved."""
        kind = Consent.Kind(self.cleaned_data["whose"])
        guardian = kind == Consent.Kind.GUARDIAN
        Consent.objects.create(
            user=user,
            kind=kind,
            relation=self.cleaned_data["relation"] if guardian else "",
            wording=str(WORDING[kind]),
        )
        if guardian:
            user.for_child = True
            user.save(update_fields=["for_child", "first_name", "last_name"])
