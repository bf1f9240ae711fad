"""QR pages: only for pages of this site that everybody may read, the same for everybody, and the code says what stands
under it."""

from __future__ import annotations

import re
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from PIL import Image, ImageDraw
from wagtail.models import PageViewRestriction, Site

from portal.core.qr import QUIET, qr_svg
from tests.factories.tree import Tree


def url(page: Any) -> str:
    return f"/th/qr/{page.translation_key}/"


def drawn(svg: str, module: int = 8) -> Image.Image:
    """The code as pixels: each piece of its path is a row of dark modules."""
    side = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg)[1])
    image = Image.new("L", (side * module, side * module), 255)
    pen, x, y = ImageDraw.Draw(image), 0.0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.search(r'stroke="#000"[^>]*? d="([^"]+)"', svg)[1]):
        values = [float(part) for part in re.findall(r"-?[\d.]+", numbers)]
        if kind == "h":
            pen.rectangle(
                (x * module, (y - 0.5) * module, (x + values[0]) * module - 1, (y + 0.5) * module - 1), fill=0
            )
            x += values[0]
        else:
            x, y = (values[0], values[1]) if kind == "M" else (x + values[0], y + values[1])
    return image


@pytest.mark.needs("zbarimg")
def test_the_code_says_the_address(tmp_path: Path) -> None:
    address = "https://learn.example.go.th/th/courses/elder-safe-online/real-or-fake-message/"
    drawn(qr_svg(address)).save(tmp_path / "code.png")
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(tmp_path / "code.png")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stdout.strip() == address


def test_the_code_keeps_its_quiet_zone_and_its_own_colours() -> None:
    svg = qr_svg("https://example.go.th/")
    assert 'fill="#fff"' in svg and 'stroke="#000"' in svg
    assert "style=" not in svg
    image = drawn(svg, module=1)
    assert image.crop((0, 0, image.width, QUIET)).getextrema() == (255, 255)
    assert image.crop((0, 0, image.width, QUIET + 1)).getextrema() == (0, 255)


@pytest.mark.django_db
@pytest.mark.both_databases
class TestPage:
    def test_it_shows_title_address_and_code_and_is_kept_for_everybody(self, site: Tree, visitor: Client) -> None:
        answer = visitor.get(url(site.lesson))
        html = answer.content.decode()
        assert f'<h1 id="poster">{site.lesson.title}</h1>' in html
        assert qr_svg(f"http://testserver{site.lesson.url}") in html
        assert "".join(re.findall(r"([^<>]+)<wbr>", html)) == f"testserver{site.lesson.url}"
        assert answer["X-Portal-Cache"] == "keep"
        assert answer.cookies == {}
        assert 'name="robots" content="noindex"' in html

    def test_it_is_no_view_of_the_page(self, site: Tree, visitor: Client) -> None:
        assert "beacon" not in visitor.get(url(site.lesson)).content.decode()

    def test_a_site_with_a_host_is_passed_on_under_it(self, site: Tree, visitor: Client) -> None:
        Site.objects.update(hostname="learn.example.go.th", port=443)
        Site.clear_site_root_paths_cache()
        whole = f"https://learn.example.go.th{site.lesson.url}"
        assert qr_svg(whole) in visitor.get(url(site.lesson)).content.decode()
        page = visitor.get(f"{site.lesson.url}?openExternalBrowser=1").content.decode()
        assert f'rel="canonical" href="{whole}"' in page
        assert "openExternalBrowser" not in page.replace('href="?openExternalBrowser=1"', "")

    def test_each_language_has_its_own(self, site: Tree, visitor: Client) -> None:
        assert "About" in visitor.get(f"/en/qr/{site.about.translation_key}/").content.decode()
        assert site.lesson.title in visitor.get(f"/en/qr/{site.lesson.translation_key}/").content.decode()

    def test_nothing_is_made_for_other_addresses(self, site: Tree, visitor: Client) -> None:
        for path in (f"/th/qr/{uuid.uuid4()}/", "/th/qr/", "/th/qr/https://evil.example/"):
            assert visitor.get(path).status_code == 404
        html = visitor.get(f"{url(site.lesson)}?page=https://evil.example/&next=//evil.example").content.decode()
        assert qr_svg(f"http://testserver{site.lesson.url}") in html

    def test_drafts_and_restricted_pages_have_none_for_anybody(self, site: Tree, admin: Any, browser_of: Any) -> None:
        site.article.unpublish()
        restriction = PageViewRestriction.objects.create(page=site.course, restriction_type="groups")
        restriction.groups.add(Group.objects.create(name="few"))
        for who in (None, admin):
            for page in (site.article, site.lesson):
                assert browser_of(who).get(url(page)).status_code == 404

    def test_every_page_worth_passing_on_has_its_link(self, site: Tree, visitor: Client) -> None:
        last = f"{site.lesson.url}{len(site.lesson.steps)}/"
        shown = {page: page.url for page in (site.course, site.article, site.situation, site.video, site.infographic)}
        for page, path in {**shown, site.album: site.album.url, site.kit: site.kit.url, site.lesson: last}.items():
            html = visitor.get(path).content.decode()
            assert f'href="{url(page)}"' in html, path
            assert f"url=http%3A%2F%2Ftestserver{page.url.replace('/', '%2F')}" in html, path
