"""Demo logins with random passwords of this machine, and the legal reviewers' workflow."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from articles.models import LegalReviewTask
from portal.accounts.groups import ensure_groups
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.demo.loading.keeping import note

PEOPLE = (
    ("admin", "ผู้ดูแล", "ระบบ", None),
    ("author", "มาลี", "ใจดี", Role.AUTHOR),
    ("lawyer", "ธรรม", "ยุติ", Role.LEGAL_REVIEWER),
    ("kpi", "กมล", "นับถ้วน", Role.KPI_STAFF),
    ("trainer", "สมชาย", "สอนเก่ง", Role.TRAINER),
)


def logins_file() -> Path:
    return Path(settings.VAR_DIR) / "demo-logins.json"


def load_people() -> None:
    """Make the demo accounts; their passwords are kept in a file only its owner can read."""
    ensure_groups()
    kept = json.loads(logins_file().read_text()) if logins_file().exists() else {}
    for name, first, last, role in PEOPLE:
        if known := User.objects.filter(username=name).first():
            confirm_address(known)
            continue
        password = secrets.token_urlsafe(12)
        user = User(username=name, email=f"{name}@example.com", first_name=first, last_name=last)
        user.is_superuser = role is None
        user.is_staff = role is None
        user.set_password(password)
        user.save()
        confirm_address(user)
        if role is not None:
            user.groups.add(Group.objects.get(name=role.value))
        note(user)
        kept[user.email] = {"password": password, "role": str(role.value if role else "administrator")}
    descriptor = os.open(logins_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        json.dump(kept, handle, ensure_ascii=False, indent=2)


def confirm_address(user: User) -> None:
    """The demo's addresses receive no mail: they count as confirmed, so that a password alone signs in."""
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def load_page_permissions(sections: dict[str, Page]) -> None:
    author, reviewer = (Group.objects.get(name=role.value) for role in (Role.AUTHOR, Role.LEGAL_REVIEWER))
    for section in sections.values():
        for action in ("add", "change"):
            _permit(author, section, action)
    for action in ("add", "change", "publish"):
        _permit(reviewer, sections["law"], action)


def _permit(group: Group, page: Page, action: str) -> None:
    from django.contrib.auth.models import Permission

    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
    GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def load_workflow(law: Page) -> None:
    """Law goes out after a legal reviewer has signed it."""
    if WorkflowPage.objects.filter(page=law).exists():
        return
    workflow = Workflow.objects.create(name="ตรวจทานกฎหมายก่อนเผยแพร่")
    task = LegalReviewTask.objects.create(name="ผู้ตรวจทานกฎหมายลงชื่อ")
    task.groups.add(Group.objects.get(name=Role.LEGAL_REVIEWER.value))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=law)
    note(workflow)
    note(task)
