"""Writing questions in the admin: what a kind needs is said in Thai, at the question."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Question, Quiz

pytestmark = pytest.mark.django_db

Choice = tuple[str, bool]


def form(*questions: tuple[dict[str, str], list[Choice]], **fields: str) -> dict[str, str]:
    """The admin's form as a browser sends it."""
    data = {"title": "แบบทดสอบใหม่", "language": "th", "pass_percent": "60", "draw": "0", **fields}
    data |= management("questions", len(questions))
    for number, (values, choices) in enumerate(questions):
        name = f"questions-{number}"
        data |= {f"{name}-{key}": value for key, value in {"text": "ข้อหนึ่ง", "id": "", **values}.items()}
        data |= {f"{name}-ORDER": str(number + 1), f"{name}-DELETE": ""}
        data |= management(f"{name}-choices", len(choices))
        for place, (text, right) in enumerate(choices):
            each = f"{name}-choices-{place}"
            data |= {f"{each}-text": text, f"{each}-id": "", f"{each}-ORDER": str(place + 1), f"{each}-DELETE": ""}
            if right:
                data[f"{each}-is_correct"] = "on"
    return data


def management(name: str, total: int) -> dict[str, str]:
    return {f"{name}-TOTAL_FORMS": str(total), f"{name}-INITIAL_FORMS": "0"}


def save(browser: Client, data: dict[str, str]) -> Any:
    return browser.post(reverse("wagtailsnippets_courses_quiz:add"), data)


RIGHT = [("ใช่", True), ("ไม่", False)]
STEPS = [("หยุด", False), ("คิด", False), ("ตรวจ", False)]


@pytest.fixture
def editor(browser_of, author) -> Client:
    return browser_of(author)


def test_each_kind_can_be_written(editor: Client) -> None:
    given = form(
        ({"kind": "single"}, RIGHT),
        ({"kind": "multiple"}, [("ก", True), ("ข", True)]),
        ({"kind": "truefalse"}, RIGHT),
        ({"kind": "order"}, STEPS),
        ({"kind": "scenario", "situation": "มีข้อความมา", "situation_channel": "sms"}, RIGHT),
        draw="2",
    )
    assert save(editor, given).status_code == 302
    quiz = Quiz.objects.get()
    assert (quiz.draw, quiz.questions.count()) == (2, 5)
    order = Question.objects.get(kind="order")
    assert list(order.choices.values_list("text", flat=True)) == ["หยุด", "คิด", "ตรวจ"]


@pytest.mark.parametrize(
    ("values", "choices", "sentence"),
    [
        ({"kind": "order"}, STEPS[:2], "ต้องมีอย่างน้อย 3 ขั้น"),
        ({"kind": "order"}, [*STEPS, ("หยุด ", False)], "มีสองขั้นที่เขียนเหมือนกัน"),
        ({"kind": "scenario"}, RIGHT, "ต้องมีเรื่องที่เกิดขึ้น"),
        ({"kind": "scenario", "situation": "   "}, RIGHT, "ต้องมีเรื่องที่เกิดขึ้น"),
        ({"kind": "single"}, [("ก", False), ("ข", False)], "ยังไม่มีตัวเลือกที่ถูก"),
        ({"kind": "single"}, [("ก", True), ("ข", True)], "มีคำตอบที่ถูกหลายข้อ"),
        ({"kind": "multiple"}, [(str(number), True) for number in range(11)], "ไม่เกิน 10 ข้อ"),
    ],
)
def test_what_a_kind_needs_is_said_and_nothing_is_saved(
    editor: Client, values: dict[str, str], choices: list[Choice], sentence: str
) -> None:
    response = save(editor, form((values, choices)))
    assert response.status_code == 200
    html = response.content.decode()
    assert sentence in html
    assert choices[0][0] in html
    assert not Quiz.objects.exists()


def test_a_bank_cannot_draw_more_than_it_holds(editor: Client) -> None:
    response = save(editor, form(({"kind": "single"}, RIGHT), draw="3"))
    assert "สุ่มถาม 3 ข้อไม่ได้ เพราะคลังนี้มี 1 ข้อ" in response.content.decode()
    assert not Quiz.objects.exists()


def test_the_form_says_how_each_kind_is_filled_in(editor: Client) -> None:
    html = editor.get(reverse("wagtailsnippets_courses_quiz:add")).content.decode()
    assert "เรียงจากขั้นแรกไปขั้นสุดท้าย" in html
    assert "เฉพาะแบบสถานการณ์" in html


@pytest.mark.parametrize("who", ["member", "trainer", "kpi_staff"])
def test_who_writes_no_courses_writes_no_quiz(request: pytest.FixtureRequest, browser_of, who: str) -> None:
    response = save(browser_of(request.getfixturevalue(who)), form(({"kind": "single"}, RIGHT)))
    assert response.status_code in (302, 403)
    assert not Quiz.objects.exists()
