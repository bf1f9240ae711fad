"""One device, many people: what somebody wrote or answered on it is not the next one's, whichever way the next one comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.answering import tap
from tests.e2e.keeping import COURSE, DOWNLOADS, answer_offline, counted, keep
from tests.e2e.live import LivePortal
from tests.e2e.signing import sign_up
from tests.e2e.test_cards import learn, make_card

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.e2e

WRITES = (
    "localStorage.setItem('learner:reflection:1:1', 'a thought'); localStorage.setItem('learner:mark', 'a'.repeat(32));"
    "sessionStorage.setItem('learner:quiz', '1'); localStorage.setItem('kept-since', '1')"
)
KEYS = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((one) => one.startsWith('learner:'))"


@pytest.fixture
def other_card(live_portal: LivePortal, browser: Browser) -> str:
    """The card of somebody who learned on another device."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="th-TH")
    page = context.new_page()
    learn(page, live_portal, 1)
    code = make_card(page, live_portal)
    context.close()
    return code


def open_card(page: Page, portal: LivePortal, code: str) -> None:
    page.goto(f"{portal.url}/card/{code}")
    tap(page, page.locator("main form button[type=submit]"))


def test_another_ones_card_leaves_nothing_of_the_first(
    live_portal: LivePortal, page_phone: Page, other_card: str
) -> None:
    page = page_phone
    learn(page, live_portal, 1)
    page.evaluate(WRITES)
    open_card(page, live_portal, other_card)
    assert page.evaluate(KEYS), "asking whose it is takes nothing"
    tap(page, page.locator("button[name=mine][value=no]"))
    page.locator("[data-left]").wait_for()
    assert page.evaluate(KEYS) == []
    assert page.evaluate("localStorage.getItem('kept-since')") == "1"


def test_ones_own_card_keeps_what_one_wrote(live_portal: LivePortal, page_phone: Page, other_card: str) -> None:
    page = page_phone
    learn(page, live_portal, 1)
    page.evaluate(WRITES)
    open_card(page, live_portal, other_card)
    tap(page, page.locator("button[name=mine][value=yes]"))
    assert "รวมการเรียนเป็นของคนเดียวแล้ว" in page.locator("main").inner_text()
    assert len(page.evaluate(KEYS)) == 3


@pytest.mark.parametrize("how", ["signed out", "erased"])
def test_who_signs_out_or_has_all_erased_leaves_nothing(live_portal: LivePortal, page_phone: Page, how: str) -> None:
    page = page_phone
    learn(page, live_portal, 1)
    sign_up(page, live_portal, f"turn-{how.split()[0]}-{live_portal.port}@example.com")
    page.evaluate(WRITES)
    if how == "erased":
        page.goto(f"{live_portal.url}/th/account/my-data/erase/")
        page.locator("#word").fill("ลบ")
        tap(page, page.locator("main form button[type=submit]"))
        page.locator("[data-left]").wait_for()
    else:
        page.goto(f"{live_portal.url}/th/account/logout/")
        tap(page, page.locator("form[data-leaving] button"))
    assert "sessionid" not in {cookie["name"] for cookie in page.context.cookies()}
    assert page.evaluate(KEYS) == []


def test_an_answer_that_waits_is_not_the_next_ones(
    live_portal: LivePortal, phone: BrowserContext, page_phone: Page, other_card: str
) -> None:
    """Its giver was known to the server, but this device had not yet heard of a mark."""
    page = page_phone
    learn(page, live_portal, 1)
    keep(page, live_portal)
    page.evaluate("localStorage.removeItem('learner:mark')")
    phone.set_offline(True)
    answer_offline(page, live_portal)
    # The network is back, but not the way to us.
    phone.route("**/learn/offline/answers/", lambda route: route.abort())
    phone.set_offline(False)
    before = _attempts(live_portal)
    open_card(page, live_portal, other_card)
    page.locator("button[name=mine][value=no]").click()
    page.locator("[data-waiting-leave]:visible").wait_for()
    # Nobody decides; scripts of another tab, or none, let the switch happen all the same.
    page.evaluate("document.querySelector('[data-leaving]').removeAttribute('data-leaving')")
    tap(page, page.locator("button[name=mine][value=no]"))
    page.locator("[data-left]").wait_for()
    phone.unroute("**/learn/offline/answers/")
    page.goto(live_portal.url + DOWNLOADS)
    page.locator("[data-problem]", has_text="ผู้เรียนคนก่อน").wait_for()
    assert _attempts(live_portal) == before
    # What the next one answers is theirs.
    page.locator("[data-waiting] li [data-drop]").click()
    page.locator("[data-waiting]").wait_for(state="hidden")
    page.goto(live_portal.url + COURSE)
    phone.set_offline(True)
    answer_offline(page, live_portal)
    phone.set_offline(False)
    page.locator(".told .note").wait_for()
    assert _attempts(live_portal) == before + 1


def _attempts(portal: LivePortal) -> int:
    return int(counted(portal, "from portal.learning.models import *; print(LateAnswer.objects.count())"))
