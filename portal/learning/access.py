"""Who may see the list of certificates and revoke one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

PERMISSION = "learning.revoke_certificate"


def may_revoke(user: Any) -> bool:
    """Administrators, and groups that were given the permission."""
    return bool(user.is_active and user.has_perm(PERMISSION))


class CertificatePolicy(BasePermissionPolicy):
    """Wagtail's way of asking `may_revoke`. Nothing is added or deleted here."""

    ACTIONS = frozenset({"view", "change"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.ACTIONS and may_revoke(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return bool(self.ACTIONS.intersection(actions)) and may_revoke(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        people = get_user_model()._default_manager
        return people.with_perm(PERMISSION) if self.ACTIONS.intersection(actions) else people.none()
