"""Every kind of activity in real Chromium: inside the lesson with scripts, on its own page without, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_plus, urlsplit

import pytest

from tests.e2e.answering import tap
from tests.e2e.live import LivePortal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request

pytestmark = pytest.mark.e2e

# Where the demo has each kind: course, lesson, step, and what the link to it says.
PLACES = {
    "sort": ("elder-safe-online/line-family-health-news", 6, "ทำกิจกรรมนี้"),
    "checklist": ("elder-safe-online/line-family-health-news", 8, "ทำแล้ว บันทึกไว้"),
    "scenario": ("kids-net-heroes/game-strangers", 6, "เล่นเรื่องนี้"),
    "spot": ("safe-net-everyone/safe-shopping", 7, "เริ่มหา"),
    "password": ("safe-net-everyone/memorable-password", 7, "เข้าห้องฝึก"),
    "match": ("elder-safe-online/safe-bank-app", 7, "จับคู่เลย"),
    "settings": ("youth-media-smart/digital-footprint", 7, "ตั้งค่าทีละอย่าง"),
    "reflection": ("youth-media-smart/bullying-boundaries", 7, "เขียนไว้ให้ตัวเอง"),
}
MESSAGE = "elder-safe-online/line-family-health-news", 7, "เริ่มหา"
SECRET = "ปลาทูSecret-จรวด-77"
OLD = "document.querySelector('[data-fragment-root]').dataset.old = 1"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="th-TH", java_script_enabled=request.param
    )
    yield watched(context)
    context.close()


def watched(context: BrowserContext) -> Page:
    """A page whose scripts may not fail, nor ask for what the policy forbids."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
    page.on("console", lambda said: pytest.fail(said.text) if "Content Security Policy" in said.text else None)
    return page


def lesson_url(portal: LivePortal, place: tuple[str, int, str]) -> str:
    return f"{portal.url}/th/courses/{place[0]}/{place[1]}/"


def open_activity(page: Page, portal: LivePortal, place: tuple[str, int, str]) -> Locator:
    """The activity's form, fetched into the lesson or on its own page."""
    page.goto(lesson_url(portal, place))
    assert not page.locator("[data-fragment-root]").count()
    page.get_by_role("link", name=place[2], exact=True).click()
    root = page.locator("[data-fragment-root]")
    root.wait_for()
    return root


def stays_in_the_lesson(page: Page, place: tuple[str, int, str]) -> bool:
    return urlsplit(page.url).path == f"/th/courses/{place[0]}/{place[1]}/"


def press(page: Page, name: str) -> None:
    """Press the button and wait for the answer, a page or a fragment."""
    button = page.get_by_role("button", name=name).first
    if page.locator("[data-speak] [data-fragment-root]").count():
        page.evaluate(OLD)
        button.click()
        page.locator("[data-fragment-root]:not([data-old])").wait_for()
    else:
        with page.expect_navigation():
            button.click()


def choose_all(page: Page, labels: dict[int, str]) -> None:
    for number, label in labels.items():
        page.locator("form fieldset.question").nth(number - 1).get_by_text(label, exact=True).click()


def answer_sort(page: Page) -> str:
    for question in page.locator("form fieldset.question").all():
        question.locator("input[value=b]").check()
    press(page, "ดูเฉลย")
    return "ตอบถูก 4 จาก 6 ข้อ"


def answer_checklist(page: Page) -> str:
    page.locator("form .options .option").first.click()
    press(page, "บันทึกสิ่งที่ทำ")
    return "ทำแล้ว 1 จาก 3 อย่าง"


def answer_scenario(page: Page) -> str:
    press(page, "ฟุดฟิด! ไม่บอก แล้วคุยเรื่องเกมต่อ")
    assert page.get_by_text("งวงดีมาก").is_visible()
    press(page, "ย้อนกลับหนึ่งฉาก")
    press(page, "วางเครื่อง แล้วไปเรียกแม่ช้าง")
    return "จบแล้ว เลือกได้ดีมาก"


def answer_spot(page: Page) -> str:
    for number in (1, 2, 4, 6):
        page.locator(f"input[name=i-{number}]").check()
    press(page, "ดูเฉลย")
    return "ตอบถูก 6 จาก 6 ข้อ"


def answer_password(page: Page) -> str:
    choose_all(page, {1: "เดาง่าย", 2: "เดายาก", 3: "เดาง่าย", 4: "เดาง่าย", 5: "เดายาก", 6: "เดายาก"})
    press(page, "ดูเฉลย")
    return "ตอบถูก 5 จาก 6 ข้อ"


def answer_match(page: Page) -> str:
    halves = ("กดยกเลิก แล้วโทรถามก่อน", "วางสายทันที", "โทรธนาคาร และโทร 1441", "กดออกจากระบบ แล้วล็อกหน้าจอ")
    for number, half in enumerate(halves, start=1):
        page.locator(f"select[name=i-{number}]").select_option(half)
    press(page, "ดูเฉลย")
    return "ตอบถูก 4 จาก 4 ข้อ"


def answer_settings(page: Page) -> str:
    for value in ("เฉพาะเพื่อน", "ปิด", "ให้ฉันอนุมัติก่อน", "เห็นคนเดียว"):
        page.locator("form .option", has_text=re.compile(rf"^\s*{value}\s*$")).click()
        press(page, "ตั้งค่านี้")
        assert page.locator(".tell:not(.tell--off)").count() == 1
    page.locator("form .option").last.click()
    press(page, "ตั้งค่านี้")
    return "ตั้งค่าปลอดภัย 4 จาก 5 อย่าง"


ANSWERS: dict[str, Callable[[Page], str]] = {
    "sort": answer_sort,
    "checklist": answer_checklist,
    "scenario": answer_scenario,
    "spot": answer_spot,
    "password": answer_password,
    "match": answer_match,
    "settings": answer_settings,
}
# A story's choices are its buttons: there is nothing to leave out.
EMPTY = dict.fromkeys(("sort", "spot", "password", "match"), "ดูเฉลย") | {
    "checklist": "บันทึกสิ่งที่ทำ",
    "settings": "ตั้งค่านี้",
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_it_is_done_in_the_lesson_or_on_its_own_page(live_portal: LivePortal, page: Page, kind: str) -> None:
    open_activity(page, live_portal, PLACES[kind])
    scripts = stays_in_the_lesson(page, PLACES[kind])
    assert page.context.cookies() == []
    if kind in EMPTY:
        press(page, EMPTY[kind])
        assert page.get_by_role("alert").is_visible()
        page.get_by_role("alert").get_by_role("link").first.click()
        assert page.locator(":target").count() == 1
    told = ANSWERS[kind](page)
    assert page.locator("[data-fragment-root] h1").inner_text().replace("\n", " ") == told
    assert urlsplit(page.url).path.startswith("/th/courses/") is scripts
    assert {cookie["name"] for cookie in page.context.cookies()} == {"learner", "e_id"}
    page.goto(f"{live_portal.url}/th/my/")
    assert page.locator(".course-row").count() == 1


def test_spots_are_tapped_on_the_picture_and_tick_the_list(live_portal: LivePortal, page_phone: Page) -> None:
    open_activity(page_phone, live_portal, PLACES["spot"])
    spots = page_phone.locator(".spot")
    spots.first.wait_for()
    boxes = [spot.bounding_box() for spot in spots.all()]
    picture = page_phone.locator(".spots__picture").bounding_box()
    assert picture is not None and len(boxes) == 6
    for box in boxes:
        assert box is not None and min(box["width"], box["height"]) >= 44
        assert picture["x"] - 1 <= box["x"] and box["x"] + box["width"] <= picture["x"] + picture["width"] + 1
    spots.nth(1).tap()
    assert page_phone.locator("input[name=i-2]").is_checked()
    assert spots.nth(1).get_attribute("aria-pressed") == "true"
    page_phone.locator("input[name=i-2]").uncheck()
    assert spots.nth(1).get_attribute("aria-pressed") == "false"


def test_parts_of_a_message_are_tapped_in_it(live_portal: LivePortal, page_phone: Page) -> None:
    open_activity(page_phone, live_portal, MESSAGE)
    page_phone.locator(".bubble [data-spot='3']").tap()
    assert page_phone.locator("input[name=i-3]").is_checked()


def recorded(page: Page) -> list[str]:
    """Everything the browser sends from now on: addresses, headers and bodies, written out plainly."""
    sent: list[str] = []

    def keep(request: Request) -> None:
        body = (request.post_data_buffer or b"").decode("utf-8", "replace")
        sent.append(unquote_plus(f"{request.url}\n{request.all_headers()}\n{body}"))

    page.on("requestfinished", keep)
    page.on("requestfailed", keep)
    return sent


@pytest.mark.parametrize("own_page", [False, True], ids=["in the lesson", "on its own page"])
def test_a_typed_password_never_leaves_the_device(live_portal: LivePortal, page_phone: Page, own_page: bool) -> None:
    page, sent = page_phone, recorded(page_phone)
    root = open_activity(page, live_portal, PLACES["password"])
    if own_page:
        page.goto(f"{live_portal.url}{urlsplit(root.locator('form').get_attribute('action') or '').path}")
    page.locator("[data-try]").press_sequentially(SECRET)
    assert page.locator("[data-verdict]").is_visible()
    page.locator("[data-try]").press("Enter")
    answer_password(page)
    page.locator("[data-try]").fill(SECRET)
    page.goto(f"{live_portal.url}/th/my/")
    open_activity(page, live_portal, PLACES["password"])
    page.wait_for_load_state("networkidle")
    assert [text for text in sent if "/activity/" in text]
    for secret in (SECRET, SECRET[:6], SECRET.lower(), "Secret-"):
        assert not [text for text in sent if secret in text or quote(secret) in text]
    assert SECRET not in str(page.context.storage_state())
    assert page.locator("[data-try]").input_value() == ""


@pytest.mark.parametrize(
    ("typed", "grade", "said"),
    [
        ("1234", "weak", ["short", "row", "digits", "words"]),
        ("somchai2530", "weak", ["short", "common", "date", "words"]),
        ("0812345678", "weak", ["short", "row", "digits", "phone", "words"]),
        ("aaaaaaaaaaaaaaaa", "fair", ["same", "words"]),
        ("ฟหกดฟหกด", "weak", ["short", "row", "words"]),
        ("๑๒๓๔๕๖๗๘", "weak", ["short", "row", "digits", "date", "words"]),
        ("pladuk-rongthao-dao-nam", "best", ["long"]),
        ("ปลาทูขี่จรวดซื้อข้าวต้ม", "good", ["words"]),
    ],
)
def test_a_password_is_judged_on_the_device(
    live_portal: LivePortal, page_phone: Page, typed: str, grade: str, said: list[str]
) -> None:
    open_activity(page_phone, live_portal, PLACES["password"])
    page_phone.locator("[data-try]").fill(typed)
    verdict = page_phone.locator("[data-verdict]")
    shown = [one.get_attribute("data-say") for one in verdict.locator("[data-say]:visible").all()]
    assert shown[0] == grade
    assert sorted(filter(None, shown[1:])) == sorted(said)


def test_reflection_stays_on_the_device_until_it_is_cleared(live_portal: LivePortal, page_phone: Page) -> None:
    page, sent = page_phone, recorded(page_phone)
    open_activity(page, live_portal, PLACES["reflection"])
    page.get_by_label("ประโยคที่ฉันจะพูด").fill(SECRET)
    assert page.get_by_text("เก็บไว้ในเครื่องนี้แล้ว").is_visible()
    open_activity(page, live_portal, PLACES["reflection"])
    assert page.get_by_label("ประโยคที่ฉันจะพูด").input_value() == SECRET
    names = page.evaluate("Object.keys(localStorage)")
    assert names and all(name.startswith("learner:") for name in names)
    page.get_by_role("button", name="ลบสิ่งที่เขียน").click()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('learner:reflection:'))") == []
    # What "someone else is learning on this device" does: every name with this beginning goes.
    page.get_by_label("ประโยคที่ฉันจะพูด").fill(SECRET)
    page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('learner:')).forEach(k => localStorage.removeItem(k))"
    )
    open_activity(page, live_portal, PLACES["reflection"])
    assert page.get_by_label("ประโยคที่ฉันจะพูด").input_value() == ""
    page.wait_for_load_state("networkidle")
    assert sent and not [text for text in sent if SECRET in text]
    assert page.context.cookies() == []


def test_reflection_without_scripts_is_lines_to_print(live_portal: LivePortal, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    open_activity(page, live_portal, PLACES["reflection"])
    assert page.locator(".lines:visible").count() == 3
    assert page.locator("textarea:visible").count() == 0
    assert page.locator("main form, main [name]").count() == 0
    context.close()


def tab_to(page: Page, matches: str) -> None:
    """Press Tab until the focus stands on something that matches."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("matches => document.activeElement.matches(matches)", matches):
            return
    pytest.fail(f"no way by keyboard to {matches}")


def test_a_story_and_a_picture_by_keyboard_alone(live_portal: LivePortal, page_desktop: Page) -> None:
    page = page_desktop
    page.goto(lesson_url(live_portal, PLACES["scenario"]))
    tab_to(page, "a[data-fragment]")
    page.keyboard.press("Enter")
    page.locator("[data-fragment-root]:focus").wait_for()
    for _scene in range(2):
        tab_to(page, "button[name=choice][value='1']")
        page.evaluate(OLD)
        page.keyboard.press("Enter")
        page.locator("[data-fragment-root]:not([data-old]):focus").wait_for()
    assert page.locator("[data-fragment-root] h1").inner_text() == "จบแล้ว เลือกได้ดีมาก"
    page.goto(lesson_url(live_portal, PLACES["spot"]))
    tab_to(page, "a[data-fragment]")
    page.keyboard.press("Enter")
    page.locator(".spot").first.wait_for()
    tab_to(page, ".spot")
    page.keyboard.press("Space")
    assert page.locator("input[name=i-1]").is_checked()
    tab_to(page, "input[name=i-6]")
    page.keyboard.press("Space")
    tab_to(page, "form[data-fragment-form] button[type=submit]")
    page.keyboard.press("Enter")
    page.locator(".tell").first.wait_for()
    assert page.locator("[data-fragment-root] h1").inner_text() == "ตอบถูก 4 จาก 6 ข้อ"


def test_a_lost_connection_loses_no_answer(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    open_activity(page, live_portal, PLACES["settings"])
    value = page.locator("form .option", has_text="เฉพาะเพื่อน")
    value.click()
    page.context.set_offline(True)
    page.get_by_role("button", name="ตั้งค่านี้").click()
    page.get_by_text("คำตอบยังอยู่ครบ").wait_for()
    assert value.locator("input").is_checked()
    page.context.set_offline(False)
    press(page, "ตั้งค่านี้")
    assert page.locator(".tell:not(.tell--off)").count() == 1


def test_a_lesson_unpublished_meanwhile_ends_on_a_kind_page(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    place = PLACES["settings"]
    open_activity(page, live_portal, place)
    publish = "from courses.models import LessonPage; p = LessonPage.objects.get(slug='digital-footprint'); "
    live_portal.ask(publish + "p.unpublish()")
    try:
        page.locator("form .option").first.click()
        page.get_by_role("button", name="ตั้งค่านี้").click()
        page.get_by_role("heading", name="บทเรียนนี้ปิดอยู่ในตอนนี้").wait_for()
        assert page.get_by_text("ยังอยู่ครบ").is_visible()
        tap(page, page.get_by_role("link", name="เลือกบทเรียนอื่น"))
        assert urlsplit(page.url).path == "/th/courses/"
    finally:
        live_portal.ask(publish + "p.save_revision().publish()")
