"""Keeping lessons on a device, as a person does it in a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.e2e.live import LivePortal

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

COURSE = "/th/courses/elder-safe-online/"
LESSON = f"{COURSE}real-or-fake-message/"
DOWNLOADS = "/th/my/downloads/"
KEPT = """async () => (await Promise.all((await caches.keys()).map(
  async (name) => [name, (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)])))"""
VISIBLE_MS = 1_600
"""A page is a view once it has been visible for a second."""


def kept(page: Page) -> dict[str, list[str]]:
    """Cache → paths in it."""
    return dict(page.evaluate(KEPT))


def keep(page: Page, portal: LivePortal, path: str = LESSON, film: bool = False) -> None:
    """Tap the button of a lesson or a course, see the size, tap again."""
    page.goto(portal.url + path)
    page.locator("[data-keep]").click()
    page.locator("[data-keep-go]:visible").wait_for()
    assert " MB" in page.locator("[data-keep-size]").inner_text()
    if film:
        page.locator("[data-keep-with-film]").check()
    page.locator("[data-keep-go]:visible").click()
    page.locator("[data-keep-done]:visible").wait_for(timeout=60_000)


def answer_offline(page: Page, portal: LivePortal) -> None:
    """The lesson's questions as kept, the first choice of each."""
    page.goto(f"{portal.url}{LESSON}6/")
    page.locator("nav.turn a").last.click()
    page.wait_for_url("**/offline/act/**")
    for question in page.locator("fieldset.question").all():
        question.locator("label.option").first.click()
        for place, select in enumerate(question.locator("select").all(), start=1):
            select.evaluate("(one, value) => { one.value = value; }", str(place))
    page.locator("form[data-late] button[type=submit]").click()
    page.locator("[data-late-kept]:visible").wait_for()


def in_sight(page: Page, words: Locator) -> None:
    """These words come to stand on the screen."""
    page.wait_for_function(
        "(one) => { const box = one.getBoundingClientRect(); return box.height && box.top >= 0 && box.bottom <= innerHeight; }",
        arg=words.element_handle(),
    )


def counted(portal: LivePortal, code: str) -> Any:
    """What a line of Python prints inside the running portal, as JSON."""
    return json.loads(portal.ask(f"call_command('drain', once=True, stdout=sys.stderr); {code}"))


def attempts(portal: LivePortal) -> dict[str, int]:
    return counted(
        portal,
        "from portal.learning.models import *; print(json.dumps({'attempts': LateAnswer.objects.count(), "
        "'learners': Learner.objects.filter(origin='web').count()}))",
    )


def views(portal: LivePortal) -> int:
    return int(
        counted(
            portal,
            "from portal.tracking.models import RawEvent; print(RawEvent.objects.exclude(origin='demo').count())",
        )
    )
