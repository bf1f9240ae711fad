"""Where a certificate is verified: the address printed on paper must stay the same for years."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def site_address(request: HttpRequest | None = None) -> str:
    """The portal's public address, without a slash at its end: BASE_URL, else the one of the request."""
    if settings.BASE_URL:
        return str(settings.BASE_URL)
    if request is not None:
        return f"{request.scheme}://{request.get_host()}"
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def verify_url(code: str, base: str) -> str:
    """The address the QR code holds."""
    return base + reverse("verify_code", args=[code])


def spoken(url: str) -> str:
    """An address as people read it out: without its scheme."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}"


def qr_svg(text: str, **options: Any) -> str:
    """A QR code as an SVG element for a page: medium error correction, a quiet zone of four modules."""
    return str(_qr(text).svg_inline(border=4, omitsize=True, **options))


def qr_data_uri(text: str) -> str:
    """The same for `<img src>`."""
    return str(_qr(text).svg_data_uri(border=4, omitsize=True))


def _qr(text: str) -> Any:
    return segno.make(text, error="m", micro=False)
