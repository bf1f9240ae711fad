"""Activities answered on one form with scripts off: sort, checklist, spot, password, match."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from courses.models import LessonPage
from portal.learning.models import ActivityAnswer, Completion, Learner
from tests.factories import activities, blocks, content
from tests.factories.tree import Tree
from tests.learning.acting import activity_url, hidden, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

Answers = dict[str, str]
# Right answers, answers with one fault, and what is kept of the first row.
MATCHED = {"i-1": "โทร 1441", "i-2": "วางสาย"}
JUDGED = {"i-1": "weak", "i-2": "strong"}
SPOTTED = {"i-1": "1", "i-3": "1"}
SORTED = {"i-1": "a", "i-2": "b", "i-3": "b"}
KINDS: dict[str, tuple[blocks.Raw, Answers, Answers, dict[str, Any]]] = {
    "sort": (
        blocks.sort(),
        SORTED,
        {**SORTED, "i-1": "b"},
        {"text": "ลูกโทรมาจากเบอร์เดิม", "chosen": "a", "group": "น่าไว้ใจ"},
    ),
    "checklist": (
        blocks.checklist(),
        {"i-1": "1", "i-2": "1"},
        {"i-2": "1"},
        {"text": "บันทึกเบอร์ 1441", "chosen": True},
    ),
    "spot": (activities.spot(), SPOTTED, {"i-1": "1"}, {"text": "ชื่อเว็บสะกดแปลก", "chosen": True, "sign": True}),
    "password": (activities.password(), JUDGED, {**JUDGED, "i-1": "strong"}, {"text": "123456", "chosen": "weak"}),
    "match": (activities.match(), MATCHED, {**MATCHED, "i-2": "รอดูก่อน"}, {"text": "โอนเงินไปแล้ว", "chosen": "โทร 1441"}),
}
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def lesson(site: Tree) -> LessonPage:
    """A lesson whose further steps hold one activity of each kind."""
    steps = [blocks.step(kind, raw) for kind, (raw, *_rest) in KINDS.items() if kind not in ("sort", "checklist")]
    return content.lesson(site.course, *steps, title="กิจกรรมทุกแบบ", slug="every-activity")


def form(client: Client, lesson: LessonPage, kind: str) -> Answers:
    return hidden(client.get(activity_url(lesson, kind)).content.decode())


@each_kind
def test_the_form_shows_every_row_and_sets_no_cookie(lesson: LessonPage, visitor: Client, kind: str) -> None:
    response = visitor.get(activity_url(lesson, kind))
    html = response.content.decode()
    assert response.cookies == {}
    assert "no-store" in response["Cache-Control"]
    for name in KINDS[kind][1]:
        assert f'name="{name}"' in html


@each_kind
def test_right_answers_are_kept_with_their_words_and_explained(lesson: LessonPage, visitor: Client, kind: str) -> None:
    _raw, right, _wrong, first = KINDS[kind]
    response = send(visitor, activity_url(lesson, kind), {**form(visitor, lesson, kind), **right})
    assert response.status_code == 200
    answer = ActivityAnswer.objects.get()
    assert (answer.kind, answer.right, answer.title) == (kind, answer.total, lesson.title)
    assert answer.answers[0].items() >= first.items()
    assert all(row["prompt"] and row["text"] in response.content.decode() for row in answer.answers)
    assert not Completion.objects.exists()


@each_kind
def test_a_fault_is_counted_and_told(lesson: LessonPage, visitor: Client, kind: str) -> None:
    _raw, _right, wrong, _first = KINDS[kind]
    response = send(visitor, activity_url(lesson, kind), {**form(visitor, lesson, kind), **wrong})
    answer = ActivityAnswer.objects.get()
    assert answer.right == answer.total - 1
    if kind != "checklist":
        assert response.content.decode().count("tell--off") == 1


@each_kind
def test_nothing_answered_names_the_field_and_keeps_nothing(lesson: LessonPage, visitor: Client, kind: str) -> None:
    response = send(visitor, activity_url(lesson, kind), form(visitor, lesson, kind))
    html = response.content.decode()
    assert response.status_code == 422
    anchor = html.split('role="alert"')[1].split('href="#')[1].split('"')[0]
    assert f'id="{anchor}"' in html
    assert response.cookies == {}
    assert not Learner.objects.exists()


@pytest.mark.parametrize("kind", ["sort", "password", "match"])
def test_what_was_answered_stays_in_the_form_that_comes_back(lesson: LessonPage, visitor: Client, kind: str) -> None:
    _raw, right, _wrong, _first = KINDS[kind]
    kept = form(visitor, lesson, kind)
    response = send(visitor, activity_url(lesson, kind), {**kept, "i-1": right["i-1"]})
    html = response.content.decode()
    assert response.status_code == 422
    assert hidden(html)["submission"] == kept["submission"]
    assert " selected>โทร 1441" in html if kind == "match" else f'value="{right["i-1"]}" checked' in html
    assert html.count("field--wrong") == len(right) - 1


@each_kind
def test_a_form_sent_twice_is_one_row(lesson: LessonPage, visitor: Client, kind: str) -> None:
    data = {**form(visitor, lesson, kind), **KINDS[kind][1]}
    send(visitor, activity_url(lesson, kind), data)
    send(visitor, activity_url(lesson, kind), data)
    assert ActivityAnswer.objects.count() == 1


@each_kind
def test_gone_back_and_answered_otherwise_is_another_go(lesson: LessonPage, visitor: Client, kind: str) -> None:
    _raw, right, wrong, _first = KINDS[kind]
    sent = form(visitor, lesson, kind)
    for answers in (wrong, right, right, wrong):
        response = send(visitor, activity_url(lesson, kind), {**sent, **answers})
    rows = list(ActivityAnswer.objects.order_by("right"))
    assert [row.total - row.right for row in rows] == [1, 0]
    assert rows[0].learner == rows[1].learner
    # What is shown is what was just sent.
    assert str(rows[0].right) in response.content.decode().split("activity__title")[1].split("</h1>")[0]


@pytest.mark.parametrize(("kind", "sent"), [("sort", "c"), ("password", "1"), ("match", "ไม่มีในรายการ")])
def test_an_answer_that_was_never_offered_is_none(lesson: LessonPage, visitor: Client, kind: str, sent: str) -> None:
    response = send(visitor, activity_url(lesson, kind), {**KINDS[kind][1], "i-1": sent})
    assert response.status_code == 422
    assert not ActivityAnswer.objects.exists()


def test_halves_to_match_do_not_stand_in_the_order_of_their_pairs(lesson: LessonPage, visitor: Client) -> None:
    html = visitor.get(activity_url(lesson, "match")).content.decode()
    lists = [part.split("</select>")[0].split(">", 1)[1] for part in html.split("<select")[1:]]
    assert lists[0] == lists[1]
    places = [lists[0].index(half) for half in ("วางสาย", "รอดูก่อน", "โทร 1441")]
    assert places != sorted(places)[::-1] and lists[0].count("<option") == 4


def test_an_edited_activity_changes_no_record(lesson: LessonPage, visitor: Client) -> None:
    url = activity_url(lesson, "match")
    send(visitor, url, {**form(visitor, lesson, "match"), **MATCHED})
    step = next(step for step in lesson.steps if step.value["title"] == "match")
    step.value["body"][0].value["pairs"][0]["left"] = "ข้อความใหม่"
    lesson.save_revision().publish()
    assert "ข้อความใหม่" in visitor.get(url).content.decode()
    assert ActivityAnswer.objects.get().answers[0]["text"] == "โอนเงินไปแล้ว"


def test_the_password_field_has_no_name_and_stands_outside_every_form(lesson: LessonPage, visitor: Client) -> None:
    html = visitor.get(activity_url(lesson, "password")).content.decode()
    field = html.split("data-try")[0].rsplit("<input", 1)[1] + html.split("data-try")[1].split(">")[0]
    assert "name=" not in field
    assert 'spellcheck="false"' in field and 'autocomplete="off"' in field
    inside = [part.split("</form>")[0] for part in html.split("<form")[1:]]
    assert not any("data-try" in part for part in inside)


def test_a_message_is_shown_whole_and_as_a_list(site: Tree, visitor: Client) -> None:
    lesson = content.lesson(site.course, blocks.step("ข้อความ", activities.spot_message()), slug="message")
    html = visitor.get(activity_url(lesson, "spot")).content.decode()
    assert html.count("เหลือ 2 ชุดสุดท้าย") == 2
    send(visitor, activity_url(lesson, "spot"), {"i-2": "1"})
    answer = ActivityAnswer.objects.get()
    assert (answer.right, answer.total) == (3, 3)
