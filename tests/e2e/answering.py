"""Learning in the running portal, as people do: through a lesson's screens, and its quiz answered right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Answer = str | list[str]
"""The label of a right choice, or steps in their right order."""


def right_answers(slug: str) -> list[Answer]:
    """The right answers of a lesson's quiz, from the demo's readable files."""
    from portal.demo.loading.reading import CONTENT, flat, read

    path = next((CONTENT / "courses").glob(f"*/[0-9]*-{slug}.yaml"))
    questions = read(path)["quiz"]["questions"]
    answers: list[Answer] = []
    for question in questions:
        if question["kind"] == "order":
            answers.append([flat(str(choice["text"])) for choice in question["choices"]])
        else:
            answers += [flat(str(choice["text"])) for choice in question["choices"] if choice.get("correct")]
    return answers


def tap(page: Page, target: Locator) -> None:
    """Tap what leads to another page, a link or a form's button, and wait for that page: a click alone may end before the
    browser has begun to leave."""
    target.wait_for()
    with page.expect_navigation():
        target.click()


def walk_to_the_quiz(page: Page) -> int:
    """Tap "next" until the lesson offers its quiz; how many screens it had."""
    screens = 1
    while page.locator("nav.turn a[rel=next]").count():
        tap(page, page.locator("nav.turn a[rel=next]"))
        screens += 1
        assert screens <= 12
    return screens


def exactly(text: str) -> re.Pattern[str]:
    """A text and nothing else, as the page may set it: a space before ๆ does not break there."""
    return re.compile(rf"^\s*{re.escape(text).replace(chr(92) + ' ', chr(92) + 's+')}\s*$")


def put_in_order(field: Locator, steps: list[str]) -> None:
    """With the arrows where they are, else with the numbers."""
    items = [field.locator("li.order__item", has=field.page.locator("label", has_text=exactly(step))) for step in steps]
    for place, item in enumerate(items):
        if not item.locator(".order__moves").is_visible():
            item.locator("select").select_option(str(place + 1))
            continue
        while item.evaluate("one => Array.from(one.parentNode.children).indexOf(one)") > place:
            item.locator("[data-move='-1']").click()


def answer_quiz(page: Page, answers: list[Answer]) -> None:
    for answer in answers:
        if isinstance(answer, list):
            first = page.locator("label", has_text=exactly(answer[0]))
            put_in_order(page.locator("fieldset.question", has=first), answer)
        else:
            page.locator("label.option", has_text=exactly(answer)).first.click()
    page.locator("form button[type=submit]").last.click()
    # With scripts the result is shown in the same page, without a load to wait for.
    page.locator("[data-quiz-kept]").wait_for()
