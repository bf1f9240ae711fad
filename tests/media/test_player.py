"""An outside player: on its own address, after a tap, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client

from media.models import VideoPage
from media.outside import FRAME_HOST, frame_url
from tests.factories.tree import Tree


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://www.youtube.com/watch?v=abcDEF12345&t=9", f"{FRAME_HOST}/embed/abcDEF12345"),
        ("https://youtu.be/abcDEF12345", f"{FRAME_HOST}/embed/abcDEF12345"),
        ("https://www.youtube.com/shorts/abcDEF12345", f"{FRAME_HOST}/embed/abcDEF12345"),
        ("https://www.youtube.com/watch?v=../../x", ""),
        ("https://www.youtube.com/", ""),
        ("https://youtube.com.evil.example/watch?v=abcDEF12345", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_only_a_known_players_address_becomes_a_frame(address: str, frame: str) -> None:
    assert frame_url(address) == frame


@pytest.fixture
def outside(site: Tree) -> VideoPage:
    page = VideoPage.objects.get(pk=site.video.pk)
    page.video_file, page.embed_url = None, "https://youtu.be/abcDEF12345"
    page.save_revision().publish()
    return page


@pytest.mark.django_db
def test_the_page_itself_lets_nobody_in_and_leads_to_the_player(outside: VideoPage, visitor: Client) -> None:
    response = visitor.get(outside.url)
    html = response.content.decode()
    assert f"/th/player/{outside.translation_key}/" in html
    assert "<iframe" not in html
    assert "youtube" not in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_player_admits_that_host_alone_and_is_kept_nowhere(outside: VideoPage, visitor: Client) -> None:
    response = visitor.get(f"/th/player/{outside.translation_key}/")
    assert f'src="{FRAME_HOST}/embed/abcDEF12345"' in response.content.decode()
    assert f"frame-src {FRAME_HOST}" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert response.cookies == {}


@pytest.mark.django_db
def test_a_video_of_ours_or_one_taken_back_has_no_player(site: Tree, outside: VideoPage, visitor: Client) -> None:
    address = f"/th/player/{outside.translation_key}/"
    outside.unpublish()
    assert visitor.get(address).status_code == 404
    assert visitor.get(f"/th/player/{site.lesson.translation_key}/").status_code == 404


@pytest.mark.django_db
def test_an_address_without_a_known_player_is_named_to_the_editor(site: Tree) -> None:
    page = VideoPage.objects.get(pk=site.video.pk)
    page.embed_url = "https://videos.example.org/1"
    assert any("YouTube" in problem for problem in page.publish_problems())
