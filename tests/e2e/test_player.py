"""The player in real Chromium: from the keyboard alone, back where one left off, in every shell, with and without scripts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.e2e.answering import tap
from tests.e2e.live import LivePortal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.e2e

COURSE = "/th/courses/elder-safe-online/"
LESSON = f"{COURSE}real-or-fake-message/"
IDEAS = 6
A4_HALF_MM = 297 / 2
FOCUS = "document.activeElement.id || document.activeElement.tagName"


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def focus(page: Page) -> str:
    return str(page.evaluate(FOCUS))


def turn(page: Page, key: str, path: str) -> None:
    page.keyboard.press(key)
    page.wait_for_url(f"**{path}")
    page.wait_for_load_state("load")


def choose(context: BrowserContext, portal: LivePortal, look: str) -> None:
    context.add_cookies([{"name": "look", "value": look, "url": portal.url}])


# ---- keyboard


def test_the_arrow_keys_turn_the_pages_and_the_heading_has_the_focus(
    live_portal: LivePortal, page_desktop: Page
) -> None:
    page = page_desktop
    page.goto(live_portal.url + LESSON)
    assert page.get_by_text("ปุ่มลูกศรขวาไปต่อ").is_visible()
    assert focus(page) == "BODY", "who comes from elsewhere begins at the top"
    for number in range(2, IDEAS + 1):
        turn(page, "ArrowRight", f"{LESSON}{number}/")
        assert focus(page) == f"idea-{number}-title"
    page.keyboard.press("ArrowRight")
    turn(page, "ArrowLeft", f"{LESSON}{IDEAS - 1}/")
    for number in range(IDEAS - 2, 1, -1):
        turn(page, "ArrowLeft", f"{LESSON}{number}/")
    turn(page, "ArrowLeft", LESSON)
    assert page.evaluate("document.activeElement.matches('h1')")


def test_keys_with_another_meaning_turn_no_page(live_portal: LivePortal, page_desktop: Page) -> None:
    page = page_desktop
    page.goto(f"{live_portal.url}{LESSON}5/")
    for key in ("Shift+ArrowRight", "Control+ArrowRight", "PageDown", "ArrowDown", "End"):
        page.keyboard.press(key)
    page.get_by_role("link", name="ทำกิจกรรมนี้").click()
    page.wait_for_selector("form fieldset.question")
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("input[type=radio]").nth(1).is_checked()
    assert path_of(page) == f"{LESSON}5/"
    page.locator("#idea-5-title").focus()
    turn(page, "ArrowRight", f"{LESSON}6/")


def test_a_lesson_is_walked_through_with_tab_and_enter(live_portal: LivePortal, page_desktop: Page) -> None:
    page = page_desktop
    page.goto(live_portal.url + LESSON)
    for number in range(2, IDEAS + 1):
        for _press in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.rel === 'next'"):
                break
        turn(page, "Enter", f"{LESSON}{number}/")
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("'end' in document.activeElement.dataset"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/quiz/")


# ---- where one left off


def test_the_device_remembers_where_one_left_off(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    resume = page.get_by_role("link", name="เรียนต่อที่ขั้นที่")
    page.goto(live_portal.url + LESSON)
    assert resume.count() == 0
    page.goto(f"{live_portal.url}{LESSON}3/")
    assert page.evaluate("Object.keys(localStorage).every(key => key.startsWith('learner:'))")
    page.goto(live_portal.url + COURSE)
    assert resume.count() == 1
    assert " ".join(resume.inner_text().split()) == "เรียนต่อที่ขั้นที่ 3"
    page.goto(live_portal.url + LESSON)
    resume.click()
    page.wait_for_url(f"**{LESSON}3/")
    assert page.context.cookies() == [], "the server knows nothing of it"
    # The whole lesson on one screen: nothing is left to go on to.
    choose(page.context, live_portal, "adult..")
    page.goto(live_portal.url + LESSON)
    assert resume.count() == 0


def test_going_on_to_the_quiz_ends_the_place(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    page.goto(f"{live_portal.url}{LESSON}{IDEAS}/")
    assert page.evaluate("localStorage.length") == 1
    page.locator("nav.turn a", has_text="แบบทดสอบ").click()
    page.wait_for_url("**/quiz/")
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing_can_read_all_the_same(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    page.goto(f"{live_portal.url}{LESSON}3/")
    page.locator("nav.turn a[rel=next]").click()
    page.wait_for_url(f"**{LESSON}4/")


# ---- shells


@pytest.mark.parametrize(
    ("look", "screens"), [("child..", 6), ("youth..", 3), ("adult..", 1), ("elder..", 6)], ids=lambda value: str(value)
)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_every_shell_leads_through_the_whole_lesson(
    live_portal: LivePortal, browser: Browser, look: str, screens: int, scripts: bool
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    choose(context, live_portal, look)
    page = context.new_page()
    page.goto(live_portal.url + LESSON)
    shown, turned = page.locator("section.idea").count(), 1
    while page.locator("nav.turn a[rel=next]").count():
        tap(page, page.locator("nav.turn a[rel=next]"))
        shown += page.locator("section.idea").count()
        turned += 1
        assert turned <= IDEAS
    assert (shown, turned) == (IDEAS, screens)
    page.locator("nav.turn a", has_text="แบบทดสอบ").click()
    page.wait_for_selector("form fieldset.question")
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_shell_chosen_in_the_looks_keeps_the_idea_in_view(
    live_portal: LivePortal, browser: Browser, scripts: bool
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_portal.url}{LESSON}5/")
    for look in ("วัยทำงาน", "เยาวชน"):
        page.locator(".tools [popovertarget=menu]").click()
        page.get_by_role("button", name="สีและแบบหน้าจอ").click()
        tap(page, page.get_by_role("link", name=look, exact=True))
        assert path_of(page) == f"{LESSON}5/"
        heading = page.locator("#idea-5-title")
        heading.wait_for()
        box = heading.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 700, "the idea asked for, without scrolling"
    assert page.locator("section.idea").count() == 2
    context.close()


# ---- phones too old for popovers


def as_before_popovers(page: Page) -> None:
    """The page as a browser of 2022 takes it: the attribute unknown, and the style sheet's question answered with no."""

    def older(route) -> None:
        answer = route.fetch()
        text = answer.text()
        text = text.replace(":popover-open", ":not-known-yet").replace(" popover ", " ")
        route.fulfill(
            response=answer, body=re.sub(r' popovertarget(action)?="\w+"', ' data-old popovertarget=""', text)
        )

    page.route(re.compile(r"/(th|look)/|\.css"), older)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_menu_and_looks_open_on_phones_without_popovers(live_portal: LivePortal, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    as_before_popovers(page)
    page.goto(live_portal.url + LESSON)
    assert not page.get_by_role("link", name="ตัดกันชัด").is_visible()
    if width < 1080:
        assert not page.get_by_role("link", name="กฎหมาย", exact=True).is_visible()
        page.get_by_role("link", name="เมนู", exact=True).click()
        assert page.get_by_role("link", name="กฎหมาย", exact=True).is_visible()
        page.get_by_role("link", name="สีและแบบหน้าจอ").click()
        assert not page.get_by_role("link", name="กฎหมาย", exact=True).is_visible()
    else:
        page.get_by_role("link", name="สี", exact=True).click()
    assert page.get_by_role("link", name="ตัดกันชัด").is_visible()
    assert page.get_by_role("button").locator("visible=true").count() == 0, "no button that does nothing"
    page.get_by_role("link", name="ปิด", exact=True).locator("visible=true").click()
    assert not page.get_by_role("link", name="ตัดกันชัด").is_visible()
    context.close()


# ---- paper


def pdf_of(page: Page, to: Path) -> list[tuple[float, float, float, str]]:
    """The words of the printed page, with top and bottom in mm from its upper edge, and its page number."""
    page.pdf(path=str(to), prefer_css_page_size=True)
    boxes = to.with_suffix(".html")
    subprocess.run(["pdftotext", "-bbox", to, boxes], check=True, timeout=60)
    words, sheet = [], 0
    for line in boxes.read_text(encoding="utf-8").splitlines():
        sheet += line.strip().startswith("<page ")
        found = re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*)</word>', line)
        if found:
            words.append((sheet, float(found[1]) * 25.4 / 72, float(found[2]) * 25.4 / 72, found[3]))
    return words


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("lesson", [LESSON, "/th/courses/safe-net-everyone/scammed-first-hour/"])
def test_teaching_at_home_prints_on_half_a_sheet(
    live_portal: LivePortal, page_desktop: Page, tmp_path: Path, lesson: str
) -> None:
    page_desktop.goto(f"{live_portal.url}{lesson}home/")
    words = pdf_of(page_desktop, tmp_path / "half.pdf")
    assert {sheet for sheet, _top, _bottom, _word in words} == {1}
    assert max(bottom for _sheet, _top, bottom, _word in words) < A4_HALF_MM
    assert len(words) > 10


@pytest.mark.needs("zbarimg")
def test_the_half_page_leads_back_to_the_lesson(live_portal: LivePortal, page_phone: Page, tmp_path: Path) -> None:
    page = page_phone
    page.goto(f"{live_portal.url}{LESSON}{IDEAS}/")
    page.get_by_role("link", name="พิมพ์ครึ่งหน้า").click()
    page.wait_for_url(f"**{LESSON}home/")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        shot = tmp_path / f"{theme}.png"
        page.locator(".half__qr").screenshot(path=str(shot))
        read = subprocess.run(["zbarimg", "--quiet", "--raw", shot], capture_output=True, text=True, timeout=60)
        assert read.stdout.strip() == live_portal.url + LESSON


@pytest.mark.needs("pdftotext")
def test_the_whole_lesson_prints_with_the_half_page_on_a_sheet_of_its_own(
    live_portal: LivePortal, page_desktop: Page, tmp_path: Path
) -> None:
    page_desktop.goto(f"{live_portal.url}{LESSON}all/")
    assert page_desktop.locator(".step--print").count() == IDEAS
    words = pdf_of(page_desktop, tmp_path / "all.pdf")
    last = max(sheet for sheet, *_rest in words)
    assert last > 1
    half = [bottom for sheet, _top, bottom, word in words if sheet == last and "ส่องด้วยกล้องมือถือ" in word]
    assert half
    assert half[0] < A4_HALF_MM
