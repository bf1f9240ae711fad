"""The outside services' scripts as django-analytical writes them, where and for whom they may stand."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from analytical.templatetags.analytical import AnalyticalNode
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.core.analytics.services import services
from portal.core.analytics.serving import CHILD, is_allowed
from portal.core.look import look_of

register = template.Library()

HEAD_TOP = "head_top"
BEFORE = Path(__file__).parents[1] / "analytics" / "before"
_COMMENT = re.compile(r"\A/\*.*?\*/\s*", re.DOTALL)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
# With scripts off the services would get a picture's request that says nothing but that somebody is there.
_WITHOUT_SCRIPTS = re.compile(r"<noscript\b.*?</noscript>", re.IGNORECASE | re.DOTALL)


@register.simple_tag(takes_context=True)
def analytics(context: template.Context, location: str) -> SafeString:
    """`{% analytics "head_top" %}`: what django-analytical's tag of that place prints, under the answer's nonce.

    Prints nothing but for a reader who said yes, on a page that may carry it (portal.core.analytics.serving). The
    services' templates get an empty context: whatever stands in ours, no name or address of a person can be among it.
    """
    request = context.get("request")
    if not is_allowed(context.get("page"), request):
        return SafeString("")
    html = _WITHOUT_SCRIPTS.sub("", AnalyticalNode(location).render(template.Context()))
    if location == HEAD_TOP:
        html = "".join(f"<script>{_before(one.kind)}</script>" for one in services()) + html
    return _under_nonce(html, request)


@cache
def _before(kind: str) -> str:
    """What a service is told before it begins.

    Printed into the page, not a file of its own: whatever blocks that file must not let the service run without it.
    """
    return _COMMENT.sub("", (BEFORE / f"{kind}.js").read_text(encoding="utf-8"))


def _under_nonce(html: str, request: Any) -> SafeString:
    # Scripts that keep pages on a device know by the mark what is no part of the page (js/offline/kept.js).
    opening = format_html('<script data-outside nonce="{}"', str(request.csp_nonce))
    # Written by django-analytical out of settings that were checked at the start.
    return mark_safe(_SCRIPT.sub(opening, html).strip())  # noqa: S308


@register.simple_tag(takes_context=True)
def analytics_asked(context: template.Context) -> bool:
    """Whether the frame links to the question of consent: a service is configured, and the page is none for children.

    Asks nothing of the person: the frame is the same for everybody (decision 13).
    """
    request = context.get("request")
    if request is None or not services() or look_of(request).shell == CHILD:
        return False
    return not getattr(context.get("page"), "for_children", False)
