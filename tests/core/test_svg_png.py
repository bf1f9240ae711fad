"""Drawings as PNG."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

from portal.core.drawings import FOLDER
from portal.core.svg_png import aspect, png
from portal.ops.machine import chromium


def drawn(tmp_path: Path, body: str, width: int = 100) -> Image.Image:
    path = tmp_path / f"{abs(hash(body))}.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{body}</svg>')
    return Image.open(BytesIO(png(path, width))).convert("RGBA")


@pytest.mark.parametrize(
    ("body", "inside", "outside"),
    [
        ('<rect x="10" y="10" width="20" height="20" fill="#f00"/>', (20, 20), (40, 20)),
        ('<circle cx="50" cy="25" r="10" fill="#f00"/>', (57, 25), (62, 25)),
        ('<ellipse cx="50" cy="25" rx="30" ry="5" fill="#f00"/>', (75, 25), (50, 35)),
        ('<g transform="translate(50 0)" fill="#f00"><rect width="10" height="10"/></g>', (55, 5), (5, 5)),
        ('<g transform="scale(-1 1)"><rect x="-20" width="10" height="10" fill="#f00"/></g>', (15, 5), (25, 5)),
        ('<path transform="rotate(90)" d="M0-40h10v10h-10z" fill="#f00"/>', (35, 5), (5, 35)),
        ('<path d="M0 0H50V50H0ZM10 10V40H40V10Z" fill="#f00"/>', (5, 5), (25, 25)),
        ('<g fill="none" stroke="#f00" stroke-width="8"><path d="M10 25c20 0 60 0 80 0"/></g>', (50, 27), (50, 31)),
        ('<path d="M0 0h20v20H0zM40 0v20h20V0z" fill="#f00"/>', (50, 10), (30, 10)),
        ('<path d="M20 25C30 25 60 25 70 25" fill="none" stroke="#f00" stroke-width="20"/>', (68, 30), (74, 25)),
        ('<path d="M0 25H100" fill="none" stroke="#f00" stroke-width="6" stroke-dasharray="20"/>', (10, 25), (30, 25)),
        ('<polyline points="0,25 100,25" fill="none" stroke="#f00" stroke-width="6"/>', (50, 26), (50, 30)),
    ],
)
def test_shapes_groups_and_transforms(
    tmp_path: Path, body: str, inside: tuple[int, int], outside: tuple[int, int]
) -> None:
    image = drawn(tmp_path, body)
    assert image.size == (100, 50)
    *colour, opacity = image.getpixel(inside)
    assert colour == [255, 0, 0] and opacity >= 250  # the palette of 256 may take a shade off
    assert image.getpixel(outside)[3] == 0


def test_opacity_lets_the_ground_through(tmp_path: Path) -> None:
    image = drawn(tmp_path, '<rect width="100" height="50" fill="#f00" opacity=".5"/>')
    assert image.getpixel((50, 25))[3] == pytest.approx(128, abs=2)


def test_every_drawing_of_the_portal_can_be_drawn() -> None:
    drawings = [path for path in sorted(FOLDER.glob("*.svg")) if path.stem != "icons"]
    assert len(drawings) > 20
    for path in drawings:
        image = Image.open(BytesIO(png(path, 80))).convert("RGBA")
        assert image.width == 80 and image.height == round(80 / aspect(path))
        assert len(image.getcolors(100_000)) > 10, path.stem


@pytest.mark.needs("chromium")
def test_drawings_look_as_in_a_browser() -> None:
    """Faces went dark once, when parts that run the other way round were taken for holes."""
    drawings = [path for path in sorted(FOLDER.glob("*.svg")) if path.stem != "icons"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 320, "height": 400})
        shares = {path.stem: share_that_differs(page, path) for path in drawings}
        browser.close()
    assert {name: share for name, share in shares.items() if share > 0.02} == {}


def share_that_differs(page: Page, path: Path) -> float:
    """The share of a drawing's pixels that are clearly another shade than Chromium paints."""
    ours = Image.open(BytesIO(png(path, 320))).convert("RGBA")
    ground = Image.new("RGBA", ours.size, "white")
    ground.alpha_composite(ours)
    page.set_content(f'<body style="margin:0"><div style="width:320px;line-height:0">{path.read_text()}</div>')
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": 320, "height": ours.height})
    theirs = Image.open(BytesIO(shot)).convert("RGB")
    shades = ImageChops.difference(ground.convert("RGB"), theirs).convert("L").histogram()
    return sum(shades[60:]) / sum(shades)
