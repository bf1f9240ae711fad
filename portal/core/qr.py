"""QR codes, drawn in one place; and a page's address as one, large on a phone to hold out or printed for a wall.

A page is named by its key, not by an address: nobody can make the portal show a code that leads elsewhere.
"""

from __future__ import annotations

import uuid
from typing import Literal

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.core.address import public_address
from portal.core.listing import open_to_all
from portal.core.pagecache import keep

QUIET = 4
"""Modules of white around the code, as ISO/IEC 18004 asks."""


Spare = Literal["m", "q"]
"""What may be lost of a code: M, 15 % scratched or hidden by a thumb; Q, 25 % in a photocopy."""


def qr_code(address: str, *, spare: Spare = "m") -> segno.QRCode:
    """The code of an address, never a Micro QR: few telephones read those."""
    return segno.make_qr(address, error=spare, boost_error=False)


def qr_svg(address: str, *, spare: Spare = "m", name: str = "", css: str = "qr") -> SafeString:
    """A QR code as inline SVG, black on white in every theme, as wide as its place.

    With a name it is a picture to screen readers; without one it is hidden from them, for the words beside it say the
    same.
    """
    made = qr_code(address, spare=spare).svg_inline(
        border=QUIET, dark="#000", light="#fff", omitsize=True, svgclass=css, lineclass=None, title=name or None
    )
    told = 'role="img"' if name else 'aria-hidden="true"'
    # segno escapes the title; the address is in the drawing as modules, not as text.
    return mark_safe(made.replace("<svg ", f"<svg {told} ", 1))  # noqa: S308


def public_page(key: uuid.UUID) -> Page:
    """The live page open to all with this translation key, in the language of the address, else in any.

    Raises Http404 when there is none.
    """
    pages = list(open_to_all(Page.objects.filter(translation_key=key)).select_related("locale").order_by("pk"))
    if not pages:
        raise Http404
    return next((page for page in pages if page.locale.language_code == get_language()), pages[0])


@require_safe
def page_qr(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """GET /th/qr/<page key>/: the same for everybody, kept like a page.

    Template context: shared (the page), address (whole, as the code holds it), parts (of it as people type it, to be
    broken between), code (SVG).
    """
    shared = public_page(key)
    address = public_address(shared, request)
    parts = [f"{part}/" for part in address.split("://")[-1].rstrip("/").split("/")]
    context = {"shared": shared, "address": address, "parts": parts, "code": qr_svg(address)}
    return keep(render(request, "core/qr.html", context))
