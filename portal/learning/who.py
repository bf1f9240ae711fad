"""Which learner is acting: the account's, the cookie's, or a new one with the first act.

Reading never calls this for writing: a learner begins with an answer or an "I did this" (decision 4).
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from portal.accounts.models import User
from portal.accounts.roles import Role, has_role
from portal.learning.models import Learner
from portal.tracking.visitors import clear_identity_cookie, set_identity_cookie

COOKIE = "learner"
SALT = "portal.learning.who"
DAYS = 365


def _uuid_in(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(signing.loads(value, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def pass_of(learner: Learner) -> str:
    """The signed name of a learner, for the cookie and for the forms of browsers without cookies."""
    return signing.dumps(learner.uuid.hex, salt=SALT)


def current(request: HttpRequest) -> Learner | None:
    """The learner this browser is, or None. Never creates one."""
    if request.user.is_authenticated:
        learner = Learner.objects.filter(user=request.user).first()
        if learner is not None:
            return learner
    return of_cookie(request)


def of_cookie(request: HttpRequest) -> Learner | None:
    """The learner named by the browser's cookie or form; None when it belongs to another account."""
    known = _uuid_in(request.COOKIES.get(COOKIE, "")) or _uuid_in(request.POST.get("who", ""))
    learner = Learner.objects.filter(uuid=known).first() if known else None
    if learner is None or (learner.user_id is not None and learner.user_id != request.user.pk):
        return None
    return learner


@transaction.atomic
def acting(request: HttpRequest) -> Learner:
    """The learner who acts now, made with the first act; a signed-in person's learner hangs on the account."""
    learner = current(request)
    if learner is None:
        learner = Learner.objects.create(user=request.user if request.user.is_authenticated else None)
    elif request.user.is_authenticated and learner.user_id is None:
        learner.user = request.user
        learner.save(update_fields=["user"])
    return learner


def remember(request: HttpRequest, response: HttpResponseBase, learner: Learner) -> None:
    """Set the learner's cookie, and its twin for counting unless refused, after the person's own act."""
    refused = "refuse-counting" in request.POST
    if refused and not learner.counting_refused:
        learner.counting_refused = True
        learner.save(update_fields=["counting_refused"])
    response.set_cookie(
        COOKIE,
        pass_of(learner),
        max_age=DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=getattr(settings, "SESSION_COOKIE_SECURE", False),
    )
    if learner.counting_refused:
        clear_identity_cookie(response)
    elif request.user.is_authenticated:
        set_identity_cookie(response, *counted_as(request.user), days=DAYS)
    else:
        set_identity_cookie(response, "learner", f"learner:{learner.uuid}", days=DAYS)


def counted_as(user: User) -> tuple[str, str]:
    """Under which kind, and as whom, a signed-in person is counted: staff, trainer or learner."""
    subject = f"user:{user.pk}"
    if user.is_staff or has_role(user, Role.KPI_STAFF, Role.AUTHOR, Role.LEGAL_REVIEWER):
        return "staff", subject
    return ("trainer" if has_role(user, Role.TRAINER, Role.REGIONAL_LEAD) else "learner"), subject


def identify(request: HttpRequest) -> tuple[str, str] | None:
    """Who a request's own act is counted as; None where nobody is known, or counting was refused."""
    if request.user.is_authenticated:
        return counted_as(request.user)
    learner = current(request)
    return None if learner is None or learner.counting_refused else ("learner", f"learner:{learner.uuid}")
