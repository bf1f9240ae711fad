"""How activities look and feel on their own pages: nothing for axe, the measures kept, in each theme and at large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.live import LivePortal
from tests.e2e.test_activities import ANSWERS, EMPTY, MESSAGE, PLACES, open_activity, press
from tests.e2e.test_look import AXE, MEASURES, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e

SETTINGS = [(320, "elder..largest"), (390, "child.dark."), (390, "youth.contrast."), (1280, "")]


def found(page: Page) -> list[str]:
    violations = Axe().run(page, options=AXE).response["violations"]
    listed = [f"{rule['id']}: {node['html'][:120]}" for rule in violations for node in rule["nodes"]]
    return listed + page.evaluate(MEASURES)


@pytest.mark.parametrize(("width", "look"), SETTINGS, ids=[f"{width}{look and '-'}{look}" for width, look in SETTINGS])
def test_every_activity_is_accessible_and_keeps_its_measures(
    live_portal: LivePortal, browser: Browser, width: int, look: str
) -> None:
    """The form as it opens, with what is missing, and its result."""
    context = visitor(browser, live_portal, width, look)
    page = context.new_page()
    problems: dict[str, list[str]] = {}

    def check(name: str) -> None:
        listed = found(page)
        if listed:
            problems[name] = listed

    for kind, place in {**PLACES, "message": MESSAGE}.items():
        root = open_activity(page, live_portal, place)
        if kind == "spot":
            page.locator(".spot").first.click()
        if kind == "password":
            page.locator("[data-try]").fill("somchai1234")
        check(f"{kind}, in the lesson")
        if kind in ANSWERS:
            page.goto(f"{live_portal.url}{root.locator('form').get_attribute('action')}")
            if kind in EMPTY:
                press(page, EMPTY[kind])
                check(f"{kind}, unanswered")
            ANSWERS[kind](page)
            check(f"{kind}, answered")
    page.goto(f"{live_portal.url}/th/learn/00000000-0000-4000-8000-000000000000/done/")
    check("lesson gone")
    context.close()
    assert problems == {}
