"""What a lesson's templates need: its address as a QR code."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core.qr import qr_svg

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
    """An address as a QR code readable from a photocopy; nothing for no address."""
    return qr_svg(address, spare="q", name=_("คิวอาร์โค้ดของบทเรียน")) if address else ""
