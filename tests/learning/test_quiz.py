"""The quiz: marked by what was shown, kept once, completing the lesson when it is passed."""

from __future__ import annotations

import pytest
from django.test import Client

from courses.models import Question
from portal.learning.models import AttemptAnswer, Completion, Learner, QuizAttempt
from portal.learning.quizzing import Shown
from tests.factories.tree import Tree
from tests.learning.acting import filled_quiz, hidden, quiz_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_opening_it_creates_nobody_and_sets_no_cookie(site: Tree, visitor: Client) -> None:
    response = visitor.get(quiz_url(site.lesson))
    assert response.status_code == 200
    assert response.cookies == {}
    assert response["Cache-Control"] == "private, no-store"
    assert not Learner.objects.exists()


def test_passing_completes_the_lesson_and_remembers_the_learner(site: Tree, visitor: Client) -> None:
    response = send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    assert response.status_code == 200
    assert set(response.cookies) == {"learner", "e_id"}
    assert response.cookies["e_id"]["path"] == "/e/"
    for cookie in response.cookies.values():
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    completion = Completion.objects.get()
    assert (completion.subject_key, completion.rule, completion.source) == (
        site.lesson.translation_key,
        "quiz-passed",
        "web",
    )
    assert completion.revision == site.lesson.live_revision_id
    assert completion.title == site.lesson.title


def test_failing_completes_nothing_and_may_be_tried_again(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson, right=False))
    assert QuizAttempt.objects.get().passed is False
    assert not Completion.objects.exists()
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    assert Completion.objects.count() == 1
    assert QuizAttempt.objects.count() == 2


def test_the_back_button_and_two_tabs_make_one_attempt_and_one_completion(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    other_tab = filled_quiz(visitor, site.lesson)
    for form in (data, data, other_tab):
        send(visitor, quiz_url(site.lesson), form)
    assert QuizAttempt.objects.count() == 2
    assert AttemptAnswer.objects.count() == 2 * site.quiz.questions.count()
    assert Completion.objects.count() == 1
    assert Learner.objects.count() == 1


def test_an_unanswered_question_is_named_and_nothing_is_lost(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    dropped = next(name for name in data if name.startswith("q-"))
    chosen = {name: values for name, values in data.items() if name.startswith("q-") and isinstance(values, list)}
    kept = [value for name, values in chosen.items() if name != dropped for value in values]
    del data[dropped]
    response = send(visitor, quiz_url(site.lesson), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert 'href="#question-1"' in html
    for value in kept:
        assert f'value="{value}" checked' in html
    assert Shown.from_token(hidden(html)["shown"]) == Shown.from_token(data["shown"])
    assert not QuizAttempt.objects.exists()
    assert response.cookies == {}


def test_questions_may_change_between_showing_and_answering(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    shown = list(site.quiz.questions.values_list("text", flat=True))
    Question.objects.all().delete()
    send(visitor, quiz_url(site.lesson), data)
    assert QuizAttempt.objects.get().passed
    assert list(AttemptAnswer.objects.values_list("question_text", flat=True)) == shown


@pytest.mark.parametrize("token", ["", "forged", "a:b:c"])
def test_a_form_we_did_not_make_is_asked_again(site: Tree, visitor: Client, token: str) -> None:
    data = filled_quiz(visitor, site.lesson) | {"shown": token}
    response = send(visitor, quiz_url(site.lesson), data)
    assert response.status_code == 422
    assert not QuizAttempt.objects.exists()


def test_a_lesson_unpublished_or_deleted_meanwhile_changes_no_fact(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    url = quiz_url(site.lesson)
    site.lesson.unpublish()
    assert visitor.get(url).status_code == 404
    site.course.delete()
    assert Completion.objects.get().title == site.lesson.title
    assert QuizAttempt.objects.count() == 1


def test_another_site_cannot_answer_for_anybody(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson)
    response = send(visitor, quiz_url(site.lesson), data, **{"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not QuizAttempt.objects.exists()


def test_a_browser_without_cookies_learns_all_the_same(site: Tree) -> None:
    """What it must remember travels signed in the form."""
    first = Client()
    response = send(first, quiz_url(site.lesson), filled_quiz(first, site.lesson, right=False))
    who = hidden(response.content.decode())["who"]
    second = Client()
    again = hidden(send(second, quiz_url(site.lesson), {"who": who, "again": "1"}).content.decode())
    assert again["who"] == who
    send(second, quiz_url(site.lesson), filled_quiz(second, site.lesson) | {"who": who})
    assert Learner.objects.count() == 1
    assert Completion.objects.count() == 1


def test_counting_can_be_refused_without_losing_progress(site: Tree, visitor: Client) -> None:
    data = filled_quiz(visitor, site.lesson) | {"refuse-counting": "1"}
    response = send(visitor, quiz_url(site.lesson), data)
    assert response.cookies["learner"].value
    assert response.cookies["e_id"].value == ""
    assert Completion.objects.count() == 1
    assert Learner.objects.get().counting_refused
    # And it stays refused.
    response = send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    assert response.cookies["e_id"].value == ""


def test_a_learner_of_an_account_is_nobody_elses(site: Tree, browser_of, member, author) -> None:
    signed_in = browser_of(member)
    send(signed_in, quiz_url(site.lesson), _signed(signed_in, site))
    learner = Learner.objects.get()
    assert learner.user == member
    thief = browser_of(learner)
    assert site.lesson.title not in thief.get("/th/my/").content.decode()


def _signed(client: Client, site: Tree) -> dict[str, object]:
    return filled_quiz(client, site.lesson)


def test_signed_in_people_pass_the_csrf_check_as_usual(site: Tree, member) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    data = filled_quiz(strict, site.lesson)
    assert data["csrfmiddlewaretoken"]
    without = {name: value for name, value in data.items() if name != "csrfmiddlewaretoken"}
    assert send(strict, quiz_url(site.lesson), without).status_code == 403
    assert send(strict, quiz_url(site.lesson), data).status_code == 200
