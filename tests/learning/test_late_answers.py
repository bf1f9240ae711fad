"""Answers given without a network: kept once, under the learner who gave them, marked by what they were shown."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from courses.models import Question
from portal.learning.models import Completion, LateAnswer, Learner, QuizAttempt
from portal.learning.offline.marks import mark_of
from portal.learning.offline.quizzes import offline_quiz, version_of
from tests.factories.tree import Tree
from tests.learning import acting
from tests.learning.acting import OURS, filled_quiz, quiz_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

WHO = "/th/learn/offline/who/"
ANSWERS = "/th/learn/offline/answers/"


def answer(of: Any, right: bool = True, **fields: Any) -> dict[str, Any]:
    """What a kept copy of the lesson would have waiting."""
    given = {
        "submission": str(uuid.uuid4()),
        "lesson": str(of.translation_key),
        "kind": "quiz" if of.quiz_id else "did-this",
        "learner": "",
        "answered_at": "2026-11-20T03:00:00.000Z",
        "refuse_counting": False,
    }
    if of.quiz_id:
        given["version"] = version_of(of.translation_key, offline_quiz(of))
        given["fields"] = chosen(of, right)
    return {**given, **fields}


def chosen(lesson: Any, right: bool) -> list[list[str]]:
    pairs = []
    for question in offline_quiz(lesson).questions:
        for name, values in acting.answer(question, right).items():
            pairs += [[name, value] for value in (values if isinstance(values, list) else [values])]
    return pairs


def post(client: Client, *answers: Any, **headers: str) -> Any:
    return client.post(ANSWERS, {"answers": list(answers)}, "application/json", headers={**OURS, **headers})


def codes(response: Any) -> list[int]:
    assert response.status_code == 200, response.content
    return [one["code"] for one in response.json()["answers"]]


def test_nobody_is_made_by_asking_who_is_there(site: Tree, visitor: Client) -> None:
    response = visitor.get(WHO)
    assert response.json() == {"learner": "", "csrf": ""}
    assert response.cookies == {}
    assert response["Cache-Control"] == "private, no-store"
    assert not Learner.objects.exists()


def test_a_mark_names_a_learner_and_opens_nothing(site: Tree, browser_of) -> None:
    learner, other = Learner.objects.create(), Learner.objects.create()
    mark = browser_of(learner).get(WHO).json()["learner"]
    assert mark == browser_of(learner).get(WHO).json()["learner"] != browser_of(other).get(WHO).json()["learner"]
    assert learner.uuid.hex not in mark
    stranger = Client()
    stranger.cookies["learner"] = mark
    assert stranger.get(WHO).json()["learner"] == ""


def test_the_first_answer_begins_the_learner_and_completes_the_lesson(site: Tree, visitor: Client) -> None:
    response = post(visitor, answer(site.lesson))
    said = response.json()
    assert codes(response) == [200]
    assert (said["answers"][0]["right"], said["answers"][0]["total"], said["answers"][0]["passed"]) == (5, 5, True)
    assert "ผ่านแล้ว" in said["answers"][0]["words"]
    assert set(response.cookies) == {"learner", "e_id"}
    assert response["Cache-Control"] == "private, no-store"
    learner = Learner.objects.get()
    assert said["learner"] == mark_of(learner) == visitor.get(WHO).json()["learner"]
    completion = Completion.objects.get()
    assert (completion.learner, completion.subject_key) == (learner, site.lesson.translation_key)


def test_our_time_counts_and_the_devices_is_kept_beside(site: Tree, visitor: Client) -> None:
    post(visitor, answer(site.lesson, answered_at="2019-01-01T00:00:00Z"))
    late = LateAnswer.objects.select_related("attempt").get()
    assert late.claimed_at.year == 2019
    assert late.attempt.at.year > 2019
    assert Completion.objects.get().at.year > 2019


@pytest.mark.parametrize("said", ["yesterday", None, 5, "2026-11-20T03:00:00", "2026-13-45T00:00:00Z"])
def test_a_clock_nobody_can_read_loses_no_answer(site: Tree, visitor: Client, said: Any) -> None:
    assert codes(post(visitor, answer(site.lesson, answered_at=said))) == [200]
    assert LateAnswer.objects.get().claimed_at is None


def test_sent_again_it_is_one_attempt_and_one_completion(site: Tree, visitor: Client) -> None:
    waiting = answer(site.lesson)
    first = post(visitor, waiting).json()["answers"][0]
    again = post(visitor, waiting, waiting).json()["answers"]
    assert [one["code"] for one in again] == [200, 200]
    assert again[0]["right"] == first["right"]
    assert QuizAttempt.objects.count() == Completion.objects.count() == Learner.objects.count() == 1


def test_a_line_that_broke_before_the_cookie_came_loses_no_progress(site: Tree) -> None:
    waiting = answer(site.lesson)
    post(Client(), waiting)
    device = Client()
    assert codes(post(device, waiting)) == [200]
    assert Learner.objects.count() == 1
    assert site.lesson.title in device.get("/th/my/").content.decode()


def test_sent_twice_at_once_it_begins_one_learner(site: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page sends it and is left, the next page sends it too: neither request sees what the other keeps."""
    from portal.learning.offline import answers

    monkeypatch.setattr(answers, "_kept_before", lambda answer, sender: None)
    sent = answer(site.lesson)
    first, second = Client(), Client()
    assert codes(post(first, sent)) == codes(post(second, sent)) == [200]
    assert (QuizAttempt.objects.count(), Learner.objects.count(), Completion.objects.count()) == (1, 1, 1)
    assert first.cookies["learner"].value and second.cookies["learner"].value


def test_that_way_leads_into_nobodys_account(site: Tree, member) -> None:
    waiting = answer(site.lesson)
    post(Client(), waiting)
    Learner.objects.update(user=member)
    stranger = Client()
    response = post(stranger, waiting)
    assert codes(response) == [200]
    assert "right" not in response.json()["answers"][0]
    assert response.cookies == {}


def test_an_answer_is_never_filed_under_another_learner(site: Tree, browser_of) -> None:
    first, second = Learner.objects.create(), Learner.objects.create()
    waiting = answer(site.lesson, learner=mark_of(first))
    for other in (browser_of(second), browser_of(None)):
        response = post(other, waiting)
        assert codes(response) == [409]
        assert "ผู้เรียนคนก่อน" in response.json()["answers"][0]["words"]
    assert not QuizAttempt.objects.exists()
    assert Learner.objects.count() == 2
    assert codes(post(browser_of(first), waiting)) == [200]
    assert QuizAttempt.objects.get().learner == first


def test_whoever_sends_it_again_is_told_no_result_of_another(site: Tree, browser_of) -> None:
    first, second = Learner.objects.create(), Learner.objects.create()
    waiting = answer(site.lesson, learner=mark_of(first))
    post(browser_of(first), waiting)
    said = post(browser_of(second), waiting).json()["answers"][0]
    assert said["code"] == 200
    assert "right" not in said
    assert "questions" not in said


def test_one_that_cannot_be_taken_keeps_no_other(site: Tree, visitor: Client) -> None:
    stranger = Learner.objects.create()
    response = post(
        visitor,
        answer(site.lesson, learner=mark_of(stranger)),
        answer(site.lesson, version="0" * 32),
        answer(site.lesson, fields=chosen(site.lesson, True)[1:]),
        {"submission": "no", "lesson": 5},
        "nothing",
        answer(site.lesson, lesson=str(uuid.uuid4())),
        answer(site.lesson),
        answer(site.next_lesson),
    )
    assert codes(response) == [409, 410, 422, 400, 400, 410, 200, 200]
    assert all(one["words"] for one in response.json()["answers"])
    assert QuizAttempt.objects.count() == 1
    # Both lessons, so the course too.
    assert set(Completion.objects.values_list("subject_kind", flat=True)) == {"lesson", "course"}


def test_the_words_answered_are_the_words_kept(site: Tree, visitor: Client) -> None:
    """An editor changes the questions while the answer waits."""
    waiting = answer(site.lesson)
    shown = list(site.quiz.questions.values_list("text", flat=True))
    site.quiz.save()
    Question.objects.filter(quiz=site.quiz).first().choices.update(is_correct=False)
    Question.objects.filter(quiz=site.quiz).update(text="ถามอย่างอื่น")
    assert codes(post(visitor, waiting)) == [200]
    attempt = QuizAttempt.objects.get()
    assert attempt.passed
    assert [row.question_text for row in attempt.answers.all()] == shown


def test_the_questions_of_one_lesson_complete_no_other(site: Tree, visitor: Client) -> None:
    site.next_lesson.quiz = site.quiz
    site.next_lesson.save_revision().publish()
    borrowed = answer(site.lesson, lesson=str(site.next_lesson.translation_key))
    assert codes(post(visitor, borrowed)) == [410]
    assert not Completion.objects.exists()


def test_a_lesson_taken_away_meanwhile_is_finished_all_the_same(site: Tree, visitor: Client) -> None:
    waiting = answer(site.lesson)
    site.lesson.unpublish()
    response = post(visitor, waiting)
    assert codes(response) == [200]
    assert not response.json()["answers"][0]["url"]
    assert Completion.objects.get().subject_key == site.lesson.translation_key


def test_a_draft_nobody_could_keep_completes_nothing(site: Tree, visitor: Client) -> None:
    waiting = answer(site.next_lesson)
    type(site.next_lesson).objects.filter(pk=site.next_lesson.pk).update(live=False, first_published_at=None)
    assert codes(post(visitor, waiting)) == [410]


def test_did_this_is_no_way_around_a_quiz(site: Tree, visitor: Client) -> None:
    assert codes(post(visitor, answer(site.lesson, kind="did-this"))) == [410]
    assert not Completion.objects.exists()
    assert not Learner.objects.exists()


def test_wrong_answers_are_told_and_complete_nothing(site: Tree, visitor: Client) -> None:
    said = post(visitor, answer(site.lesson, right=False)).json()["answers"][0]
    assert (said["right"], said["passed"]) == (0, False)
    assert [row["says"] for row in said["questions"]] == ["ยังไม่ถูก"] * 5
    assert said["questions"][0]["why"] == "ลองคิดอีกที"
    assert not Completion.objects.exists()


def test_counting_can_be_refused(site: Tree, visitor: Client) -> None:
    response = post(visitor, answer(site.lesson, refuse_counting=True))
    assert response.cookies["learner"].value
    assert response.cookies["e_id"].value == ""
    assert Learner.objects.get().counting_refused


def test_the_same_browser_goes_on_as_the_same_learner(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson, right=False))
    learner = Learner.objects.get()
    assert codes(post(visitor, answer(site.lesson), answer(site.next_lesson, learner=mark_of(learner)))) == [200, 200]
    assert Learner.objects.get() == learner


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"null",
        b'{"answers": {}}',
        b'{"answers": []}',
        b'{"answers": 5}',
        b"\xff",
        b"[" * 5000,
    ],
)
def test_what_cannot_be_read_is_400_in_thai(site: Tree, visitor: Client, body: bytes) -> None:
    response = visitor.generic("POST", ANSWERS, body, "application/json", headers=OURS)
    assert response.status_code == 400
    assert "อีกครั้ง" in response.json()["words"]
    assert not Learner.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"submission": "1"},
        {"submission": None},
        {"lesson": "x"},
        {"kind": "card"},
        {"kind": None},
        {"fields": 5},
        {"fields": [["a"]]},
        {"fields": [["a", 5]]},
        {"fields": [["a", "x" * 1001]]},
        {"fields": [["a", "b"]] * 301},
        {"version": 5},
        {"learner": ["x"]},
        {"learner": None},
    ],
)
def test_an_answer_that_cannot_be_read_is_named(site: Tree, visitor: Client, changed: dict[str, Any]) -> None:
    assert codes(post(visitor, {**answer(site.lesson), **changed}, answer(site.lesson))) == [400, 200]


def test_too_much_at_once_is_413(site: Tree, visitor: Client) -> None:
    assert post(visitor, *[{}] * 51).status_code == 413
    response = post(visitor, {"x": "x" * 300_000})
    assert response.status_code == 413
    assert "50" in response.json()["words"]
    assert not QuizAttempt.objects.exists()


def test_a_get_is_no_way_in(site: Tree, visitor: Client) -> None:
    assert visitor.get(ANSWERS).status_code == 405
    assert visitor.post(WHO, headers=OURS).status_code == 405


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}])
def test_another_site_cannot_answer_for_anybody(site: Tree, visitor: Client, headers: dict[str, str]) -> None:
    assert post(visitor, answer(site.lesson), **headers).status_code == 403
    assert not QuizAttempt.objects.exists()


def test_signed_in_people_pass_the_csrf_check_as_usual(site: Tree, member) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    token = strict.get(WHO).json()["csrf"]
    assert token
    assert post(strict, answer(site.lesson)).status_code == 403
    assert not QuizAttempt.objects.exists()
    assert codes(post(strict, answer(site.lesson), **{"x-csrftoken": token})) == [200]
    assert QuizAttempt.objects.get().learner.user == member
