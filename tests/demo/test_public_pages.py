"""Public HTML, for every page type: the same for everybody, no cookie, no token, few queries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, get_page_models

from portal.accounts.models import User

pytestmark = pytest.mark.long

# One address of each page type of the demo, and the most queries it may take uncached.
PAGES = {
    "/th/": 15,
    "/th/elder/": 30,
    "/th/courses/": 14,
    "/th/courses/elder-safe-online/": 14,
    "/th/courses/elder-safe-online/real-or-fake-message/": 12,
    "/th/courses/elder-safe-online/scam-call-center/3/": 12,
    "/th/courses/elder-safe-online/real-or-fake-message/all/": 12,
    "/th/courses/elder-safe-online/real-or-fake-message/home/": 12,
    "/th/courses/youth-media-smart/fake-news-ai-images/4/": 12,
    "/th/law/": 15,
    "/th/law/platform-amau/": 13,
    "/th/help/": 13,
    "/th/help/money-transferred/": 15,
    "/th/media/": 20,
    "/th/media/stop-think-check/": 14,
    "/th/media/strong-password/": 13,
    "/th/media/village-class/": 14,
    "/th/kits/": 13,
    "/th/kits/ruthan-trainer-kit/": 13,
    "/th/about/": 9,
    "/en/": 15,
    "/en/about/": 9,
}
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)[^>]*>(?!\s*</script>)", re.IGNORECASE)


def get(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest, loaded: Path) -> str:
    return str(request.param)


def test_every_page_type_is_looked_at(loaded: Path) -> None:
    from wagtail.models import Site

    site = Site.objects.get(is_default_site=True)
    shown = set()
    for path in PAGES:
        parts = [part for part in path.split("/")[2:] if part]
        home = site.root_page.specific if path.startswith("/th") else site.root_page.get_translations().get().specific
        shown.add(type(home.route(RequestFactory().get(path), parts).page))
    ours = {model for model in get_page_models() if model is not Page}
    assert ours - shown == set()


def test_it_sets_no_cookie_and_holds_no_form_token_or_inline_code(path: str) -> None:
    response = get(path)
    html = response.content.decode()
    assert response.status_code == 200
    assert response.cookies == {}
    assert "csrf" not in html.lower()
    assert 'method="post"' not in html.lower()
    assert "nonce" not in html
    assert INLINE.findall(html) == []
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert "default-src 'self'" in response["Content-Security-Policy"]


def test_it_is_the_same_for_everybody(path: str) -> None:
    visitor = get(path).content
    client = Client()
    client.force_login(User.objects.get(username="admin"))
    assert client.get(path).content == visitor


def test_nothing_on_it_comes_from_elsewhere(path: str) -> None:
    html = get(path).content.decode()
    for address in re.findall(r'(?:src|srcset|poster|data-src)="([^"]+)"', html):
        assert not address.startswith(("http:", "https:", "//")), address


def test_its_language_is_the_pages(path: str) -> None:
    language = path.split("/")[1]
    assert f'<html lang="{language}"' in get(path).content.decode()


def test_it_is_marked_for_the_page_cache(path: str) -> None:
    assert get(path)["X-Portal-Cache"] == "keep"


def test_it_takes_few_queries_and_writes_nothing(path: str) -> None:
    get(path)
    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["tracking"]) as counted,
    ):
        get(path)
    statements = [query["sql"] for query in asked]
    assert len(statements) <= PAGES[path], "\n".join(statements)
    assert len(counted) == 0
    assert [sql for sql in statements if sql.startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert len(set(statements)) == len(statements), "the same query twice"


def test_a_restricted_page_is_not_kept(loaded: Path) -> None:
    from wagtail.models import PageViewRestriction

    page = Page.objects.get(slug="about", locale__language_code="th")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = get("/th/about/")
    assert response.status_code == 302
    client = Client()
    client.force_login(User.objects.get(username="admin"))
    response = client.get("/th/about/")
    assert response.status_code == 200
    assert "X-Portal-Cache" not in response


@pytest.mark.parametrize(
    "path", ["/th/nothing/", "/th/courses/elder-safe-online/real-or-fake-message/99/", "/th/courses/nothing/"]
)
def test_what_is_not_there_is_a_kind_404(loaded: Path, path: str) -> None:
    response = get(path)
    assert response.status_code == 404
    assert response.cookies == {}
