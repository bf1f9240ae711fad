"""Addresses for passing a page on: its picture and its QR page."""

from __future__ import annotations

from typing import Any

from django import template

from portal.core.address import public_address
from portal.core.models import BasePage
from portal.core.share_pictures import picture_url

register = template.Library()


@register.filter
def share_picture_url(page: Any) -> str:
    """The path of the picture a page is shared with; "" for pages that have none."""
    return picture_url(page) if isinstance(page, BasePage) else ""


@register.simple_tag(takes_context=True)
def page_address(context: dict[str, Any], page: Any) -> str:
    """The whole address of a page, as it is passed on; never with what a reader's own link carried after "?"."""
    return public_address(page, context["request"])
