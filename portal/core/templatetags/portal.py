"""Small presentation helpers every template may use without loading them."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from portal.core.drawings import drawing_path
from portal.core.pagecache import shortened_query

register = template.Library()


@register.simple_tag
def drawing(name: str, alt: str = "", css: str = "drawing", width: int = 320, height: int = 180) -> SafeString | str:
    """One of the portal's drawings as an image; nothing for an empty name."""
    if not name:
        return ""
    return format_html(
        '<img class="{}" src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">',
        css,
        static(drawing_path(name)),
        alt,
        width,
        height,
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon of the sprite, hidden from screen readers: the words beside it say what it is."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#i-{}"></use></svg>',
        static("portal/draw/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def look_url(context: dict[str, Any], **changes: str) -> str:
    """The address that sets shell, theme or size and comes back to this page."""
    request = context.get("request")
    target = "/"
    if request is not None:
        # Kept pages are everybody's: what one reader's link carried after "?" stays out of them.
        query = shortened_query(request.META.get("QUERY_STRING", ""))
        target = f"{request.path}?{query}" if query else request.path
    return "/look/?" + urlencode({**changes, "next": target})


@register.filter
def megabytes(size: int | None) -> str:
    """A file's size as people read it: 0.4 MB, 12 MB (1 MB = 1,000,000 bytes)."""
    value = (size or 0) / 1_000_000
    if value < 0.1:
        return "0.1 MB"
    return f"{value:.1f} MB" if value < 10 else f"{value:.0f} MB"


@register.filter
def clock(seconds: int | None) -> str:
    """A duration in minutes and seconds: 1:05."""
    minutes, rest = divmod(int(seconds or 0), 60)
    return f"{minutes}:{rest:02d}"


@register.filter
def item(mapping: dict[Any, Any], key: Any) -> Any:
    """A dictionary's value by a key the template computes."""
    return mapping.get(key) if mapping else None
