"""Activities of kept lessons, done without a network: told at once on the device, and kept with us when there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.answering import tap
from tests.e2e.keeping import COURSE, DOWNLOADS, counted, in_sight, keep
from tests.e2e.live import LivePortal
from tests.e2e.looking import Problems, visitor
from tests.e2e.test_activities import PLACES, lesson_url

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.e2e, pytest.mark.long]

LOOKS = [(320, ".."), (390, "elder.contrast.largest"), (1280, "child.dark.")]
KEPT = (
    "from portal.learning.models import *; print(json.dumps(sorted(ActivityAnswer.objects.order_by('-pk')"
    ".values_list('kind', 'right', 'total')[:{number}])))"
)


def open_kept(page: Page, portal: LivePortal, kind: str) -> None:
    """From the kept lesson's step to its activity, by the link a reader taps."""
    place = PLACES[kind]
    page.goto(lesson_url(portal, place))
    tap(page, page.get_by_role("link", name=place[2], exact=True))
    assert "/offline/act/" in page.url
    page.locator("[data-alone], [data-own]").first.wait_for()


def answer_right(page: Page) -> None:
    """As the page itself calls it right."""
    for tell in page.locator("[data-tell]").all():
        name, value = tell.get_attribute("data-tell"), tell.get_attribute("data-expected") or ""
        field = page.locator(f"form [name='{name}']")
        if field.first.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        elif value:
            page.locator(f"form [name='{name}'][value='{value}']").check()


def told(page: Page) -> str:
    page.locator("[data-alone-end]:visible").wait_for()
    page.locator("[data-alone-kept]:visible").wait_for()
    return str(page.locator("[data-alone]").inner_text())


def go_through(page: Page) -> None:
    """The story's last choice of each scene, to its end."""
    for _scene in range(12):
        choices = page.locator("[data-choice]:visible")
        if not choices.count():
            return
        choices.last.click()
    raise AssertionError("no end")


@pytest.fixture
def kept_lessons(live_portal: LivePortal, phone: BrowserContext, page_phone: Page) -> Page:
    """A telephone that keeps the lessons with every kind of activity, and has lost the network."""
    for course in sorted({place[0].split("/")[0] for place in PLACES.values()}):
        keep(page_phone, live_portal, f"/th/courses/{course}/")
    phone.set_offline(True)
    return page_phone


def test_every_kind_is_done_without_a_network_and_kept_later(
    live_portal: LivePortal, phone: BrowserContext, kept_lessons: Page
) -> None:
    page = kept_lessons
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(f"{page.url}: {error}"))
    for kind in ("sort", "checklist", "spot", "password", "match", "settings"):
        open_kept(page, live_portal, kind)
        page.locator("form[data-alone-form] button[type=submit]").click()
        page.locator("[data-alone-missing]:visible").wait_for()
        answer_right(page)
        page.locator("form[data-alone-form] button[type=submit]").click()
        words = told(page)
        if kind != "checklist":
            rows = page.locator("[data-tell]").count()
            assert f"{rows} จาก {rows}" in words
            assert "ใช่แล้ว" in words and "ยังไม่ใช่" not in words
    open_kept(page, live_portal, "scenario")
    go_through(page)
    assert "ทางที่คุณเลือก" in told(page)
    assert page.evaluate("window.waiting.all().then((all) => all.length)") == 7
    phone.set_offline(False)
    page.goto(live_portal.url + DOWNLOADS)
    page.locator(".told .note").first.wait_for()
    page.locator("[data-waiting]").wait_for(state="hidden")
    rows_kept: list[list[Any]] = counted(live_portal, KEPT.format(number=7))
    assert [row[0] for row in rows_kept] == ["checklist", "match", "password", "scenario", "settings", "sort", "spot"]
    assert all(right == total for kind, right, total in rows_kept if kind != "scenario")
    assert failed == []


def open_online(page: Page, portal: LivePortal, kind: str) -> None:
    """The activity's page for reading without a network, opened with one."""
    page.goto(lesson_url(portal, PLACES[kind]))
    address = page.get_by_role("link", name=PLACES[kind][2], exact=True).get_attribute("href") or ""
    page.goto(portal.url + address.replace("/learn/", "/offline/act/").replace("/activity/", "/"))
    page.locator("form[data-alone-form]:visible").wait_for()


def test_what_became_of_an_answer_is_said_below_the_result(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    open_online(page, live_portal, "sort")
    answer_right(page)
    page.locator("form[data-alone-form] button[type=submit]").click()
    page.locator("[data-alone-sent]:visible").wait_for()
    assert not page.locator("[data-alone-kept]").is_visible()
    # The activity was changed since the lesson was kept.
    page.reload()
    page.evaluate("document.querySelector('[data-alone]').dataset.version = 'older'")
    answer_right(page)
    page.locator("form[data-alone-form] button[type=submit]").click()
    page.locator("[data-alone-refused]:visible").wait_for()
    assert "กิจกรรมนี้เปลี่ยนไปแล้ว" in page.locator("[data-alone-refused]").inner_text()
    assert not page.locator("[data-alone-kept]").is_visible()
    assert not page.locator("[data-alone-sent]").is_visible()


@pytest.mark.parametrize("kind", ["sort", "match", "spot"])
def test_a_missing_answer_is_named_where_it_is_missing(live_portal: LivePortal, page_phone: Page, kind: str) -> None:
    page = page_phone
    open_online(page, live_portal, kind)
    page.locator("form[data-alone-form] button[type=submit]").click()
    in_sight(page, page.locator("form[data-alone-form] .field__error").first)
    answer_right(page)
    page.locator("form[data-alone-form] button[type=submit]").click()
    page.locator("[data-alone-told]:visible").wait_for()


def test_a_fault_is_told_and_may_be_tried_again(live_portal: LivePortal, kept_lessons: Page) -> None:
    page = kept_lessons
    open_kept(page, live_portal, "sort")
    for question in page.locator("form fieldset.question").all():
        question.locator("input[value=b]").check()
    page.locator("form[data-alone-form] button[type=submit]").click()
    assert "ยังไม่ใช่" in told(page)
    page.locator("[data-alone-again]").click()
    page.locator("form[data-alone-form]:visible").wait_for()
    assert not page.locator("form :checked").count()
    assert not page.locator("[data-alone-told]").is_visible()
    open_kept(page, live_portal, "scenario")
    first = page.locator("[data-scene]:visible").inner_text()
    page.locator("[data-choice]:visible").first.click()
    page.locator("[data-back]:visible").click()
    assert page.locator("[data-scene]:visible").inner_text() == first
    # What is written for oneself stays here, and waits for nothing.
    open_kept(page, live_portal, "reflection")
    page.locator("textarea").first.fill("ไว้คุยกับแม่")
    page.reload()
    assert page.locator("textarea").first.input_value() == "ไว้คุยกับแม่"
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") <= 1


def test_its_pages_are_accessible_and_keep_their_measures(live_portal: LivePortal, browser: Browser) -> None:
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    problems = Problems()
    keep(page, live_portal, COURSE)
    keep(page, live_portal, "/th/courses/kids-net-heroes/")
    context.set_offline(True)
    for kind in ("sort", "match"):
        open_kept(page, live_portal, kind)
        page.locator("form[data-alone-form] button[type=submit]").click()
        problems.look_in_each(page, f"{kind}, unanswered", LOOKS)
        answer_right(page)
        page.locator("form[data-alone-form] button[type=submit]").click()
        told(page)
        problems.look_in_each(page, f"{kind}, told", LOOKS)
    open_kept(page, live_portal, "scenario")
    problems.look_in_each(page, "story", LOOKS)
    go_through(page)
    told(page)
    problems.look_in_each(page, "story, told", LOOKS)
    context.close()
    assert problems == {}


def test_with_a_network_and_scripts_off_it_leads_to_the_page_that_works(
    live_portal: LivePortal, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    page.goto(lesson_url(live_portal, PLACES["sort"]))
    tap(page, page.get_by_role("link", name=PLACES["sort"][2], exact=True))
    act = page.url.replace("/learn/", "/offline/act/").replace("/activity/", "/")
    page.goto(act)
    assert not page.locator("form[data-alone-form]").is_visible()
    tap(page, page.locator("[data-alone-online] a"))
    assert page.locator("form[data-fragment-form]").is_visible()
    context.close()
