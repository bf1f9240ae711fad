"""What an account keeps of its person, for export and erasure; all of it goes with the account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts import personal_data as registry
from portal.accounts.models import Consent, User

UNOPENED_DAYS = 7

HELD = (
    (Consent, ("kind", "relation", "wording", "at"), _("สิ่งที่ยืนยันไว้ตอนเปิดบัญชี")),
    (EmailAddress, ("email", "verified", "primary"), _("อีเมล")),
    (SocialAccount, ("provider", "uid", "date_joined", "last_login"), _("การเชื่อมกับ LINE")),
    # Never their secrets: who reads an export on the way could sign in.
    (Authenticator, ("type", "created_at", "last_used_at"), _("พาสคีย์และการยืนยันตัวตนสองชั้น")),
)


def account_rows(user: User) -> Iterable[dict[str, Any]]:
    """The account itself."""
    yield {
        "email": user.email,
        "name": user.get_full_name(),
        "for_child": user.for_child,
        "region": user.region,
        "roles": [group.name for group in user.groups.all()],
        "date_joined": user.date_joined,
        "last_login": user.last_login,
    }


def erase_account(user: User) -> int:
    """Deletes the account; rows of others that pointed at it have been emptied by their own erasure before."""
    User.objects.filter(pk=user.pk).delete()
    return 1


def register_holdings() -> None:
    registry.register(registry.Holding(User, "pk", account_rows, erase_account, title=_("บัญชี")))
    for model, fields, title in HELD:
        registry.register(
            registry.Holding(
                model,
                "user",
                registry.rows_of(model, "user", *fields),
                registry.delete(model, "user"),
                title=title,
            )
        )


def remove_unopened() -> int:
    """Takes out accounts whose address nobody has confirmed within a week: somebody else's, or mistyped. How many."""
    left = User.objects.filter(
        last_login=None,
        is_staff=False,
        groups=None,
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
        date_joined__lt=timezone.now() - timedelta(days=UNOPENED_DAYS),
    ).exclude(emailaddress__verified=True)
    return left.delete()[1].get(User._meta.label, 0)
