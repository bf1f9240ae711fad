"""How activities look and feel on their own pages: nothing for axe, the measures kept, in each theme and at large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.live import LivePortal
from tests.e2e.looking import Problems, visitor
from tests.e2e.test_activities import ANSWERS, EMPTY, MESSAGE, PLACES, open_activity, press

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.e2e, pytest.mark.long]

LOOKS = [(320, "elder..largest"), (390, "child.dark."), (390, "youth.contrast."), (1280, "..")]
KINDS = {**PLACES, "message": MESSAGE}


@pytest.mark.parametrize("kind", KINDS)
def test_every_activity_is_accessible_and_keeps_its_measures(
    live_portal: LivePortal, browser: Browser, kind: str
) -> None:
    """The form as it opens, with what is missing, and its result."""
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    problems = Problems()
    root = open_activity(page, live_portal, KINDS[kind])
    if kind == "spot":
        page.locator(".spot").first.click()
    if kind == "password":
        page.locator("[data-try]").fill("somchai1234")
    problems.look_in_each(page, "in the lesson", LOOKS)
    if kind in ANSWERS:
        page.goto(f"{live_portal.url}{root.locator('form').get_attribute('action')}")
        if kind in EMPTY:
            press(page, EMPTY[kind])
            problems.look_in_each(page, "unanswered", LOOKS)
        ANSWERS[kind](page)
        problems.look_in_each(page, "answered", LOOKS)
    context.close()
    assert problems == {}


def test_a_lesson_that_is_gone_is_accessible_and_keeps_its_measures(live_portal: LivePortal, browser: Browser) -> None:
    context = visitor(browser, live_portal, 390)
    page = context.new_page()
    page.goto(f"{live_portal.url}/th/learn/00000000-0000-4000-8000-000000000000/done/")
    problems = Problems()
    problems.look_in_each(page, "gone", LOOKS)
    context.close()
    assert problems == {}
