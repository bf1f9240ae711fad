"""Answers given on a device without a network: they wait, are sent once, and never under the next person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.keeping import DOWNLOADS, LESSON, answer_offline, attempts, in_sight, keep, kept
from tests.e2e.live import LivePortal

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.e2e, pytest.mark.long]


def test_answers_wait_and_are_sent_once(live_portal: LivePortal, phone: BrowserContext, page_phone: Page) -> None:
    page = page_phone
    keep(page, live_portal)
    before = attempts(live_portal)
    phone.set_offline(True)
    answer_offline(page, live_portal)
    page.goto(live_portal.url + DOWNLOADS)
    page.locator("[data-waiting] li").wait_for()
    page.locator("[data-send]").click()
    page.locator("[data-unsent]:visible").wait_for()
    assert phone.cookies() == []
    phone.set_offline(False)
    page.locator(".told .note").wait_for()
    page.locator("[data-waiting]").wait_for(state="hidden")
    # A second tab, a reload, the button: nothing is left to send.
    page.reload()
    page.evaluate("window.waiting.send(true)")
    assert {cookie["name"] for cookie in phone.cookies()} == {"learner", "e_id"}
    assert attempts(live_portal) == {"attempts": before["attempts"] + 1, "learners": before["learners"] + 1}


def test_the_page_says_what_became_of_an_answer_that_waited(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    keep(page, live_portal)
    phone.set_offline(True)
    answer_offline(page, live_portal)
    assert page.locator("[data-late-waits]").is_visible()
    phone.set_offline(False)
    page.locator(".told .note").wait_for()
    page.locator("[data-late-waits]").wait_for(state="hidden")
    assert "เราจะส่ง" not in page.locator("main").inner_text()


def test_a_refused_answer_says_why_on_the_spot(live_portal: LivePortal, page_phone: Page) -> None:
    """The quiz was changed since the lesson was kept."""
    page = page_phone
    open_questions(page, live_portal)
    page.evaluate("document.querySelector('form[data-late]').dataset.version = 'older'")
    for question in page.locator("fieldset.question").all():
        question.locator("label.option").first.click()
    page.locator("form[data-late] button[type=submit]").click()
    page.locator("[data-late-refused]:visible").wait_for()
    assert "เปลี่ยนไปแล้ว" in page.locator("[data-late-refused]").inner_text()
    assert not page.locator("[data-late-waits]").is_visible()


def test_a_missing_answer_is_named_where_it_is_missing(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    open_questions(page, live_portal)
    first, second = page.locator("fieldset.question").all()[:2]
    first.locator("label.option").first.click()
    page.locator("form[data-late] button[type=submit]").click()
    assert not first.locator(".field__error").count()
    in_sight(page, second.locator(".field__error"))
    second.locator("label.option").first.click()
    page.locator("form[data-late] button[type=submit]").click()
    assert not second.locator(".field__error").count()


def open_questions(page: Page, portal: LivePortal) -> None:
    """The page for a lesson's questions without a network, opened with one."""
    page.goto(portal.url + LESSON)
    address = str(page.locator("a[data-keep]").get_attribute("href"))
    page.goto(portal.url + address.replace("/lesson/", "/act/"))
    page.locator("form[data-late]:visible").wait_for()


def test_answers_sent_twice_by_a_broken_line_are_one(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    keep(page, live_portal)
    before = attempts(live_portal)
    phone.set_offline(True)
    answer_offline(page, live_portal)
    broken: list[str] = []

    def lose(route: Any) -> None:
        """The server has it, and nobody hears of that."""
        route.fetch()
        broken.append(route.request.url)
        route.abort()

    # The page sends by itself as soon as there is a network again.
    phone.route("**/learn/offline/answers/", lose, times=1)
    with phone.expect_event("requestfailed", lambda request: request.url.endswith("/learn/offline/answers/")):
        phone.set_offline(False)
    assert page.evaluate("window.waiting.all().then((all) => all.length)") == 1
    page.goto(live_portal.url + DOWNLOADS)
    page.evaluate("window.waiting.send(true)")
    page.evaluate("window.waiting.send(true)")
    page.locator("[data-waiting]").wait_for(state="hidden")
    assert broken
    assert attempts(live_portal) == {"attempts": before["attempts"] + 1, "learners": before["learners"] + 1}


def test_someone_else_first_sends_or_drops_what_waits(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    keep(page, live_portal)
    lessons = set(kept(page)["kept"])
    phone.set_offline(True)
    answer_offline(page, live_portal)
    left: list[bool] = []
    page.expose_function("gone", lambda: left.append(True))
    leave = """() => {
      const panel = document.createElement("section");
      panel.setAttribute("data-waiting-leave", "");
      panel.hidden = true;
      panel.innerHTML = "<b data-waiting-count></b><button data-waiting-send></button><button data-waiting-drop></button>";
      document.body.append(panel);
      const event = new CustomEvent("learner:leaving", { cancelable: true, detail: { go: window.gone } });
      return document.dispatchEvent(event);
    }"""
    assert page.evaluate(leave) is False, "leaving waits"
    page.locator("[data-waiting-leave]:visible").wait_for()
    assert page.locator("[data-waiting-count]").inner_text() == "1"
    assert left == []
    page.locator("[data-waiting-drop]").click()
    page.wait_for_function("() => window.waiting.all().then((all) => !all.length)")
    page.wait_for_timeout(200)
    assert left == [True]
    assert set(kept(page)["kept"]) == lessons, "lessons are everybody's"
    # With a network they are simply sent, and nothing waits: the next one leaves at once.
    phone.set_offline(False)
    page.goto(live_portal.url + DOWNLOADS)
    assert page.evaluate(leave) is True


def test_another_learners_answers_stay_and_say_so(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page
) -> None:
    page = page_phone
    keep(page, live_portal)
    phone.set_offline(True)
    page.evaluate("localStorage.setItem('learner:mark', '0'.repeat(32))")
    answer_offline(page, live_portal)
    phone.set_offline(False)
    page.goto(live_portal.url + DOWNLOADS)
    page.locator("[data-problem]", has_text="ผู้เรียนคนก่อน").wait_for()
    row = page.locator("[data-waiting] li")
    assert "ข้อความนี้จริงหรือหลอก" not in row.inner_text(), "not what the one before did"
    assert phone.cookies() == []
    row.locator("[data-drop]").click()
    page.locator("[data-waiting]").wait_for(state="hidden")
