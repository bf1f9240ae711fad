"""Doing what a learner's browser does: opening forms and sending them."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from courses.models import LessonPage

OURS = {"sec-fetch-site": "same-origin"}


def quiz_url(lesson: LessonPage) -> str:
    return f"/th/learn/{lesson.translation_key}/quiz/"


def activity_url(lesson: LessonPage, kind: str) -> str:
    blocks = [block for step in lesson.steps for block in step.value["body"] if block.block_type == kind]
    return f"/th/learn/{lesson.translation_key}/activity/{blocks[0].id}/"


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a form."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))


def filled_quiz(client: Client, lesson: LessonPage, right: bool = True) -> dict[str, Any]:
    """The quiz's form with an answer to each question."""
    assert lesson.quiz is not None
    data: dict[str, Any] = hidden(client.get(quiz_url(lesson)).content.decode())
    for question in lesson.quiz.questions.all():
        choices = [choice for choice in question.choices.all() if choice.is_correct is right]
        data[f"q-{question.uuid}"] = [str(choice.uuid) for choice in choices][: None if right else 1]
    return data


def send(client: Client, url: str, data: dict[str, Any], **headers: str) -> Any:
    return client.post(url, data, headers={**OURS, **headers})
