"""The address of an account, when an administrator writes another one: the old one signs nobody in any more."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from portal.accounts.models import User


def follow(sender: Any, instance: User, raw: bool = False, **kwargs: Any) -> None:
    """Connected to the account's post_save. People change their own address through allauth, which has noted the new one
    before it writes it on the account; an address nobody noted comes from the administration's form.

    The old addresses go, a half confirmed one too. The new one is confirmed by the first code sent to it.
    """
    if raw:
        return
    noted = EmailAddress.objects.filter(user=instance)
    if noted.exists() and not noted.filter(email__iexact=instance.email).exists():
        noted.delete()
