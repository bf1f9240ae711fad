"""Signing in makes one person of a learner and an account, in progress and in counting (counting rule 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest, HttpResponseBase

from portal.learning import merging, who
from portal.learning.models import Learner
from portal.tracking.facts import record_sign_in
from portal.tracking.visitors import clear_identity_cookie, set_identity_cookie

# Set on the request by the signals, read by the middleware: signals have no response to put a cookie on.
SIGNED_IN = "portal_signed_in"
SIGNED_OUT = "portal_signed_out"


def signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """What this browser did before is the account's now: hung on it, or joined with what the account has."""
    learner = who.of_cookie(request)
    kind, subject = who.counted_as(user)
    if learner is not None:
        count_as_one(learner, kind, subject)
        merging.join_account(learner, user)
    setattr(request, SIGNED_IN, (kind, subject))


def count_as_one(learner: Learner, kind: str, subject: str) -> None:
    """This month's visits of a learner are the named person's from now on; kind and subject as in `who.counted_as`."""
    record_sign_in(f"learner:{learner.uuid}", kind, subject)


def signed_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    setattr(request, SIGNED_OUT, True)


def connect() -> None:
    user_logged_in.connect(signed_in, dispatch_uid="learning.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="learning.signed_out")


class CountingCookieMiddleware:
    """Puts the counting cookie on the answer to a sign-in, and takes it off at sign-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(request, SIGNED_OUT, False):
            clear_identity_cookie(response)
        elif signed := getattr(request, SIGNED_IN, None):
            set_identity_cookie(response, *signed)
        return response
