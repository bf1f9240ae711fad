"""`/v/`: anybody may ask whether a certificate is genuine. No cookie, nothing kept in a cache, no name of a child."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.codes import WrongCode, read_code
from portal.learning.certificates.addresses import site_address
from portal.learning.certificates.badge import badge_json, did_document, status_list
from portal.learning.limits import within_limit
from portal.learning.models import Certificate
from portal.thai.names import folded_name

# A room full of people behind one address may check their papers at once; guessing 55 random bits stays hopeless.
LOOKS, LOOK_SECONDS = 120, 300
NAMES, NAME_SECONDS = 10, 600
LONGEST = 100


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """`/v/`: a field for the code; `?code=` leads on to its page."""
    typed = request.GET.get("code", "")[:LONGEST]
    if not typed.strip():
        return _answer(request, {"asked": "code" in request.GET})
    try:
        code = read_code(typed)
    except WrongCode:
        return _unknown(request, typed)
    return _closed(redirect(reverse("verify_code", args=[code])))


# Asks and changes nothing, and sets no cookie: there is nothing a forged form could do.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """`/v/CODE`: what is known of this certificate; POST compares a name with the one of a child's.

    Template context: certificate, matches (None until a name was typed), typed_name, or `unknown` with the typed code.
    """
    if not within_limit(request, "verify", tries=LOOKS, seconds=LOOK_SECONDS):
        return _answer(request, {"often": True}, status=429)
    certificate = _found(code)
    if certificate is None:
        return _unknown(request, code[:LONGEST])
    context: dict[str, Any] = {"certificate": certificate, "matches": None}
    typed = request.POST.get("name", "")[:LONGEST].strip()
    if request.method == "POST" and typed and _may_compare(certificate):
        if not within_limit(request, f"verify-name-{certificate.pk}", tries=NAMES, seconds=NAME_SECONDS):
            return _answer(request, {**context, "names_often": True}, status=429)
        context |= {"matches": folded_name(typed) == folded_name(certificate.name), "typed_name": typed}
    return _answer(request, context)


@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """`/v/CODE/badge.json`: the Open Badge. 404 for a wrong code, 410 for a certificate that is no longer good."""
    if not within_limit(request, "verify", tries=LOOKS, seconds=LOOK_SECONDS):
        return _closed(HttpResponse(status=429))
    certificate = _found(code)
    if certificate is None or certificate.state == Certificate.State.RESERVED:
        return _closed(HttpResponse(status=404))
    if not certificate.is_good:
        return _closed(HttpResponse(status=410))
    content = badge_json(certificate, site_address(request))
    return _closed(HttpResponse(content, content_type="application/vc+ld+json"))


@require_safe
def badge_did(request: HttpRequest) -> HttpResponse:
    """`/badges/did.json`: who signs the badges, and with which public key."""
    response = HttpResponse(json.dumps(did_document(site_address(request))), content_type="application/did+json")
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
def badge_status(request: HttpRequest, number: int) -> HttpResponse:
    """`/badges/status/<number>`: which badges were taken back, as a signed Bitstring Status List."""
    response = HttpResponse(status_list(number, site_address(request)), content_type="application/jwt")
    patch_cache_control(response, public=True, max_age=300)
    return response


def _found(code: str) -> Certificate | None:
    try:
        return Certificate.objects.filter(code=read_code(code)).first()
    except WrongCode:
        return None


def _may_compare(certificate: Certificate) -> bool:
    return certificate.for_child and bool(certificate.name)


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """One sentence for a code that cannot be one and for one that nobody has.

    422 as for any form typed wrong: Django would send a 404 outside /th/ on to the same address under it.
    """
    return _answer(request, {"unknown": True, "typed": typed}, status=422)


def _answer(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return _closed(render(request, "learning/verify.html", context, status=status))


def _closed(response: HttpResponse) -> HttpResponse:
    """For the asker's eyes now: not kept, not indexed, and the code not passed on as a referrer."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
