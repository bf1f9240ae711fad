"""For operators and robots."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connections
from django.test import Client

from tests.factories.tree import Tree

pytestmark = pytest.mark.django_db


def test_a_healthy_portal_is_alive_and_ready(visitor: Client) -> None:
    assert visitor.get("/livez").status_code == 200
    assert visitor.get("/readyz").status_code == 200


@pytest.mark.parametrize("alias", ["default", "tracking"])
def test_a_database_that_is_down_is_named_and_the_process_stays_alive(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, alias: str
) -> None:
    def refuse(*args: Any) -> None:
        raise DatabaseError("down")

    monkeypatch.setattr(connections[alias], "cursor", refuse)
    response = visitor.get("/readyz")
    assert response.status_code == 503
    assert alias in response.content.decode()
    assert visitor.get("/livez").status_code == 200


def test_robots_are_kept_from_what_is_nobodys_to_crawl(visitor: Client) -> None:
    lines = visitor.get("/robots.txt").content.decode().splitlines()
    for path in ("/admin/", "/e/", "/look/", "/th/learn/"):
        assert f"Disallow: {path}" in lines


def test_the_sitemap_names_public_pages(site: Tree, visitor: Client) -> None:
    text = visitor.get("/sitemap.xml").content.decode()
    assert site.lesson.full_url in text
    assert site.article.full_url in text


def test_the_front_door_goes_to_the_readers_language(site: Tree) -> None:
    assert Client().get("/")["Location"] == "/th/"
    assert Client().get("/", headers={"accept-language": "en"})["Location"] == "/en/"
    assert Client().get("/", headers={"accept-language": "de"})["Location"] == "/th/"


def test_the_admin_is_for_those_who_may_enter(visitor: Client, browser_of: Any, trainer: Any, member: Any) -> None:
    for client in (visitor, browser_of(trainer), browser_of(member)):
        assert client.get("/admin/").status_code in (302, 403)
        assert client.get("/admin/kpi/").status_code in (302, 403, 404)
