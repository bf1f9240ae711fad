"""Typed codes cannot be guessed: each address has so many tries a while."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from portal.learning.limits import within_limit


@pytest.mark.both_databases
def test_each_address_has_its_own_tries() -> None:
    cache.clear()
    first, second = (RequestFactory().get("/", REMOTE_ADDR=address) for address in ("192.0.2.1", "192.0.2.2"))
    assert [within_limit(first, "card", tries=3, seconds=86_400) for _ in range(5)] == [True] * 3 + [False] * 2
    assert within_limit(second, "card", tries=3, seconds=86_400)
    assert within_limit(first, "verify", tries=3, seconds=86_400)
