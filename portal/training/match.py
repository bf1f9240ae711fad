"""The match key of Thai names: one person written in several ways is met as one.

A key is a keyed hash: a leaked table of keys names nobody.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from portal.thai.names import folded_name

__all__ = ["folded_name", "match_key"]


def match_key(name: str) -> str:
    """Keyed hash of the folded name (64 hexadecimal digits)."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"match:" + folded_name(name).encode(), hashlib.sha256).hexdigest()
