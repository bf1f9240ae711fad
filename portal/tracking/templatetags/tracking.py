"""Tags by which a page has itself counted. What they print is the same for every reader."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.tracking.objects import ref_for, sign, sign_search_miss

register = template.Library()

_SCRIPT = "portal/js/beacon.js"
_NOTHING = SafeString("")


def _tags(object_id: str, inner: bool) -> SafeString:
    return format_html(
        '<script src="{}" defer data-o="{}"{}></script>'
        '<noscript><img src="/e/p.gif?o={}{}" alt="" width="1" height="1"></noscript>',
        static(_SCRIPT),
        object_id,
        SafeString(" data-n") if inner else "",
        object_id,
        SafeString("&amp;n=1") if inner else "",
    )


@register.simple_tag(takes_context=True)
def beacon(context: template.Context, page: Any, variant: str = "") -> SafeString:
    """``{% beacon page %}`` counts a view of the page; ``{% beacon page "inner" %}`` stands on a lesson's steps, an
    article's parts and print views. Prints nothing for what is not counted and in previews."""
    request = context.get("request")
    if variant not in ("", "inner"):
        raise template.TemplateSyntaxError(f'beacon: {variant!r} is no variant, write "inner" or nothing')
    ref = None if getattr(request, "is_preview", False) else ref_for(page, request)
    return _tags(sign(ref), variant == "inner") if ref else _NOTHING


@register.simple_tag
def beacon_search_miss(term: str, language: str, site: int = 0) -> SafeString:
    """Counts a search that found nothing, under its term without numbers and addresses."""
    object_id = sign_search_miss(term, language, site)
    return _tags(object_id, inner=False) if object_id else _NOTHING


@register.simple_tag
def beacon_id(object_id: str) -> SafeString:
    """Counts what a view has signed itself (``objects.sign``, ``objects.sign_search_miss``); nothing for an empty id."""
    return _tags(object_id, inner=False) if object_id else _NOTHING


@register.simple_tag
def beacon_script() -> SafeString:
    """The script alone: for a page that is not counted itself but shows a video."""
    return format_html('<script src="{}" defer></script>', static(_SCRIPT))


@register.simple_tag(takes_context=True)
def object_id(context: template.Context, page: Any) -> str:
    """The signed id, for ``<video data-video-o="{% object_id video %}">``; empty for what is not counted."""
    ref = ref_for(page, context.get("request"))
    return sign(ref) if ref else ""
