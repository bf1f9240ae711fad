"""What the account pages need to know of this installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from allauth.account.utils import get_next_redirect_url
from django import template
from django.conf import settings

from portal.accounts.second_factor import needed_by

register = template.Library()


@register.simple_tag
def sign_in_ways() -> dict[str, Any]:
    """`mail`: codes by e-mail reach people; `folder`: where mail lies when nothing sends it, else ""; `line`: LINE is
    set up; `minutes`, `digits`: of a code."""
    return {
        "mail": settings.MAIL_ARRIVES,
        "folder": mail_folder(),
        "line": settings.LINE_SIGN_IN,
        "minutes": settings.CODE_SECONDS // 60,
        "digits": settings.CODE["length"],
    }


def mail_folder() -> str:
    """The folder mail is written into, as seen from the project; "" where mail is sent."""
    if "filebased" not in settings.EMAIL_BACKEND:
        return ""
    folder = Path(settings.EMAIL_FILE_PATH)
    return str(folder.relative_to(settings.BASE_DIR) if folder.is_relative_to(settings.BASE_DIR) else folder)


@register.simple_tag
def needs_second_factor(user: Any) -> bool:
    """Whether this person's work needs a second factor."""
    return needed_by(user)


@register.simple_tag(takes_context=True)
def following(context: dict[str, Any]) -> str:
    """Where the person wanted to go (`?next=`), if it is an address of this site; else ""."""
    return get_next_redirect_url(context["request"]) or ""
