"""Keyboard alone, in real Chromium: from the home page to a certificate, without one tap of a pointer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.e2e.answering import Answer, exactly, right_answers
from tests.e2e.live import LivePortal

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.e2e, pytest.mark.long]

COURSE = "เน็ตปลอดภัยสำหรับทุกคน"
NAME = "นายบุญมี น้ำใส"
PRESSES = 150
"""More than any page has places to stop at."""
STANDS = """one => {
  const at = document.activeElement;
  if (at === one) return 'here';
  return at.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after';
}"""
SEEN = """one => {
  const drawn = (each, part) => {
    const style = getComputedStyle(each, part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  const around = one.closest('label');
  return drawn(one) || drawn(one, '::after') || (around !== null && drawn(around));
}"""
"""An outline of the element, of the card it stretches over, or of the label it stands in."""


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab, or Shift and Tab, until the focus stands there, where it must be seen."""
    wanted.wait_for(state="attached")
    for _press in range(PRESSES):
        where = wanted.evaluate(STANDS)
        if where == "here":
            assert wanted.evaluate(SEEN), f"nothing shows that the focus is on {wanted}"
            return
        page.keyboard.press("Shift+Tab" if where == "before" else "Tab")
    pytest.fail(f"no way by keyboard to {wanted} on {page.url}")


def open_by(page: Page, link: Locator) -> None:
    """Enter on a link, and the page it leads to."""
    before = page.url
    reach(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address != before)
    page.wait_for_load_state()


def choose(page: Page, option: Locator) -> None:
    """Space on a box; in a group of radio buttons, Space on the first and arrows from there."""
    wanted = option.locator("input")
    if wanted.get_attribute("type") == "checkbox":
        reach(page, wanted)
        page.keyboard.press("Space")
    else:
        group = page.locator(f"input[name='{wanted.get_attribute('name')}']")
        reach(page, group.first)
        page.keyboard.press("Space")
        for _step in range(group.count()):
            if not wanted.is_checked():
                page.keyboard.press("ArrowDown")
    assert wanted.is_checked()


def put_in_order(page: Page, steps: list[str]) -> None:
    items = [page.locator("li.order__item", has=page.locator("label", has_text=exactly(step))) for step in steps]
    for place, item in enumerate(items):
        while item.evaluate("one => Array.from(one.parentNode.children).indexOf(one)") > place:
            reach(page, item.locator("[data-move='-1']"))
            page.keyboard.press("Enter")


def answer_quiz(page: Page, answers: list[Answer]) -> None:
    for answer in answers:
        if isinstance(answer, list):
            put_in_order(page, answer)
        else:
            choose(page, page.locator("label.option", has_text=exactly(answer)).first)
    reach(page, page.locator("form[data-quiz] button[type=submit]"))
    page.keyboard.press("Enter")
    page.locator("[data-quiz-kept]").wait_for()


def learn(page: Page) -> None:
    """The open lesson to its end, and its quiz answered right."""
    slug = re.search(r"/courses/[^/]+/([^/]+)/", page.url)[1]  # type: ignore[index]
    while page.locator("nav.turn a[rel=next]").count():
        open_by(page, page.locator("nav.turn a[rel=next]"))
    open_by(page, page.locator("nav.turn a", has_text="แบบทดสอบ"))
    answer_quiz(page, right_answers(slug))
    assert "ผ่านแล้ว" in page.locator("h1").inner_text()


def test_from_the_home_page_to_the_certificate(live_portal: LivePortal, page_desktop: Page) -> None:
    page = page_desktop
    page.goto(f"{live_portal.url}/th/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", "first, the way past the menu"
    page.keyboard.press("Enter")
    open_by(page, page.locator("a.door", has_text="วัยทำงาน"))
    open_by(page, page.get_by_role("link", name=COURSE).first)
    lessons = page.locator("ol.lessons a.card__link")
    count = lessons.count()
    assert count == 4
    open_by(page, lessons.first)
    for _lesson in range(count - 1):
        learn(page)
        open_by(page, page.get_by_role("link", name=re.compile("บทถัดไป")))
    learn(page)
    open_by(page, page.get_by_role("link", name="รับวุฒิบัตร").first)
    reach(page, page.get_by_label("ชื่อที่อยากให้อยู่บนวุฒิบัตร"))
    page.keyboard.insert_text(NAME)
    reach(page, page.get_by_role("button", name="รับวุฒิบัตร"))
    page.keyboard.press("Enter")
    paper = page.locator("article.paper")
    paper.wait_for()
    assert NAME in re.sub(r"\s+", " ", paper.locator(".paper__name").inner_text())
    reach(page, page.get_by_role("link", name="ดาวน์โหลดไฟล์ PDF"))
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.startswith("certificate-")
