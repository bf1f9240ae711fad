"""What people do, in real Chromium: an elder learns, a reader finds the law, a trainer takes the kit, staff see it counted."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.answering import answer_quiz, right_answers, tap, walk_to_the_quiz
from tests.e2e.fixtures import telephone
from tests.e2e.live import LivePortal
from tests.e2e.signing import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.e2e

VISIBLE_MS = 1_600
"""A page is a view once it has been visible for a second."""
PATIENCE_SECONDS = 30.0
TOTALS = ("views", "completions", "downloads")


def elders_lesson(page: Page, portal: LivePortal) -> None:
    """From the home page to an elder's first lesson by links alone: two taps."""
    page.goto(f"{portal.url}/th/")
    tap(page, page.locator("a.door", has_text="ผู้สูงวัย"))
    tap(page, page.locator("article.card a").first)
    if not page.locator("nav.turn").count():
        tap(page, page.locator("a.btn", has_text="เริ่ม").first)
    assert page.locator("nav.turn").count() == 1


def test_an_elder_finishes_a_first_lesson_without_an_account(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    elders_lesson(page, live_portal)
    slug = page.url.rstrip("/").rsplit("/", 1)[-1]
    assert page.context.cookies() == []
    assert walk_to_the_quiz(page) >= 4
    assert page.context.cookies() == [], "reading sets no cookie, fragments included"
    tap(page, page.locator("nav.turn a", has_text="แบบทดสอบ"))
    answer_quiz(page, right_answers(slug))
    assert "ผ่านแล้ว" in page.locator("h1").inner_text()
    assert {cookie["name"] for cookie in page.context.cookies()} == {"learner", "e_id"}
    page.goto(f"{live_portal.url}/th/my/")
    assert "1" in page.locator("main").inner_text()


@pytest.mark.parametrize("kind", ["sort", "quiz"])
def test_it_works_with_scripts_off(live_portal: LivePortal, browser: Browser, kind: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="th-TH")
    page = context.new_page()
    try:
        elders_lesson(page, live_portal)
        slug = page.url.rstrip("/").rsplit("/", 1)[-1]
        if kind == "sort":
            while not page.locator("a[href*='/activity/']").count():
                tap(page, page.locator("nav.turn a[rel=next]"))
            tap(page, page.locator("a[href*='/activity/']").first)
            for row in page.locator("fieldset.question").all():
                row.locator("label.option").first.click()
            tap(page, page.locator("form button[type=submit]").last)
            assert page.locator("fieldset.question").count() == 0
            assert page.locator("main").inner_text().strip()
        else:
            walk_to_the_quiz(page)
            page.locator("nav.turn a", has_text="แบบทดสอบ").click()
            answer_quiz(page, right_answers(slug))
            assert "ผ่านแล้ว" in page.locator("h1").inner_text()
    finally:
        context.close()


def test_a_reader_finds_an_article_from_the_law_index(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    page.goto(f"{live_portal.url}/th/law/")
    tap(page, page.get_by_role("link", name=re.compile("เบอร์โทรลูกค้า")).first)
    text = page.locator("main").inner_text()
    assert "มาตรา 23" in text
    assert "รอผู้ตรวจทานกฎหมาย" in text


def wait_for_kit(page: Page, portal: LivePortal) -> str:
    """The download address of the kit, once the worker has built it."""
    page.goto(f"{portal.url}/th/kits/")
    tap(page, page.locator("article.card a").first)
    until = time.monotonic() + 240
    while not page.locator("a[download][href$='.zip']").count():
        assert time.monotonic() < until, page.locator("main").inner_text()[:600]
        page.wait_for_timeout(2_000)
        page.reload()
    return str(page.locator("a[download][href$='.zip']").first.get_attribute("href"))


def test_a_trainer_takes_the_kit_and_opens_it_without_a_network(
    live_portal: LivePortal, page_desktop: Page, browser: Browser, tmp_path: Path
) -> None:
    page = page_desktop
    wait_for_kit(page, live_portal)
    with page.expect_download() as taken:
        page.locator("a[download][href$='.zip']").first.click()
    archive = tmp_path / "kit.zip"
    taken.value.save_as(archive)
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "stick")
    index = next((tmp_path / "stick").rglob("index.html"))
    context = browser.new_context(offline=True, locale="th-TH")
    stick = context.new_page()
    failed: list[str] = []
    stick.on("requestfailed", lambda request: failed.append(request.url))
    stick.on("pageerror", lambda error: failed.append(str(error)))
    stick.goto(index.as_uri())
    assert stick.locator("h1").first.inner_text().strip()
    stick.locator("main a[href^='#']").first.click()
    stick.locator("a.btn", has_text="ถัดไป").locator("visible=true").first.click()
    assert stick.url.startswith("file://")
    assert failed == []
    context.close()


def test_the_answer_key_is_not_for_visitors(live_portal: LivePortal, page_desktop: Page) -> None:
    address = wait_for_kit(page_desktop, live_portal)
    release = address.split("/kit-files/")[1].split("/")[0]
    trainers = live_portal.ask(_TRAINERS_FILE.format(release=release))
    answer = page_desktop.request.get(f"{live_portal.url}/kit-files/{release}/{trainers}")
    assert answer.status == 404


_TRAINERS_FILE = (
    "from courses.models import KitItem;"
    "print(KitItem.objects.filter(release__uuid='{release}', trainers_only=True).first().path)"
)


def sign_in_staff(context: BrowserContext, portal: LivePortal) -> Page:
    page = context.new_page()
    sign_in(page, portal, "kpi-staff", "/admin/")
    return page


def totals(page: Page, portal: LivePortal) -> dict[str, int]:
    """The totals the dashboard shows, by name."""
    page.goto(f"{portal.url}/admin/kpi/")
    found = {}
    for name in TOTALS:
        text = page.locator(f"[data-total={name}]").first.inner_text()
        found[name] = int(re.sub(r"\D", "", text) or 0)
    return found


def test_staff_see_a_view_a_completion_and_a_download_within_seconds(
    live_portal: LivePortal, browser: Browser, desktop: BrowserContext
) -> None:
    staff = sign_in_staff(desktop, live_portal)
    # A telephone of its own: what a test before read on the common one within half an hour is the same visit.
    phone = telephone(browser, "SM-A546E")
    visitor = phone.new_page()
    with visitor.expect_response("**/e/"):
        address = wait_for_kit(visitor, live_portal)
    before = totals(staff, live_portal)
    elders_lesson(visitor, live_portal)
    slug = visitor.url.rstrip("/").rsplit("/", 1)[-1]
    # Seen for a second, however slow the machine: until the page has said so.
    with visitor.expect_response("**/e/"):
        visitor.reload()
    walk_to_the_quiz(visitor)
    tap(visitor, visitor.locator("nav.turn a", has_text="แบบทดสอบ"))
    answer_quiz(visitor, right_answers(slug))
    # Taken with the browser itself: its own address and user agent are counted.
    with visitor.expect_download() as taken:
        visitor.evaluate(
            "href => { const a = document.createElement('a'); a.href = href; a.download = ''; document.body.append(a); a.click() }",
            address,
        )
    taken.value.path()
    begun, after = time.monotonic(), before
    while time.monotonic() - begun < PATIENCE_SECONDS:
        after = totals(staff, live_portal)
        if all(after[name] > before[name] for name in TOTALS):
            break
        staff.wait_for_timeout(250)
    print(f"view, completion and download on the dashboard after {time.monotonic() - begun:.1f} s")
    phone.close()
    assert all(after[name] > before[name] for name in TOTALS), (before, after)


def test_an_unmasked_browser_is_excluded_as_a_robot(live_portal: LivePortal, page_unmasked: Page) -> None:
    before = excluded(live_portal)
    page_unmasked.goto(f"{live_portal.url}/th/law/platform-amau/")
    assert page_unmasked.evaluate("navigator.webdriver") is True
    page_unmasked.wait_for_timeout(VISIBLE_MS)
    begun = time.monotonic()
    while excluded(live_portal) == before and time.monotonic() - begun < PATIENCE_SECONDS:
        page_unmasked.wait_for_timeout(500)
    assert excluded(live_portal) > before


def excluded(portal: LivePortal) -> int:
    """Events of today that were excluded as a robot's, by user agent or by the automation flag."""
    return int(portal.ask(_EXCLUDED))


_EXCLUDED = (
    "from django.db.models import Sum;"
    "from portal.tracking.models import DayIdentity;"
    "rows = DayIdentity.objects.exclude(origin='demo').filter(reason__in=['bot', 'webdriver']);"
    "print(rows.aggregate(n=Sum('count'))['n'] or 0)"
)
