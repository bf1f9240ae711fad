"""The running portal and real browsers. Browsers visit as people do (counting rule 9): ordinary user agents, no sign of
automation; `page_unmasked` is the one that shows it is a robot."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portal.ops.machine import chromium
from portal.ops.suite import PREPARED
from tests.e2e import live

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
]
UNMARKED = "--disable-blink-features=AutomationControlled"
"""navigator.webdriver is false, as in a person's browser."""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Mobile Safari/537.36",
}
DESKTOP: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36",
}
PLACE = {"locale": "th-TH", "timezone_id": "Asia/Bangkok"}


@pytest.fixture(scope="session")
def live_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[live.LivePortal]:
    """One portal for each process of the run, started as `make demo` starts it, with nothing but the demo in it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    prepared = live.prepared(Path(os.environ.get(PREPARED) or shared))
    portal = live.start(tmp_path_factory.mktemp("portal"), on=prepared)
    print(portal.log.read_text(errors="replace").split("demo logins")[0])
    yield portal
    portal.end()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; a test may ask the database all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    made = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, UNMARKED])
    yield made
    made.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's telephone, 390 px wide; each test has a new one, with no cookie."""
    yield from _context(browser, PHONE)


@pytest.fixture
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's computer, 1280 px wide; each test has a new one, with no cookie."""
    yield from _context(browser, DESKTOP)


@pytest.fixture
def page_phone(phone: BrowserContext) -> Iterator[Page]:
    yield from _page(phone)


@pytest.fixture
def page_desktop(desktop: BrowserContext) -> Iterator[Page]:
    yield from _page(desktop)


@pytest.fixture
def page_unmasked(playwright: Playwright) -> Iterator[Page]:
    """A headless browser that says what it is."""
    made = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    yield made.new_page(**PLACE)
    made.close()


def telephone(browser: Browser, model: str) -> BrowserContext:
    """A telephone of another model than the one that `phone` is."""
    return _visitor(browser, {**PHONE, "user_agent": PHONE["user_agent"].replace("SM-A135F", model)})


def _visitor(browser: Browser, device: dict[str, Any]) -> BrowserContext:
    agent = device["user_agent"].format(browser.version.split(".")[0])
    return browser.new_context(**{**PLACE, **device, "user_agent": agent})


def _context(browser: Browser, device: dict[str, Any]) -> Iterator[BrowserContext]:
    context = _visitor(browser, device)
    yield context
    context.close()


def _page(context: BrowserContext) -> Iterator[Page]:
    """A page whose scripts may not fail: an uncaught error fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    yield page
    assert errors == []
