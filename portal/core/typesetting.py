"""Thai typesetting of what goes out as HTML: the sign ๆ (mai yamok) stays with the word it repeats.

Thai is written with a space before ๆ, and browsers break lines at spaces: "ค่อย" ends one line and "ๆ" begins the next.
The space is made one that does not break on the way out, so every text is covered, editors' and ours, old and new, and
what is stored, searched and typed again stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_LOOSE_SIGN = re.compile(rb" (?=\xe0\xb9\x86)")  # a space, then ๆ in UTF-8
_KEEPING_SPACE = "\u00a0".encode()
# Editors' and people's own words come back from fields as they stand there.
_FIELD, _FIELD_END = b"<textarea", b"</textarea"


def keep_repeat_signs(html: bytes) -> bytes:
    """UTF-8 HTML with an unbreakable space before ๆ, in the text alone: not inside tags or fields."""

    def kept(match: re.Match[bytes]) -> bytes:
        place = match.start()
        in_tag = html.rfind(b"<", 0, place) > html.rfind(b">", 0, place)
        in_field = html.rfind(_FIELD, 0, place) > html.rfind(_FIELD_END, 0, place)
        return match.group() if in_tag or in_field else _KEEPING_SPACE

    return _LOOSE_SIGN.sub(kept, html)


class TypesettingMiddleware:
    """Sets every HTML answer but the admin's, whose pages hold texts being written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_html = response.get("Content-Type", "").startswith("text/html")
        if is_html and not response.streaming and not request.path.startswith("/admin/"):
            response.content = keep_repeat_signs(response.content)
        return response
