"""Looks: one cookie of few values, set by a link that goes back to a checked local path."""

from __future__ import annotations

import itertools

import pytest
from django.test import Client

from portal.core.look import SHELLS, SIZES, THEMES, Look, look_of_header


def test_every_look_survives_its_cookie_and_there_are_at_most_sixty() -> None:
    looks = {Look(*parts) for parts in itertools.product(SHELLS, THEMES, SIZES)}
    assert len(looks) == 60
    assert {Look.parse(str(look)) for look in looks} == looks


@pytest.mark.parametrize("value", ["", "x", "elder.neon.huge.more", "..", "\x00.dark"])
def test_unknown_values_read_as_the_default(value: str) -> None:
    look = Look.parse(value)
    assert look.shell in SHELLS
    assert look.theme in THEMES
    assert look.size in SIZES


def test_a_broken_cookie_header_reads_as_the_default() -> None:
    assert look_of_header("look=\x01;;;=") == Look()


def test_the_link_sets_one_part_keeps_the_others_and_goes_back(client: Client) -> None:
    client.get("/look/?shell=elder&next=/th/")
    response = client.get("/look/?size=large&next=/th/law/?topic=a")
    assert response.status_code == 303
    assert response["Location"] == "/th/law/?topic=a"
    assert response.cookies["look"].value == "elder..large"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_it_never_sends_anyone_elsewhere(client: Client, target: str) -> None:
    response = client.get("/look/", {"theme": "dark", "next": target})
    assert response["Location"] == "/"


def test_the_default_look_needs_no_cookie(client: Client) -> None:
    client.cookies["look"] = ".dark."
    response = client.get("/look/?theme=&next=/th/")
    assert response.cookies["look"].value == ""
