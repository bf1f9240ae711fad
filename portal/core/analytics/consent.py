"""A person's yes to the outside services: one cookie, set by the person's own act, named on the page that asks.

A no leaves no cookie. The page cache asks `opted_in` before Django, so it reads the WSGI environ; `request.META` is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import Morsel
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.http.cookie import parse_cookie

from portal.core.analytics.services import fingerprint, services

COOKIE = "analytics"
DAYS = 180
"""How long a yes holds; then nothing is sent until the person says it again."""
# What the services' own scripts leave in the browser under our name: Matomo's and Google's.
THEIR_COOKIES = ("_pk_", "mtm_", "_ga", "_gid", "_gat", "_gcl_")


def browser_refuses(environ: Mapping[str, Any]) -> bool:
    """Whether the browser says no for its owner: Global Privacy Control, or the older Do Not Track."""
    return environ.get("HTTP_SEC_GPC") == "1" or environ.get("HTTP_DNT") == "1"


def opted_in(environ: Mapping[str, Any]) -> bool:
    """Whether a request bears a yes to just the services that are configured now, and its browser does not refuse."""
    header = environ.get("HTTP_COOKIE", "")
    if COOKIE not in header or browser_refuses(environ):
        return False
    configured = services()
    return bool(configured) and parse_cookie(header).get(COOKIE) == fingerprint(configured)


def give(request: HttpRequest, response: HttpResponseBase) -> None:
    """Remember a yes to the services that are configured now, for DAYS."""
    response.set_cookie(
        COOKIE,
        fingerprint(services()),
        max_age=DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def withdraw(request: HttpRequest, response: HttpResponseBase) -> None:
    """Forget the yes, and take out what the services' scripts left in this browser; sets no cookie where none came."""
    for name in request.COOKIES:
        if name == COOKIE or name.startswith(THEIR_COOKIES):
            response.delete_cookie(name, samesite="Lax")
        if name.startswith(THEIR_COOKIES):
            _delete_above(request.get_host(), response, name)


def _delete_above(host: str, response: HttpResponseBase, name: str) -> None:
    """A service's script may have left its cookie for a name above ours (Google's does unless it is told not to)."""
    labels = host.split(":")[0].split(".")
    if labels[-1].isdecimal():
        return  # an address; nothing is above it
    for first in range(len(labels) - 1):
        morsel: Morsel[str] = Morsel()
        morsel.set(name, "", "")
        morsel.update({"domain": ".".join(labels[first:]), "path": "/", "max-age": 0})
        # Django keeps one cookie a name; what goes out is the morsel, whatever it is kept under.
        response.cookies[f"{name} {morsel['domain']}"] = morsel
