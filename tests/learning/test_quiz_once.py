"""However often a form is sent: attempts as they were really made, one completion, and nothing lost."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.learning.models import AttemptAnswer, Completion, Learner, QuizAttempt
from portal.learning.quizzing import Shown
from tests.factories.tree import Tree
from tests.learning.acting import answer, filled_quiz, quiz_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def answered_otherwise(data: dict, right: bool) -> dict:
    """The same form gone back to, with other answers."""
    changed = dict(data)
    for question in Shown.from_token(data["shown"]).questions:
        changed |= answer(question, right)
    return changed


def test_gone_back_and_answered_otherwise_is_another_attempt(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson, right=False)
    first = send(visitor, quiz_url(site.lesson), data)
    again = answered_otherwise(data, right=True)
    second = send(visitor, quiz_url(site.lesson), again)
    assert (first.context["attempt"].right, second.context["attempt"].right) == (0, 5)
    send(visitor, quiz_url(site.lesson), again)
    send(visitor, quiz_url(site.lesson), data)
    assert sorted(QuizAttempt.objects.values_list("right", flat=True)) == [0, 5]
    assert AttemptAnswer.objects.count() == 10
    assert Completion.objects.count() == 1


def test_a_form_sent_again_shows_what_was_kept(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    first = send(visitor, quiz_url(site.lesson), data)
    second = send(visitor, quiz_url(site.lesson), data)
    assert first.context["attempt"] == second.context["attempt"]
    assert QuizAttempt.objects.count() == 1


def test_an_answer_to_an_unpublished_lesson_is_kept_and_told_kindly(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    site.lesson.unpublish()
    response = send(visitor, quiz_url(site.lesson), data)
    html = response.content.decode()
    assert response.status_code == 200
    assert "เก็บคำตอบของคุณไว้แล้ว" in html
    attempt = QuizAttempt.objects.get()
    assert (attempt.title, attempt.subject_key, attempt.passed) == (
        site.lesson.title,
        site.lesson.translation_key,
        True,
    )
    assert Completion.objects.get().subject_key == site.lesson.translation_key
    assert visitor.get(quiz_url(site.lesson)).status_code == 404


def test_an_answer_to_a_deleted_lesson_is_kept(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    key = site.lesson.translation_key
    url = quiz_url(site.lesson)
    site.lesson.delete()
    response = send(visitor, url, data)
    assert "เก็บคำตอบของคุณไว้แล้ว" in response.content.decode()
    attempt = QuizAttempt.objects.get()
    assert (attempt.subject_key, attempt.project, attempt.audiences) == (key, "internet-for-better-life", "elder")
    assert not Completion.objects.exists()


def test_a_form_of_ours_for_another_lesson_is_not_taken(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    site.next_lesson.quiz = site.quiz
    site.next_lesson.save_revision().publish()
    assert send(visitor, quiz_url(site.next_lesson), data).status_code == 422
    assert not Learner.objects.exists()


def test_what_is_no_form_of_ours_is_not_kept_for_a_lesson_that_is_gone(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson) | {"shown": "forged"}
    site.lesson.unpublish()
    assert send(visitor, quiz_url(site.lesson), data).status_code == 404
    assert not QuizAttempt.objects.exists()
