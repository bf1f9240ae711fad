"""A lesson's quiz: a form on its own uncached address, usable with scripts off."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.models import LessonPage
from portal.learning.completing import complete_lesson
from portal.learning.models import Learner, QuizAttempt
from portal.learning.origin import learners_act
from portal.learning.progress import next_unfinished
from portal.learning.subject import live_lesson
from portal.learning.views.asking import Asked, ask


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: HttpRequest, lesson_key: uuid.UUID) -> HttpResponse:
    """GET shows the questions; POST marks them, keeps the attempt and completes the lesson when it is passed.

    Template context, form: shown, rows (question, chosen, places), token, submission, who, unanswered, problem; result:
    attempt, marked, completion, course_completion, next_lesson; both: subject (the page, None when it is gone),
    subject_title, kind, lesson, course.
    """
    lesson = _open(lesson_key)
    asked = Asked(
        kind=QuizAttempt.Kind.LESSON,
        key=lesson_key,
        page=lesson,
        quiz=lesson.quiz if lesson else None,
        counted=lesson,
        extra={"lesson": lesson, "course": lesson.course if lesson else None},
    )

    def result(learner: Learner, attempt: QuizAttempt) -> tuple[str, dict[str, Any]]:
        # Whoever answered a form we showed has finished the lesson, also when it was taken away meanwhile.
        finished = lesson or _in_any_state(lesson_key, attempt.language)
        completion = course_completion = None
        if attempt.passed and attempt.learner_id == learner.pk and finished is not None:
            completion, course_completion = complete_lesson(learner, finished, timezone.now())
        done = {"completion": completion, "course_completion": course_completion}
        if lesson is None:
            return "learning/quiz_gone.html", done
        # Nothing is left to do in a finished course, and after a quiz failed it is this lesson again.
        goes_on = attempt.passed and course_completion is None
        return "learning/quiz_result.html", {
            **done,
            "next_lesson": next_unfinished(learner, lesson) if goes_on else None,
        }

    return ask(request, asked, result)


def _open(key: uuid.UUID) -> LessonPage | None:
    try:
        return live_lesson(key)
    except Http404:
        return None


def _in_any_state(key: uuid.UUID, language: str) -> LessonPage | None:
    """The lesson, published or not; None when it was deleted."""
    lessons: Any = LessonPage.objects.filter(translation_key=key, locale__language_code=language)
    found: LessonPage | None = lessons.first()
    return found
