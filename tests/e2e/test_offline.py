"""Lessons kept on a device: read without a network, told apart from views, renewed and taken off again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.e2e.answering import tap
from tests.e2e.keeping import COURSE, DOWNLOADS, LESSON, VISIBLE_MS, answer_offline, counted, keep, kept, views
from tests.e2e.live import LivePortal
from tests.e2e.looking import Problems, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

pytestmark = [pytest.mark.e2e, pytest.mark.long]


def test_a_kept_lesson_opens_without_a_network_as_it_looked(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    page.goto(live_portal.url + LESSON)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0, "not by reading"
    keep(page, live_portal)
    assert phone.cookies() == [], "keeping tells us nothing about anybody"
    phone.set_offline(True)
    for step in ("", "2/", "6/", "all/"):
        answer = page.goto(f"{live_portal.url}{LESSON}{step}")
        assert answer is not None
        assert answer.status == 200
        assert answer.from_service_worker
        assert page.locator("h1").first.inner_text().strip()
        # Dressed, in its own letters, with its drawings.
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Noto Sans Thai Looped"')
        assert page.evaluate("document.fonts.check('20px \"Noto Sans Thai Looped\"', 'ก')")
        page.evaluate("document.querySelectorAll('img').forEach((one) => { one.loading = 'eager'; })")
        page.wait_for_function("() => [...document.images].every((one) => one.complete && one.naturalWidth)")
    page.goto(f"{live_portal.url}{LESSON}?utm_source=line")
    assert "ฉบับที่เก็บไว้" in page.locator("main").inner_text()
    page.locator("nav.turn a[rel=next]").click()
    page.wait_for_url(f"**{LESSON}2/")


def test_kept_is_said_once_the_lesson_would_open(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    """A slow service worker: the lesson's files are all there long before anything could open them."""
    page = page_phone
    slowly(phone, "new Promise((done) => setTimeout(done, 3000))")
    keep(page, live_portal)
    assert page.evaluate("navigator.serviceWorker.getRegistration('/').then((one) => Boolean(one.active))")
    phone.set_offline(True)
    page.goto(live_portal.url + LESSON)
    assert page.locator("[data-kept-note]").is_visible()


def test_kept_is_not_said_when_nothing_would_open_it(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    slowly(phone, "Promise.reject(new Error('a page did not come'))")
    page.goto(live_portal.url + LESSON)
    page.locator("[data-keep]").click()
    page.locator("[data-keep-go]:visible").click()
    page.locator("[data-say=lost]:visible").wait_for()
    assert not page.locator("[data-keep-done]").is_visible()
    assert kept(page).get("kept", []) == []
    # The same button works once the network does.
    phone.unroute("**/sw.js")
    page.locator("[data-keep-go]:visible").click()
    page.locator("[data-keep-done]:visible").wait_for(timeout=60_000)


def slowly(phone: BrowserContext, wait: str) -> None:
    """The service worker's installing waits for this too."""

    def longer(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=f"{answer.text()}\nself.addEventListener('install', (e) => e.waitUntil({wait}));"
        )

    phone.route("**/sw.js", longer)


def test_an_offline_opening_is_no_view_and_the_worker_leaves_counting_alone(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    with page.expect_response("**/e/"):
        keep(page, live_portal)
    before = views(live_portal)
    asked: list[Request] = []
    phone.on("request", lambda request: asked.append(request) if "/e/" in request.url else None)
    phone.set_offline(True)
    for step in ("", "2/"):
        page.goto(f"{live_portal.url}{LESSON}{step}")
        page.wait_for_timeout(VISIBLE_MS)
    assert asked == []
    phone.set_offline(False)
    page.goto(live_portal.url + DOWNLOADS)
    page.wait_for_timeout(2 * VISIBLE_MS)
    assert views(live_portal) == before
    # With a network the page is the server's own again, and is counted as ever; the worker does not stand between.
    with page.expect_response("**/e/") as beacon:
        page.goto(live_portal.url + LESSON)
    assert (beacon.value.status, beacon.value.from_service_worker) == (204, False)
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    with page.expect_response("**/e/p.gif*") as picture:
        page.evaluate("fetch('/e/p.gif?o=x')")
    assert picture.value.from_service_worker is False
    assert page.locator("[data-kept-note]").count() == 0
    page.wait_for_timeout(500)
    assert views(live_portal) == before + 1


def test_what_is_not_kept_leads_to_what_is(live_portal: LivePortal, phone: BrowserContext, page_phone: Page) -> None:
    page = page_phone
    keep(page, live_portal)
    phone.set_offline(True)
    for path in ("/th/law/", "/th/my/", "/th/learn/00000000-0000-0000-0000-000000000000/quiz/"):
        page.goto(live_portal.url + path)
        assert "ไม่มีอินเทอร์เน็ต" in page.locator("h1").inner_text()
        page.locator("[data-list] a").first.wait_for()
        assert not page.locator("[data-look]").is_visible()
    page.locator("[data-list] a").first.click()
    page.wait_for_url(f"**{LESSON}")
    assert page.locator("nav.turn").is_visible()
    # Another size of letters is the server's work: said kindly, and the lesson is still there.
    page.get_by_role("link", name="ตัวอักษรใหญ่ที่สุด").click()
    page.locator("[data-look]:visible").wait_for()
    page.go_back()
    assert page.locator("nav.turn").is_visible()


def test_taken_off_the_device_nothing_is_left(live_portal: LivePortal, phone: BrowserContext, page_phone: Page) -> None:
    page = page_phone
    keep(page, live_portal)
    lesson = set(kept(page)["kept"])
    keep(page, live_portal, COURSE)
    assert lesson < set(kept(page)["kept"])
    page.goto(live_portal.url + DOWNLOADS)
    rows = page.locator("[data-list] > li")
    rows.nth(1).wait_for()
    course = rows.filter(has=page.locator("[data-lessons] li"))
    course.locator("[data-remove]").click()
    assert rows.count() == 2, "the first tap asks"
    course.locator("[data-remove]").click()
    page.wait_for_function("() => document.querySelectorAll('[data-list] > li').length === 1")
    # What the lesson needs stays.
    assert set(kept(page)["kept"]) == lesson
    page.locator("[data-remove]").click()
    page.locator("[data-remove]").click()
    page.locator("[data-none]:visible").wait_for()
    assert kept(page) == {}
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_film_is_kept_only_when_asked_for_and_can_be_sought(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    keep(page, live_portal)
    assert not any(path.endswith(".mp4") for path in kept(page)["kept"])
    page.goto(live_portal.url + DOWNLOADS)
    page.locator("[data-remove]").click()
    page.locator("[data-remove]").click()
    page.locator("[data-none]:visible").wait_for()
    keep(page, live_portal, film=True)
    film = next(path for path in kept(page)["kept"] if path.startswith("/th/media/"))
    phone.set_offline(True)
    page.goto(live_portal.url + film)
    video = "document.querySelector('video')"
    page.evaluate(f"{video}.preload = 'auto'")
    page.evaluate(f"new Promise((done) => {{ {video}.onseeked = done; {video}.currentTime = 3; }})")
    assert page.evaluate(f"{video}.currentTime") == 3
    assert page.evaluate(f"{video}.error") is None
    part = """async () => {
      const answer = await fetch(document.querySelector("source").src, { headers: { Range: "bytes=10-19" } });
      return [answer.status, answer.headers.get("Content-Range"), (await answer.blob()).size];
    }"""
    status, span, size = page.evaluate(part)
    assert (status, span.split("/")[0], size) == (206, "bytes 10-19", 10)


def test_kept_again_while_another_tab_stands_open_all_pages_are_there(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    """The worker lives on in the other tab and is not installed a second time."""
    page = page_phone
    keep(page, live_portal)
    other = phone.new_page()
    other.goto(live_portal.url + LESSON)
    assert other.evaluate("navigator.serviceWorker.controller !== null")
    page.goto(live_portal.url + DOWNLOADS)
    page.locator("[data-remove]").click()
    page.locator("[data-remove]").click()
    page.locator("[data-none]:visible").wait_for()
    assert kept(page) == {}
    keep(page, live_portal)
    phone.set_offline(True)
    page.goto(live_portal.url + "/th/law/")
    page.locator("[data-list] a").first.wait_for()
    page.goto(live_portal.url + DOWNLOADS)
    page.locator("[data-list] li").wait_for()


def test_a_double_tap_keeps_as_one_does(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    page.goto(live_portal.url + LESSON)
    page.locator("[data-keep]").click()
    page.locator("[data-keep-go]:visible").wait_for()
    height = page.locator("[data-keep-panel]").evaluate("one => one.offsetHeight")
    page.locator("[data-keep-go]:visible").dblclick()
    page.locator("[data-keep-busy]:visible").wait_for()
    assert page.locator("[data-keep-panel]").evaluate("one => one.offsetHeight") >= height, (
        "no link moves under the finger"
    )
    page.locator("[data-keep-done]:visible").wait_for(timeout=60_000)
    assert urlsplit(page.url).path == LESSON
    assert not page.locator("[data-say=stopped]").is_visible()


def test_a_size_that_cannot_be_had_is_no_old_browser(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    held: list[Route] = []
    phone.route("**/lesson/*.json", lambda route: held.append(route))
    page.goto(live_portal.url + LESSON)
    page.locator("[data-keep]").click()
    page.locator("[data-keep-looking]:visible").wait_for()
    assert not page.locator("[data-keep-cannot]").is_visible()
    held.pop().abort()
    page.locator("[data-say=unknown]:visible").wait_for()
    assert not page.locator("[data-keep-cannot]").is_visible()
    assert not page.locator("[data-say=lost]").is_visible()
    phone.unroute("**/lesson/*.json")
    page.locator("[data-keep-look]:visible").click()
    page.locator("[data-keep-can]:visible").wait_for()
    assert not page.locator("[data-say=unknown]").is_visible()


def test_a_new_edition_that_does_not_come_leaves_the_older_and_says_so(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    keep(page, live_portal)
    before = kept(page)["kept"]

    def newer(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "version": "newer"})

    phone.route("**/lesson/*.json", newer)
    phone.route("**/real-or-fake-message/5/", lambda route: route.abort())
    page.goto(live_portal.url + LESSON)
    page.locator("[data-keep]").click()
    page.locator("[data-keep-again] [data-keep-go]:visible").click()
    page.locator("[data-say=still-lost]:visible").wait_for()
    assert "ฉบับเดิมยังอยู่ครบ" in page.locator("[data-say=still-lost]").inner_text()
    assert page.locator("[data-keep-done]").is_visible()
    assert kept(page)["kept"] == before


@pytest.mark.parametrize("where", ["kept-loading", "kept"])
def test_a_full_device_is_told_and_keeps_nothing_half(
    live_portal: LivePortal, phone: BrowserContext, where: str
) -> None:
    phone.add_init_script(f"""
      const put = Cache.prototype.put, open = CacheStorage.prototype.open;
      let room = 12;
      CacheStorage.prototype.open = async function (name) {{
        return Object.assign(await open.call(this, name), {{ named: name }});
      }};
      Cache.prototype.put = function (...all) {{
        if (this.named === "{where}" && !room--) throw new DOMException("full", "QuotaExceededError");
        return put.apply(this, all);
      }};""")
    page = phone.new_page()
    page.goto(live_portal.url + LESSON)
    page.locator("[data-keep]").click()
    page.locator("[data-keep-go]:visible").click()
    page.locator("[data-say=full]:visible").wait_for()
    assert "เนื้อที่ในเครื่องไม่พอ" in page.locator("[data-say=full]").inner_text()
    assert kept(page).get("kept", []) == []
    assert "kept-loading" not in kept(page)
    # Room was made: the same button works.
    page.locator("[data-keep-go]:visible").click()
    page.locator("[data-keep-done]:visible").wait_for(timeout=60_000)


@pytest.mark.parametrize("how", ["cancelled", "line broken"])
def test_keeping_that_ends_early_leaves_nothing(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page, how: str
) -> None:
    page = page_phone
    page.goto(live_portal.url + LESSON)
    page.locator("[data-keep]").click()
    page.locator("[data-keep-go]:visible").wait_for()
    if how == "cancelled":
        phone.route("**/real-or-fake-message/5/", lambda route: page.locator("[data-keep-stop]").click())
    else:
        phone.route("**/real-or-fake-message/5/", lambda route: route.abort())
    page.locator("[data-keep-go]:visible").click()
    page.locator(f"[data-say={'stopped' if how == 'cancelled' else 'lost'}]:visible").wait_for()
    assert kept(page).get("kept", []) == []
    assert page.locator("[data-keep-go]:visible").is_enabled()


def test_a_new_edition_is_offered_and_taken_with_one_tap(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    keep(page, live_portal)
    page.goto(live_portal.url + DOWNLOADS)
    page.locator("[data-list] li").wait_for()
    assert not page.locator("[data-update]").is_visible()
    counted(
        live_portal,
        "from courses.models import LessonPage as L; one = L.objects.get(slug='real-or-fake-message'); "
        "one.summary += ' ฉบับแก้ไขล่าสุด'; one.save_revision().publish(); print(1)",
    )
    page.reload()
    page.locator("[data-update]:visible").click()
    page.locator("[data-update]").wait_for(state="hidden")
    phone.set_offline(True)
    page.goto(live_portal.url + LESSON)
    assert "ฉบับแก้ไขล่าสุด" in page.locator("main").inner_text()


LOOKS = [(320, ".."), (390, "elder.contrast.largest"), (1280, "child.dark.")]


def test_its_pages_are_accessible_and_keep_their_measures(live_portal: LivePortal, browser: Browser) -> None:
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    problems = Problems()
    keep(page, live_portal)
    problems.look_in_each(page, "panel in the lesson", LOOKS)
    context.set_offline(True)
    page.goto(live_portal.url + LESSON)
    problems.look_in_each(page, "kept lesson", LOOKS)
    page.goto(f"{live_portal.url}{LESSON}6/")
    page.locator("nav.turn a").last.click()
    page.locator("form[data-late]:visible").wait_for()
    page.locator("form[data-late] button[type=submit]").click()
    page.locator("[data-late-missing]:visible").wait_for()
    problems.look_in_each(page, "questions, unanswered", LOOKS)
    answer_offline(page, live_portal)
    problems.look_in_each(page, "answers kept", LOOKS)
    page.goto(live_portal.url + DOWNLOADS)
    page.locator("[data-waiting] li").wait_for()
    problems.look_in_each(page, "my downloads", LOOKS)
    page.goto(live_portal.url + "/th/law/")
    page.locator("[data-list] a").first.wait_for()
    problems.look_in_each(page, "no network", LOOKS)
    # Sent at once, and told on the page that happens to be open.
    context.set_offline(False)
    page.locator(".told .note").wait_for()
    problems.look_in_each(page, "answers sent", LOOKS)
    page.goto(f"{live_portal.url}/th/offline/lesson/{page.evaluate('kept.list()')[0]['key']}/")
    page.locator("[data-keep-done]:visible").wait_for()
    problems.look_in_each(page, "keep page", LOOKS)
    context.close()
    assert problems == {}


def test_with_scripts_off_pages_say_what_to_do_instead(live_portal: LivePortal, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    page.goto(live_portal.url + LESSON)
    tap(page, page.locator("[data-keep]"))
    assert urlsplit(page.url).path.startswith("/th/offline/lesson/")
    assert page.get_by_role("link", name="พิมพ์บทเรียนนี้").is_visible()
    assert not page.locator("[data-keep-go]").first.is_visible()
    assert page.locator("[data-keep-cannot]").is_visible()
    assert not page.locator("[data-keep-looking]").is_visible()
    page.goto(live_portal.url + DOWNLOADS)
    assert page.get_by_role("link", name="ดูชุด ZIP").is_visible()
    context.close()
