"""The address of an account, when an administrator writes another one: the old one signs nobody in any more."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from portal.accounts.models import User


def follow(
    sender: Any, instance: User, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Connected to the account's post_save. People change their own address through allauth, which has made the new one
    the first before it writes it on the account; an address that differs from it comes from the administration's form.

    The old addresses go, a half confirmed one too. The new one is confirmed by the first code sent to it.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    noted = EmailAddress.objects.filter(user=instance)
    # Who came by LINE and is adding a first address has none that is primary yet.
    first = noted.filter(primary=True).values_list("email", flat=True).first()
    if first is not None and first.lower() != (instance.email or "").lower():
        noted.delete()
