"""The whole address of a page, as it is passed on: in share links, QR codes, canonical links and Open Graph."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from wagtail.models import Page

# What Wagtail calls a site that nobody has given a host yet.
PLACEHOLDER = "localhost"


def public_address(page: Page, request: HttpRequest) -> str:
    """The page at its site's host; while the site has none, at the host the reader came to."""
    whole: str = page.get_full_url(request) or ""
    if urlsplit(whole).hostname == PLACEHOLDER:
        return request.build_absolute_uri(page.get_url(request))
    return whole
