"""How often one address may try: codes that are typed must not be guessed.

Counts live in the cache that all workers share and end by themselves.
"""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal.tracking.addresses import request_address


def within_limit(request: HttpRequest, action: str, *, tries: int, seconds: int) -> bool:
    """Count one try of this action by the caller's address; False once there were more than `tries` in `seconds`.

    The address is kept as a hash, for `seconds` at most.
    """
    key = _key(request, action, seconds)
    if cache.add(key, 1, timeout=seconds):
        return True
    try:
        return int(cache.incr(key)) <= tries
    except ValueError:  # it ended between the two lines
        return True


def spent(request: HttpRequest, action: str, *, tries: int, seconds: int) -> bool:
    """Whether this address has used up its tries, without counting one: for limits that count only what failed."""
    return int(cache.get(_key(request, action, seconds), 0)) >= tries


def _key(request: HttpRequest, action: str, seconds: int) -> str:
    window = int(time.time()) // seconds
    return f"limit:{action}:{window}:{salted_hmac(action, str(request_address(request))).hexdigest()}"
