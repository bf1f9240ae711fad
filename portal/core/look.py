"""How a reader wants the pages to look: shell, theme and size, in one cookie of at most 60 values.

It is set by a GET link and is the only cookie in the key of the page cache (decision 13).
"""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

COOKIE = "look"
SHELLS = ("", "child", "youth", "adult", "elder")
THEMES = ("", "light", "dark", "contrast")
SIZES = ("", "large", "largest")
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Look:
    """The page's own shell, the device's theme and the ordinary size are all written as an empty string."""

    shell: str = ""
    theme: str = ""
    size: str = ""

    @classmethod
    def parse(cls, value: str) -> Look:
        """The look a cookie's value asks for; anything unknown reads as the default."""
        parts = [*value.split("."), "", "", ""]
        return cls(
            parts[0] if parts[0] in SHELLS else "",
            parts[1] if parts[1] in THEMES else "",
            parts[2] if parts[2] in SIZES else "",
        )

    def __str__(self) -> str:
        return f"{self.shell}.{self.theme}.{self.size}"

    def changed(self, shell: str | None, theme: str | None, size: str | None) -> Look:
        """This look with the given parts replaced; unknown values read as the default."""
        return Look.parse(
            ".".join(
                new if new is not None else old
                for new, old in ((shell, self.shell), (theme, self.theme), (size, self.size))
            )
        )


def look_of_header(header: str) -> Look:
    """The look in a raw Cookie header, for code that stands before Django."""
    if COOKIE not in header:
        return Look()
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return Look()
    return Look.parse(morsel.value) if morsel else Look()


def look_of(request: HttpRequest) -> Look:
    return Look.parse(request.COOKIES.get(COOKIE, ""))


def look(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `look`."""
    return {"look": look_of(request)}


@require_safe
@never_cache
def set_look(request: HttpRequest) -> HttpResponse:
    """GET /look/?shell=&theme=&size=&next=: remember the look and go back (303)."""
    target = request.GET.get("next", "/")
    if not target.startswith("/") or not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    chosen = look_of(request).changed(request.GET.get("shell"), request.GET.get("theme"), request.GET.get("size"))
    response = HttpResponseRedirect(target)
    response.status_code = 303
    if chosen == Look():
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE, str(chosen), max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response
