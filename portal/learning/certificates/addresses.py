"""Where a certificate is verified: the address printed on paper must stay the same for years."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from portal.core.qr import QUIET, qr_code


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


def qr_data_uri(address: str) -> str:
    """An address as a QR code for `<img src>`."""
    return str(qr_code(address).svg_data_uri(border=QUIET, omitsize=True))
