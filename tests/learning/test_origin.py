"""Acts without a session are taken only from our own pages (decision 13)."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from portal.learning.origin import same_origin

OURS = "http://testserver"


@pytest.mark.parametrize(
    ("headers", "cookies", "allowed"),
    [
        ({"sec-fetch-site": "same-origin"}, {"learner": "x"}, True),
        ({"sec-fetch-site": "cross-site"}, {}, False),
        ({"sec-fetch-site": "same-site"}, {}, False),
        # The browser's own word goes before the others.
        ({"sec-fetch-site": "cross-site", "origin": OURS}, {}, False),
        ({"origin": OURS}, {"learner": "x"}, True),
        ({"origin": "http://evil.example"}, {}, False),
        ({"origin": "null"}, {}, False),
        ({"referer": f"{OURS}/th/"}, {"learner": "x"}, True),
        ({"referer": "http://testserver.evil.example/"}, {}, False),
        ({}, {}, True),
        ({}, {"learner": "x"}, False),
    ],
)
def test_where_an_act_may_come_from(headers: dict[str, str], cookies: dict[str, str], allowed: bool) -> None:
    request = RequestFactory().post("/", headers=headers)
    request.COOKIES = cookies
    assert same_origin(request) is allowed
