"""The second factor of those who see other people's data: an authenticator app or a passkey.

Asked for before the trainer's desk and the admin where SECOND_FACTOR_REQUIRED says so (production; a demo offers it).
At sign-in allauth asks whoever has one (see portal.accounts.stages); here those are stopped who have none yet, and
sessions that were open before there was one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from portal.accounts.roles import Role, has_role

View = Callable[..., HttpResponseBase]
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needed_by(user: Any) -> bool:
    """Whether the person's work needs one: staff and every role."""
    return bool(user.is_authenticated and (user.is_staff or has_role(user, *Role)))


def has_one(user: Any) -> bool:
    """Recovery codes alone are none: they stand in for one that was lost."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def is_shown(request: HttpRequest) -> bool:
    """Whether this session has used, or just added, a second factor."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def added(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    """Who has just set up a factor holds it in their hand. Connected to allauth's authenticator_added."""
    if authenticator.type in FACTORS and request.user == user:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def way_to_show(request: HttpRequest) -> str | None:
    """Where this request must go first; None when it may pass."""
    if not settings.SECOND_FACTOR_REQUIRED or not needed_by(request.user) or is_shown(request):
        return None
    address = reverse("mfa_index")
    if has_one(request.user):
        ways = get_adapter().get_reauthentication_methods(request.user)
        address = next((way["url"] for way in ways if way["id"].startswith("mfa_")), address)
    return f"{address}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}"


def second_factor_required(view: View) -> View:
    """Lets a view answer staff, trainers and leads only once their second factor was shown. Others pass: what they may
    do is the view's own question."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        address = way_to_show(request)
        return HttpResponseRedirect(address) if address else view(request, *args, **kwargs)

    return guarded


def admin_door(view: View) -> View:
    """For every address of Wagtail's admin. Who is signed in and may not enter gets 403: sent to the sign-in page they
    would come back here, for ever."""
    guarded = second_factor_required(view)

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return guarded(request, *args, **kwargs)

    return door
