"""What learning adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from wagtail import hooks

from portal.learning.viewsets import CertificateViewSet


@hooks.register("register_admin_viewset")
def certificates() -> CertificateViewSet:
    return CertificateViewSet()


@hooks.register("register_permissions")
def permissions() -> Any:
    """Lets an administrator give a group the right to revoke certificates."""
    return Permission.objects.filter(content_type__app_label="learning", codename="revoke_certificate")
