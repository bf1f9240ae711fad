"""Which learner is acting: the account's, the cookie's, or a new one with the first act.

Reading never calls this for writing: a learner begins with an answer or an "I did this" (decision 4).
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts.models import User
from portal.accounts.roles import Role, has_role
from portal.learning import merging
from portal.learning.models import Learner
from portal.tracking.visitors import clear_identity_cookie, set_identity_cookie

COOKIE = "learner"
DAYS = 365
FORM_HOURS = 12
"""How long a form of a browser without cookies knows its learner: a day of learning, and no longer in a page somebody
left open on a shared machine."""
COOKIE_SALT = "portal.learning.who.cookie"
FORM_SALT = "portal.learning.who.form"
NOBODY = "new"
"""The cookie after "someone else is learning": this browser keeps cookies and is nobody yet, so a form it still shows
of the one before is not believed."""
DOUBLE_CLICK = timedelta(minutes=2)


def pass_of(learner: Learner) -> str:
    """The learner, signed and dated, for the hidden field `who` of browsers without cookies; good for FORM_HOURS."""
    return _signed(learner, FORM_SALT)


def cookie_of(learner: Learner) -> str:
    """The learner, signed, as the cookie holds it."""
    return _signed(learner, COOKIE_SALT)


def _signed(learner: Learner, salt: str) -> str:
    return signing.dumps([learner.uuid.hex, learner.pass_number], salt=salt)


def _read(value: str, salt: str, seconds: int) -> Learner | None:
    """The row that was signed, whether merged since or not; None for what is forged, too old or turned away."""
    try:
        known, number = signing.loads(value, salt=salt, max_age=seconds)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    row = Learner.objects.select_related("merged_into").filter(uuid=uuid.UUID(known), pass_number=number)
    return row.first()


def _named(request: HttpRequest) -> Learner | None:
    """The row the cookie names; the form's only where no cookie came. None when it leads into another's account."""
    if COOKIE in request.COOKIES:
        row = _read(request.COOKIES[COOKIE], COOKIE_SALT, DAYS * 24 * 3600)
    else:
        row = _read(request.POST.get("who", ""), FORM_SALT, FORM_HOURS * 3600)
    if row is None or (row.final.user_id is not None and row.final.user_id != request.user.pk):
        return None
    return row


def of_cookie(request: HttpRequest) -> Learner | None:
    """The learner named by the browser's cookie or form; None when it belongs to another account."""
    row = _named(request)
    return row.final if row else None


def current(request: HttpRequest) -> Learner | None:
    """The learner this browser is, or None. Never creates one."""
    if request.user.is_authenticated:
        learner = Learner.objects.filter(user=request.user).first()
        if learner is not None:
            return learner
    return of_cookie(request)


@transaction.atomic
def acting(request: HttpRequest, form: str = "") -> Learner:
    """The learner who acts now, made with the first act; a signed-in person's learner hangs on the account.

    form: the id of what is sent; of the form in the request where none is given.
    """
    row = _named(request)
    if row is not None and row.merged_into is not None:
        # What another browser wrote while the two were being joined.
        merging.merge(row, row.merged_into)
    learner = row.final if row else None
    if not request.user.is_authenticated:
        return learner or _begin(request, form or request.POST.get("submission", ""))
    own = Learner.objects.filter(user=request.user).first()
    if own is not None and learner in (None, own):
        return own
    return merging.join_account(learner, request.user)


def _begin(request: HttpRequest, form: str) -> Learner:
    """A new learner; the same one for the same form sent twice, as a double click does before its cookie is there."""
    try:
        sent = uuid.UUID(form)
    except ValueError:
        return Learner.objects.create()
    seed = f"{sent.hex}|{request.COOKIES.get(COOKIE, '')}"
    known = uuid.UUID(bytes=salted_hmac("portal.learning.who.begin", seed).digest()[:16], version=4)
    learner, _created = Learner.objects.get_or_create(uuid=known)
    just_now = learner.created_at > timezone.now() - DOUBLE_CLICK
    if just_now and learner.user_id is None and learner.merged_into_id is None and not learner.pass_number:
        return learner
    return Learner.objects.create()


def remember(request: HttpRequest, response: HttpResponseBase, learner: Learner) -> None:
    """Set the learner's cookie, and its twin for counting unless refused, after the person's own act."""
    refused = "refuse-counting" in request.POST
    if refused and not learner.counting_refused:
        learner.counting_refused = True
        learner.save(update_fields=["counting_refused"])
    _set_cookie(response, cookie_of(learner), days=DAYS)
    if learner.counting_refused:
        clear_identity_cookie(response)
    elif request.user.is_authenticated:
        set_identity_cookie(response, *counted_as(request.user), days=DAYS)
    else:
        set_identity_cookie(response, "learner", f"learner:{learner.uuid}", days=DAYS)


def forget(response: HttpResponseBase) -> None:
    """This browser is nobody from now on: someone else learns on the device."""
    _set_cookie(response, NOBODY)
    clear_identity_cookie(response)


def _set_cookie(response: HttpResponseBase, value: str, days: int | None = None) -> None:
    response.set_cookie(
        COOKIE,
        value,
        max_age=None if days is None else days * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=getattr(settings, "SESSION_COOKIE_SECURE", False),
    )


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
