"""How pages look and feel, on every page type: nothing for axe at A, AA or AAA contrast, the measures of reading and
tapping kept, no sideways scrolling, no weight beyond what slow lines bear, and all of it without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.e2e.answering import tap
from tests.e2e.live import LivePortal
from tests.e2e.looking import HEIGHT, MEASURES, Problems, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytestmark = [pytest.mark.e2e, pytest.mark.long]

LESSON = "/th/courses/youth-media-smart/fake-news-ai-images/"
# One address of each kind of page. A new kind of page is a new line here; it is then looked at like all others.
PAGES = {
    "home": "/th/",
    "English home": "/en/",
    "audience hub": "/th/elder/",
    "courses": "/th/courses/",
    "course": "/th/courses/elder-safe-online/",
    "lesson, first step": "/th/courses/elder-safe-online/real-or-fake-message/",
    "lesson, message": "/th/courses/elder-safe-online/real-or-fake-message/3/",
    "lesson, activity": f"{LESSON}5/",
    "lesson, last step": f"{LESSON}6/",
    "lesson, for print": f"{LESSON}all/",
    "lesson, to teach at home": f"{LESSON}home/",
    "law": "/th/law/",
    "law article": "/th/law/pdpa-shop-phone-numbers/",
    "situations": "/th/help/",
    "situation": "/th/help/money-transferred/",
    "media": "/th/media/",
    "video": "/th/media/stop-think-check/",
    "infographic": "/th/media/check-before-share/",
    "album": "/th/media/village-class/",
    "kits": "/th/kits/",
    "kit": "/th/kits/ruthan-trainer-kit/",
    "plain page": "/th/privacy/",
    "English plain page": "/en/about/",
    "open data": "/data/",
    "English open data": "/en/data/",
    "search": "/th/search/?q=รหัสผ่าน",
    "search, nothing found": "/th/search/?q=ฟหกดส",
    "my learning": "/th/my/",
    "sign in": "/th/account/login/",
    "sign up": "/th/account/signup/",
    "not found": "/th/nothing-here/",
    "lesson taken away": "/th/courses/elder-safe-online/gone/",
}
# The look cookie and the widths in px axe looks at: every theme and every shell once at 390 px. The measures are taken
# at these and at 320 px as well.
LOOKS = {
    "": (320, 390, 1280),
    "child.dark.": (390,),
    "youth.contrast.": (390,),
    "adult.light.large": (390,),
    "elder..largest": (390,),
}
# A screen of 1280 × 1024 px enlarged to 400 % (WCAG 2.2, 1.4.10).
ENLARGED = {"width": 320, "height": 256}


@pytest.mark.parametrize("kind", PAGES)
def test_every_page_type_is_accessible_and_keeps_its_measures(
    live_portal: LivePortal, browser: Browser, kind: str
) -> None:
    """Each look loads the page as its readers do; each width is looked at with everything there is to see."""
    problems = Problems()
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    for look, widths in LOOKS.items():
        if look:
            context.add_cookies([{"name": "look", "value": look, "url": live_portal.url}])
        page.set_viewport_size({"width": widths[0], "height": HEIGHT})
        answer = page.goto(live_portal.url + PAGES[kind])
        assert answer is not None
        assert answer.status == (404 if kind in ("not found", "lesson taken away") else 200)
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            problems.look(page, f"{width} px {look}")
        page.set_viewport_size(ENLARGED)  # type: ignore[arg-type]
        if enlarged := page.evaluate(MEASURES):
            problems[f"400 % {look}"] = enlarged
    context.close()
    assert problems == {}


def test_a_lesson_weighs_what_slow_lines_bear_and_asks_no_one_else(live_portal: LivePortal, browser: Browser) -> None:
    """KB over the wire: HTML 12, CSS 12, JS 8, fonts 45; text page 75, with images 150."""
    for path in (PAGES["lesson, message"], PAGES["law article"], PAGES["home"], PAGES["situation"]):
        context = visitor(browser, live_portal, 390)
        page = context.new_page()
        requests: list[Request] = []
        page.on("requestfinished", lambda request, kept=requests: kept.append(request))
        page.goto(live_portal.url + path, wait_until="networkidle")
        kinds: dict[str, int] = {}
        for request in requests:
            assert urlsplit(request.url).netloc == urlsplit(live_portal.url).netloc
            if request.method == "GET":
                kinds[request.resource_type] = kinds.get(request.resource_type, 0) + request.sizes()["responseBodySize"]
        assert context.cookies() == []
        context.close()
        assert kinds["document"] <= 12_000, path
        assert kinds["stylesheet"] <= 12_000, path
        assert kinds["script"] <= 8_000, path
        assert kinds["font"] <= 45_000, path
        assert sum(size for kind, size in kinds.items() if kind not in ("image", "other")) <= 75_000, path
        assert sum(kinds.values()) <= 150_000, path


def test_menu_and_looks_open_without_scripts(live_portal: LivePortal, browser: Browser) -> None:
    context = visitor(browser, live_portal, 390, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_portal.url + "/th/law/")
    assert not page.get_by_role("link", name="เรียน", exact=True).is_visible()
    page.locator(".tools button[popovertarget=menu]").click()
    assert page.get_by_role("link", name="เรียน", exact=True).is_visible()
    page.get_by_role("button", name="สีและแบบหน้าจอ").click()
    tap(page, page.get_by_role("link", name="ตัดกันชัด"))
    assert urlsplit(page.url).path == "/th/law/"
    assert page.locator("html").get_attribute("data-theme") == "contrast"
    context.close()


def test_letters_grow_to_twice_their_size(live_portal: LivePortal, browser: Browser) -> None:
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    page.goto(live_portal.url + PAGES["law article"])
    size = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    assert page.evaluate(size) == 20
    tap(page, page.get_by_role("link", name="ตัวอักษรใหญ่ที่สุด"))
    assert urlsplit(page.url).path == PAGES["law article"]
    assert page.evaluate(size) == 40
    tap(page, page.get_by_role("link", name="ตัวอักษรปกติ"))
    assert page.evaluate(size) == 20
    context.close()


def answer_all(page: Page, value: str) -> None:
    for question in page.locator("form fieldset.question").all():
        question.locator(f"input[value={value}]").check()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_activity_is_done_in_the_lesson_or_on_its_own_page(
    live_portal: LivePortal, browser: Browser, scripts: bool
) -> None:
    context = visitor(browser, live_portal, 390, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(live_portal.url + PAGES["lesson, activity"])
    page.get_by_role("link", name="ทำกิจกรรมนี้").click()
    page.wait_for_selector("form fieldset.question")
    assert context.cookies() == []
    assert (urlsplit(page.url).path == PAGES["lesson, activity"]) is scripts
    button = page.get_by_role("button", name="ดูเฉลย")
    button.click()
    page.get_by_role("alert").wait_for()
    answer_all(page, "b")
    button.click()
    page.wait_for_selector(".tell")
    assert page.get_by_text("ตอบถูก 4 จาก 6 ข้อ").is_visible()
    assert (urlsplit(page.url).path == PAGES["lesson, activity"]) is scripts
    if scripts:
        assert page.evaluate("document.activeElement.matches('[data-fragment-root]')")
    context.close()
