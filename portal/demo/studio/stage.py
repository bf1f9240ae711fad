"""The stage where pages become pictures: one headless Chromium, driven by Playwright, with the house's own fonts.

Only the studio uses it, by hand; the committed results are what the demonstration loads.
"""

import base64
import contextlib
import io
from pathlib import Path

from PIL import Image

STATIC = Path(__file__).resolve().parents[2] / "core" / "static" / "portal"
MEDIA = Path(__file__).resolve().parents[1] / "media"
CONTENT = Path(__file__).resolve().parents[1] / "content"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--font-render-hinting=none",
]
THAI = "U+0E00-0E7F,U+200C-200D,U+25CC"


def font_css():
    """The four faces of Noto Sans Thai Looped as data, so that a page needs no address to find them."""
    faces = []
    for script in ("thai", "latin"):
        for weight in (400, 700):
            data = (STATIC / "fonts" / f"noto-sans-thai-looped-{script}-{weight}-normal.woff2").read_bytes()
            source = f"url(data:font/woff2;base64,{base64.b64encode(data).decode()})"
            limit = f"unicode-range:{THAI};" if script == "thai" else ""
            faces.append(f"@font-face{{font-family:House;font-weight:{weight};src:{source};{limit}}}")
    return "".join(faces)


@contextlib.contextmanager
def stage(width, height):
    """A page of the given size in CSS pixels; closes the browser behind it."""
    from playwright.sync_api import sync_playwright  # development only: files can be compared without it

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser.new_page(viewport={"width": width, "height": height})
        finally:
            browser.close()


def show(page, body, css=""):
    """Put a page on the stage and wait for its letters."""
    page.set_content(
        f'<!doctype html><html lang="th"><meta charset="utf-8"><style>{font_css()}*{{box-sizing:border-box}}'
        f"body{{margin:0;font-family:House,sans-serif}}svg{{display:block}}{css}</style><body>{body}</body></html>"
    )
    page.evaluate("document.fonts.ready")


def picture(page, full=False):
    """What is on the stage, as a Pillow image."""
    return Image.open(io.BytesIO(page.screenshot(full_page=full))).convert("RGB")
