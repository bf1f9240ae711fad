"""The groups behind the roles, and what each may do in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission

from portal.accounts.roles import Role

# Models each role may add, change, delete or view in the admin, as app label and codename.
PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.AUTHOR: (
        "wagtailadmin.access_admin",
        "courses.add_quiz",
        "courses.change_quiz",
        "courses.view_quiz",
        "core.view_hotline",
    ),
    Role.LEGAL_REVIEWER: ("wagtailadmin.access_admin", "core.view_hotline"),
    Role.KPI_STAFF: (
        "wagtailadmin.access_admin",
        "training.add_trainingsession",
        "training.change_trainingsession",
        "training.view_trainingsession",
        "training.add_partner",
        "training.change_partner",
        "training.view_partner",
    ),
    # Trainers and regional leads work at the desk, never in Wagtail's admin.
    Role.TRAINER: (),
    Role.REGIONAL_LEAD: (),
}


def ensure_groups(**kwargs: Any) -> None:
    """Make each role's group and give it what it lacks; permissions added by an administrator stay."""
    for role, names in PERMISSIONS.items():
        group, _made = Group.objects.get_or_create(name=role.value)
        for name in names:
            label, codename = name.split(".")
            permission = Permission.objects.filter(content_type__app_label=label, codename=codename).first()
            if permission is not None:
                group.permissions.add(permission)
