"""What a lesson's templates need: its address as a QR code."""

from __future__ import annotations

import io
from typing import Any

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def address_here(context: dict[str, Any], page: Any) -> str:
    """The page's address under the name this reader reached the portal by, a classroom's own network included.

    Only names of ALLOWED_HOSTS get this far, and the page cache keeps each name's pages apart.
    """
    request = context["request"]
    address: str = request.build_absolute_uri(page.get_url(request))
    return address


@register.simple_tag
def qr(address: str) -> SafeString | str:
    """An address as a QR code in SVG, readable from a photocopy (a quarter may be lost); nothing for no address.

    The picture holds modules alone, nothing of the address as text, and keeps its white margin in every theme.
    """
    if not address:
        return ""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        omitsize=True,
        light="#fff",
        svgclass="qr",
        lineclass=None,
        title=_("คิวอาร์โค้ดของบทเรียน"),
    )
    # segno escapes the title; everything else in the picture is numbers.
    return mark_safe(out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1).strip())  # noqa: S308
