"""beacon.js in a real browser that visits as people do, the real endpoint and drain behind it."""

from __future__ import annotations

import itertools
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portal.ops.machine import chromium
from portal.tracking.drain import Drain
from portal.tracking.models import RawEvent
from tests.tracking.alone import Server, environment
from tests.tracking.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.needs("chromium"),
    # Playwright's loop has Django open a connection of its own: it must not wait for the test's transaction.
    pytest.mark.django_db(transaction=True, databases=["default", "tracking"]),
]
NUMBERS = itertools.count(1, 10)
"""Each test reads pages of its own: one spool holds the events of all."""


class Site:
    """A browser, and a server whose spool is drained into the test's store."""

    def __init__(self, folder: Path, server: Server, browser: Browser) -> None:
        self.server, self.browser = server, browser
        self.number = next(NUMBERS)
        self._drain = Drain(folder / "spool")

    def page(self, **context: Any) -> Page:
        return self.browser.new_context(user_agent=PHONE, **context).new_page()

    def open(self, query: str = "", **context: Any) -> Page:
        page = self.page(**context)
        page.goto(self.address(query))
        return page

    def address(self, query: str = "", plus: int = 0) -> str:
        return f"http://127.0.0.1:{self.server.port}/page/{self.number + plus}/{query}"

    def events(self) -> list[tuple[str, str, str, str]]:
        """(action, origin, outcome, reason) of what came from this test's pages, in order."""
        self._drain.run(wait=True)
        keys = [uuid.UUID(int=self.number + plus) for plus in range(2)]
        rows = RawEvent.objects.filter(key__in=keys).order_by("at_us")
        return list(rows.values_list("action", "origin", "outcome", "reason"))

    def counted(self, wanted: int) -> list[tuple[str, str, str, str]]:
        """The events once there are so many (or after ten seconds)."""
        until = time.monotonic() + 10
        while len(found := self.events()) < wanted and time.monotonic() < until:
            time.sleep(0.1)
        return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Server]]:
    folder = tmp_path_factory.mktemp("beacon")
    server = Server(environment(folder))
    yield folder, server
    server.kill()


@pytest.fixture
def masked(server: tuple[Path, Server], playwright: Playwright) -> Iterator[Site]:
    """Chromium as people have it: no automation flag; the back cache on, as it is for them."""
    yield from _site(server, playwright, ["--disable-blink-features=AutomationControlled"])


@pytest.fixture
def unmasked(server: tuple[Path, Server], playwright: Playwright) -> Iterator[Site]:
    yield from _site(server, playwright, [])


def _site(server: tuple[Path, Server], playwright: Playwright, args: list[str]) -> Iterator[Site]:
    folder, running = server
    browser = playwright.chromium.launch(
        executable_path=chromium(),
        args=["--no-sandbox", *args],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield Site(folder, running, browser)
    browser.close()


def until(page: Page, condition: str) -> None:
    """Waits for a condition of the page; Playwright's own waiting needs `eval`, which the page forbids."""
    end = time.monotonic() + 30
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        time.sleep(0.05)


COUNTED = ("view", "beacon", "counted", "")
SAME_VISIT = ("view", "beacon", "duplicate", "visit")


def test_a_page_seen_for_a_second_is_a_view(masked: Site) -> None:
    masked.open()
    assert masked.counted(1) == [COUNTED]


def test_a_page_left_within_a_second_is_none(masked: Site) -> None:
    page = masked.page()
    page.goto(masked.address(), wait_until="commit")
    page.goto(masked.address(plus=1))
    assert masked.counted(1) == [COUNTED]
    assert RawEvent.objects.get(outcome="counted", key=uuid.UUID(int=masked.number + 1)).visitor_kind == "a"


def test_an_automated_browser_is_excluded(unmasked: Site) -> None:
    unmasked.open()
    assert unmasked.counted(1) == [("view", "beacon", "excluded", "webdriver")]


def test_a_prerendered_page_counts_when_somebody_looks_at_it(masked: Site) -> None:
    """Browsers that are driven prerender nothing, so the page is told that it is being prerendered."""
    page = masked.page()
    page.add_init_script("Object.defineProperty(document, 'prerendering', { value: true, configurable: true });")
    page.goto(masked.address())
    page.wait_for_timeout(1_500)
    assert masked.events() == []
    page.evaluate("delete document.prerendering; document.dispatchEvent(new Event('prerenderingchange'));")
    assert masked.counted(1) == [COUNTED]


def test_with_scripts_off_the_picture_counts(masked: Site) -> None:
    masked.open(java_script_enabled=False)
    assert masked.counted(1) == [("view", "nojs", "counted", "")]


def test_back_from_the_back_cache_is_the_same_visit(masked: Site) -> None:
    page = masked.open()
    assert masked.counted(1) == [COUNTED]
    page.evaluate("window.marked = true")
    page.click("a")
    assert masked.counted(2) == [COUNTED, COUNTED]
    # A restored page loads nothing, so there is no load to wait for.
    page.go_back(wait_until="commit")
    assert page.evaluate("window.marked"), "not restored from the back cache"
    assert masked.counted(3) == [COUNTED, COUNTED, SAME_VISIT]


def test_a_step_of_the_same_lesson_is_the_same_visit(masked: Site) -> None:
    page = masked.open()
    assert masked.counted(1) == [COUNTED]
    page.goto(masked.address("?inner"))
    assert masked.counted(2) == [COUNTED, SAME_VISIT]


def test_a_refused_beacon_is_sent_once_more_with_the_same_id(masked: Site) -> None:
    page = masked.page()
    bodies: list[str | None] = []

    def refuse_the_first(route: Any) -> None:
        bodies.append(route.request.post_data)
        if len(bodies) == 1:
            route.fulfill(status=503)
        else:
            route.continue_()

    page.route("**/e/", refuse_the_first)
    page.goto(masked.address())
    page.wait_for_event("requestfinished", lambda request: request.url.endswith("/e/"))
    page.wait_for_timeout(1_500)
    assert masked.counted(1) == [COUNTED]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]


def test_without_keepalive_the_beacon_api_is_used(masked: Site) -> None:
    page = masked.page()
    page.add_init_script("delete Request.prototype.keepalive; delete Crypto.prototype.randomUUID; window.fetch = null")
    page.goto(masked.address())
    assert masked.counted(1) == [COUNTED]


def test_a_video_counts_its_play_and_its_completion(masked: Site) -> None:
    page = masked.open("?video")
    page.eval_on_selector("video", "video => { video.muted = true; video.playbackRate = 8; return video.play(); }")
    assert sorted(masked.counted(3)) == [
        ("complete", "beacon", "counted", ""), ("play", "beacon", "counted", ""), COUNTED,
    ]  # fmt: skip


def test_seeking_through_a_video_is_no_play(masked: Site) -> None:
    page = masked.open("?video")
    until(page, "document.querySelector('video').readyState > 0")
    for second in range(1, 20):
        page.eval_on_selector("video", "(video, second) => { video.currentTime = second; }", second)
        page.wait_for_timeout(20)
    until(page, "!document.querySelector('video').seeking")
    assert masked.counted(2) == [COUNTED]


def test_a_video_that_starts_by_itself_is_no_play(masked: Site) -> None:
    page = masked.open("?video&autoplay")
    page.eval_on_selector("video", "video => { video.playbackRate = 8; }")
    until(page, "document.querySelector('video').currentTime > 8")
    assert masked.counted(1) == [COUNTED]
