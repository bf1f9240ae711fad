"""Putting in order and deciding in a situation: shown, answered with scripts off, marked and kept."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from courses.models import Question
from portal.learning.models import AttemptAnswer
from portal.learning.quizzing import Shown, draw_questions
from tests.factories import content
from tests.factories.tree import Tree
from tests.learning.acting import answer, filled_quiz, quiz_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def order_of(data: dict) -> dict:
    return next(one for one in Shown.from_token(data["shown"]).questions if one["kind"] == "order")


def test_steps_are_never_shown_in_their_right_order(site: Tree) -> None:
    right = list(Question.objects.get(kind="order").choices.values_list("text", flat=True))
    for _ in range(40):
        shown = next(one for one in draw_questions(site.quiz) if one["kind"] == "order")["choices"]
        assert [choice["text"] for choice in shown] != right
        assert sorted(choice["text"] for choice in shown) == sorted(right)


def test_the_right_order_is_right_and_kept_as_it_was_given(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    shown = order_of(data)
    send(visitor, quiz_url(site.lesson), data)
    kept = AttemptAnswer.objects.get(kind="order")
    assert kept.is_correct
    words = {choice["uuid"]: choice["text"] for choice in shown["choices"]}
    assert [words[value] for value in kept.chosen] == ["หยุด", "คิด", "ตรวจ", "บอกต่อ"]
    assert kept.shown == shown["choices"]


def test_two_steps_swapped_are_wrong_and_both_orders_are_told(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    shown = order_of(data)
    first, second = (
        next(choice for choice in shown["choices"] if choice["place"] == place)["uuid"] for place in (1, 2)
    )
    name = f"q-{shown['uuid']}-"
    data[name + first], data[name + second] = "2", "1"
    html = send(visitor, quiz_url(site.lesson), data).content.decode()
    assert not AttemptAnswer.objects.get(kind="order").is_correct
    given, right = re.findall(r"<ol>(.*?)</ol>", html[html.index("ดูทีละข้อ") :], re.DOTALL)
    assert re.findall(r"<li>([^<]+?)\s*<", given) == ["คิด", "หยุด", "ตรวจ", "บอกต่อ"]
    assert re.findall(r"<li>([^<]+?)\s*<", right) == ["หยุด", "คิด", "ตรวจ", "บอกต่อ"]


@pytest.mark.parametrize("wrong", ["", "1", "9", "หนึ่ง"])
def test_a_place_missing_or_given_twice_is_asked_again_and_the_others_stay(
    site: Tree, visitor: Client, wrong: str
) -> None:
    data = filled_quiz(visitor, site.lesson)
    shown = order_of(data)
    places = {choice["place"]: choice["uuid"] for choice in shown["choices"]}
    data[f"q-{shown['uuid']}-{places[2]}"] = wrong
    response = send(visitor, quiz_url(site.lesson), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "ใส่เลขให้ครบทุกบรรทัด" in html
    select = html[html.index(f'id="place-{places[3]}"') :]
    assert "<option selected>3</option>" in select[: select.index("</select>")]
    assert not AttemptAnswer.objects.exists()


def test_a_situation_is_shown_as_the_message_it_is_and_kept(site: Tree, visitor: Client) -> None:
    html = visitor.get(quiz_url(site.lesson)).content.decode()
    assert "bubble--line" in html
    assert "ไลน์ใหม่หนูนะ" in html
    data = filled_quiz(visitor, site.lesson)
    Question.objects.filter(kind="scenario").update(situation="เรื่องที่แก้ใหม่")
    send(visitor, quiz_url(site.lesson), data)
    kept = AttemptAnswer.objects.get(kind="scenario")
    assert kept.is_correct
    assert kept.situation == {
        "text": "แม่ นี่ไลน์ใหม่หนูนะ โอนให้เพื่อนหนูก่อน 500",
        "channel": "line",
        "sender": "ลูกสาว",
    }


def test_feedback_belongs_to_the_choice_made(site: Tree, visitor: Client) -> None:
    question = Question.objects.get(kind="scenario")
    question.choices.filter(is_correct=True).update(feedback="รอบคอบมาก")
    question.choices.filter(is_correct=False).update(feedback="โทรก่อนสักนิด")
    data = filled_quiz(visitor, site.lesson)
    assert "รอบคอบมาก" in send(visitor, quiz_url(site.lesson), data).content.decode()
    shown = next(one for one in Shown.from_token(data["shown"]).questions if one["kind"] == "scenario")
    html = send(visitor, quiz_url(site.lesson), data | answer(shown, False)).content.decode()
    assert "โทรก่อนสักนิด" in html
    assert "รอบคอบมาก" not in html


def test_the_form_tells_nobody_the_key(site: Tree, visitor: Client) -> None:
    """Read by anybody but us, the token is noise: what it holds is encrypted, not only signed."""
    import base64
    import zlib

    token = filled_quiz(visitor, site.lesson)["shown"]
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert b"correct" not in raw
    for start in range(len(raw) - 2):
        with pytest.raises(zlib.error):
            zlib.decompress(raw[start:])


def test_a_form_changed_by_one_letter_is_not_ours(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    token = data["shown"]
    changed = token[:50] + ("A" if token[50] != "A" else "B") + token[51:]
    response = send(visitor, quiz_url(site.lesson), data | {"shown": changed})
    assert response.status_code == 422
    html = response.content.decode()
    assert 'role="alert"' in html
    for name, values in data.items():
        if name.startswith("q-") and isinstance(values, list):
            assert all(f'value="{value}" checked' in html for value in values)


def test_a_bank_draws_some_of_its_questions_and_the_attempt_keeps_those(site: Tree, visitor: Client) -> None:
    site.lesson.quiz = content.bank(size=6, draw=3)
    site.lesson.save_revision().publish()
    drawn = set()
    for _ in range(20):
        questions = Shown.from_token(filled_quiz(visitor, site.lesson)["shown"]).questions
        assert len({one["uuid"] for one in questions}) == 3
        drawn.add(tuple(one["text"] for one in questions))
    assert len(drawn) > 1
    data = filled_quiz(visitor, site.lesson)
    shown = [one["text"] for one in Shown.from_token(data["shown"]).questions]
    send(visitor, quiz_url(site.lesson), data)
    assert list(AttemptAnswer.objects.values_list("question_text", flat=True)) == shown


def test_a_bank_that_draws_more_than_it_holds_shows_all(site: Tree) -> None:
    assert len(draw_questions(content.bank(size=2, draw=9))) == 2
