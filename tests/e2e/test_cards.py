"""Progress cards and shared devices, in real Chromium."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.e2e.answering import answer_quiz, right_answers, tap
from tests.e2e.live import LivePortal
from tests.e2e.signing import sign_in_by_code, sign_up

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.e2e

COURSE = "/th/courses/elder-safe-online/"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def lessons(page: Page, portal: LivePortal) -> list[tuple[str, str, str]]:
    """Key, slug and title of the course's lessons."""
    page.goto(f"{portal.url}{COURSE}")
    return [
        (
            str(row.get_attribute("data-lesson")),
            str(row.locator("h3 a").get_attribute("href")).rstrip("/").rsplit("/", 1)[-1],
            row.locator("h3 a").inner_text(),
        )
        for row in page.locator("[data-lesson]").all()
    ]


def learn(page: Page, portal: LivePortal, count: int) -> list[str]:
    """Passes the quizzes of the first lessons; their titles."""
    titles = []
    for key, slug, title in lessons(page, portal)[:count]:
        page.goto(f"{portal.url}/th/learn/{key}/quiz/")
        answer_quiz(page, right_answers(slug))
        assert "ผ่านแล้ว" in page.locator("h1").inner_text()
        titles.append(title)
    return titles


def make_card(page: Page, portal: LivePortal) -> str:
    page.goto(f"{portal.url}/th/my/")
    tap(page, page.locator("a", has_text="ทำบัตรของฉัน"))
    tap(page, page.locator("button[name=make]"))
    found = CODE.search(page.locator("main").inner_text())
    assert found
    return found[0]


def my_learning(page: Page, portal: LivePortal) -> str:
    page.goto(f"{portal.url}/th/my/")
    return page.locator("main").inner_text()


def finished(page: Page, portal: LivePortal) -> list[str]:
    my_learning(page, portal)
    return page.locator("section[aria-labelledby=finished] li b").all_inner_texts()


@pytest.fixture(params=[True, False], ids=["scripts", "scripts off"])
def device_b(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(
        java_script_enabled=request.param, viewport={"width": 390, "height": 844}, locale="th-TH"
    )
    yield context
    context.close()


def test_a_card_takes_three_lessons_to_another_device_and_signing_up_keeps_them(
    live_portal: LivePortal, phone: BrowserContext, device_b: BrowserContext
) -> None:
    a, b = phone.new_page(), device_b.new_page()
    titles = learn(a, live_portal, 3)
    code = make_card(a, live_portal)

    b.goto(f"{live_portal.url}/card/{code}")
    assert device_b.cookies() == [], "opening the address acts on nothing"
    tap(b, b.locator("main form button[type=submit]"))
    assert sorted(finished(b, live_portal)) == sorted(titles) == sorted(finished(a, live_portal))

    # What B does on its own is the same person's.
    key, slug, fourth = lessons(b, live_portal)[3]
    b.goto(f"{live_portal.url}/th/learn/{key}/quiz/")
    answer_quiz(b, right_answers(slug))
    assert fourth in finished(a, live_portal)

    everything = sorted(finished(b, live_portal))
    sign_up(b, live_portal, f"card-{code.lower()}@example.com")
    assert sorted(finished(b, live_portal)) == everything
    # The account is entered by signing in alone, not by an old cookie or the card.
    assert finished(a, live_portal) == []
    a.goto(f"{live_portal.url}/card/{code}")
    tap(a, a.locator("main form button[type=submit]"))
    assert "อยู่ในบัญชีแล้ว" in a.locator("h1").inner_text()


def test_signing_in_joins_what_two_devices_did(
    live_portal: LivePortal, phone: BrowserContext, browser: Browser
) -> None:
    """The account has a learner of its own, and so has this browser."""
    a = phone.new_page()
    first = learn(a, live_portal, 1)
    email = f"join-{live_portal.port}@example.com"
    sign_up(a, live_portal, email)
    context = browser.new_context(locale="th-TH")
    b = context.new_page()
    both = learn(b, live_portal, 2)
    sign_in_by_code(b, live_portal, email)
    assert sorted(finished(b, live_portal)) == sorted(both)
    assert sorted(finished(a, live_portal)) == sorted(both)
    assert set(first) < set(both)
    context.close()


def test_someone_else_on_the_same_device_sees_nothing_of_the_first(
    live_portal: LivePortal, phone: BrowserContext
) -> None:
    page = phone.new_page()
    titles = learn(page, live_portal, 1)
    result = page.url
    other_tab = phone.new_page()
    other_tab.goto(f"{live_portal.url}/th/my/")
    assert titles[0] in other_tab.locator("main").inner_text()
    page.goto(f"{live_portal.url}{COURSE}")
    tap(page, page.locator("[data-lesson] h3 a").first)
    page.evaluate("localStorage.setItem('learner:reflection', 'a thought'); localStorage.setItem('kept', '1')")
    tap(page, page.locator("a", has_text="คนอื่นจะเรียนในเครื่องนี้"))
    assert "ทำบัตร" in page.locator("main").inner_text()
    page.locator("form[data-leaving] button").click()
    page.wait_for_selector("[data-left]")
    assert page.evaluate("Object.keys(localStorage).sort()") == ["kept", "left"]
    assert "e_id" not in {cookie["name"] for cookie in phone.cookies()}
    # A tab that was open all the while, and everything the back button can reach.
    other_tab.wait_for_selector(".empty")
    for _ in range(6):
        # What came by a form the browser no longer has: it says so instead of showing it.
        with suppress(PlaywrightError):
            page.go_back()
        expect(page.locator("html")).not_to_contain_text("ผ่านแล้ว")
        expect(page.locator("input:checked")).to_have_count(0)
    page.goto(result)
    assert "ผ่านแล้ว" not in page.locator("main").inner_text()
    assert titles[0] not in my_learning(page, live_portal)
    assert learn(page, live_portal, 2) == finished(page, live_portal)[::-1]


def test_whoever_still_holds_answers_may_stop_the_leaving(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    learn(page, live_portal, 1)
    page.goto(f"{live_portal.url}/th/my/someone-else/")
    page.evaluate(
        "document.addEventListener('learner:leaving', event => { event.preventDefault(); window.leave = event.detail.go; },"
        " { once: true }); localStorage.setItem('learner:queue', '1')"
    )
    page.locator("form[data-leaving] button").click()
    assert page.evaluate("typeof window.leave") == "function"
    assert page.evaluate("localStorage.getItem('learner:queue')") == "1"
    assert page.locator("form[data-leaving]").count() == 1
    # Other tabs load again only once the server has forgotten: before, they would be shown the one who leaves.
    page.evaluate("window.send = HTMLFormElement.prototype.submit; HTMLFormElement.prototype.submit = () => 0; leave()")
    assert page.evaluate("[localStorage.getItem('learner:queue'), localStorage.getItem('left')]") == [None, None]
    page.evaluate("window.send.call(document.querySelector('form[data-leaving]'))")
    page.wait_for_selector("[data-left]")
    assert page.evaluate("localStorage.getItem('left')") is not None


def test_a_signed_in_person_is_signed_out_for_the_next(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    titles = learn(page, live_portal, 1)
    sign_up(page, live_portal, f"leaves-{live_portal.port}@example.com")
    page.goto(f"{live_portal.url}/th/my/someone-else/")
    page.locator("form[data-leaving] button").click()
    page.wait_for_selector("[data-left]")
    assert "sessionid" not in {cookie["name"] for cookie in page.context.cookies()}
    assert titles[0] not in my_learning(page, live_portal)


def test_a_course_page_is_marked_without_a_cookie_of_its_own(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    page.goto(f"{live_portal.url}{COURSE}")
    page.wait_for_load_state("networkidle")
    assert page.context.cookies() == []
    assert page.locator("[data-progress-root]").count() == 0
    learn(page, live_portal, 2)
    before = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    page.goto(f"{live_portal.url}{COURSE}")
    page.wait_for_selector("[data-progress-root]")
    assert page.locator(".lesson-row--done").count() == 2
    assert {cookie["name"]: cookie["value"] for cookie in page.context.cookies()} == before


def test_no_code_stands_in_the_log(live_portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    learn(page, live_portal, 1)
    code = make_card(page, live_portal)
    page.goto(f"{live_portal.url}/card/{code}")
    tap(page, page.locator("header .sizes a").nth(1))
    assert code in page.locator("#code").input_value()
    # Refused requests are logged with their path.
    refused = page.request.post(f"{live_portal.url}/card/{code}", headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status == 403
    page.request.delete(f"{live_portal.url}/card/{code}")
    log = live_portal.log.read_text(errors="replace")
    assert f"/card/{code[:2]}…" in log
    assert code not in log
    assert code.replace("-", "") not in log


@pytest.mark.needs("zbarimg")
def test_a_code_is_found_by_its_picture(live_portal: LivePortal, page_phone: Page, tmp_path: Path) -> None:
    page = page_phone
    learn(page, live_portal, 1)
    code = make_card(page, live_portal)
    page.goto(f"{live_portal.url}/look/?theme=dark&next=/th/my/card/")
    picture = tmp_path / "card.png"
    page.locator(".ticket__qr").screenshot(path=picture)
    read = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=True).stdout
    assert read.strip() == f"{live_portal.url}/card/{code}"
