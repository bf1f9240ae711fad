"""From the last quiz to the certificate in the hand, in real Chromium: with scripts off, and on a telephone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.e2e.answering import answer_quiz, right_answers, tap, walk_to_the_quiz
from tests.e2e.live import LivePortal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e

COURSE = "safe-net-everyone"
NAME = "นางสาวสมศรี น้ำใจงาม"


def finish(page: Page, portal: LivePortal) -> None:
    """Every lesson of the course with its quiz, by what the pages offer."""
    page.goto(f"{portal.url}/th/courses/{COURSE}/")
    lessons = [link.get_attribute("href") for link in page.locator("ol.lessons a.card__link").all()]
    assert len(lessons) == 4
    for lesson in lessons:
        page.goto(f"{portal.url}{lesson}")
        walk_to_the_quiz(page)
        tap(page, page.locator("nav.turn a", has_text="แบบทดสอบ"))
        answer_quiz(page, right_answers(str(lesson).rstrip("/").rsplit("/", 1)[-1]))
        assert "ผ่านแล้ว" in page.locator("h1").inner_text()


def test_with_scripts_off_from_the_quiz_to_the_certificate(live_portal: LivePortal, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="th-TH")
    page = context.new_page()
    try:
        finish(page, live_portal)
        tap(page, page.get_by_role("link", name="รับวุฒิบัตร"))
        page.get_by_label("ชื่อที่อยากให้อยู่บนวุฒิบัตร").fill(NAME)
        tap(page, page.get_by_role("button", name="รับวุฒิบัตร"))
        paper = page.locator("article.paper")
        assert NAME in re.sub(r"\s+", " ", paper.locator(".paper__name").inner_text())
        code = paper.locator(".paper__code").inner_text()
        assert re.fullmatch(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}", code)
        with page.expect_download() as taken:
            page.get_by_role("link", name="ดาวน์โหลดไฟล์ PDF").click()
        assert taken.value.suggested_filename == f"certificate-{code}.pdf"
        # Somebody else checks it, on a device of their own.
        other = browser.new_context(java_script_enabled=False, locale="th-TH")
        checker = other.new_page()
        checker.goto(f"{live_portal.url}/v/")
        checker.get_by_label("รหัสบนวุฒิบัตร").fill(code.lower())
        tap(checker, checker.get_by_role("button", name="ตรวจสอบ"))
        said = checker.locator("main").inner_text()
        assert "วุฒิบัตรจริง ใช้ได้" in said and "ส••• น้ำ•••" in said
        assert "สมศรี" not in checker.content()
        assert other.cookies() == []
        other.close()
        # The way back from My learning.
        page.goto(f"{live_portal.url}/th/my/")
        tap(page, page.get_by_role("link", name="เปิดวุฒิบัตร").first)
        assert page.locator(".paper__code").inner_text() == code
    finally:
        context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_public_page_fits_every_screen(live_portal: LivePortal, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="th-TH")
    page = context.new_page()
    try:
        for address in ("/v/", "/v/DEM0CERT001W", "/v/DEM0-CERT-0000"):
            page.goto(f"{live_portal.url}{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            for button in page.locator("main a, main button, main input").all():
                box = button.bounding_box()
                assert box is not None and box["height"] >= 44, button.inner_text()
    finally:
        context.close()
