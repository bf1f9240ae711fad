"""Passing a page on and saying how it was, in a real browser: QR codes a phone can read, LINE's own browser, one tap for a
vote, with and without scripts."""

from __future__ import annotations

import subprocess
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.e2e.answering import tap
from tests.e2e.live import LivePortal
from tests.e2e.looking import Problems, visitor, wrong

LOOKS = [(320, ".."), (390, ".."), (1280, ".."), (390, ".dark."), (390, ".contrast.")]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e

LESSON = "/th/courses/elder-safe-online/real-or-fake-message/"
LAST_STEP = f"{LESSON}6/"
ARTICLE = "/th/law/pdpa-shop-phone-numbers/"
IN_LINE = (
    "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 "
    "Mobile Safari/537.36 Line/13.21.0/IAB"
)


def fetched(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


def address_of(page: Page, name: str) -> str:
    """Where a link of the page leads."""
    return page.get_by_role("link", name=name, exact=True).get_attribute("href") or ""


# ---- QR


@pytest.mark.needs("zbarimg")
@pytest.mark.parametrize("look", ["", ".dark.", ".contrast."])
def test_a_phone_reads_the_lessons_address_from_the_qr_page(
    live_portal: LivePortal, browser: Browser, tmp_path: Path, look: str
) -> None:
    context = visitor(browser, live_portal, 390, look, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_portal.url + LAST_STEP)
    tap(page, page.get_by_role("link", name="คิวอาร์โค้ด", exact=True))
    assert page.get_by_role("heading", level=1).inner_text() == "ข้อความนี้จริงหรือหลอก"
    page.screenshot(path=str(tmp_path / "screen.png"), full_page=True)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.screenshot(path=str(tmp_path / "paper.png"), full_page=True)
    context.close()
    for name in ("screen", "paper"):
        read = subprocess.run(
            ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(tmp_path / f"{name}.png")],
            capture_output=True,
            text=True,
            check=True,
        )
        assert read.stdout.strip() == live_portal.url + LESSON, name


# ---- LINE's own browser


def test_in_line_a_note_offers_the_way_out_and_the_card(live_portal: LivePortal, browser: Browser) -> None:
    context = visitor(browser, live_portal, 390, user_agent=IN_LINE)
    page = context.new_page()
    page.goto(f"{live_portal.url}/th/law/?topic=law-privacy")
    note = page.get_by_role("complementary", name="เปิดจากแอป LINE")
    assert note.is_visible()
    out = urlsplit(address_of(page, "เปิดในเบราว์เซอร์"))
    assert (out.path, out.query) == ("/th/law/", "topic=law-privacy&openExternalBrowser=1")
    assert note.get_by_role("link", name="เก็บบัตรความก้าวหน้าก่อน").get_attribute("href") == "/th/my/"
    assert wrong(page) == []
    note.get_by_role("button", name="ปิด").click()
    assert not note.is_visible()
    page.goto(f"{live_portal.url}{LESSON}all/")
    assert not note.is_visible()
    assert page.locator("[data-print]").count() > 0
    assert not page.locator("[data-print]").first.is_visible()
    assert context.cookies() == []
    context.close()


def test_elsewhere_there_is_no_note_and_printing_is_offered(live_portal: LivePortal, page_phone: Page) -> None:
    page_phone.goto(f"{live_portal.url}{LESSON}all/")
    assert page_phone.locator("[data-in-line]").count() == 1
    assert not page_phone.locator("[data-in-line]").is_visible()
    assert page_phone.locator("[data-print]").first.is_visible()


def test_everybody_gets_the_same_page_and_lines_way_out_leaves_no_trace_in_it(live_portal: LivePortal) -> None:
    # The first to ask for an album nobody opened yet comes by LINE's address: what is kept is for all.
    album = f"{live_portal.url}/th/media/village-class/"
    first = fetched(f"{album}?openExternalBrowser=1&utm_source=line")
    assert fetched(album) == first
    assert first.count("openExternalBrowser") == 1
    assert "utm_source" not in first
    assert f'<link rel="canonical" href="{album}">' in first
    asked = urllib.request.Request(album, headers={"User-Agent": IN_LINE})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        assert answer.read().decode() == first


# ---- the picture


def test_the_worker_draws_the_picture_a_page_is_shared_with(live_portal: LivePortal, page_phone: Page) -> None:
    page_phone.goto(live_portal.url + LESSON)
    address = page_phone.locator('meta[property="og:image"]').get_attribute("content") or ""
    for _try in range(240):
        with urllib.request.urlopen(address, timeout=20) as answer:
            if answer.headers["ETag"].strip('"') == address.rsplit("=", 1)[1]:
                break
        page_phone.wait_for_timeout(500)
    else:
        raise AssertionError("the worker drew no picture within two minutes")
    page_phone.goto(address)
    assert page_phone.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]") == [1200, 630]


# ---- faces


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(("path", "link"), [(LAST_STEP, "บทนี้เป็นอย่างไรบ้าง"), (ARTICLE, "บทความนี้เป็นอย่างไรบ้าง")])
def test_one_tap_is_a_vote_that_may_be_changed(
    live_portal: LivePortal, browser: Browser, path: str, link: str, scripts: bool
) -> None:
    context = visitor(browser, live_portal, 390, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(live_portal.url + path)
    page.get_by_role("link", name=link).click()
    face = page.get_by_role("button", name="พอใจมาก")
    face.wait_for()
    assert context.cookies() == []
    assert (urlsplit(page.url).path == path) is scripts
    page.wait_for_timeout(600)  # a hand is not faster; see the double tap below
    face.click()
    page.get_by_role("heading", name="ขอบคุณ บันทึกแล้ว").wait_for()
    assert face.get_attribute("aria-pressed") == "true"
    assert {cookie["name"] for cookie in context.cookies()} == {"learner", "e_id"}
    page.wait_for_timeout(600)
    page.get_by_role("button", name="ไม่ค่อยพอใจ").click()
    page.locator("[value='2'][aria-pressed=true]").wait_for()
    assert (urlsplit(page.url).path == path) is scripts
    if scripts:
        assert page.evaluate("document.activeElement.matches('[data-fragment-root]')")
    # Another day of the same page, another tab: the vote is known.
    page.goto(live_portal.url + path)
    page.get_by_role("link", name=link).click()
    page.locator("[value='2'][aria-pressed=true]").wait_for()
    context.close()


def test_the_second_half_of_a_double_tap_is_no_vote(live_portal: LivePortal, browser: Browser) -> None:
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    page.goto(live_portal.url + LAST_STEP)
    page.get_by_role("link", name="บทนี้เป็นอย่างไรบ้าง").click()
    # A face is tapped in the very moment it appears.
    page.evaluate(
        """() => new Promise((done) => {
          const look = () => {
            const face = document.querySelector(".face");
            if (face) {
              face.click();
              done();
            }
            return Boolean(face);
          };
          if (!look()) new MutationObserver((_all, it) => look() && it.disconnect())
            .observe(document.body, { childList: true, subtree: true });
        })"""
    )
    page.wait_for_timeout(1000)
    assert page.get_by_role("heading", name="คุณพอใจกับบทเรียนนี้แค่ไหน").is_visible()
    assert context.cookies() == []
    context.close()


def test_by_keyboard_alone(live_portal: LivePortal, page_desktop: Page) -> None:
    page_desktop.goto(live_portal.url + LAST_STEP)
    page_desktop.get_by_role("link", name="บทนี้เป็นอย่างไรบ้าง").focus()
    page_desktop.keyboard.press("Enter")
    page_desktop.locator(".face").first.wait_for()
    page_desktop.wait_for_timeout(600)
    for _face in range(4):
        page_desktop.keyboard.press("Tab")
    assert page_desktop.evaluate("document.activeElement.value") == "4"
    page_desktop.keyboard.press("Enter")
    page_desktop.locator("[value='4'][aria-pressed=true]").wait_for()


def test_faces_and_qr_are_accessible_and_keep_their_measures(live_portal: LivePortal, browser: Browser) -> None:
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    page.goto(live_portal.url + LAST_STEP)
    qr = address_of(page, "คิวอาร์โค้ด")
    faces = page.get_by_role("link", name="บทนี้เป็นอย่างไรบ้าง").get_attribute("href") or ""
    problems = Problems()
    for path in (qr, faces, "/th/learn/website/faces/"):
        page.goto(live_portal.url + path)
        problems.look_in_each(page, path, LOOKS)
    page.get_by_role("button", name="พอใจมาก").click()
    page.get_by_role("heading", name="ขอบคุณ บันทึกแล้ว").wait_for()
    problems.look_in_each(page, "thanks", LOOKS)
    page.goto(live_portal.url + LAST_STEP)
    page.get_by_role("link", name="บทนี้เป็นอย่างไรบ้าง").click()
    page.locator(".face").first.wait_for()
    problems.look_in_each(page, "in the lesson", LOOKS)
    context.close()
    assert problems == {}
