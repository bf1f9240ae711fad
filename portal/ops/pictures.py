"""`python -m portal.ops.pictures [URL]`: photographs the running demo for the README.

The pages are the real ones, of a portal started with `make demo` (by default on this machine, port 8000): seen in headless
Chromium at the width of a telephone and of a desk, written as WebP into portal/docs/pictures/. The dashboard is
opened with the demo login of this machine's var/. The visits count as a bot's, so no figure moves.
"""

from __future__ import annotations

import io
import json
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from PIL import Image

from portal.ops.environment import var_dir
from portal.ops.install import ROOT
from portal.ops.machine import chromium
from portal.ops.steps import say, stop

FOLDER = ROOT / "portal" / "docs" / "pictures"
ADDRESS = "http://127.0.0.1:8000"
LARGEST = 150_000
"""Bytes a picture may weigh: the README is read on telephones too."""
QUALITIES = range(84, 40, -6)
KPI_LOGIN = "kpi@example.com"


@dataclass(frozen=True)
class Screen:
    """A browser window: size in CSS pixels, and how many real ones stand for one."""

    name: str
    width: int
    height: int
    scale: float

    @property
    def size(self) -> dict[str, int]:
        return {"width": self.width, "height": self.height}


@dataclass(frozen=True)
class Scene:
    """A page worth showing, from its beginning."""

    name: str
    path: str
    signed_in: bool = False


SCREENS = (Screen("390", 390, 844, 1.5), Screen("1280", 1280, 860, 1.0))
SCENES = (
    Scene("home", "/th/"),
    Scene("lesson", "/th/courses/elder-safe-online/real-or-fake-message/"),
    Scene("law", "/th/law/pdpa-shop-phone-numbers/"),
    Scene("dashboard", "/admin/kpi/", signed_in=True),
)


def answers(base: str) -> bool:
    """Whether a portal listens there."""
    try:
        with urllib.request.urlopen(urljoin(base, "/livez"), timeout=10):  # noqa: S310 - the address typed by whoever runs this
            return True
    except OSError:
        return False


@contextmanager
def browser() -> Iterator[Any]:
    """Headless Chromium. Stops with a sentence where there is none."""
    program = chromium()
    if program is None:
        stop("Chromium is not here: install it, or write CHROMIUM=/path/to/chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        stop("the tests' environment is needed: make check installs it")
    with sync_playwright() as driver:
        # Without its own sandbox Chromium also starts as root, in a container; it opens nothing but our own pages.
        chrome = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--hide-scrollbars"])
        try:
            yield chrome
        finally:
            chrome.close()


def sign_in(page: Any, base: str) -> None:
    """Opens the admin with this machine's demo login. Stops with a sentence where there is none."""
    logins = var_dir() / "demo-logins.json"
    if not logins.exists():
        stop(f"{logins} is missing: start the demo on this machine (make demo), or write PORTAL_VAR")
    page.goto(urljoin(base, "/admin/login/"))
    page.fill("#id_username", KPI_LOGIN)
    page.fill("#id_password", json.loads(logins.read_text(encoding="utf-8"))[KPI_LOGIN]["password"])
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def photograph(page: Any, base: str, scene: Scene) -> Image.Image:
    """What the window shows of a scene, once letters and pictures are there. Stops with a sentence when it is no page."""
    answer = page.goto(urljoin(base, scene.path), wait_until="networkidle")
    if answer is None or not answer.ok:
        stop(f"{urljoin(base, scene.path)}: {answer.status if answer else 'no answer'}, is the demo loaded?")
    page.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")


def packed(picture: Image.Image) -> bytes:
    """The picture as WebP, as good as it can be within LARGEST bytes; ValueError when no quality is small enough."""
    for quality in QUALITIES:
        data = io.BytesIO()
        picture.save(data, "WEBP", quality=quality, method=6)
        if data.tell() <= LARGEST:
            return data.getvalue()
    raise ValueError(f"a picture of {picture.width} × {picture.height} pixels stays above {LARGEST:,} bytes")


def take(base: str, folder: Path = FOLDER) -> list[Path]:
    """All scenes on all screens; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    if not answers(base):
        stop(f"{base} does not answer: start the demo first (make demo), or write its address")
    with browser() as chrome:
        for screen in SCREENS:
            context = chrome.new_context(
                viewport=screen.size, device_scale_factor=screen.scale, locale="th-TH", timezone_id="Asia/Bangkok"
            )
            page = context.new_page()
            for scene in SCENES:
                if scene.signed_in:
                    sign_in(page, base)
                file = folder / f"{scene.name}-{screen.name}.webp"
                file.write_bytes(packed(photograph(page, base, scene)))
                say(f"{file.stat().st_size:>9,}  {file.name}")
                written.append(file)
            context.close()
    return written


if __name__ == "__main__":
    take(sys.argv[1] if len(sys.argv) > 1 else ADDRESS)
