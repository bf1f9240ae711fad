"""Roles are groups with fixed names; who may do what is asked here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    TRAINER = "trainer", _("วิทยากร")
    REGIONAL_LEAD = "regional-lead", _("ผู้ประสานงานภาค")
    AUTHOR = "author", _("ผู้เขียน")
    LEGAL_REVIEWER = "legal-reviewer", _("ผู้ตรวจทานกฎหมาย")
    KPI_STAFF = "kpi-staff", _("เจ้าหน้าที่ตัวชี้วัด")


def has_role(user: Any, *roles: Role) -> bool:
    """Whether an active person holds one of the roles; administrators hold them all."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    names = {group.name for group in user.groups.all()}
    return any(role.value in names for role in roles)


def may_see_answer_keys(user: Any) -> bool:
    """Answer keys and post-tests are for trainers and those who lead them."""
    return has_role(user, Role.TRAINER, Role.REGIONAL_LEAD)


def may_see_figures(user: Any) -> bool:
    """Dashboards, rows behind figures and reports are for KPI staff."""
    return has_role(user, Role.KPI_STAFF)
