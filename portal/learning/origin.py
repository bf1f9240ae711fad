"""Acts of people without a session are checked by where they come from (decision 13): no CSRF cookie is needed.

A signed-in person's acts pass Django's CSRF check as usual.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponseBase]


def same_origin(request: HttpRequest) -> bool:
    """Whether a form was sent from our own pages: Sec-Fetch-Site, else Origin, else Referer; with none of them only
    when the browser sent no cookie that could be abused."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    ours = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == ours
    referer = request.headers.get("Referer")
    if referer is not None:
        parts = urlsplit(referer)
        return f"{parts.scheme}://{parts.netloc}" == ours
    return not request.COOKIES


def learners_act(view: View) -> View:
    """Guard a view where learners act, and keep its answers out of every cache (`private, no-store`)."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated and not same_origin(request):
            response: HttpResponseBase = render(request, "learning/refused.html", status=403)
        elif request.user.is_authenticated:
            response = csrf_protect(view)(request, *args, **kwargs)
        else:
            response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded
