"""Doing what a learner's browser does: opening forms and sending them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from courses.models import CoursePage, LessonPage
from portal.learning.quizzing import Shown

OURS = {"sec-fetch-site": "same-origin"}


def quiz_url(lesson: LessonPage) -> str:
    return f"/th/learn/{lesson.translation_key}/quiz/"


def course_test_url(course: CoursePage, kind: str) -> str:
    """The address of a course's test: kind is pre or post."""
    return f"/th/learn/course/{course.translation_key}/{kind}-test/"


def activity_url(lesson: LessonPage, kind: str) -> str:
    blocks = [block for step in lesson.steps for block in step.value["body"] if block.block_type == kind]
    return f"/th/learn/{lesson.translation_key}/activity/{blocks[0].id}/"


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a form."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))


def filled_quiz(client: Client, lesson: LessonPage, right: bool = True) -> dict[str, Any]:
    """The quiz's form with an answer to each question."""
    return filled(client, quiz_url(lesson), right)


def filled(client: Client, url: str, right: bool | int = True) -> dict[str, Any]:
    """The form at this address with an answer to each question it shows; `right`: all, none, or so many of them."""
    data: dict[str, Any] = hidden(client.get(url).content.decode())
    for number, question in enumerate(Shown.from_token(data["shown"]).questions):
        data |= answer(question, right if isinstance(right, bool) else number < right)
    return data


def answer(question: dict[str, Any], right: bool) -> dict[str, Any]:
    """A shown question's fields, answered right or wrong."""
    name, choices = f"q-{question['uuid']}", question["choices"]
    if question["kind"] == "order":
        last = len(choices) + 1
        return {
            f"{name}-{choice['uuid']}": str(choice["place"] if right else last - choice["place"]) for choice in choices
        }
    chosen = [choice["uuid"] for choice in choices if choice["correct"] is right]
    return {name: chosen if right else chosen[:1]}


def send(client: Client, url: str, data: dict[str, Any], **headers: str) -> Any:
    return client.post(url, data, headers={**OURS, **headers})


def done_url(lesson: LessonPage) -> str:
    return f"/th/learn/{lesson.translation_key}/done/"


class Form:
    """One form of a page: where it leads, how it is sent, and what it sends without anything filled in."""

    def __init__(self, attributes: str, body: str) -> None:
        self.action = unescape(_value(attributes, "action"))
        self.method = _value(attributes, "method").lower() or "get"
        self.fields = {unescape(name): unescape(value) for name, value in hidden(body).items()}
        self.buttons = {
            (unescape(_value(found, "name")), unescape(_value(found, "value")))
            for found in re.findall(r"<button\b([^>]*)>", body)
            if _value(found, "name")
        }


def forms(html: str) -> list[Form]:
    return [Form(*found) for found in re.findall(r"<form\b([^>]*)>(.*?)</form>", html, re.DOTALL)]


def form_to(html: str, action: str) -> Form:
    """The page's form that is sent to this address; fails when there is none."""
    found = [form for form in forms(html) if form.action == action]
    assert found, f"no form to {action} in {[form.action for form in forms(html)]}"
    return found[0]


def _value(attributes: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', attributes)
    return found[1] if found else ""
