"""How long a sign-in lasts, and whether it is fresh enough for a sensitive act."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from portal.accounts.second_factor import needed_by

SIGNED_IN_AT = "signed_in_at"
"""When this session signed in, seconds since 1970; allauth notes only some of the ways."""


def limit_session(request: HttpRequest, user: Any) -> None:
    """Those who see other people's data are signed out after a working day; learners stay (SESSION_COOKIE_AGE)."""
    if user is not None and needed_by(user):
        request.session.set_expiry(settings.STAFF_SESSION_SECONDS)


def signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Connected to Django's user_logged_in."""
    request.session[SIGNED_IN_AT] = time.time()
    limit_session(request, user)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person has shown who they are, in whatever way, in the last minutes
    (ACCOUNT_REAUTHENTICATION_TIMEOUT, seconds)."""
    shown = [record["at"] for record in get_authentication_records(request, request.user)]
    latest = max([request.session.get(SIGNED_IN_AT, 0.0), *shown])
    return bool(time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
